"""Which days are working days, and until when must something be done that an event on a day starts?"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.core.calendar import DAY
from operis.core.deadlines import Deadline, deadlines
from operis.core.kinds import DayKind
from operis.core.reading import Reading
from operis.core.typed import YEARS
from operis.documents.labels import label
from operis.documents.lawbook import book, calendar
from operis.documents.said import said, said_html
from operis.documents.shown import language, shown, text, words
from operis.law.book import PACK, Law, Period, Row
from operis.strict_yaml import Scalar
from operis.web.components.errors import Wrong
from operis.web.lawbook import law, today
from operis.web.public.rules import Choice

TIMED = re.compile(r"(?P<day>.+?)[T ]\s*(?P<clock>[0-9]{1,2}:[0-9]{2})")
YEAR = re.compile(r"[0-9]{4}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Run:
    """Days off that follow one another."""

    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    working: int
    off: int


@dataclass(frozen=True, slots=True)
class Year:
    number: int
    holidays: tuple[Run, ...]
    made_up: tuple[date, ...]
    months: tuple[Month, ...]
    notice: Row | None

    @property
    def working(self) -> int:
        return sum(month.working for month in self.months)


@dataclass(frozen=True, slots=True)
class Line:
    """A period that the event starts, in words."""

    row: Row
    ends: str
    bound: str
    length: str
    date: date | datetime | None
    provisional: bool
    how: tuple[SafeString, ...]

    @property
    def methods(self) -> str:
        """Those that alone have this period."""
        return words(self.row.methods)


@require_safe
def calendar_page(request: HttpRequest) -> HttpResponse:
    errors: list[Wrong] = []
    years = sorted(calendar().years, reverse=True)
    year = _year_asked(request.GET, years, errors)
    event, on = request.GET.get("event", ""), unicodedata.normalize("NFKC", request.GET.get("on", "")).strip()
    method = request.GET.get("method", "")
    happened = _happened(event, on, errors) if event or on else None
    context = {
        "years": years,
        "year": _year(year),
        "events": _events(event),
        "methods": [Choice(one, text(words), one == method) for one, words in book().methods.items() if _of_the_pack(one)],
        "on": on,
        "errors": errors,
        "wrong": {one.field.removeprefix("f-"): one.says for one in errors},
    }
    if happened is not None and not errors:
        context |= {"happened": happened, "event": label(event, language()), "lines": list(_lines(event, happened, method))}
    return render(request, "web/public/calendar.html", context, status=422 if errors else 200)


def _year_asked(sent: QueryDict, years: list[int], errors: list[Wrong]) -> int:
    given = unicodedata.normalize("NFKC", sent.get("year", "")).strip()
    if given.isdecimal() and int(given) in years:
        return int(given)
    if given:
        errors.append(Wrong("year", said("{year} is not among the years whose days off are known.", {"year": given})))
    return today().year if today().year in years else years[0]


def _year(number: int) -> Year:
    days = [date(number, 1, 1) + timedelta(n) for n in range((date(number + 1, 1, 1) - date(number, 1, 1)).days)]
    declared = sorted(day for day in calendar().off if day.year == number)
    months = [[day for day in days if day.month == month] for month in range(1, 13)]
    return Year(
        number=number,
        holidays=tuple(_runs(declared)),
        made_up=tuple(sorted(day for day in calendar().work if day.year == number)),
        months=tuple(_month(each) for each in months),
        notice=book().rows.get(f"CAL-{number}"),
    )


def _month(days: list[date]) -> Month:
    working = sum(map(calendar().is_working, days))
    return Month(days[0], working, len(days) - working)


def _runs(days: list[date]) -> Iterator[Run]:
    while days:
        count = next((n for n in range(1, len(days)) if days[n] != days[n - 1] + DAY), len(days))
        yield Run(days[0], days[count - 1])
        days = days[count:]


def _happened(event: str, on: str, errors: list[Wrong]) -> date | datetime | None:
    """The day, or the moment in the pack's zone; None with the mistakes noted."""
    if event not in book().events:
        errors.append(Wrong("f-event", _("Choose what happened.")))
    if not on:
        errors.append(Wrong("f-on", _("Enter the day.")))
        return None
    year = YEAR.match(on)
    if year is not None and int(year[0]) not in YEARS:
        errors.append(Wrong("f-on", _("No period is counted from so far away a day.")))
        return None
    happened = _read(on)
    if happened is None:
        errors.append(Wrong("f-on", said("Write the day as year-month-day, like 2026-03-02, instead of “{given}”.", {"given": on})))
    return happened


def _read(on: str) -> date | datetime | None:
    """As a person writes it: 2026-03-02, 2026/3/2, 2026年3月2日, with or without 09:30; None for what is no day."""
    timed = TIMED.fullmatch(on)
    day = DayKind().read(Scalar(timed["day"] if timed else on, False, 0), "", Reading(calendar().zone))
    if not isinstance(day, date) or timed is None:
        return day if isinstance(day, date) else None
    hour, minute = map(int, timed["clock"].split(":"))
    within = hour in range(24) and minute in range(60)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=calendar().zone) if within else None


def _of_the_pack(method: str) -> bool:
    return any(method in row.methods for row in book().of(PACK))


def _events(chosen: str) -> list[Choice]:
    """What starts at least one period of the pack."""
    starting = {row.event.start for row in book().of(PACK) if row.event is not None}
    return [Choice(name, text(one.title), name == chosen) for name, one in book().events.items() if name in starting]


def _lines(event: str, happened: date | datetime, method: str) -> Iterator[Line]:
    on_the_day: Law = law(calendar().day(happened))
    found = deadlines(on_the_day, calendar(), {event: happened}, method=method or None)
    for one in sorted(found, key=lambda one: (one.date is None, str(one.date), one.rule)):
        yield _line(one)


def _line(one: Deadline) -> Line:
    bounds = {"min": _("Not before"), "max": _("Not after"), "exact": _("Until"), "before": _("Must come before")}
    length = shown(Period("exact", one.length, one.unit)) if one.length is not None and one.unit is not None else ""
    how = tuple(said_html(reason.says, {name: _fact(value) for name, value in reason.facts.items()}) for reason in one.how)
    return Line(one.row, label(one.to, language()), bounds[one.bound], length, one.date, one.provisional, how)


def _fact(value: str) -> date | str:
    """Facts of a count are texts; a day among them is shown as a day."""
    return date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else value
