"""What may be asked of a procurement, from the intention to the result?"""

from datetime import datetime

from operis.core.acts import Command
from operis.core.fields import ask, record
from operis.core.wording import Label, Slug
from operis.dockets.copies import AddCopy
from operis.dockets.procurement.answering import AnsweringTerms, QuestionChosen
from operis.dockets.procurement.awarding import (
    AwardTerms,
    DrawTerms,
    FilesShown,
    LosersTold,
    ResultElsewhere,
    SeedsShown,
    SettingAside,
)
from operis.dockets.procurement.evaluating import (
    ExaminationTerms,
    InterestTerms,
    PanelTerms,
    QuestionTerms,
    ReopeningTerms,
    ReplacementTerms,
    ReportTerms,
    RoundTerms,
    SheetTerms,
    TalkTerms,
)
from operis.dockets.procurement.holding import CallTerms, KeyTerms, MadeWith, SharesGiven
from operis.dockets.procurement.paper import PaperBesides, PaperRead
from operis.dockets.procurement.reviewing import GENERAL, KEY, REVIEWS, Concluded, ReviewTerms
from operis.dockets.procurement.terms import CorrectionTerms, EndingTerms, IntentionTerms, NoticeSaid, PlanTerms


@record
class PublishIntention(IntentionTerms, Command):
    slug, docket_kind, opens = "publish-intention", "procurement", True
    title_words = Label("Publish the intention", "公开采购意向")


@record
class ReviewPlan(ReviewTerms, Command):
    slug, docket_kind, opens, prepares = "review-plan", "procurement", True, "file-plan"
    title_words = Label("Review the implementation plan", "内部审查采购实施计划")

    plan: PlanTerms = ask("Plan", "采购实施计划")
    reviews: tuple[Slug, ...] = ask("Reviews", "审查类别", choices=REVIEWS, default=(GENERAL, KEY))


@record
class FilePlan(PlanTerms, Command):
    slug, docket_kind, opens = "file-plan", "procurement", True
    title_words = Label("File the implementation plan", "报送采购实施计划备案")


@record
class CallKeyHolders(CallTerms, Command):
    slug, docket_kind = "call-key-holders", "procurement"
    title_words = Label("Call key holders", "确定密钥保管单位")
    entrusted = "notices"


@record
class NameKeyHolder(KeyTerms, Command):
    slug, docket_kind, electronic = "name-key-holder", "procurement", True
    title_words = Label("Give the key that bids are sealed to", "登记投标（响应）加密公钥")


@record
class PublishNotice(NoticeSaid, Command):
    slug, docket_kind = "publish-notice", "procurement"
    title_words = Label("Publish the notice", "发布采购公告")
    entrusted = "notices"


@record
class CorrectNotice(CorrectionTerms, Command):
    slug, docket_kind = "correct-notice", "procurement"
    title_words = Label("Correct the notice", "发布更正公告")
    entrusted = "notices"


@record
class AnswerRepresentation(AnsweringTerms, QuestionChosen, Command):
    slug, docket_kind = "answer-representation", "procurement"
    title_words = Label("Answer a question", "答复询问")
    entrusted = "notices"


@record
class CloseBids(Command):
    slug, docket_kind = "close-bids", "procurement"
    title_words = Label("Close the bids", "截止接收")


@record
class MoveClosing(Command):
    slug, docket_kind = "move-closing", "procurement"
    title_words = Label("Move the closing after an outage", "因平台故障顺延截止时间")

    outage_from: datetime = ask("Could take nothing from", "故障起始时间")
    outage_until: datetime = ask("Until", "故障恢复时间")


@record
class ReleaseShares(MadeWith, SharesGiven, Command):
    slug, docket_kind, electronic = "release-shares", "procurement", True
    title_words = Label("Hand in the shares of the keys", "交出密钥份额")


@record
class EnterPaperBid(PaperBesides, PaperRead, Command):
    slug, docket_kind, electronic = "enter-paper-bid", "procurement", True
    title_words = Label("Open an envelope and enter the bid", "拆封并录入纸质投标（响应）文件")
    entrusted = "evaluation"


