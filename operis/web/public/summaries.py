"""What does a reader of the timeline want to know of an act first? One line, and why it was done where somebody had to say why."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.core.acts import Act
from operis.core.fields import walk
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.budget.acts import BudgetEntered
from operis.dockets.contract.acts import ContractDrawnUp, ContractReviewed, FilingMade, PublicationMade, SignatureRefused
from operis.dockets.copies import StampedCopyAdded
from operis.dockets.need.acts import NeedDetermined, ReferralDecided
from operis.dockets.procurement.acts import (
    AwardReviewed,
    BidsOpened,
    ImplementationPlanFiled,
    NoticeCorrected,
    NoticePublished,
    PlanReviewed,
    ProceedingsTerminated,
)
from operis.dockets.procurement.awarding import Awarded
from operis.dockets.procurement.outcomes import (
    AwardDecided,
    AwardSetAside,
    BidsExamined,
    EvaluationReopened,
    EvaluationReported,
    MemberReplaced,
    PanelFormed,
    ResultPublished,
    RoundOpened,
)
from operis.dockets.recruitment.acts import RecruitmentPlanFiled
from operis.dockets.supervision.acts import SupervisionDecided
from operis.documents.names import names_of
from operis.documents.shown import language, money, shown

Grounded = ProceedingsTerminated, MemberReplaced, EvaluationReopened, AwardSetAside
WITH_REASON = ProceedingsTerminated, NoticeCorrected, EvaluationReopened, AwardSetAside, SignatureRefused


def summary(act: Act) -> str:
    match act:
        case NeedDetermined():
            return _first_up(shown(Slug(act.outcome)))
        case ReferralDecided():
            return _first_up(shown(Slug(act.part.outcome)))
        case PlanReviewed():
            return _("{review}: {outcome}").format(review=chosen(act, "review", act.review), outcome=chosen(act, "outcome", act.outcome))
        case AwardReviewed() | ContractReviewed():
            return chosen(act, "outcome", act.outcome)
        case ImplementationPlanFiled():
            return _("{method}, {budget}").format(method=shown(act.method), budget=shown(act.budget))
        case NoticePublished():
            return _("Closes {closes}").format(closes=shown(act.bids_close))
        case NoticeCorrected() | RoundOpened():
            return _("Closes {closes}").format(closes=shown(act.closes))
        case BidsOpened():
            return ngettext("{count} bid opened", "{count} bids opened", len(act.opened)).format(count=len(act.opened))
        case BudgetEntered():
            return shown(Fen(sum(line.amount for line in act.lines)))
        case RecruitmentPlanFiled():
            return _("{count} places reserved").format(count=act.places)
        case FilingMade():
            return act.authority
        case ContractDrawnUp() | PublicationMade():
            return _awarded([(act.supplier, act.price)])
        case SupervisionDecided():
            return chosen(act, "result", act.result)
        case StampedCopyAdded():
            return chosen(act, "of", act.of)
        case ProceedingsTerminated() | MemberReplaced() | EvaluationReopened() | AwardSetAside():
            return chosen(act, "ground", act.ground)
    return _of_evaluation(act)


def _of_evaluation(act: Act) -> str:
    match act:
        case PanelFormed():
            return ngettext("{count} member", "{count} members", len(act.members)).format(count=len(act.members))
        case BidsExamined():
            passed = sum(one.result == "valid" for one in act.verdicts)
            return _("{check}: {passed} of {count} bids pass").format(
                check=chosen(act, "check", act.check), passed=passed, count=len(act.verdicts)
            )
        case EvaluationReported():
            return _(", ").join(dict.fromkeys(chosen(one, "outcome", one.outcome) for one in act.outcomes))
        case AwardDecided() | ResultPublished():
            return _awards(act.awards)
    return ""


def reason(act: Act) -> str:
    said = act.reasons if isinstance(act, SupervisionDecided) else act.reason if isinstance(act, WITH_REASON) else None
    return said.within(language())[1] if said else ""


def chosen(record: object, field: str, slug: Slug) -> str:
    """A choice in the words of its own field."""
    words = dict(walk(type(record))[field].asked.choices).get(slug)
    said = words.within(language()) if words else shown(slug)
    return _first_up(said)


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]


def _awards(awards: tuple[Awarded, ...]) -> str:
    return _awarded([(one.supplier, one.price) for one in awards])


def _awarded(pairs: list[tuple[str, Fen]]) -> str:
    names = names_of({supplier for supplier, _price in pairs})
    return _("; ").join(
        _("{supplier}, {price}").format(supplier=names.get(supplier, supplier), price=money(price)) for supplier, price in pairs
    )
