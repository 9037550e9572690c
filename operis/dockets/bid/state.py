"""What do the acts on a bid add up to?"""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import assert_never

from operis.core.fields import Happened, record
from operis.dockets.bid.acts import (
    BidRefusedLate,
    BidSealed,
    BidWithdrawn,
    BondReceived,
    BondSettled,
    DocumentsObtained,
    ExplanationGiven,
)

Money = BondReceived | BondSettled
BidAct = DocumentsObtained | BidSealed | BidRefusedLate | BidWithdrawn | ExplanationGiven | Money


@record
class Bid:
    """`in_force` holds the newest sealed bid of each lot that was not withdrawn; `last` the highest number given in it."""

    obtained: DocumentsObtained | None = None
    in_force: Mapping[str, BidSealed] = field(default_factory=dict)
    last: Mapping[str, int] = field(default_factory=dict)
    withdrawn: tuple[BidWithdrawn, ...] = ()
    taken_back: Mapping[str, Happened] = field(default_factory=dict)
    """By lot, when the bid had come that was withdrawn last."""
    late: tuple[BidRefusedLate, ...] = ()
    bond: BondReceived | None = None
    explanations: tuple[ExplanationGiven, ...] = ()
    settled: BondSettled | None = None

    @property
    def body(self) -> str | None:
        return self.obtained.supplier if self.obtained else None

    @property
    def procurement(self) -> str | None:
        return self.obtained.procurement if self.obtained else None


def evolve(state: Bid, act: BidAct) -> Bid:
    match act:
        case DocumentsObtained():
            return replace(state, obtained=act)
        case BidSealed():
            return replace(state, in_force={**state.in_force, act.lot: act}, last={**state.last, act.lot: act.no})
        case BidRefusedLate():
            return replace(state, late=(*state.late, act))
        case BidWithdrawn():
            back = {act.lot: state.in_force[act.lot].happened} if act.lot in state.in_force else {}
            standing = {lot: bid for lot, bid in state.in_force.items() if lot != act.lot}
            return replace(state, in_force=standing, withdrawn=(*state.withdrawn, act), taken_back={**state.taken_back, **back})
        case BondReceived():
            return replace(state, bond=act)
        case ExplanationGiven():
            return replace(state, explanations=(*state.explanations, act))
        case BondSettled():
            return replace(state, settled=act)
        case _:
            assert_never(act)
