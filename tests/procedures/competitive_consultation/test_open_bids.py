"""Two are enough where services are purchased, one is not: CC-21x, and CC-34 before it."""

from dataclasses import replace
from datetime import date

import pytest

from operis.core.mandates import THE_CLOCK
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import BidsClosed, BidsOpened
from operis.dockets.procurement.commands import CloseBids, OpenBids
from operis.dockets.procurement.facts import Content, Contents, Supplier, contents, received
from operis.dockets.procurement.opened import Uncounted
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from tests.procedures.bids import CLOSES, closed, in_force, said_by
from tests.procedures.documents import filed, issued, noticed
from tests.procedures.evaluating import CONSULTATION, QUOTED, closing, consultation
from tests.statute import ALICE, case

TWO = ("sunrise", "brook")
given = case(COMPETITIVE_CONSULTATION).happening(CLOSES).told(contents, said_by(*TWO)).told(received, in_force(*TWO))
OPEN = (filed(method=Slug("competitive-consultation")), noticed(), issued())


def test_two_responses_are_opened_and_one_is_not() -> None:
    (act,) = given(*OPEN, closed(*TWO)).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert isinstance(act, BidsOpened)
    assert [one.supplier for one in act.opened] == ["sunrise", "brook"]
    (ground,) = given(*OPEN, closed("brook")).when(OpenBids(), by=THE_CLOCK).refused_under("CC-21x", status=409)
    assert ground.finding.facts == {"bids": 1, "least": 2}


def test_without_the_exception_three_are_asked() -> None:
    """Before its first day the general rule of the method stands."""
    before = given.reading("CC-21x", first=date(2026, 3, 3))
    (ground,) = before(*OPEN, closed(*TWO)).when(OpenBids(), by=THE_CLOCK).refused_under("CC-34", status=409)
    assert ground.finding.facts == {"bids": 2, "least": 3}


def test_who_bid_at_which_price_is_kept_until_the_result() -> None:
    """CC-05: the talks that follow are held in strict secrecy; before its first day nothing kept what was read out."""
    (act,) = given(*OPEN, closed(*TWO)).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert isinstance(act, BidsOpened)
    assert act.secret_under == "CC-05"
    before = given.reading("CC-05", first=date(2026, 4, 1))
    (open_to_all,) = before(*OPEN, closed(*TWO)).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert isinstance(open_to_all, BidsOpened)
    assert open_to_all.secret_under is None


def test_the_clock_closes_under_the_row_of_the_method() -> None:
    given(*OPEN).when(CloseBids(), by=THE_CLOCK).then(BidsClosed)
    given(*OPEN).when(CloseBids(), by=ALICE).refused_under("CC-13", status=403)


WHY = Uncounted(ground=Slug("not-declared"), about=Slug("sme-declaration"), under="SME-11")


@pytest.mark.parametrize(("counted", "why"), [(True, ()), (False, (WHY,))])
def test_a_final_quote_counts_as_the_bid_before_it_did(counted: bool, why: tuple[Uncounted, ...]) -> None:
    """It asks for a price alone: what a bidder is was declared before, and shown with papers that a quote does not bring again."""
    prison = Supplier("sunrise", "enterprise", "large", None, True, marks=("prison-enterprise",))
    small = replace(prison, key="brook", size="small", marks=())
    quotes = Contents(tuple(Content(f"DC-B-{one.key.upper()}", "1", "00", Fen(700_000_00), small=True, shown=False, bidder=one)
                            for one in (prison, small)))  # fmt: skip
    acts = [replace(act, opened=tuple(replace(one, small=counted, uncounted=why) for one in act.opened)) if isinstance(act, BidsOpened)
            else act for act in consultation("asked")]  # fmt: skip
    there = closing({"sunrise": 700_000_00, "brook": 700_000_00}, on=QUOTED)
    told = CONSULTATION.happening(QUOTED).told(contents, quotes)
    (act,) = told(*acts, there).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert isinstance(act, BidsOpened)
    assert [(one.small, one.uncounted) for one in act.opened] == [(counted, why)] * 2
