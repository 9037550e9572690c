"""After the closing one person opens each envelope of the list and enters what it says: OURS-PAPER."""

from dataclasses import replace

from operis.core.mandates import THE_CLOCK
from operis.core.wording import Slug
from operis.dockets.procurement.acts import PaperBidEntered
from operis.dockets.procurement.commands import EnterPaperBid, OpenBids
from tests.procedures.bids import closed
from tests.procedures.envelope.kept import ERIN
from tests.procedures.papers import CLOSED, ENTERS, OPEN, PAPER, READS, checked, done, entered, given, on_paper
from tests.statute import BO, DONG


def test_whoever_was_wrong_enters_it_again_until_both_agree() -> None:
    given(*CLOSED, entered()).when(ENTERS).then(PaperBidEntered)
    given(*CLOSED, entered()).when(ENTERS, by=ERIN).then(PaperBidEntered)
    given(*CLOSED, entered(), checked()).when(ENTERS).refused_under("OURS-ONE", status=409)
    given(*CLOSED, entered(), checked()).when(READS, by=ERIN).refused_under("OURS-ONE", status=409)


def test_before_the_closing_and_after_the_opening_nothing_is_entered() -> None:
    given(*OPEN).when(ENTERS).refused_under("OURS-OPEN", status=409)
    opened = done(given(*CLOSED, entered(), checked()).when(OpenBids(), by=THE_CLOCK))
    given(*CLOSED, opened).when(ENTERS).refused_under("OURS-PAPER", status=409)


def test_only_envelopes_of_the_list_are_opened() -> None:
    for other in ("DC-B-HILL", "DC-H-LATE"):
        given(*CLOSED).when(replace(ENTERS, bid=other)).refused_under("OURS-OPEN", status=409)
    few = (*OPEN, on_paper(closed("sunrise", "brook")))
    given(*few).when(ENTERS).refused_under("O87-41", "OURS-OPEN", status=409)


def test_a_price_stands_where_something_was_opened_and_nowhere_else() -> None:
    given(*CLOSED).when(EnterPaperBid(bid=PAPER)).refused_under("OURS-PAPER", status=409)
    given(*CLOSED).when(replace(ENTERS, result=Slug("ill-made"))).refused_under("OURS-PAPER", status=409)
    given(*CLOSED).when(EnterPaperBid(bid=PAPER, result=Slug("ill-made"))).then(PaperBidEntered)


def test_strangers_and_suppliers_enter_nothing() -> None:
    for who in (DONG, BO):
        given(*CLOSED).when(ENTERS, by=who).refused_under("O87-41b", status=403)
        given(*CLOSED, entered()).when(READS, by=who).refused_under("OURS-PAPER", status=403)
