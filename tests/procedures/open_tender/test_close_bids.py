"""At the closing time the clock lists what is in force, in the order in which it came: O87-39."""

from dataclasses import replace
from datetime import timedelta

import pytest

from operis.core.acts import Due
from operis.core.decider import follow
from operis.core.mandates import THE_CLOCK
from operis.core.wording import Slug
from operis.dockets.orders import PendingOrder, PendingOrders, pending_orders
from operis.dockets.procurement.acts import BidsClosed, NoticeCorrected
from operis.dockets.procurement.commands import CloseBids
from operis.dockets.procurement.duties import SHARES, owed
from operis.dockets.procurement.facts import received
from operis.dockets.procurement.opened import Shut
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.bids import CLOSES, closed, in_force, listed
from tests.procedures.documents import correction, filed, issued, lots, noticed, said
from tests.procedures.endings import ended
from tests.procedures.keys import called, named
from tests.statute import ALICE, DONG, case

given = case(OPEN_TENDER).happening(CLOSES)
OPEN = (filed(), noticed(), issued())


def test_bids_are_closed_at_their_time_and_not_a_microsecond_before() -> None:
    given(*OPEN).when(CloseBids(), by=THE_CLOCK).then(BidsClosed)
    given.happening(CLOSES - timedelta(microseconds=1))(*OPEN).when(CloseBids(), by=THE_CLOCK).refused_under("O87-39", status=409)


def test_the_time_is_that_of_the_last_correction() -> None:
    moved = NoticeCorrected(**said(correction()), happened=CLOSES - timedelta(days=9), closes=CLOSES + timedelta(days=5))
    given(*OPEN, moved).when(CloseBids(), by=THE_CLOCK).refused_under("O87-39", status=409)
    given.happening(CLOSES + timedelta(days=5))(*OPEN, moved).when(CloseBids(), by=THE_CLOCK).then(BidsClosed)


def test_the_list_is_in_the_order_of_receipt_with_the_counts_of_what_is_not_on_it() -> None:
    bids = in_force("sunrise", "brook", "hill")
    assert [one.supplier for one in bids.bids] == ["hill", "brook", "sunrise"]
    (act,) = given.told(received, replace(bids, withdrawn=2, late=1))(*OPEN).when(CloseBids(), by=THE_CLOCK).then(BidsClosed)
    by = Due(day=CLOSES.date(), row="O87-39")
    assert act == BidsClosed(happened=CLOSES, listed=listed("sunrise", "brook", "hill"), withdrawn=2, late=1, open_by=by)


@pytest.mark.parametrize(("bidders", "row"), [(("sunrise", "brook", "hill"), "O87-39"), (("sunrise", "brook"), None), ((), None)])
def test_they_are_opened_on_the_same_day_where_so_many_have_come_as_it_takes(bidders: tuple[str, ...], row: str | None) -> None:
    """O87-39: what is not opened then is late; what is never opened is not."""
    (act,) = given.told(received, in_force(*bidders))(*OPEN).when(CloseBids(), by=THE_CLOCK).then(BidsClosed)
    assert isinstance(act, BidsClosed)
    assert act.open_by == (Due(day=CLOSES.date(), row=row) if row else None)


def test_nobody_having_bid_is_listed_too() -> None:
    (act,) = given(*OPEN).when(CloseBids(), by=THE_CLOCK).then(BidsClosed)
    assert act == replace(closed(), shut=(Shut(lot="1", under="O87-41"),))


@pytest.mark.parametrize("bidders", [("sunrise",), ("sunrise", "brook"), ("sunrise", "brook", "hill")])
def test_a_lot_with_fewer_than_three_stays_shut_and_waits_for_no_key(bidders: tuple[str, ...]) -> None:
    """O87-41: whose shares are wanted hangs on it."""
    sealed = (filed(), called(), *named(), noticed(), issued())
    (act,) = given.told(received, in_force(*bidders))(*sealed).when(CloseBids(), by=THE_CLOCK).then(BidsClosed)
    assert isinstance(act, BidsClosed)
    few = len(bidders) < 3
    assert act.shut == ((Shut(lot="1", under="O87-41"),) if few else ())
    state = follow(OPEN_TENDER, (*sealed, act))
    wanted = [one.party for one in owed(state) if one.duty is SHARES]
    assert (state.keys_wanted, len(wanted)) == (not few, 0 if few else len(state.called_holders))


def test_a_lot_that_has_ended_is_not_listed() -> None:
    bids = replace(in_force("sunrise"), bids=(*in_force("sunrise").bids, *in_force("brook", lot="2").bids))
    acts = (filed(lots=lots()), noticed(), issued(), ended("1"))
    (act,) = given.told(received, bids)(*acts).when(CloseBids(), by=THE_CLOCK).then(BidsClosed)
    assert isinstance(act, BidsClosed)
    assert act.listed == listed("brook", lot="2")


def test_it_is_closed_once_and_only_by_the_clock() -> None:
    given(*OPEN, closed()).when(CloseBids(), by=THE_CLOCK).refused_under("OURS-OPEN", status=409)
    given(filed()).when(CloseBids(), by=THE_CLOCK).refused_under("O87-39", "OURS-OPEN", status=409)
    for who in (ALICE, DONG):
        given(*OPEN).when(CloseBids(), by=who).refused_under("O87-39", status=403)


def test_an_effect_that_waits_comes_first() -> None:
    waits = given.told(pending_orders, PendingOrders((PendingOrder(Slug("move-closing"), "DC-2026-P-0001"),)))
    waits(*OPEN).when(CloseBids(), by=THE_CLOCK).refused_under("OURS-ORDER", status=409)
