"""A bid is withdrawn until closing: O87-34."""

from dataclasses import replace
from datetime import timedelta

from operis.dockets.bid.acts import BidWithdrawn
from operis.dockets.bid.commands import WithdrawBid
from operis.dockets.procurement.facts import procurement
from tests.procedures.bids import CLOSES, IN_TIME, OBTAINED, bid, sealed
from tests.statute import BO

FIRST = sealed()
SECOND = sealed(bid(790_000_00), after=(OBTAINED, FIRST))


def test_the_bid_in_force_is_withdrawn_by_its_number() -> None:
    (act,) = IN_TIME(OBTAINED, FIRST, SECOND).when(WithdrawBid(), by=BO).then(BidWithdrawn)
    assert isinstance(act, BidWithdrawn)
    assert (act.lot, act.no) == ("1", 1)
    state = IN_TIME(OBTAINED, FIRST, SECOND, act).case(WithdrawBid(), by=BO).state
    assert (state.in_force, state.withdrawn) == ({}, (act,))


def test_what_is_not_there_is_not_withdrawn() -> None:
    IN_TIME(OBTAINED).when(WithdrawBid(), by=BO).refused_under("OURS-OPEN", status=409)
    IN_TIME(OBTAINED, FIRST).when(WithdrawBid(lot="2"), by=BO).refused_under("OURS-OPEN", status=409)


def test_it_may_be_withdrawn_until_closing_and_stays_in_force_from_then_on() -> None:
    IN_TIME.happening(CLOSES - timedelta(microseconds=1))(OBTAINED, FIRST).when(WithdrawBid(), by=BO).then(BidWithdrawn)
    IN_TIME.happening(CLOSES)(OBTAINED, FIRST).when(WithdrawBid(), by=BO).refused_under("O87-34", status=409)
    IN_TIME.told(procurement, closed=True)(OBTAINED, FIRST).when(WithdrawBid(), by=BO).refused_under("O87-34", status=409)


def test_nobody_withdraws_the_bid_of_another() -> None:
    IN_TIME(OBTAINED, FIRST).when(WithdrawBid(), by=replace(BO, body="brook")).refused_under("O87-34", status=403)
