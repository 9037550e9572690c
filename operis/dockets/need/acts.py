"""Which acts stand on a need?"""

from operis.core.acts import Act, Due, Outside
from operis.core.briefs import Brief, field
from operis.core.fields import ask, record
from operis.core.reading import TITLE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Label, Slug, Wording
from operis.dockets.need.terms import ConsultationTerms, DeterminationTerms, NeedTerms, OutsidePurchaseTerms, PartDetermined


@record
class NeedRecorded(NeedTerms, Act):
    kind, version = "need-recorded", 1
    title_words = Label("Need recorded", "采购需求登记")

    body: str = ask("Purchasing body", "购买主体", of=RefersTo.BODY)


@record
class ConsultationRecorded(ConsultationTerms, Act):
    kind, version = "consultation-recorded", 1
    title_words = Label("Consultation recorded", "需求调查、征求意见")


@record
class NeedDetermined(DeterminationTerms, Act):
    kind, version = "need-determined", 1
    title_words = Label("Need determined", "事项认定")
    made_paper = "determination"
    brief = field("result")

    outcome: str = ask("Outcome", "结论", of=RefersTo.ROW)
    parts: tuple[PartDetermined, ...] = ask("Parts", "需求部分")
    outside: Outside | None = ask("Decided elsewhere", "在其他场合作出", default=None)
    decide_by: Due | None = ask("What was referred is decided by", "提请裁定的部分最迟裁定日", default=None, later=True)

    @property
    def result(self) -> Slug:
        """The outcome as a word that is told in the reader's language."""
        return Slug(self.outcome)

    @property
    def determined(self) -> tuple[PartDetermined, ...]:
        return self.parts


@record
class ReferralDecided(Act):
    kind, version = "referral-decided", 1
    title_words = Label("Referral decided", "事项认定裁定")
    made_paper = "determination"
    brief = field("result")

    part: PartDetermined = ask("Part", "部分")
    reasons: Wording = ask("Reasons", "理由")

    @property
    def result(self) -> Slug:
        return Slug(self.part.outcome)

    @property
    def determined(self) -> tuple[PartDetermined, ...]:
        return (self.part,)


@record
class OutsidePurchaseEntered(OutsidePurchaseTerms, Act):
    kind, version = "outside-purchase-entered", 1
    title_words = Label("Bought outside the methods of this site", "不适用本站采购方式的采购")
    brief = Brief(Label("{ground}: {price}", "{ground}：{price}"))
    why = "reason"

    supplier: str = ask("Supplier's name", "供应商名称", most=TITLE_MAX)
    """As it was typed, or as its file had it then."""

    by: str = ask("Rests on", "依据", of=RefersTo.ROW)
    budget_item: str | None = ask("Budget item", "预算项目", default=None, later=True)
    category: str | None = ask("Procurement category", "采购品目", default=None, later=True)
    directory_item: str | None = ask("Item of the guiding directory", "指导性目录条目", default=None, later=True)
