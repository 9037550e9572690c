"""Who is written to when bids are open, and when a purchase ends whose bids never were?"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from operis import clock, letters
from operis.mail.models import Letter
from operis.mail.queue import words_of
from tests.api.programs import installed
from tests.holding.county import Held, ready
from tests.ledger.tender import TENDER
from tests.procedures.documents import CLOSED_DOWN
from tests.procedures.endings import ending
from tests.written_to import account, placed

pytestmark = pytest.mark.django_db
HOLDERS = ("archives", "notary", "trading-centre")
SHUT = "Your bid was not opened: it stays sealed, and nobody reads it."


@pytest.fixture
def held(settings: Any) -> Held:
    """Three have bid, and each of them and of the key holders is read by somebody."""
    installed(settings.OPERIS_DATA)
    account("hill", "a@hill.example")
    found = ready("sunrise", "brook", "hill")
    letters.write_new()
    return found


def moved(held: Held) -> None:
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    placed()


def written(to: str, subject: str) -> list[str]:
    return [words_of(one)[1] for one in Letter.objects.filter(to=to) if f"{TENDER}: {subject}" in words_of(one)[0]]


def test_each_key_holder_is_told_that_bids_are_open_whether_its_shares_were_needed_or_not(held: Held) -> None:
    held.due()
    held.gives_back("trading-centre")
    held.due()
    moved(held)
    assert [written(f"{one}@keys.example", "bids were opened") for one in HOLDERS] == [[], [], []]
    held.gives_back("notary")
    assert held.due() == [("open-bids", True)]
    moved(held)
    told = [written(f"{one}@keys.example", "bids were opened") for one in HOLDERS]
    assert [len(one) for one in told] == [1, 1, 1]
    assert all("nobody waits for shares of your key any more" in text and f"/en/keys/{TENDER}/" in text for [text] in told)


def test_who_has_bid_is_told_that_the_bid_of_an_ended_purchase_stays_shut_and_until_when_its_end_is_queried(held: Held) -> None:
    """GPL-52, REG-53: seven working days from the day on which the step ended."""
    held.county.done(TENDER, ending(change=replace(CLOSED_DOWN, on=held.county.clock.date())))
    moved(held)
    [text] = written("a@hill.example", "the purchase was ended")
    assert (SHUT in text, "The end may be queried until 11 March 2026." in text) == (True, True), text
