"""Which acts stand on a procurement from the panel to the result? Until the result nobody but those who evaluate reads them."""

from datetime import datetime

from operis.core.acts import Act, Due
from operis.core.briefs import AWARDED, Brief, field
from operis.core.fields import ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Label, Slug, Wording
from operis.dockets.procurement.awarding import (
    Awarded,
    DrawTerms,
    ExpertShown,
    OwnResults,
    PassedOver,
    ResultTerms,
    SeedsShown,
    SettingAsideTerms,
)
from operis.dockets.procurement.evaluating import (
    ExaminationTerms,
    InterestTerms,
    LotOutcome,
    PanelTerms,
    QuestionTerms,
    Ranked,
    Remaining,
    ReopeningTerms,
    ReplacementTerms,
    ReportTerms,
    RoundTerms,
    SheetTerms,
    TalkTerms,
)
from operis.dockets.procurement.inviting import Candidate


@record
class DrawAnnounced(DrawTerms, Act):
    """The list is frozen and the seeds are committed to before any of them is known: nobody can choose who comes out."""

    kind, version, public = "draw-announced", 1, "result"
    title_words = Label("Draw announced", "抽取预告")

    passed_over: tuple[PassedOver, ...] = ask(
        "Passed over, being barred", "因被禁止参加政府采购活动而未选取的候选人", default=(), later=True
    )


@record
class DrawHeld(SeedsShown, Act):
    kind, version, public = "draw-held", 1, "result"
    title_words = Label("Draw held", "随机抽取")

    purpose: Slug = ask("Purpose", "用途")
    lot: str | None = ask("Lot", "采购包", of=RefersTo.LOT)
    drawn: tuple[str, ...] = ask("Drawn, in this order", "抽取结果", of=RefersTo.DRAWN)
    answer_by: datetime | None = ask("Those who were drawn answer until", "抽取专家答复截止时间", default=None, later=True)


@record
class PanelFormed(PanelTerms, Act):
    kind, version, public = "panel-formed", 1, "result"
    title_words = Label("Panel formed", "评审小组组成")
    brief = Brief(Label("{members} members", "{members}名成员"), one=Label("{members} member", "{members}名成员"))


@record
class RecusalDeclared(InterestTerms, Act):
    kind, version, public = "recusal-declared", 1, "result"
    title_words = Label("Statement on recusal", "回避声明")

    person: str = ask("Member", "成员", of=RefersTo.MEMBER)


@record
class MemberReplaced(ReplacementTerms, Act):
    kind, version, public = "member-replaced", 1, "result"
    title_words = Label("Member replaced", "成员更换")
    brief = field("ground")


@record
class BidsExamined(ExaminationTerms, Act):
    kind, version, public = "bids-examined", 1, "result"
    title_words = Label("Bids examined", "资格性、符合性审查")
    brief = Brief(Label("{check}: {passed} of {verdicts} bids pass", "{check}：{verdicts}份中{passed}份通过"))

    @property
    def passed(self) -> int:
        return sum(one.result == "valid" for one in self.verdicts)


@record
class ExplanationAsked(QuestionTerms, Act):
    kind, version, public = "explanation-asked", 1, "result"
    title_words = Label("Explanation asked", "要求说明")


@record
class NegotiationRecorded(TalkTerms, Act):
    kind, version, public = "negotiation-recorded", 1, "result"
    title_words = Label("Negotiation recorded", "谈判（磋商）记录")


@record
class RoundOpened(RoundTerms, Act):
    kind, version, public = "round-opened", 1, "result"
    title_words = Label("Round opened", "要求最后报价")
    brief = Brief(Label("Closes {closes}", "{closes}截止"))

    round: int = ask("Round", "轮次")
    asked: tuple[Remaining, ...] = ask("Suppliers asked", "提交最后报价的供应商")


@record
class RoundMoved(Act):
    """Final quotes close later, for all who were asked; until the result nobody else knows when they close."""

    kind, version, public = "round-moved", 1, "result"
    title_words = Label("Closing of final quotes moved", "最后报价截止时间顺延")
    brief = Brief(Label("Closes {closes}", "{closes}截止"))
    why = "reason"

    round: int = ask("Round", "轮次")
    lots: tuple[str, ...] = ask("Lots", "采购包", of=RefersTo.LOT)
    closes: datetime = ask("Final quotes now close", "现最后报价截止时间")
    reason: Wording = ask("Reason", "原因")


@record
class ScoresGiven(SheetTerms, Act):
    kind, version, public = "scores-given", 1, "result"
    title_words = Label("Scores given", "评分")

    person: str = ask("Member", "成员", of=RefersTo.MEMBER)


@record
class EvaluationReported(ReportTerms, Act):
    """Everything that was computed stands in it, so that anyone can compute it again from the sheets."""

    kind, version, public = "evaluation-reported", 1, "result"
    title_words = Label("Evaluation reported", "评审报告")
    brief = Brief(Label("{outcome}", "{outcome}"), each="outcomes")

    outcomes: tuple[LotOutcome, ...] = ask("Outcome by lot", "各采购包评审结论")
    ranked: tuple[Ranked, ...] = ask("Bids by rank", "评审结果")
    decide_by: Due | None = ask("Award to be decided by", "确定中标（成交）供应商的期限")


@record
class EvaluationReopened(ReopeningTerms, Act):
    kind, version, public = "evaluation-reopened", 1, "result"
    title_words = Label("Evaluation reopened", "重新评审")
    brief = field("ground")
    why = "reason"


@record
class AwardDecided(Act):
    kind, version, public = "award-decided", 1, "result"
    title_words = Label("Award decided", "确定中标（成交）供应商")
    brief = Brief(AWARDED.words, each="awards")

    awards: tuple[Awarded, ...] = ask("Awards", "中标（成交）供应商")
    ground: Slug = ask(
        "How",
        "确定方式",
        choices={"decided": ("decided", "采购人确定"), "deemed": ("deemed, since nothing was decided in time", "逾期未确定，视为确定")},
    )
    reason: Wording | None = ask("Reason", "理由", default=None)
    publish_by: Due | None = ask("Result to be published by", "结果公告期限")
    passed_over: tuple[PassedOver, ...] = ask(
        "Passed over, being barred", "因被禁止参加政府采购活动而未选取的候选人", default=(), later=True
    )


@record
class ResultPublished(ResultTerms, OwnResults, Act):
    kind, version = "result-published", 1
    title_words = Label("Result published", "中标（成交）结果公告")
    made_paper = "result"
    own = "own_results"
    brief = Brief(AWARDED.words, each="awards")

    awards: tuple[Awarded, ...] = ask("Awards", "中标（成交）供应商及金额")
    experts: tuple[ExpertShown, ...] = ask("Panel", "评审小组成员")
    stands_until: Due | None = ask("Notice stands until", "公告期限届满日")
    sign_by: Due | None = ask("Contract to be signed by", "合同签订期限")
    recommended: tuple[Candidate, ...] = ask(
        "Recommended for the invitation, and why", "被推荐供应商及推荐理由", default=(), later=True
    )
    bonds_back_by: Due | None = ask(
        "Bid securities of the others given back by", "未中标（成交）供应商保证金退还期限", default=None, later=True
    )


@record
class AwardSetAside(SettingAsideTerms, Act):
    kind, version = "award-set-aside", 1
    title_words = Label("Award set aside", "中标（成交）结果无效")
    brief = field("ground")
    why = "reason"

    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    decide_by: Due | None = ask("Award to be decided by", "重新确定供应商的期限")
