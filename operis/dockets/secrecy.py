"""Which acts are committed to, but not read by everyone yet? A function of the docket's state and of the act."""

from typing import Any

from operis.core.acts import Act
from operis.core.mandates import Mandate, Role
from operis.dockets.contract.acts import ContractReviewed
from operis.dockets.contract.state import Contract
from operis.dockets.procurement.acts import AwardReviewed, BidsClosed
from operis.dockets.procurement.evaluation import members, report_of
from operis.dockets.procurement.outcomes import (
    AwardDecided,
    BidsExamined,
    DrawAnnounced,
    DrawHeld,
    EvaluationReopened,
    EvaluationReported,
    ExplanationAsked,
    NegotiationRecorded,
    RoundOpened,
    ScoresGiven,
)
from operis.dockets.procurement.state import Procurement
from operis.dockets.supervision.state import Supervision

TIE = "tie"
OFFICE = frozenset({Role.BUYER, Role.AGENCY})
PANEL = frozenset({Role.EXPERT, Role.PANEL})
AWARD_PAPERS = (EvaluationReported, AwardReviewed, AwardDecided)
"""What the reviewer of the body reads beside its officers: that of which the award is made."""


def withheld(state: Any, act: Act) -> bool:
    """Whether only the commitment to an act is shown to everyone."""
    match state:
        case Procurement() if isinstance(act, BidsClosed):
            return not _all_opened(state, act)
        case Procurement() if act.public == "plan":
            return state.plan is None
        case Procurement() if act.public == "result":
            whole = isinstance(act, EvaluationReopened) and not act.lots
            return not _result_out(state, frozenset(state.lots) if whole else lots_of(act))
        case Contract() if act.public == "parties":
            return state.published is None
        case Supervision() if act.public == "parties":
            return state.decided is None
    return False


def may_read(state: Any, act: Act, reader: Mandate | None) -> bool:
    """Whether this reader reads the act: everyone what is not withheld, and before that those whose work or contract it is."""
    if not withheld(state, act):
        return True
    match state:
        case Procurement() if reader is not None and act.public == "plan":
            return reader.role is Role.FINANCE or reader.acts_for == state.body
        case Procurement() if reader is not None and not isinstance(act, BidsClosed):
            if reader.role is Role.REVIEWER and isinstance(act, AWARD_PAPERS):
                return reader.acts_for == state.body
            return _at_work(state, reader) and (not isinstance(act, ScoresGiven) or _own_or_reported(state, act, reader))
        case Contract() if reader is not None:
            if isinstance(act, ContractReviewed):
                return reader.acts_for == state.body
            return reader.acts_for in (state.body, state.drawn_up.supplier if state.drawn_up else None)
        case Supervision() if reader is not None:
            return reader.role is Role.FINANCE or reader.acts_for == state.body
    return False


def _at_work(state: Procurement, reader: Mandate) -> bool:
    """The purchaser's officers, its agency's, and those who sit on the panel."""
    if reader.role in OFFICE:
        return reader.acts_for == state.body
    return reader.role in PANEL and bool(reader.persons) and {one.person for one in members(state)} >= {*reader.persons}


def _own_or_reported(state: Procurement, act: ScoresGiven, reader: Mandate) -> bool:
    """Nobody looks into another's sheet before the report: each member judges alone."""
    return act.person in reader.persons or all(report_of(state, lot) is not None for lot in lots_of(act))


def may_read_bid(state: Any, procurement: Procurement | None, reader: Mandate | None) -> bool:
    """Whether this reader may look into the docket of a bid: its supplier always; who works on the evaluation, once bids are open."""
    if reader is None or state.body is None:
        return False
    if reader.role is Role.SUPPLIER:
        return bool(reader.acts_for == state.body)
    opened = procurement is not None and (procurement.opening is not None or bool(procurement.rounds))
    return procurement is not None and opened and _at_work(procurement, reader)


def _all_opened(state: Procurement, closed: BidsClosed) -> bool:
    """A lot that had too few stays sealed for ever, and from a fingerprint a price could be guessed."""
    rounds = [*state.rounds_past, (state.closing, state.opening)]
    opening = next((opened for closing, opened in rounds if closing == closed), None)
    return opening is not None and all(lot.opened for lot in opening.lots)


def _result_out(state: Procurement, lots: frozenset[str]) -> bool:
    """The result of each lot that the act is about; of the panel, who it was, with the first result (EXP-20)."""
    published = {one.lot for result in state.results for one in result.awards}
    return bool(published) and lots <= published


def lots_of(act: Act) -> frozenset[str]:
    """The lots that an act of the evaluation is about; none for one that is about the panel."""
    match act:
        case BidsExamined():
            return frozenset(one.lot for one in act.verdicts)
        case ScoresGiven():
            return frozenset(one.lot for one in act.sheets)
        case EvaluationReported():
            return frozenset(one.lot for one in act.outcomes)
        case AwardDecided():
            return frozenset(one.lot for one in act.awards)
        case EvaluationReopened() | AwardReviewed():
            return frozenset(act.lots)
        case ExplanationAsked() | NegotiationRecorded():
            return frozenset({act.lot})
        case DrawAnnounced() | DrawHeld() if act.purpose == TIE:
            return frozenset({act.lot or "1"})
        case RoundOpened():
            return frozenset(one.lot for one in act.asked)
    return frozenset()
