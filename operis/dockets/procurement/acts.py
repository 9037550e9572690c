"""Which acts stand on a procurement, from the intention to the opening, and its ending?"""

from datetime import date, datetime

from operis.core.acts import Act, Due
from operis.core.briefs import Brief, field
from operis.core.fields import ask, record
from operis.core.reading import CLAUSE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Label, Slug, Wording
from operis.dockets.procurement.answering import AnsweringTerms
from operis.dockets.procurement.awarding import PassedOver
from operis.dockets.procurement.holding import CallTerms, KeyTerms, Released, SharesKept
from operis.dockets.procurement.opened import OPENED, Listed, LotCount, Opened, Shut, Unconfirmed
from operis.dockets.procurement.paper import FOUND, PaperKept
from operis.dockets.procurement.reviewing import REVIEWS, ByReviewer, Concluded, ReviewTerms
from operis.dockets.procurement.terms import CorrectionTerms, Document, EndingTerms, IntentionTerms, NoticeTerms, PlanTerms, ReviewedBy


@record
class IntentionPublished(IntentionTerms, Act):
    kind, version = "intention-published", 1
    title_words = Label("Intention published", "采购意向公开")

    body: str = ask("Purchasing body", "购买主体", of=RefersTo.BODY)
    notice_from: Due | None = ask("Notice not before", "公告不早于")


@record
class PlanReviewed(ReviewTerms, ByReviewer, Act):
    """The written record of one review; who wrote in the plan did not review it."""

    kind, version, public = "plan-reviewed", 1, "plan"
    each_of = ("reviews", "review")
    title_words = Label("Plan reviewed", "采购实施计划内部审查")
    brief = Brief(Label("{review}: {outcome}", "{review}：{outcome}"))

    review: Slug = ask("Review", "审查类别", choices=REVIEWS)
    plan_sha256: str = ask("Fingerprint of the plan", "采购实施计划数字指纹")
    need: str | None = ask("Need", "采购需求", default=None, later=True, of=RefersTo.NEED)


@record
class AwardReviewed(Concluded, ByReviewer, Act):
    """Of which award it was stays unread until the result is published."""

    kind, version, public = "award-reviewed", 1, "result"
    title_words = Label("Award reviewed", "中标（成交）供应商内部审查")
    brief = field("outcome")

    lots: tuple[str, ...] = ask("Lots", "采购包", of=RefersTo.LOT)
    award_sha256: str = ask("Fingerprint of the award", "中标（成交）决定数字指纹")


@record
class ImplementationPlanFiled(PlanTerms, ReviewedBy, Act):
    kind, version = "implementation-plan-filed", 1
    title_words = Label("Implementation plan filed", "采购实施计划备案")
    made_paper = "plan"
    brief = Brief(Label("{method}, {budget}", "{method}，{budget}"))

    body: str = ask("Purchasing body", "购买主体", of=RefersTo.BODY)
    budget_item: str = ask("Budget item", "预算项目")
    class_: Slug | None = ask("Class", "服务类别")
    unit: str | None = ask("Competent budget unit", "主管预算单位", default=None, later=True, of=RefersTo.BODY)
    """That stands above the body on its file; a body under none is its own."""
    left: tuple[str, ...] = ask(
        "Suppliers that the failed tender left", "招标失败后剩余的供应商", default=(), later=True, of=RefersTo.SUPPLIER
    )


@record
class KeyHoldersCalled(CallTerms, Act):
    kind, version = "key-holders-called", 1
    title_words = Label("Key holders called", "密钥保管单位确定")


@record
class KeyHolderNamed(KeyTerms, Act):
    """The key to which bids are sealed, and what its holder found in the rehearsal."""

    kind, version = "key-holder-named", 1
    title_words = Label("Key holder named", "密钥保管人确定")

    place: int = ask("Place", "顺序号")
    holder: str = ask("Key holder", "密钥保管单位", of=RefersTo.BODY)


@record
class NoticePublished(NoticeTerms, Act):
    kind, version = "notice-published", 1
    title_words = Label("Notice published", "采购公告发布")
    made_paper = "notice"
    brief = Brief(Label("Closes {bids_close}", "{bids_close}截止"))

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
    corrects = "notice-published"
    title_words = Label("Notice corrected", "更正公告")
    made_paper = "correction"
    brief = Brief(Label("Closes {closes}", "{closes}截止"))
    why = "reason"

    closes: datetime = ask("Bids now close", "现提交截止时间")


@record
class RepresentationAnswered(AnsweringTerms, Act):
    """The question and its answer for all; who asked stands nowhere here."""

    kind, version, news = "representation-answered", 1, True
    title_words = Label("Question answered", "答复询问")
    brief = field("asked")

    no: int = ask("Question No.", "询问序号", hint=("Counted from 1", "从1起计"))
    asked_on: date = ask("Asked on", "询问日期")
    asked: Wording = ask("Question", "询问内容", most=CLAUSE_MAX)


