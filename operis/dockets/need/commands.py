"""What may be asked of a need?"""

from operis.core.acts import Command
from operis.core.fields import Answers, ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Label, Wording
from operis.dockets.copies import AddCopy
from operis.dockets.need.terms import ConsultationTerms, DeterminationTerms, NeedTerms, OutsidePurchaseTerms, PartAnswers


@record
class RecordNeed(NeedTerms, Command):
    slug, docket_kind, opens = "record-need", "need", True
    title_words = Label("Record a need", "登记采购需求")


@record
class RecordConsultation(ConsultationTerms, Command):
    slug, docket_kind = "record-consultation", "need"
    title_words = Label("Record a consultation", "登记需求调查、征求意见")


@record
class Determine(DeterminationTerms, Command):
    slug, docket_kind = "determine", "need"
    title_words = Label("Determine: service, post or neither", "作出事项认定")

    parts: tuple[PartAnswers, ...] = ask("Answers by part", "各部分的答案")


@record
class DecideReferral(Command):
    slug, docket_kind = "decide-referral", "need"
    title_words = Label("Decide a referral", "对提请裁定的部分作出裁定")

    part: str = ask("Part", "部分", default="1", of=RefersTo.PART)
    answers: Answers = ask("Answers that settle it", "据以裁定的答案")
    reasons: Wording = ask("Reasons", "理由")


@record
class EnterOutsidePurchase(OutsidePurchaseTerms, Command):
    slug, docket_kind = "enter-outside-purchase", "need"
    title_words = Label("Enter an emergency purchase, or another outside this law", "登记紧急采购等不适用本站采购方式的采购")


@record
class AddStampedCopy(AddCopy):
    slug, docket_kind = "add-stamped-copy", "need"
