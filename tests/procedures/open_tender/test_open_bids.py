"""With fewer than three bidders bids are not opened; a lot under the minimum stays sealed: O87-39, O87-41."""

from dataclasses import replace
from datetime import date

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


Why = tuple[tuple[str, str, str | None], ...]
PROOF = "certificate-of-prison-or-rehabilitation-administration"
NO_PROOF = ("proof-missing", PROOF, "SME-P")


def read_out(told: Content, **law: date) -> tuple[bool | None, Why]:
    """Whether the first bid counts as small, and else each ground with what it is about and its row."""
    given_law = given
    for row, first in law.items():
        given_law = given_law.reading(row.replace("_", "-"), first=first)
    _first, *others = said_by(*THREE).found
    (act,) = given_law.told(contents, Contents((told, *others)))(*OPEN, closed(*THREE)).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert isinstance(act, BidsOpened)
    assert [(one.small, one.uncounted) for one in act.opened[1:]] == [(True, ()), (True, ())]
    return act.opened[0].small, tuple((str(one.ground), str(one.about), one.under) for one in act.opened[0].uncounted)


def says(who: Supplier, *, small: bool = True, shown: bool = True) -> Content:
    return replace(said_by(*THREE).found[0], bidder=who, small=small, shown=shown)


@pytest.mark.parametrize(
    ("who", "shown", "why"),
    [
        (replace(FIRM, size="micro"), False, ()),
        (FIRM, False, ()),
        (replace(FIRM, size="small"), False, ()),
        (replace(FIRM, size="medium"), True, (("other-size", "medium", "SME-09b"),)),
        (replace(FIRM, size="large"), True, (("other-size", "large", "SME-09b"),)),
        (PRISON, True, ()),
        (PRISON, False, (("other-size", "large", "SME-09b"), NO_PROOF)),
        (replace(PRISON, size="small"), False, ()),
        (replace(PRISON, size=None), False, (NO_PROOF,)),
        (replace(FIRM, nature="prison-enterprise"), False, (NO_PROOF,)),
        (replace(FIRM, nature="prison-enterprise"), True, ()),
        (CHARITY, True, (("no-such-kind", "social-service-organisation", "SME-02"),)),
        (replace(FIRM, nature="individual-business"), True, ()),
        (
            replace(CHARITY, marks=("prison-enterprise",)),
            True,
            (("no-such-kind", "social-service-organisation", "SME-02"), ("mark-not-held", "prison-enterprise", "SME-P")),
        ),
        (replace(CHARITY, marks=("disabled-welfare-unit",)), False, ()),
    ],
)
def test_a_bid_counts_as_small_that_says_so_of_whom_it_can_be_true_and_else_each_fact_is_named(
    who: Supplier, *, shown: bool, why: Why
) -> None:
    assert read_out(says(who, shown=shown)) == (not why, why)


@pytest.mark.parametrize(
    ("member", "why"),
    [
        (replace(FIRM, size="small"), ()),
        (replace(FIRM, size="micro"), ()),
        (FIRM, ()),
        (PRISON, ()),
        (replace(FIRM, size="medium"), (("member-other-size", "medium", "SME-04"),)),
        (replace(FIRM, size="large"), (("member-other-size", "large", "SME-04"),)),
        (CHARITY, (("member-other-size", "social-service-organisation", "SME-04"),)),
    ],
)
def test_a_consortium_counts_as_small_where_each_of_its_members_does(member: Supplier, why: Why) -> None:
    """SME-04: a small leader does not bring a large member the deduction."""
    leader = replace(FIRM, size="small")
    assert read_out(replace(says(leader), members=("brook",), joins=(replace(FIRM, size="micro"), member))) == (not why, why)
    assert read_out(replace(says(leader), joins=(member,)), SME_04=date(2026, 3, 3)) == (True, ())


@pytest.mark.parametrize(
    ("who", "why"),
    [
        (replace(FIRM, size="small"), (("not-declared", "sme-declaration", "SME-11"),)),
        (replace(FIRM, size="micro"), (("not-declared", "sme-declaration", "SME-11"),)),
        (replace(FIRM, size="medium"), ()),
        (replace(FIRM, size="large"), ()),
        (FIRM, ()),
        (PRISON, (("not-declared", PROOF, "SME-P"),)),
        (replace(CHARITY, marks=("disabled-welfare-unit",)), (("not-declared", "own-declaration", "SME-D"),)),
        (replace(CHARITY, marks=("prison-enterprise",)), ()),
        (CHARITY, ()),
    ],
)
def test_who_could_have_said_so_and_did_not_is_told_with_what_and_nobody_else_is(who: Supplier, why: Why) -> None:
    assert read_out(says(who, small=False)) == (False, why)


def test_a_row_that_does_not_hold_yet_is_named_by_nobody() -> None:
    medium, charity = replace(FIRM, size="medium"), replace(CHARITY, marks=("prison-enterprise",))
    noticed_on, later = date(2026, 3, 2), date(2026, 3, 3)
    assert read_out(says(medium), SME_09b=noticed_on) == (False, (("other-size", "medium", "SME-09b"),))
    assert read_out(says(medium), SME_09b=later) == (False, (("other-size", "medium", None),))
    assert read_out(says(charity), SME_P=later) == (False, (("no-such-kind", "social-service-organisation", "SME-02"),))
