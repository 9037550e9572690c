"""Which acts stand on a procurement, as far as the notice?"""

from datetime import date, datetime

from operis.core.acts import Act, Due
from operis.core.fields import ask, record
from operis.core.wording import Label, Slug
from operis.dockets.procurement.terms import CorrectionTerms, Document, IntentionTerms, NoticeTerms, PlanTerms


@record
class IntentionPublished(IntentionTerms, Act):
    kind, version = "intention-published", 1
    title_words = Label("Intention published", "采购意向公开")

    body: str = ask("Purchasing body", "购买主体")
    notice_from: Due | None = ask("Notice not before", "公告不早于")


@record
class ImplementationPlanFiled(PlanTerms, Act):
    kind, version = "implementation-plan-filed", 1
    title_words = Label("Implementation plan filed", "采购实施计划备案")

    body: str = ask("Purchasing body", "购买主体")
    budget_item: str = ask("Budget item", "预算项目")
    class_: Slug | None = ask("Class", "服务类别")


@record
class NoticePublished(NoticeTerms, Act):
    kind, version = "notice-published", 1
    title_words = Label("Notice published", "采购公告发布")

    notice: Slug = ask("Kind of notice", "公告类型")
    stands_until: Due | None = ask("Notice stands until", "公告期限届满日")


@record
class BiddingDocumentsIssued(Act):
    kind, version = "bidding-documents-issued", 1
    title_words = Label("Purchasing documents issued", "采购文件发出")

    documents_issued: date = ask("Issued from", "发出之日")
    documents_offered_until: date | None = ask("Offered until", "提供截止日")
    documents: tuple[Document, ...] = ask("Documents", "采购文件")


@record
class NoticeCorrected(CorrectionTerms, Act):
    kind, version = "notice-corrected", 1
    title_words = Label("Notice corrected", "更正公告")

    closes: datetime = ask("Bids now close", "现提交截止时间")
