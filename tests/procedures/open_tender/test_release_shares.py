"""After the closing holders give back shares for what is to be opened, and two of them open it: OURS-KEYS."""

from dataclasses import replace

import pytest

from operis.core.decider import follow
from operis.core.mandates import THE_CLOCK
from operis.dockets.procurement.acts import BidsOpened, SharesReleased
from operis.dockets.procurement.commands import OpenBids, ReleaseShares
from operis.dockets.procurement.facts import contents, received
from operis.dockets.procurement.holding import Released, ShareOf
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.bids import CLOSES, closed, in_force, opened_by_keys, said_by
from tests.procedures.documents import filed, issued, noticed
from tests.procedures.keys import CLOSED, GIVEN, HOLDERS, KEYS, OPEN, keeper, released, shares
from tests.statute import ALICE, case

BIDS = ("sunrise", "brook", "hill")
given = case(OPEN_TENDER).happening(CLOSES).told(received, in_force(*BIDS)).told(contents, opened_by_keys(*BIDS))
NOTARY = keeper("notary")


def test_shares_are_given_for_each_bid_of_the_list() -> None:
    (act,) = given(*CLOSED).when(GIVEN, by=NOTARY).then(SharesReleased)
    assert isinstance(act, SharesReleased)
    assert (act.place, act.holder, act.round) == (3, "notary", 1)
    assert act.released == tuple(Released(bid=f"DC-B-{one}", lot="1", given=True) for one in ("HILL", "BROOK", "SUNRISE"))
    assert act.shares == GIVEN.shares


@pytest.mark.parametrize("wrong", [
    shares("hill", "brook"),
    shares("hill", "brook", "sunrise", "lake"),
    shares("hill", "brook", "sunrise", "hill"),
    shares("hill", "brook", "sunrise", lot="2"),
    ReleaseShares(shares=(*GIVEN.shares[:2], replace(GIVEN.shares[2], share="cd" * 31))),
])  # fmt: skip
def test_none_for_others_none_left_out_none_twice_and_each_is_a_share(wrong: ReleaseShares) -> None:
    given(*CLOSED).when(wrong, by=NOTARY).refused_under("OURS-KEYS", status=409)


def test_shares_are_given_back_by_whom_they_were_made_for() -> None:
    given(*CLOSED).when(replace(GIVEN, key=KEYS["notary"]), by=NOTARY).then(SharesReleased)
    (ground,) = given(*CLOSED).when(replace(GIVEN, key=KEYS["archives"]), by=NOTARY).refused_under("OURS-KEYS", status=409)
    assert (ground.finding.at, ground.finding.facts) == ("key", {"holder": "archives"})
    (ground,) = given(*CLOSED).when(replace(GIVEN, key="44" * 32), by=NOTARY).refused_under("OURS-KEYS", status=409)
    assert ground.finding.facts == {}


def test_an_envelope_that_cannot_be_opened_is_said() -> None:
    failed = ReleaseShares(shares=(*GIVEN.shares[:2], ShareOf(bid="DC-B-SUNRISE", lot="1")))
    (act,) = given(*CLOSED).when(failed, by=NOTARY).then(SharesReleased)
    assert isinstance(act, SharesReleased)
    assert [one.given for one in act.released] == [True, True, False]


def test_nothing_is_given_back_before_the_closing_or_after_the_opening() -> None:
    given(*OPEN).when(GIVEN, by=NOTARY).refused_under("OURS-OPEN", "OURS-KEYS", status=409)
    (opened,) = given(*CLOSED, *released(*HOLDERS[:2])).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    given(*CLOSED, *released(*HOLDERS[:2]), opened).when(GIVEN, by=NOTARY).refused_under("OURS-OPEN", status=409)


def test_a_lot_with_too_few_bids_stays_sealed() -> None:
    few = (*OPEN, closed("sunrise", "brook"))
    given(*few).when(shares("brook", "sunrise"), by=NOTARY).refused_under("O87-41", "OURS-KEYS", status=409)


def test_who_was_not_called_gives_back_nothing() -> None:
    for by in (ALICE, keeper("civil-affairs")):
        given(*CLOSED).when(GIVEN, by=by).refused_under("OURS-KEYS", status=403)
    given(filed(), noticed(), issued(), closed(*BIDS)).when(GIVEN, by=NOTARY).refused_under("OURS-KEYS", status=403)


@pytest.mark.parametrize("pair", [HOLDERS[:2], HOLDERS[1:], (HOLDERS[2], HOLDERS[0])])
def test_any_two_open_and_one_alone_never(pair: tuple[str, str]) -> None:
    given(*CLOSED, *released(*pair)).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    for one in pair:
        given(*CLOSED, *released(one)).when(OpenBids(), by=THE_CLOCK).refused_under("OURS-KEYS", status=409)
        given(*CLOSED, *released(one, one)).when(OpenBids(), by=THE_CLOCK).refused_under("OURS-KEYS", status=409)
    given(*CLOSED).when(OpenBids(), by=THE_CLOCK).refused_under("OURS-KEYS", status=409)


def test_what_a_holder_gives_anew_takes_the_place_of_what_it_gave() -> None:
    state = follow(OPEN_TENDER, (*CLOSED, *released("notary", "archives", "notary")))
    assert [one.holder for one in state.releases] == ["archives", "notary"]


def test_a_bid_that_does_not_open_with_two_shares_waits_for_the_third() -> None:
    two = given.told(contents, opened_by_keys("sunrise", "brook"))(*CLOSED, *released(*HOLDERS[:2]))
    (ground,) = two.when(OpenBids(), by=THE_CLOCK).refused_under("OURS-KEYS", status=409)
    assert ground.finding.facts["waiting"] == 1


@pytest.mark.parametrize("result", ["ill-made", "keyless", "envelope-bad", "bytes-missing"])
def test_a_bid_that_was_not_opened_says_why_and_has_no_price(result: str) -> None:
    told = given.told(contents, opened_by_keys(*BIDS, brook=result))
    (act,) = told(*CLOSED, *released(*HOLDERS)).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert isinstance(act, BidsOpened)
    assert {one.supplier: (str(one.result), one.price is None) for one in act.opened} == {
        "sunrise": ("opened", False), "brook": (result, True), "hill": ("opened", False),
    }  # fmt: skip


def test_the_holder_whose_share_was_wrong_is_named() -> None:
    right = opened_by_keys(*BIDS)
    told = given.told(contents, replace(right, joined=(*right.joined[:2], replace(right.joined[2], failed=(2,)))))
    (act,) = told(*CLOSED, *released(*HOLDERS)).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert isinstance(act, BidsOpened)
    assert {one.supplier: one.failed for one in act.opened} == {"sunrise": (), "brook": (), "hill": ("archives",)}


def test_what_was_sealed_under_another_digest_is_no_listed_bid() -> None:
    """A content without the fingerprint of the list is missing, not opened."""
    other = said_by(*BIDS)
    told = given.told(contents, replace(other, found=tuple(replace(one, sealed_sha256="00") for one in other.found)))
    (act,) = told(filed(), noticed(), issued(), closed(*BIDS)).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert isinstance(act, BidsOpened)
    assert {str(one.result) for one in act.opened} == {"bytes-missing"}
