"""Which days are working days, and where does a period end? The cases are those of the law and of examinations on it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import chinese_calendar
import holidays
import pytest

from operis.core.calendar import Calendar, End
from operis.law.book import Law, Period, load_book

BOOK = load_book()
CALENDAR = Calendar.of(BOOK)
LAW = Law(BOOK, act_day=date(2026, 3, 2))
DAY = timedelta(days=1)


def examples(row: str) -> list[dict[str, Any]]:
    """The worked examples that stand under a row of the law."""
    found = LAW.row(row).data["examples"]
    assert isinstance(found, list)
    return found


def ends(start: str, length: int, unit: str, bound: str = "max", **more: bool) -> str:
    return f"{CALENDAR.end(date.fromisoformat(start), Period(bound, length, unit, **more)).day}"


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        ("2025-12-12", 5, "2025-12-19"),  # complaint received on a Friday; an examination's answer
        ("2025-11-03", 3, "2025-11-06"),  # complaint received on a Monday; an examination's answer
        ("2025-05-06", 7, "2025-05-15"),  # application to an open framework; an examination's answer
        ("2025-08-12", 2, "2025-08-14"),  # application approved; an examination's answer
        ("2025-12-01", 1, "2025-12-02"),  # the result notice stands one working day
        ("2025-12-02", 7, "2025-12-11"),  # and the time for a query then runs seven
        ("2025-09-28", 7, "2025-10-14"),  # received on a make-up working Sunday, before National Day
        ("2026-02-13", 5, "2026-02-27"),  # single-source publication over Spring Festival
    ],
)
def test_working_days_end_where_examinations_and_notices_say(start: str, length: int, expected: str) -> None:
    assert ends(start, length, "working-day") == expected


def test_the_worked_examples_of_the_law_rows_come_out() -> None:
    units = {"days": "day", "working_days": "working-day"}
    found = []
    for example in examples("DAY-01"):
        [(name, unit)] = [(name, unit) for name, unit in units.items() if name in example]
        found.append((CALENDAR.latest(example["start"], Period("max", example[name], unit)), example["end"]))
    assert found == [(end, end) for _, end in found]
    assert len(found) == 9


def test_a_minimum_is_kept_if_so_many_days_lie_after_the_first() -> None:
    assert CALENDAR.count(date(2023, 2, 10), date(2023, 2, 20)) == 10
    assert CALENDAR.count(date(2024, 9, 26), date(2024, 10, 2), "working-day") == 3
    for example in examples("DAY-05"):
        unit, name = ("working-day", "working_days") if "working_days_needed" in example else ("day", "days")
        assert CALENDAR.count(example["first"], example["last"], unit) == example[f"{name}_found"]
        earliest = CALENDAR.after(example["first"], Period("min", example[f"{name}_needed"], unit))
        assert (earliest <= example["last"]) == example["kept"]


def test_the_last_day_in_a_holiday_moves_to_the_next_working_day() -> None:
    thirty = CALENDAR.end(date(2026, 1, 20), Period("max", 30, "day"))
    assert thirty == End(date(2026, 2, 24), date(2026, 2, 19), provisional=False)


def test_a_minimum_is_neither_shortened_nor_made_longer_by_days_off() -> None:
    assert ends("2026-03-02", 20, "day", "min") == "2026-03-22"  # a Sunday
    assert ends("2026-03-02", 20, "day", "max") == "2026-03-23"
    assert ends("2026-03-02", 20, "day", "exact") == "2026-03-22"


def test_a_period_that_limits_the_authority_does_not_roll() -> None:
    suspension = LAW.row("O94-28").period()
    assert f"{CALENDAR.end(date(2026, 3, 6), suspension).day}" == "2026-04-05"  # a Sunday, and a holiday
    assert f"{CALENDAR.latest(date(2026, 3, 6), suspension)}" == "2026-04-05"
    assert ends("2026-03-06", 30, "day", "max") == "2026-04-07"


def test_a_minimum_that_the_row_lets_roll_does() -> None:
    assert ends("2026-03-18", 10, "day", "min", rolls=True) == "2026-03-30"  # 28 March is a Saturday


def test_a_make_up_day_is_an_ordinary_working_day() -> None:
    made_up = "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10"
    days = [date.fromisoformat(day) for day in made_up.split()]
    assert [CALENDAR.is_working(day) for day in days] == [True] * 11
    assert sorted(day for day in CALENDAR.work if day.year in (2025, 2026)) == days
    assert ends("2026-01-15", 30, "day") == "2026-02-14"  # a Saturday that is worked: nothing moves


def test_weekdays_of_a_holiday_are_off_and_other_weekends_too() -> None:
    february = [date(2026, 2, 13) + n * DAY for n in range(17)]
    assert "".join("x" if CALENDAR.is_working(day) else "." for day in february) == "xx.........xxxxx."


def test_months_and_years_end_on_the_corresponding_day_or_the_last_of_the_month() -> None:
    def after(start: str, length: int, unit: str) -> str:
        return f"{CALENDAR.after(date.fromisoformat(start), Period('min', length, unit))}"

    assert after("2026-01-15", 1, "month") == "2026-02-15"
    assert after("2026-01-31", 1, "month") == "2026-02-28"
    assert after("2024-01-31", 1, "month") == "2024-02-29"
    assert after("2026-02-28", 1, "month") == "2026-03-28"
    assert after("2026-11-30", 3, "month") == "2027-02-28"
    assert after("2026-12-31", 12, "month") == "2027-12-31"
    assert after("2024-02-29", 1, "year") == "2025-02-28"
    assert after("2024-02-29", 4, "year") == "2028-02-29"
    assert ends("2025-01-31", 1, "month") == "2025-02-28"
    assert ends("2025-08-04", 2, "month") == "2025-10-09"  # 4 October is in the holiday


def test_minutes_run_from_the_moment() -> None:
    half_hour = Period("min", 30, "minute")
    asked = datetime(2026, 3, 2, 23, 45, tzinfo=ZoneInfo("Asia/Shanghai"))
    end = CALENDAR.end(asked, half_hour)
    assert (end.moment, end.day) == (datetime(2026, 3, 3, 0, 15, tzinfo=ZoneInfo("Asia/Shanghai")), date(2026, 3, 3))
    without_offset = CALENDAR.end(datetime.fromisoformat("2026-03-02T09:00"), half_hour).moment
    assert without_offset == datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    with pytest.raises(ValueError, match="from a time of day"):
        CALENDAR.end(date(2026, 3, 2), half_hour)
    with pytest.raises(ValueError, match="does not end on a day"):
        CALENDAR.after(date(2026, 3, 2), half_hour)


def test_minutes_run_through_the_hour_that_a_clock_repeats() -> None:
    brussels = Calendar.of(BOOK, pack="eu")
    before = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)  # 02:50 in Brussels, ten minutes before clocks go back
    end = brussels.end(before, Period("min", 30, "minute"))
    assert end.moment is not None
    assert end.moment.astimezone(UTC) == datetime(2026, 10, 25, 1, 20, tzinfo=UTC)


def test_a_moment_falls_on_the_day_of_the_pack() -> None:
    late = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)
    assert (CALENDAR.day(late), Calendar.of(BOOK, pack="eu").day(late)) == (date(2026, 3, 3), date(2026, 3, 2))
    assert CALENDAR.day(date(2026, 3, 2)) == date(2026, 3, 2)
    assert CALENDAR.local(datetime.fromisoformat("2026-03-02T09:00")).isoformat() == "2026-03-02T09:00:00+08:00"
    assert f"{CALENDAR.end(late, Period('max', 1, 'day')).day}" == "2026-03-04"


def test_what_runs_into_a_year_without_a_notice_is_provisional() -> None:
    def provisional(start: str, length: int, unit: str, bound: str = "max") -> bool:
        return CALENDAR.end(date.fromisoformat(start), Period(bound, length, unit)).provisional

    assert [provisional("2026-12-24", length, "working-day") for length in (5, 6)] == [False, True]
    assert [provisional("2026-12-01", length, "day") for length in (30, 31)] == [False, True]
    assert [provisional("2026-12-01", length, "day", "min") for length in (30, 31)] == [False, True]
    assert provisional("2026-06-30", 6, "month") is False
    assert provisional("2026-12-31", 1, "month")
    assert provisional("2026-12-31", 15, "year", "min")
    assert provisional("2013-12-31", 5, "working-day") is False  # the day itself is not counted
    assert provisional("2013-12-30", 5, "working-day")
    assert CALENDAR.end(datetime.fromisoformat("2026-12-31T23:45"), Period("min", 30, "minute")).provisional
    assert [CALENDAR.provisional(date(year, 1, 1)) for year in (2013, 2014, 2026, 2027)] == [True, False, False, True]


def test_where_no_notice_is_known_the_weekend_is_off() -> None:
    assert ends("2027-04-30", 1, "working-day") == "2027-05-03"  # a Monday; 1 May 2027 is a Saturday, and the holiday is not known
    assert ends("2027-01-01", 1, "day") == "2027-01-04"


def test_the_first_day_counts_where_the_row_says_so() -> None:
    brussels = Calendar.of(BOOK, pack="eu")
    law = Law(BOOK, "eu", act_day=date(2026, 4, 1))
    assert brussels.end(date(2026, 4, 1), law.row("UK1").period()).day == date(2026, 5, 26)
    assert brussels.end(date(2026, 3, 2), law.row("UK6").period()).day == date(2026, 3, 11)
    assert brussels.end(date(2026, 2, 28), law.row("UK6").period()).day == date(2026, 3, 11)  # a Saturday is no working day to count


def test_days_are_counted_both_ways_and_only_as_days() -> None:
    monday, friday = date(2026, 3, 2), date(2026, 3, 6)
    assert (CALENDAR.count(monday, friday), CALENDAR.count(friday, monday), CALENDAR.count(monday, monday)) == (4, -4, 0)
    assert CALENDAR.count(friday, monday, "working-day") == -4
    with pytest.raises(ValueError, match="not as month"):
        CALENDAR.count(monday, friday, "month")


FROM, TO = date(2018, 1, 1), date(2026, 10, 31)
NEAR = holidays.country_holidays("CN", years=range(2018, 2027))
ORACLES: dict[str, Callable[[date], bool]] = {"holidays": NEAR.is_working_day, "chinesecalendar": chinese_calendar.is_workday}


@pytest.mark.parametrize("oracle", ORACLES)
def test_five_rows_end_as_published_calendars_say_on_five_thousand_days(oracle: str) -> None:
    works = ORACLES[oracle]
    random = Random(20260302)
    rows = [LAW.row(id).period() for id in ("GPL-47", "REG-43c", "O94-13", "O94-26", "D135-02")]
    different = []
    for n in range(5000):
        start, period = FROM + DAY * random.randrange((TO - FROM).days), rows[n % 5]
        day, left = start, period.length
        while left:
            day += DAY
            left -= works(day)
        if CALENDAR.end(start, period).day != day:
            different.append((start, period, day))
    assert different == []


@pytest.mark.parametrize("oracle", ORACLES)
def test_every_day_since_2018_is_what_published_calendars_say(oracle: str) -> None:
    days = [FROM + DAY * n for n in range((date(2026, 12, 31) - FROM).days + 1)]
    assert [day for day in days if ORACLES[oracle](day) != CALENDAR.is_working(day)] == []
