"""An outage of this platform shortly before closing moves it for all alike: OURS-OUTAGE."""

from datetime import date, datetime, timedelta

import pytest

from operis.core.mandates import THE_CLOCK
from operis.dockets.procurement.acts import NoticeCorrected
from operis.dockets.procurement.commands import CloseBids, MoveClosing
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.bids import closed
from tests.procedures.documents import filed, issued, noticed
from tests.statute import ALICE, at, case

FRIDAY = at(date(2026, 3, 20), "09:30")
OPEN = (filed(), noticed(bids_close=FRIDAY), issued())
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def outage(until: datetime, lasted: timedelta) -> MoveClosing:
    return MoveClosing(outage_from=until - lasted, outage_until=until)


def moved(until: datetime, lasted: timedelta) -> datetime:
    (act,) = case(OPEN_TENDER).happening(until)(*OPEN).when(outage(until, lasted), by=THE_CLOCK).then(NoticeCorrected)
    assert isinstance(act, NoticeCorrected)
    assert act.bids_close == act.closes
    return act.closes


def test_an_outage_in_the_last_minute_moves_the_closing_an_hour_beyond_its_end() -> None:
    assert moved(FRIDAY + MINUTE, 2 * MINUTE) == FRIDAY + HOUR + MINUTE


def test_one_that_is_shorter_than_half_a_minute_moves_nothing() -> None:
    assert moved(FRIDAY, 30 * SECOND) == FRIDAY + HOUR
    short = outage(FRIDAY, 29 * SECOND)
    case(OPEN_TENDER).happening(FRIDAY)(*OPEN).when(short, by=THE_CLOCK).refused_under("OURS-OUTAGE")


def test_one_that_ended_an_hour_before_or_began_at_the_closing_moves_nothing() -> None:
    for until in (FRIDAY - HOUR, FRIDAY + MINUTE):
        told = case(OPEN_TENDER).happening(until)(*OPEN)
        told.when(outage(until, MINUTE), by=THE_CLOCK).refused_under("OURS-OUTAGE")
    assert moved(FRIDAY - HOUR + SECOND, MINUTE) == FRIDAY
    assert moved(FRIDAY + MINUTE, MINUTE + SECOND) == FRIDAY + HOUR + MINUTE


@pytest.mark.parametrize(("lasted", "closes"), [
    (2 * HOUR - SECOND, FRIDAY + HOUR),
    (2 * HOUR, at(date(2026, 3, 23), "09:30")),
])  # fmt: skip
def test_after_two_hours_it_is_a_day_and_a_working_day(lasted: timedelta, closes: datetime) -> None:
    assert moved(FRIDAY, lasted) == closes


def test_it_says_from_when_until_when_in_both_languages() -> None:
    (act,) = case(OPEN_TENDER).happening(FRIDAY)(*OPEN).when(outage(FRIDAY, HOUR), by=THE_CLOCK).then(NoticeCorrected)
    assert isinstance(act, NoticeCorrected)
    says = "This platform could take no bids from 2026-03-20 08:30:00 until 2026-03-20 09:30:00; bids close later, for all alike."
    assert act.reason.en == says
    assert "2026-03-20 08:30:00" in (act.reason.zh or "")


def test_what_was_moved_is_what_bids_close_by() -> None:
    (act,) = case(OPEN_TENDER).happening(FRIDAY)(*OPEN).when(outage(FRIDAY, HOUR), by=THE_CLOCK).then(NoticeCorrected)
    later = case(OPEN_TENDER).happening(FRIDAY + HOUR - SECOND)(*OPEN, act)
    later.when(CloseBids(), by=THE_CLOCK).refused_under("O87-39", status=409)


def test_an_outage_that_goes_on_moves_nothing_yet() -> None:
    case(OPEN_TENDER).happening(FRIDAY)(*OPEN).when(outage(FRIDAY + SECOND, HOUR), by=THE_CLOCK).refused_under("OURS-OPEN", status=409)


def test_it_is_the_clocks_alone_and_before_bids_are_closed() -> None:
    asked = outage(FRIDAY, HOUR)
    case(OPEN_TENDER).happening(FRIDAY)(*OPEN).when(asked, by=ALICE).refused_under("OURS-OUTAGE", status=403)
    case(OPEN_TENDER).happening(FRIDAY)(*OPEN, closed()).when(asked, by=THE_CLOCK).refused_under("OURS-OPEN", status=409)
    case(OPEN_TENDER).happening(FRIDAY)(filed()).when(asked, by=THE_CLOCK).refused_under("OURS-OPEN", "OURS-OUTAGE", status=409)
