"""Whoever remains in a consultation gives one final quote in the round that is open, strictly before it closes: CC-21, CC-13."""

from dataclasses import replace
from typing import Any

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.acts import BidRefusedLate, BidSealed
from operis.dockets.bid.commands import SealBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.procurement.facts import procurement
from operis.procedures.bid import BID
from tests.procedures.bids import OBTAINED, bid, sealed
from tests.procedures.evaluating import EVALUATED, QUOTED
from tests.statute import ALICE, BO, STANDARD, case

FIRST = (OBTAINED, sealed())
ASKED: dict[str, Any] = {"method": "competitive-consultation", "closes": QUOTED, "round": 2, "quotes_asked": ("1",)}
given = case(BID).happening(EVALUATED).told(procurement, replace(STANDARD[procurement], **ASKED))


def quote(price: int = 780_000_00, **changed: Any) -> SealBid:
    return replace(SealBid(stage=Slug("final-quote"), round=2, content=BidContent(price=Fen(price))), **changed)


def test_a_final_quote_is_sealed_in_its_round() -> None:
    (act,) = given(*FIRST).when(quote(), by=BO).then(BidSealed)
    assert isinstance(act, BidSealed)
    assert (act.stage, act.round, act.lot, act.no) == (Slug("final-quote"), 2, "1", 1)


def test_strictly_before_closing_is_in_time_and_closing_is_late() -> None:
    before = QUOTED.replace(hour=13, minute=59, second=59)
    given.happening(before)(*FIRST).when(quote(), by=BO).then(BidSealed)
    (act,) = given.happening(QUOTED)(*FIRST).when(quote(), by=BO).then(BidRefusedLate)
    assert isinstance(act, BidRefusedLate)
    assert (act.closed, act.round) == (QUOTED, 2)
    given.told(procurement, closed=True)(*FIRST).when(quote(), by=BO).then(BidRefusedLate)


def test_a_first_bid_is_none_and_a_final_quote_is_none_in_the_first_round() -> None:
    for other in (bid(), quote(round=1), quote(round=3), quote(stage=Slug("bid"))):
        (ground,) = given(*FIRST).when(other, by=BO).refused_under("OURS-OPEN", status=409)
        assert ground.finding.facts == {"round": 2, "stage": Slug("final-quote")}
    first_round = given.told(procurement, round=1, quotes_asked=())
    first_round(*FIRST).when(bid(), by=BO).then(BidSealed)
    (ground,) = first_round(*FIRST).when(quote(), by=BO).refused_under("OURS-OPEN", status=409)
    assert ground.finding.facts == {"round": 1, "stage": Slug("bid")}


def test_only_who_is_asked_gives_one_and_for_the_lots_it_is_asked_for() -> None:
    (ground,) = given.told(procurement, quotes_asked=())(*FIRST).when(quote(), by=BO).refused_under("OURS-OPEN", status=409)
    assert (ground.finding.at, ground.finding.facts) == ("lot", {"lot": "1"})
    given(*FIRST).when(quote(lot="2"), by=BO).refused_under("OURS-OPEN", status=409)
    given.told(procurement, quotes_asked=("1", "2"))(*FIRST).when(quote(lot="2"), by=BO).then(BidSealed)


def test_until_closing_it_may_be_replaced() -> None:
    (act,) = given(*FIRST).when(quote(), by=BO).then(BidSealed)
    (again,) = given(*FIRST, act).when(quote(770_000_00), by=BO).then(BidSealed)
    assert isinstance(again, BidSealed)
    assert again.no == 2


def test_nobody_quotes_for_another() -> None:
    given(*FIRST).when(quote(), by=ALICE).refused_under("CC-13", status=403)
