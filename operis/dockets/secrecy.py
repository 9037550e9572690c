"""Which acts are committed to, but not read by everyone yet? A function of the docket's state and of the act."""

from typing import Any

from operis.core.acts import Act
from operis.dockets.contract.state import Contract
from operis.dockets.procurement.acts import BidsClosed
from operis.dockets.procurement.outcomes import (
    AwardDecided,
    BidsExamined,
    EvaluationReopened,
    EvaluationReported,
    ExplanationAsked,
    NegotiationRecorded,
    ScoresGiven,
)
from operis.dockets.procurement.state import Procurement


def withheld(state: Any, act: Act) -> bool:
    """Whether only the commitment to an act is shown to everyone."""
    match state:
        case Procurement() if isinstance(act, BidsClosed):
            return not _all_opened(state, act)
        case Procurement() if act.public == "result":
            return not _result_out(state, lots_of(act))
        case Contract() if act.public == "parties":
            return state.published is None
    return False


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
        case EvaluationReopened():
            return frozenset(act.lots)
        case ExplanationAsked() | NegotiationRecorded():
            return frozenset({act.lot})
    return frozenset()
