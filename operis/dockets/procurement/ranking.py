"""Who comes first in a lot, and until when is its award to be decided? Derived from the report that stands."""

from collections.abc import Collection

from operis.core.acts import Due
from operis.dockets.procurement.evaluating import Ranked
from operis.dockets.procurement.evaluation import CANDIDATES, award_of, lots_open, new_start, outcome_of, put_aside, ranked_in, report_of
from operis.dockets.procurement.outcomes import AwardDecided
from operis.dockets.procurement.state import Procurement

Out = Collection[tuple[str, str]]
"""Lots and suppliers that are passed over."""


def in_line(state: Procurement, lot: str, out: Out = ()) -> tuple[Ranked, ...]:
    """The candidates of a lot who can be awarded, in the order of their ranks: those whose award was set aside are out of it."""
    report = report_of(state, lot)
    if outcome_of(report, lot) != CANDIDATES or new_start(state, lot):
        return ()
    return tuple(one for one in ranked_in(report, lot) if one.supplier not in put_aside(state, lot) and (lot, one.supplier) not in out)


def first_of(state: Procurement, lot: str, out: Out = ()) -> tuple[str, ...]:
    """Who comes first of those in line; several where the rank is shared."""
    line = in_line(state, lot, out)
    return tuple(one.supplier for one in line if one.rank == line[0].rank)


def drawn_first(state: Procurement, lot: str) -> str | None:
    """Who came out of the last draw between equals of this lot."""
    held = [one for one in state.drawn if one.purpose == "tie" and (one.lot or "1") == lot]
    return held[-1].drawn[0] if held else None


def sole_first(state: Procurement, lot: str, out: Out = ()) -> str | None:
    """Who alone comes first: by rank, or of equals by their draw; nobody while a draw is still owed."""
    first = first_of(state, lot, out)
    return first[0] if len(first) == 1 else drawn_first(state, lot) if drawn_first(state, lot) in first else None


def lots_to_award(state: Procurement) -> tuple[str, ...]:
    return tuple(lot for lot in lots_open(state) if in_line(state, lot) and award_of(state, lot) is None)


def decide_by(state: Procurement, lot: str) -> Due | None:
    """Until when the award of a lot is to be decided: counted from the report, after a setting aside from that."""
    report = report_of(state, lot)
    aside = [one.decide_by for one in state.awards if not isinstance(one, AwardDecided) and one.lot == lot]
    dues = [due for due in (report.decide_by if report else None, *aside) if due is not None]
    return max(dues, key=lambda due: due.day, default=None)
