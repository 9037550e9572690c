"""Two are enough where services are purchased, one is not: CC-21x, and CC-34 before it."""

from datetime import date

from operis.core.mandates import THE_CLOCK
from operis.core.wording import Slug
from operis.dockets.procurement.acts import BidsClosed, BidsOpened
from operis.dockets.procurement.commands import CloseBids, OpenBids
from operis.dockets.procurement.facts import contents, received
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from tests.procedures.bids import CLOSES, closed, in_force, said_by
from tests.procedures.documents import filed, issued, noticed
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