@record
class CheckPaperBid(PaperRead, Command):
    slug, docket_kind, electronic = "check-paper-bid", "procurement", True
    title_words = Label("Read a bid on paper a second time", "复核录入的纸质投标（响应）文件")
    entrusted = "evaluation"


@record
class OpenBids(Command):
    slug, docket_kind, unseals = "open-bids", "procurement", True
    title_words = Label("Open the bids", "开标（开启）")


@record
class Terminate(EndingTerms, Command):
    slug, docket_kind = "terminate", "procurement"
    title_words = Label("Terminate the procurement", "终止采购活动")


@record
class AnnounceDraw(DrawTerms, Command):
    slug, docket_kind = "announce-draw", "procurement"
    title_words = Label("Announce a draw", "发布抽取预告")
    entrusted = "evaluation"


@record
class HoldDraw(SeedsShown, Command):
    slug, docket_kind = "hold-draw", "procurement"
    title_words = Label("Hold the draw", "进行随机抽取")
    entrusted = "evaluation"


@record
class FormPanel(PanelTerms, Command):
    slug, docket_kind = "form-panel", "procurement"
    title_words = Label("Form the panel", "组建评审小组")
    entrusted = "evaluation"


@record
class DeclareInterest(InterestTerms, Command):
    slug, docket_kind = "declare-interest", "procurement"
    title_words = Label("Declare whether an interest is held", "作出回避声明")


@record
class ReplaceMember(ReplacementTerms, Command):
    slug, docket_kind = "replace-member", "procurement"
    title_words = Label("Replace a member", "更换成员")
    entrusted = "evaluation"


@record
class ExamineBids(ExaminationTerms, Command):
    slug, docket_kind, matter = "examine-bids", "procurement", ("check",)
    title_words = Label("Examine the bids", "审查投标（响应）文件")
    entrusted = "evaluation"


@record
class AskExplanation(QuestionTerms, Command):
    slug, docket_kind, matter = "ask-explanation", "procurement", ("lot", "supplier", "about")
    title_words = Label("Ask a supplier to explain", "要求供应商说明")


@record
class RecordNegotiation(TalkTerms, Command):
    slug, docket_kind, matter = "record-negotiation", "procurement", ("lot", "supplier")
    title_words = Label("Record the talk with a supplier", "记录磋商（谈判）")


@record
class OpenRound(RoundTerms, Command):
    slug, docket_kind = "open-round", "procurement"
    title_words = Label("Ask for final quotes", "要求提交最后报价")


@record
class GiveScores(SheetTerms, Command):
    slug, docket_kind = "give-scores", "procurement"
    title_words = Label("Give scores", "评分")


@record
class ReportEvaluation(ReportTerms, Command):
    slug, docket_kind, matter, reservations, silent_in = "report-evaluation", "procurement", ("lots",), "dissents", "silent"
    title_words = Label("Report the evaluation", "出具评审报告")


@record
class ReopenEvaluation(ReopeningTerms, Command):
    slug, docket_kind = "reopen-evaluation", "procurement"
    title_words = Label("Evaluate again", "组织重新评审")
    entrusted = "evaluation"


@record
class ReviewAward(Concluded, Command):
    slug, docket_kind, prepares = "review-award", "procurement", "decide-award"
    title_words = Label("Review the award", "内部审查拟确定的中标（成交）供应商")

    award: AwardTerms = ask("Award", "拟确定的中标（成交）供应商")


@record
class DecideAward(AwardTerms, Command):
    slug, docket_kind = "decide-award", "procurement"
    title_words = Label("Decide the award", "确定中标（成交）供应商")


@record
class DeemAward(Command):
    slug, docket_kind = "deem-award", "procurement"
    title_words = Label("Hold the first ranked as the winner", "视为确定第一候选人")


@record
class PublishResult(ResultElsewhere, LosersTold, FilesShown, Command):
    slug, docket_kind = "publish-result", "procurement"
    title_words = Label("Publish the result", "发布中标（成交）结果公告")
    entrusted = "result"


@record
class SetAsideAward(SettingAside, Command):
    slug, docket_kind = "set-aside-award", "procurement"
    title_words = Label("Set the award aside", "取消中标（成交）结果")


@record
class AddStampedCopy(AddCopy):
    slug, docket_kind = "add-stamped-copy", "procurement"
