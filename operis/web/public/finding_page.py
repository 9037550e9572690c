"""What does the page *Find work* show? The filters as they were typed, what fits, and what to drop where nothing does."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from operis import clock
from operis.dockets.procurement.stages import closed_by
from operis.documents.kinds import state_words
from operis.documents.lawbook import calendar
from operis.documents.shown import money, month
from operis.registers import models
from operis.web.components.links import Link
from operis.web.components.status import Status
from operis.web.public.areas import area_named
from operis.web.public.finding import DAYS, FOR, KINDS, NOT_OPENED, OVER, SORTS, STATES, Search, active, cleared, found, ordered, read
from operis.web.public.processes import SOON
from operis.web.reading.dockets import not_opened, statuses
from operis.web.reading.lists import Choice, Context, Filter, Heading, heading, headings, named, page_of, parties_of, query, typed


@dataclass(frozen=True, slots=True)
class Row:
    """A notice or a plan in the list."""

    number: str
    url: str
    title: Heading
    about: Heading
    body: Heading
    body_url: str
    area: str
    budget: str
    tags: tuple[Status, ...]
    closes: datetime | None
    over: bool
    """Whether that has come."""
    left: str
    expected: str
    """When its notice was planned for, while there is none."""
    late: bool
    """Whether that month has gone."""


MORE = ("status", "for", "min", "max", "closes", "area", "sort")
"""Filters that stand behind a fold on a narrow screen until one of them is set."""


@require_safe
def notices_page(request: HttpRequest) -> HttpResponse:
    now, (values, search, errors) = clock.now(), read(request.GET)
    context: Context = {
        "values": values,
        "search": search,
        "choices": choices(search),
        "errors": errors,
        "home": reverse("notices"),
        "narrowed": errors or any(values[name] for name in MORE),
    }
    if not errors:
        rows = found(search, now)
        page, lines, errors = page_of(
            ordered(rows, search, now), typed(request.GET, ("page",))["page"], words=search.q, best=search.sorting == "best"
        )
        count = page.paginator.count
        unvalued = rows.filter(budget_fen__isnull=True).count() if search.valued and count else 0
        filters = [_filter(values, search, name, now, counted=not count) for name in active(values, search)]
        address = query(values)
        context |= {
            "errors": errors, "page": page, "rows": shown_rows(lines, now), "count": count, "unvalued": unvalued, "filters": filters,
            "taken": ways(address), "address": address, "last": query(values, page=f"{page.paginator.num_pages}"),
        }  # fmt: skip
    context["wrong"] = {one.field.removeprefix("f-"): one.says for one in errors}
    return render(request, "web/public/notices.html", context, status=422 if errors else 200)


def ways(address: str) -> list[Link]:
    """How the same list is had elsewhere, each time it changes or at once."""
    taken = (("Atom", "notices-atom"), (_("Calendar of closing times"), "notices-ics"), ("CSV", "notices-csv"), ("JSON", "notices-json"))
    return [*(Link(words, f"{reverse(name)}{address}") for words, name in taken), Link(_("All notices by mail"), reverse("follow"))]


def shown_rows(lines: Iterable[models.Docket], now: datetime) -> list[Row]:
    listed = list(lines)
    titles, parties, there = headings(listed), parties_of(line.body for line in listed), _noticed(listed, now)
    stand = statuses(listed, now)
    return [_row(line, titles[line.number], parties, now, tuple(_tags(line, now, there.get(line.number), stand))) for line in listed]


def _noticed(listed: list[models.Docket], now: datetime) -> dict[str, models.Notice]:
    """What a bidder of those that are open has to know before it looks closer."""
    there = models.Notice.objects.filter(docket__in=[line.number for line in listed], closed=False, ended=False, closes__gt=now)
    return {one.docket: one for one in there.only("docket", "offered_until", "keys")}


def _row(line: models.Docket, title: Heading, parties: Mapping[str, models.Party], now: datetime, tags: tuple[Status, ...]) -> Row:
    body = parties.get(line.body)
    return Row(
        number=line.number,
        url=reverse("notice" if line.noticed else "process", args=[line.number]),
        title=title,
        about=heading(line.about_zh, line.about_en),
        body=named(parties, line.body),
        body_url=reverse("body", args=[line.body]) if body else "",
        area=area_named(body.place) if body and body.place else "",
        budget=money(line.budget_fen) if line.budget_fen is not None else "",
        tags=tags,
        closes=line.closes,
        over=line.closes is not None and line.closes <= now,
        left=left_until(line.closes, now),
        expected="" if line.noticed else month(line.expected),
        late=gone(line.expected, now),
    )


def _tags(line: models.Docket, now: datetime, notice: models.Notice | None, stand: Mapping[str, Status]) -> Iterator[Status]:
    """Where it stands, who may bid as long as that matters, and whether that takes a page or a program that seals to key holders."""
    if notice is not None and notice.offered_until is not None and notice.offered_until < calendar().day(now):
        yield Status(_("Documents no longer offered"), "hold")
        yield Status(_("Only who has them may bid"))
    else:
        yield from _standing(line, now, stand[line.number])
    if notice is not None and notice.keys:
        yield Status(_("Sealed to key holders"))


def _standing(line: models.Docket, now: datetime, stand: Status) -> Iterator[Status]:
    state = closed_by(line.state, line.closes, now)
    soon = state == "receiving" and line.closes is not None and line.closes - now < SOON
    yield Status(_("Closes soon"), "soon") if soon else stand
    if state == "receiving":
        yield Status(kept_words(line.kept))


def kept_words(kept: str) -> str:
    match kept:
        case "whole":
            return _("For small and medium enterprises")
        case "part":
            return _("In part for small and medium enterprises")
    return _("Open to every kind of supplier")


def gone(expected: str, now: datetime) -> bool:
    """Whether the month in which a notice was expected is over."""
    return bool(expected) and expected < f"{calendar().day(now):%Y-%m}"


def left_until(closes: datetime | None, now: datetime) -> str:
    """Nothing where it has come, or none is set."""
    if closes is None or closes <= now:
        return ""
    days = (calendar().day(closes) - calendar().day(now)).days
    return ngettext("in {days} day", "in {days} days", days).format(days=days) if days else _("today")


def choices(search: Search) -> dict[str, list[Choice]]:
    days = sorted({*DAYS, *([search.days] if search.days else [])})
    return {
        "kind": [Choice(one, kind_words(one), one == search.kind) for one in KINDS],
        "status": [Choice(one, _state_words(one), one == search.status) for one in STATES],
        "area": [Choice(one, area_named(one), one == search.area) for one in _areas(search.area)],
        "closes": [Choice(f"{one}", _within(one), one == search.days) for one in days],
        "for": [Choice(one, _for_words(one), one == search.who) for one in FOR],
        "sort": [Choice(one, _sort_words(one), one == search.sorting) for one in SORTS if one != "best" or search.q],
    }


def _areas(asked: str) -> list[str]:
    """Where bodies are, with the provinces around them."""
    places = set(models.Party.objects.filter(party="body").exclude(place="").values_list("place", flat=True).distinct())
    return sorted({*places, *(place[:2] for place in places), *([asked] if asked else [])})


def kind_words(kind: str) -> str:
    return {"open": _("Open for bids"), "planned": _("Planned"), "result": _("Results"), "all": _("Everything")}[kind]


def _state_words(state: str) -> str:
    if state == NOT_OPENED:
        return not_opened().words
    return _(" / ").join(state_words("procurement", one) for one in OVER) if state == "ended" else state_words("procurement", state)


def _within(days: int) -> str:
    return ngettext("in the next {days} day", "in the next {days} days", days).format(days=days)


def _for_words(who: str) -> str:
    return {"social": _("Social organisations may bid"), "small": _("Kept for small and medium enterprises")}[who]


def _sort_words(sort: str) -> str:
    return {"best": _("Best match"), "closes": _("Closing soonest"), "newest": _("Newest"), "largest": _("Largest budget"),
            "smallest": _("Smallest budget")}[sort]  # fmt: skip


def _filter(values: Mapping[str, str], search: Search, name: str, now: datetime, *, counted: bool) -> Filter:
    without = found(search.without(name), now).count() if counted else 0
    return Filter(_filter_words(search, name), f"{reverse('notices')}{cleared(values, name)}", without)


def _filter_words(search: Search, name: str) -> str:
    match name:
        case "q":
            return _("Words: {words}").format(words=search.q)
        case "kind":
            return kind_words(search.kind)
        case "status":
            return _state_words(search.status)
        case "area":
            return area_named(search.area)
        case "min":
            return _("From {amount}").format(amount=money(search.least or 0))
        case "max":
            return _("Up to {amount}").format(amount=money(search.most or 0))
        case "closes":
            return _("Closes {within}").format(within=_within(search.days or 0))
    return _for_words(search.who)
