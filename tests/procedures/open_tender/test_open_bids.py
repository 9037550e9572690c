"""With fewer than three bidders bids are not opened; a lot under the minimum stays sealed: O87-39, O87-41."""

from dataclasses import replace

import pytest

from operis.core.mandates import THE_CLOCK
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import BidsClosed, BidsOpened
from operis.dockets.procurement.commands import OpenBids
from operis.dockets.procurement.facts import Content, Contents, Received, Supplier, contents, received
from operis.dockets.procurement.opened import LotCount, Opened
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.bids import CLOSES, closed, in_force, listed, said_by
from tests.procedures.documents import filed, issued, lots, noticed
from tests.procedures.endings import ended
from tests.statute import ALICE, DONG, case

THREE = ("sunrise", "brook", "hill")
OPEN = (filed(), noticed(), issued())
given = case(OPEN_TENDER).happening(CLOSES).told(contents, said_by(*THREE)).told(received, in_force(*THREE))


def opened(supplier: str, lot: str = "1") -> Opened:
    price = Fen(len(supplier) * 1_000_00)
    return Opened(bid=f"DC-B-{supplier.upper()}", supplier=supplier, lot=lot, result=Slug("opened"), price=price, small=True)


def test_three_bids_are_opened_and_two_are_not() -> None:
    (act,) = given(*OPEN, closed(*THREE)).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert act == BidsOpened(
        happened=CLOSES, lots=(LotCount(lot="1", bids=3, opened=True),), opened=tuple(map(opened, THREE)), withdrawn=0, late=0
    )
    (ground,) = given(*OPEN, closed("sunrise", "brook")).when(OpenBids(), by=THE_CLOCK).refused_under("O87-41", status=409)
    assert ground.finding.facts == {"bids": 2, "least": 3}
    given(*OPEN, closed()).when(OpenBids(), by=THE_CLOCK).refused_under("O87-41", status=409)


def test_one_supplier_counts_once() -> None:
    twice = replace(closed("sunrise", "brook"), listed=(*listed("sunrise", "brook"), replace(listed("sunrise")[0], bid="DC-B-2")))
    given(*OPEN, twice).when(OpenBids(), by=THE_CLOCK).refused_under("O87-41", status=409)


def test_a_lot_under_the_minimum_stays_sealed_and_nothing_of_it_is_read_out() -> None:
    both = BidsClosed(happened=CLOSES, listed=(*listed(*THREE), *listed("sunrise", "brook", lot="2")), withdrawn=0, late=0)
    of_both = Contents((*said_by(*THREE).found, *said_by("sunrise", "brook", lot="2").found))
    acts = (filed(lots=lots()), noticed(), issued(), both)
    (act,) = given.told(contents, of_both)(*acts).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert isinstance(act, BidsOpened)
    assert act.lots == (LotCount(lot="1", bids=3, opened=True), LotCount(lot="2", bids=2, opened=False))
    assert [(one.supplier, one.lot) for one in act.opened] == [(one, "1") for one in THREE]


def test_a_lot_that_has_ended_is_not_opened() -> None:
    acts = (filed(lots=lots()), noticed(), issued(), closed(*THREE), ended("1"))
    given(*acts).when(OpenBids(), by=THE_CLOCK).refused_under("O87-41", status=409)


@pytest.mark.parametrize("there", [(), (Content("DC-B-HILL", "1", "of another", Fen(1), small=False),)])
def test_bytes_that_are_gone_or_changed_are_our_fault_and_said(there: tuple[Content, ...]) -> None:
    kept = Contents((*said_by("sunrise", "brook").found, *there))
    (act,) = given.told(contents, kept)(*OPEN, closed(*THREE)).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert isinstance(act, BidsOpened)
    assert act.opened[:2] == (opened("sunrise"), opened("brook"))
    missing = Opened(bid="DC-B-HILL", supplier="hill", lot="1", result=Slug("bytes-missing"), price=None, small=None)
    assert act.opened[2] == missing


def test_without_what_was_sealed_nothing_is_opened() -> None:
    blind = replace(given, facts={fact: value for fact, value in given.facts.items() if fact is not contents})
    (ground,) = blind(*OPEN, closed(*THREE)).when(OpenBids(), by=THE_CLOCK).refused_under("OURS-OPEN", status=409)
    assert ground.check == "contents_there"


def test_what_was_withdrawn_or_late_is_told_by_its_count() -> None:
    counted = Received(in_force(*THREE).bids, withdrawn=2, late=1)
    (act,) = given.told(received, counted)(*OPEN, closed(*THREE)).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert isinstance(act, BidsOpened)
    assert (act.withdrawn, act.late) == (2, 1)


def test_bids_are_opened_once_after_closing_by_the_clock() -> None:
    given(*OPEN).when(OpenBids(), by=THE_CLOCK).refused_under("O87-39", status=409)
    once = BidsOpened(happened=CLOSES, lots=(), opened=(), withdrawn=0, late=0)
    given(*OPEN, closed(*THREE), once).when(OpenBids(), by=THE_CLOCK).refused_under("OURS-OPEN", status=409)
    for who in (ALICE, DONG):
        given(*OPEN, closed(*THREE)).when(OpenBids(), by=who).refused_under("O87-39", status=403)


FIRM = Supplier("sunrise", "enterprise", None, None, True)
PRISON = replace(FIRM, size="large", marks=("prison-enterprise",))
CHARITY = replace(FIRM, nature="social-service-organisation")


@pytest.mark.parametrize(
    ("who", "shown", "small"),
    [
        (replace(FIRM, size="micro"), False, True),
        (FIRM, False, True),
        (replace(FIRM, size="medium"), True, False),
        (PRISON, True, True),
        (PRISON, False, False),
        (replace(PRISON, size=None), False, False),
        (CHARITY, True, False),
        (replace(CHARITY, marks=("prison-enterprise",)), True, False),
        (replace(CHARITY, marks=("disabled-welfare-unit",)), False, True),
    ],
)
def test_a_bid_counts_as_small_that_says_so_of_whom_it_can_be_true(who: Supplier, *, shown: bool, small: bool) -> None:
    first, *others = said_by(*THREE).found
    told = Contents((replace(first, bidder=who, shown=shown), *others))
    (act,) = given.told(contents, told)(*OPEN, closed(*THREE)).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert isinstance(act, BidsOpened)
    assert [one.small for one in act.opened] == [small, True, True]
