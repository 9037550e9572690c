"""A bid whose price list does not come to its price is a bid: it is sealed, and the bidder alone is told while it can still send another.

O87-59, CC-18: what stands is settled after the opening. Nothing of the list is in what is told.
"""

from decimal import Decimal

import pytest

from operis.core.money import Fen
from operis.dockets.bid.acts import BidRefusedLate, BidSealed
from operis.dockets.bid.commands import SealBid
from operis.dockets.bid.terms import BidContent, PriceItem
from operis.dockets.procurement.facts import procurement
from tests.procedures.bids import CLOSES, IN_TIME, OBTAINED
from tests.procedures.documents import words
from tests.statute import BO

given = IN_TIME(OBTAINED)
AMOUNT = "An amount of the price list is not its quantity times its unit price."
SUM = "The price list does not come to the price."


def bid(price: int, *lines: tuple[str, int, int]) -> SealBid:
    items = (PriceItem(name=words("Care"), quantity=Decimal(count), unit_price=Fen(each), amount=Fen(said)) for count, each, said in lines)
    return SealBid(content=BidContent(price=Fen(price), items=tuple(items)))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (bid(812_000_00), []),
        (bid(812_000_00, ("12", 61_000_00, 732_000_00), ("1", 80_000_00, 80_000_00)), []),
        (bid(812_000_01, ("12", 61_000_00, 732_000_00), ("1", 80_000_00, 80_000_00)), [SUM]),
        (bid(812_000_00, ("12", 61_000_00, 732_000_01), ("1", 80_000_00, 80_000_00)), [AMOUNT]),
        (bid(812_000_01, ("12", 61_000_00, 732_000_01), ("1", 80_000_00, 80_000_00)), [AMOUNT, SUM]),
        (bid(99, ("3", 33, 99)), []),
        (bid(1_00, ("3", 33, 1_00)), [AMOUNT, SUM]),
        (bid(1_01, ("1.005", 1_00, 1_01)), []),
    ],
)
@pytest.mark.parametrize(("method", "row"), [("open-tender", "O87-59"), ("competitive-consultation", "CC-18")])
def test_what_does_not_sum_is_told_and_sealed(asked: SealBid, told: list[str], method: str, row: str) -> None:
    outcome = given.told(procurement, method=method).when(asked, by=BO)
    outcome.then(BidSealed)
    notes = outcome.warned_under(*([row] if told else []))
    assert [note.finding.says for note in notes] == told
    assert [note.finding.facts for note in notes] == [{}] * len(told)


def test_below_the_quota_no_law_asks() -> None:
    given.told(procurement, method="below-threshold").when(bid(1_00, ("3", 33, 1_00)), by=BO).warned_under()


def test_nothing_is_told_of_a_late_bid() -> None:
    late = IN_TIME.happening(CLOSES)(OBTAINED).when(bid(1_00, ("3", 33, 1_00)), by=BO)
    late.then(BidRefusedLate)
    late.warned_under()
