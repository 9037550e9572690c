"""Who reads which acts of a procurement before everyone does: its plan, its closing list, its evaluation?"""

from operis.core.acts import Act
from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.acts import AwardReviewed, BidsClosed, BidsOpened, PaperBidChecked, PaperBidEntered, SharesReleased
from operis.dockets.procurement.calling import CallAnswered
from operis.dockets.procurement.evaluation import FIRST_ROUND, members, report_of
from operis.dockets.procurement.inviting import OfInvitation
from operis.dockets.procurement.outcomes import (
    AwardDecided,
    BidsExamined,
    DrawAnnounced,
    DrawHeld,
    EvaluationReopened,
    EvaluationReported,
    ExplanationAsked,
    NegotiationRecorded,
    RoundMoved,
    RoundOpened,
    ScoresGiven,
)
from operis.dockets.procurement.sole import PriceAgreed
from operis.dockets.procurement.state import Procurement

TIE, NONE = "tie", "none"
OFFICE = frozenset({Role.BUYER, Role.AGENCY})
PANEL = frozenset({Role.EXPERT, Role.PANEL})
WithTheOpening = BidsClosed | SharesReleased | PaperBidEntered | PaperBidChecked
AWARD_PAPERS = (EvaluationReported, AwardReviewed, AwardDecided)
"""What the reviewer of the body reads beside its officers: that of which the award is made."""


def withheld(state: Procurement, act: Act) -> bool:
    """Whether everyone is shown only the commitment to an act."""
    if isinstance(act, WithTheOpening):  # which bids are listed shows with the opening alone
        opening = _read_out_with(state, act)
        return opening is None or withheld(state, opening)
    if isinstance(act, BidsOpened):
        return act.secret_under is not None and not _result_out(state, lots_of(act) - state.ended_lots)
    if act.public == "plan":
        return state.plan is None
    if isinstance(act, OfInvitation):  # who may bid is told no sooner than who did
        return not (state.openings or state.ended)
    if act.public == "result":
        whole = isinstance(act, EvaluationReopened) and not act.lots
        return not _result_out(state, frozenset(state.lots) if whole else lots_of(act))
    return False


def reads(state: Procurement, act: Act, reader: Mandate) -> bool:
    """Who reads an act that is withheld: of a plan body and supervision, of an evaluation those at work on it."""
    if act.public == "plan":
        return reader.role is Role.FINANCE or reader.acts_for == state.body
    if isinstance(act, WithTheOpening):
        return _read_out_with(state, act) is not None and at_work(state, reader)
    if isinstance(act, CallAnswered) and act.person in reader.persons:
        return True
    if reader.role is Role.REVIEWER and isinstance(act, AWARD_PAPERS):
        return reader.acts_for == state.body
    return at_work(state, reader) and (not isinstance(act, ScoresGiven) or _own_or_reported(state, act, reader))


def at_work(state: Procurement, reader: Mandate) -> bool:
    """The purchaser's officers, those of the agency that its plan names, and those who sit on the panel."""
    if reader.role is Role.AGENCY and (state.plan is None or state.plan.agency != reader.body):
        return False
    if reader.role in OFFICE:
        return reader.acts_for == state.body
    return reader.role in PANEL and bool(reader.persons) and {one.person for one in members(state)} >= {*reader.persons}


def reads_bids(state: Procurement, reader: Mandate) -> bool:
    """Whoever is at work on it; of a panel only who has said that nothing ties him to a bidder, and nothing else since."""
    if reader.role not in PANEL:
        return at_work(state, reader)
    said = {person: [one.relation for one in state.interests if one.person == person] for person in reader.persons}
    return at_work(state, reader) and all(own and {*own} == {NONE} for own in said.values())


def _own_or_reported(state: Procurement, act: ScoresGiven, reader: Mandate) -> bool:
    """Nobody looks into another's sheet before the report: each member judges alone."""
    return act.person in reader.persons or all(report_of(state, lot) is not None for lot in lots_of(act))


def _read_out_with(state: Procurement, act: WithTheOpening) -> BidsOpened | None:
    """The opening with which it is read.

    There is none for a list with a lot that had too few: that stays sealed for ever, and from a fingerprint a price could be guessed.
    """
    if isinstance(act, SharesReleased):
        return next(iter(state.openings[act.round - FIRST_ROUND :]), None)
    if isinstance(act, PaperBidEntered | PaperBidChecked):  # final quotes are none on paper
        return next(iter(state.openings), None)
    rounds = [*state.rounds_past, (state.closing, state.opening)]
    opening = next((opened for closing, opened in rounds if closing == act), None)
    return opening if opening is not None and all(lot.opened for lot in opening.lots) else None


def _result_out(state: Procurement, lots: frozenset[str]) -> bool:
    """The result of each lot that the act is about; of the panel, who it was, with the first result (EXP-20)."""
    published = {one.lot for result in state.results for one in result.awards}
    return bool(published) and lots <= published


def lots_of(act: Act) -> frozenset[str]:
    """The lots that an act from the opening on is about; none for one that is about the panel."""
    match act:
        case BidsOpened():
            return frozenset(one.lot for one in act.lots if one.opened)
        case BidsExamined():
            return frozenset(one.lot for one in act.verdicts)
        case ScoresGiven():
            return frozenset(one.lot for one in act.sheets)
        case EvaluationReported():
            return frozenset(one.lot for one in act.outcomes)
        case AwardDecided():
            return frozenset(one.lot for one in act.awards)
        case EvaluationReopened() | AwardReviewed() | RoundMoved():
            return frozenset(act.lots)
        case PriceAgreed():
            return frozenset(one.lot for one in act.prices)
        case ExplanationAsked() | NegotiationRecorded():
            return frozenset({act.lot})
        case DrawAnnounced() | DrawHeld() if act.purpose == TIE:
            return frozenset({act.lot or "1"})
        case RoundOpened():
            return frozenset(one.lot for one in act.asked)
    return frozenset()
