"""Which of the bids that were sealed on a docket counts, and what became of the others?"""

from collections.abc import Iterable
from dataclasses import dataclass

from operis.core.acts import Act
from operis.dockets.bid.acts import BidSealed, BidWithdrawn


@dataclass(frozen=True, slots=True)
class Sealing:
    """A bid as it was sealed, by the number of its act from 0; `last` of its lot and round, and whether it was withdrawn."""

    no: int
    act: BidSealed
    last: bool
    withdrawn: bool


def sealings(acts: Iterable[Act]) -> tuple[Sealing, ...]:
    """In the order of sealing; `acts` are all of the docket."""
    there = tuple(enumerate(acts))
    sealed = [(no, act) for no, act in there if isinstance(act, BidSealed)]
    last = {(act.lot, act.round): no for no, act in sealed}
    back = {(act.lot, act.no) for _no, act in there if isinstance(act, BidWithdrawn)}
    return tuple(Sealing(no, act, last[act.lot, act.round] == no, (act.lot, act.no) in back) for no, act in sealed)
