"""A price above the budget or ceiling is sealed as any other, and its bidder alone is told while it can still send a lower one.

O87-63, CC-34: whether it is held invalid is found after the opening. No figure is in what is told.
"""

import pytest

from operis.core.money import Fen
from operis.dockets.bid.acts import BidRefusedLate, BidSealed
from operis.dockets.bid.commands import SealBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.procurement.facts import procurement
from tests.procedures.bids import CLOSES, IN_TIME, OBTAINED
from tests.statute import BO

LIMITS = {"lots": ("1", "2"), "limits": (Fen(860_000_00), Fen(500_000_00))}
given = IN_TIME(OBTAINED)


def bid(price: int, lot: str = "1") -> SealBid:
    return SealBid(lot=lot, content=BidContent(price=Fen(price)))


@pytest.mark.parametrize(("method", "row"), [("open-tender", "O87-63"), ("competitive-consultation", "CC-34")])
@pytest.mark.parametrize(("asked", "above"), [
    (bid(860_000_00), False), (bid(860_000_01), True), (bid(500_000_00, "2"), False), (bid(500_000_01, "2"), True),
])  # fmt: skip
def test_it_is_told_above_the_limit_of_its_lot_and_sealed(asked: SealBid, above: bool, method: str, row: str) -> None:
    outcome = given.told(procurement, method=method, **LIMITS).when(asked, by=BO)
    outcome.then(BidSealed)
    notes = outcome.warned_under(*([row] if above else []))
    assert [note.finding.facts for note in notes] == [{}] * above


def test_nothing_is_told_of_a_late_one() -> None:
    late = IN_TIME.happening(CLOSES).told(procurement, **LIMITS)(OBTAINED).when(bid(860_000_01), by=BO)
    late.then(BidRefusedLate)
    late.warned_under()
