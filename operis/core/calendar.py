"""Which days are working days, and on which day does a period of the law end?

How a period is counted (rows DAY-01 to DAY-08): the day of the event is not counted; a period of months or years ends on the
corresponding day of its last month, or on that month's last day; minutes run to the minute. A time to act in (`max`) whose last
day is a day off ends on the next working day; a time to wait or to stand (`min`, `exact`) is never made shorter, nor longer; a
row may say otherwise (`event.rolls`). A working day is a weekday that is not declared off, or a weekend day declared to be worked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from operis.law.book import PACK, Book, Period

DAY = timedelta(days=1)
WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True)
class End:
    """Where a period ends: on a day, or for minutes at a moment; and how that came about."""

    day: date
    counted: date
    """The day on which the count ends; `day` lies later where that one is a day off."""
    provisional: bool
    """The count runs into a year whose notice of holidays was not known: the day may still move."""
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days of one pack, from the yearly notices, and days in its zone."""

    zone: ZoneInfo
    off: frozenset[date]
    work: frozenset[date]
    years: frozenset[int]
    """The years for which there is a notice; in all others Saturday and Sunday are off and nothing else is known."""

    @staticmethod
    def of(book: Book, zone: str | None = None, pack: str = PACK) -> "Calendar":
        return _of(book, zone or book.zones[pack], pack)

    def local(self, moment: datetime) -> datetime:
        """The moment in the pack's zone; one without an offset was written there."""
        return moment.replace(tzinfo=self.zone) if moment.tzinfo is None else moment.astimezone(self.zone)

    def day(self, moment: date | datetime) -> date:
        """The day on which a moment falls in the pack's zone."""
        return self.local(moment).date() if isinstance(moment, datetime) else moment

    def start(self, day: date) -> datetime:
        """The moment at which a day begins here."""
        return datetime.combine(day, time.min, self.zone)

    def first_of(self, happened: date | datetime) -> datetime:
        """The moment, or the first of what has a day alone."""
        return self.local(happened) if isinstance(happened, datetime) else self.start(happened)

    def last_of(self, happened: date | datetime) -> datetime:
        """The moment, or the last of what has a day alone: a plan filed on the day of an order counts as filed after it."""
        return self.local(happened) if isinstance(happened, datetime) else datetime.combine(happened, time.max, self.zone)

    def is_working(self, day: date) -> bool:
        return day in self.work or (day.weekday() not in WEEKEND and day not in self.off)

    def provisional(self, day: date) -> bool:
        return day.year not in self.years

    def next_working(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        while not self.is_working(day):
            day += DAY
        return day

    def after(self, start: date, period: Period) -> date:
        """The day on which the count ends, days off or not: the earliest for what has to wait for the period."""
        if period.first_day_counts:
            start -= DAY
        match period.unit:
            case "day":
                return start + timedelta(days=period.length)
            case "working-day":
                return self._working_days_after(start, period.length)
            case "month":
                return _months_after(start, period.length)
            case "year":
                return _months_after(start, 12 * period.length)
        raise ValueError(f"a period of {period.unit} does not end on a day; ask `end` for its moment")

    def latest(self, start: date, period: Period) -> date:
        """The last day for what has to be done within the period."""
        counted = self.after(start, period)
        return self.next_working(counted) if period.rolls_on else counted

    def end(self, start: date | datetime, period: Period) -> End:
        """Where the period ends as its bound and its row have it."""
        if period.unit == "minute":
            return self._minutes(start, period)
        counted = self.after(self.day(start), period)
        day = self.next_working(counted) if period.rolls_on else counted
        return End(day, counted, self._runs_into_unknown(self.day(start), day))

    def count(self, start: date, end: date, unit: str = "day") -> int:
        """How many days lie after the first, up to and including the last; below zero where the last comes first."""
        if end < start:
            return -self.count(end, start, unit)
        if unit == "day":
            return (end - start).days
        if unit == "working-day":
            return sum(self.is_working(start + DAY * n) for n in range(1, (end - start).days + 1))
        raise ValueError(f"days are counted as day or working-day, not as {unit}")

    def _minutes(self, start: date | datetime, period: Period) -> End:
        if not isinstance(start, datetime):
            raise ValueError("minutes are counted from a time of day")
        # through UTC: a wall clock that is put back in between has the minute twice
        moment = self.local(self.local(start).astimezone(UTC) + timedelta(minutes=period.length))
        day = self.day(moment)
        return End(day, day, self.provisional(day), moment)

    def _working_days_after(self, start: date, length: int) -> date:
        day = start
        for _ in range(length):
            day = self.next_working(day + DAY)
        return day

    def _runs_into_unknown(self, start: date, end: date) -> bool:
        return any(year not in self.years for year in range((start + DAY).year, end.year + 1))


@lru_cache(maxsize=8)
def _of(book: Book, zone: str, pack: str) -> Calendar:
    notices = [row for row in book.of(pack) if row.id.startswith("CAL-") and row.first is not None]
    return Calendar(
        zone=ZoneInfo(zone),
        off=frozenset(_days(row.data.get("off") for row in notices)),
        work=frozenset(_days(row.data.get("work") for row in notices)),
        years=frozenset(row.first.year for row in notices if row.first is not None),
    )


def _days(lists: Iterable[object]) -> Iterable[date]:
    return (day for days in lists if isinstance(days, list) for day in days if isinstance(day, date))


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(first_of_next - DAY, date(year, month + 1, 1) + DAY * (start.day - 1))