@record
class BidsClosed(Act):
    kind, version, public = "bids-closed", 1, "opening"
    title_words = Label("Bids closed", "提交截止")

    listed: tuple[Listed, ...] = ask("Bids in force, in order of receipt", "有效投标（响应），按收到先后")
    withdrawn: int = ask("Withdrawn", "撤回数量")
    late: int = ask("Late", "逾期数量")
    round: int | None = ask("Round", "轮次", default=None, later=True)
    """None in the first."""
    paper_by: Due | None = ask("Bids on paper are entered by", "纸质文件录入期限", default=None, later=True)
    """None where there is none."""
    open_by: Due | None = ask("Bids are opened by", "开启期限", default=None, later=True)
    """None where no row says that they are opened at the closing."""
    unconfirmed: tuple[Unconfirmed, ...] = ask(
        "Envelopes that no second person confirmed before the closing: they do not count", "截止前未经第二人复核的信封：不计入",
        default=(), later=True,
    )  # fmt: skip
    shut: tuple[Shut, ...] = ask("Lots that stay shut for want of bids", "因供应商不足不予开启的采购包", default=(), later=True)


@record
class SharesReleased(SharesKept, Act):
    """Which envelopes one holder could open; what was in them, nobody reads."""

    kind, version, public = "shares-released", 1, "opening"
    title_words = Label("Shares handed in", "交出密钥份额")

    place: int = ask("Place", "顺序号")
    holder: str = ask("Key holder", "密钥保管单位", of=RefersTo.BODY)
    round: int = ask("Round", "轮次")
    released: tuple[Released, ...] = ask("Bids", "投标（响应）")


@record
class PaperBidEntered(PaperKept, Act):
    """That an envelope was opened, and by whom; what was read stands in the opening, once another has read the same."""

    kind, version, public = "paper-bid-entered", 1, "opening"
    title_words = Label("Bid on paper entered", "录入纸质投标（响应）文件")

    bid: str = ask("Envelope", "信封", of=RefersTo.ENVELOPE)
    lot: str = ask("Lot", "采购包", of=RefersTo.LOT)
    result: Slug = ask("What was found", "开启情况", choices=FOUND)
    entered_by: tuple[str, ...] = ask("Entered by", "录入人", of=RefersTo.PERSON)


@record
class PaperBidChecked(Act):
    """That another has read the same from paper."""

    kind, version, public = "paper-bid-checked", 1, "opening"
    title_words = Label("Bid on paper read a second time", "纸质投标（响应）文件录入复核")

    bid: str = ask("Envelope", "信封", of=RefersTo.ENVELOPE)
    lot: str = ask("Lot", "采购包", of=RefersTo.LOT)
    result: Slug = ask("What was found", "开启情况", choices=FOUND)
    checked_by: tuple[str, ...] = ask("Read by", "复核人", of=RefersTo.PERSON)


@record
class BidsOpened(Act):
    """Who bid at which price is read by everybody at once, or with the result where suppliers are talked with meanwhile."""

    kind, version, public = "bids-opened", 1, "read-out"
    told = ("lots", "withdrawn", "late")
    title_words = Label("Bids opened", "开标（开启）")
    brief = Brief(
        Label("{read} bids opened", "开启{read}份投标（响应）"), one=Label("{read} bid opened", "开启{read}份投标（响应）")
    )

    lots: tuple[LotCount, ...] = ask("Lots", "采购包")
    opened: tuple[Opened, ...] = ask("Bids", "投标（响应）")
    withdrawn: int = ask("Withdrawn", "撤回数量")
    late: int = ask("Late", "逾期数量")
    secret_under: str | None = ask(
        "Kept from everybody until the result, under", "结果公告前保密的依据", of=RefersTo.ROW, default=None, later=True
    )

    @property
    def lets_out(self) -> tuple[tuple[str, str], ...]:
        return tuple((one.bid, one.lot) for one in self.opened)

    @property
    def read(self) -> tuple[Opened, ...]:
        """Those that could be opened."""
        return tuple(one for one in self.opened if one.result == OPENED)


@record
class ProceedingsTerminated(EndingTerms, Act):
    kind, version, news = "proceedings-terminated", 1, True
    title_words = Label("Proceedings terminated", "终止（废标）")
    made_paper = "termination"
    brief = field("ground")
    why = "reason"

    passed_over: tuple[PassedOver, ...] = ask("Candidates, being barred", "被禁止参加政府采购活动的候选人", default=(), later=True)
