"""What may be asked of a procurement, from the intention to the opening?"""

from operis.core.acts import Command
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.procurement.terms import CorrectionTerms, EndingTerms, IntentionTerms, NoticeTerms, PlanTerms


@record
class PublishIntention(IntentionTerms, Command):
    slug, docket_kind, opens = "publish-intention", "procurement", True
    title_words = Label("Publish the intention", "公开采购意向")


@record
class FilePlan(PlanTerms, Command):
    slug, docket_kind, opens = "file-plan", "procurement", True
    title_words = Label("File the implementation plan", "报送采购实施计划备案")


@record
class PublishNotice(NoticeTerms, Command):
    slug, docket_kind = "publish-notice", "procurement"
    title_words = Label("Publish the notice", "发布采购公告")


@record
class CorrectNotice(CorrectionTerms, Command):
    slug, docket_kind = "correct-notice", "procurement"
    title_words = Label("Correct the notice", "发布更正公告")


@record
class CloseBids(Command):
    slug, docket_kind = "close-bids", "procurement"
    title_words = Label("Close the bids", "截止接收")


@record
class OpenBids(Command):
    slug, docket_kind = "open-bids", "procurement"
    title_words = Label("Open the bids", "开标（开启）")


@record
class Terminate(EndingTerms, Command):
    slug, docket_kind = "terminate", "procurement"
    title_words = Label("End the procurement", "终止采购活动")
