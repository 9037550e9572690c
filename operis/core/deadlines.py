"""Which periods does an event start, when does each end, and how was that counted?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from operis.core.calendar import DAY, Calendar, End
from operis.law.book import Fault, Law, LawError, Period, Row, covers_budget

# English templates; translated where they are shown.
FIRST_DAY: Final = "The first day is not counted."
FIRST_DAY_COUNTS: Final = "The first day is counted."
WORKING: Final = "Working days are counted; {off} days in between are days off."
MADE_UP: Final = "{day} is a make-up working day and counts."
CORRESPONDING: Final = "It ends on the corresponding day of the last month."
MONTH_END: Final = "The last month has no such day, so it ends on the last day of that month."
ROLLED: Final = "{counted} is a day off, so the last day is the next working day."
NOT_SHORTENED: Final = "{counted} is a day off; that does not change a time to wait."
NOT_ROLLED: Final = "{counted} is a day off; the end of this period does not move."
UNKNOWN: Final = "The days off of {year} are not known here yet, so the day may still move."
MINUTES: Final = "Minutes run from the moment itself."
NO_TIME: Final = "Minutes are counted from a time of day: give one, as in 2026-03-02T09:00."
BEFORE: Final = "No length of time is fixed: this has to come first."


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of how an end was found: a template and its facts."""

    says: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One period that an event starts."""

    rule: str
    term: str
    start: str
    to: str
    bound: str
    length: int | None
    unit: str | None
    date: date | datetime | None
    provisional: bool
    how: tuple[Reason, ...]
    row: Row


def deadlines(
    law: Law, calendar: Calendar, events: Mapping[str, date | datetime], *, method: str | None = None, object: str | None = None
) -> tuple[Deadline, ...]:
    """One for each period that one of the events starts; a level of budget that is not known leaves out nothing."""
    unknown = [Fault("", None, "", name, "is no act and no moment") for name in events if name not in law.book.events]
    if unknown:
        raise LawError(unknown)
    return tuple(
        one
        for name, happened in events.items()
        for row in _started_by(name, law, method, object)
        for one in _of_row(row, happened, calendar)
    )


def _started_by(event: str, law: Law, method: str | None, object: str | None) -> Iterator[Row]:
    for row in law.book.of(law.pack, law.place):
        if row.event is not None and row.event.start == event and row.holds(law.day(row)):
            known = law.level or None
            covers = row.covers(method=method, object=object, level=known)
            if covers and (known is None or covers_budget(row, law.place, law.level)):
                yield row.at(law.day(row))


def _of_row(row: Row, happened: date | datetime, calendar: Calendar) -> Iterator[Deadline]:
    event = row.event
    assert event is not None  # what has none was not started by one
    of = partial(Deadline, rule=row.id, start=event.start, to=event.end, row=row)
    for term, period in row.lengths().items():
        counted = partial(of, term=term, bound=period.bound, length=period.length, unit=period.unit)
        if period.unit == "minute" and not isinstance(happened, datetime):
            yield counted(date=None, provisional=False, how=(Reason(NO_TIME, {}),))
        else:
            end = calendar.end(happened, period)
            yield counted(date=end.moment or end.day, provisional=end.provisional, how=tuple(explained(happened, period, end, calendar)))
    if event.bound == "before":
        first = calendar.day(happened)
        yield of(term="", bound="before", length=None, unit=None, date=first, provisional=False, how=(Reason(BEFORE, {}),))


def explained(happened: date | datetime, period: Period, end: End, calendar: Calendar) -> list[Reason]:
    """How the end was found, sentence by sentence."""
    start = calendar.day(happened)
    begins = FIRST_DAY_COUNTS if period.first_day_counts else FIRST_DAY
    reasons = [Reason(MINUTES if period.unit == "minute" else begins, {})]
    if period.unit == "working-day":
        between = [start + DAY * n for n in range(1, (end.day - start).days)]
        reasons += _working(between, end.day, calendar)
    if period.unit in ("month", "year"):
        reasons.append(Reason(CORRESPONDING if end.counted.day == start.day else MONTH_END, {}))
    if period.unit in ("day", "month", "year") and not calendar.is_working(end.counted):
        reasons.append(_day_off(period, end))
    if end.provisional:
        reasons.append(Reason(UNKNOWN, {"year": str(_first_unknown(start, end.day, calendar))}))
    return reasons


def _working(between: list[date], last: date, calendar: Calendar) -> list[Reason]:
    off = sum(not calendar.is_working(day) for day in between)
    made_up = [day for day in (*between, last) if day in calendar.work]
    said = [Reason(WORKING, {"off": str(off)})] if off else []
    return said + [Reason(MADE_UP, {"day": f"{day:%Y-%m-%d}"}) for day in made_up]


def _day_off(period: Period, end: End) -> Reason:
    says = ROLLED if end.day != end.counted else NOT_ROLLED if period.bound == "max" else NOT_SHORTENED
    return Reason(says, {"counted": f"{end.counted:%Y-%m-%d}"})


def _first_unknown(start: date, end: date, calendar: Calendar) -> int:
    return next(year for year in range((start + timedelta(days=1)).year, end.year + 1) if year not in calendar.years)
