"""What happens next in a demonstration? Its clock can be moved there by everybody, and never back; no other site has this page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from operis import clock, watch
from operis.cases import demonstration
from operis.dockets.procurement.commands import CloseBids
from operis.dockets.procurement.watching import ShowSeed
from operis.documents.lawbook import calendar
from operis.documents.shown import language, moment
from operis.ledger.numbers import ordinal
from operis.registers import models
from operis.registers.duties import duty_of
from operis.web.account.demonstration import cast, in_demonstration
from operis.web.account.entering import onward
from operis.web.components.errors import Wrong
from operis.web.lawbook import today
from operis.web.reading.lists import Heading, headings

TO, CONFIRM, OPENS_AT, MOST, READ = "to", "confirm", 9, 12, 100
"""`OPENS_AT`: at what hour a working day begins here; `MOST`: so many moments are told ahead, from so many duties read."""


@dataclass(frozen=True, slots=True)
class Event:
    """On which docket, what, and of what title."""

    docket: str
    words: str
    title: Heading


@dataclass(frozen=True, slots=True)
class Ahead:
    """A moment that comes, and what it brings."""

    at: datetime
    events: tuple[Event, ...]


@never_cache
@in_demonstration
@require_http_methods(["GET", "HEAD", "POST"])
def demo_clock(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request)
    if CONFIRM in request.POST:
        watch.confirm(Path(settings.OPERIS_DATA))
        return redirect(request.path)
    to, past = _moment(request.POST.get(TO, "")), _("The clock is past {moment} already. It is never moved back.")
    if to is not None and to <= clock.now():
        return _page(request, past.format(moment=moment(to)))
    if to is None or to not in _offered():
        return _page(request, _("This is no moment to which the clock can be moved. Choose one of those below."))
    if not clock.move_demo_clock(to):
        return _page(request, past.format(moment=moment(to)))
    return redirect(request.path)


def _page(request: HttpRequest, wrong: str = "") -> HttpResponseBase:
    morning = _morning()
    context = {
        "now": moment(clock.now()), "stopped": bool(watch.waits(Path(settings.OPERIS_DATA))),
        "ahead": _ahead(), "morning": morning, "unknown": calendar().provisional(morning.date()),
        "cast": cast(), "onward": onward(request), **_always_open(),
        "errors": [Wrong("f-clock", wrong)] if wrong else [], "clock_waits": False,  # it says so itself, at once where it is confirmed
    }  # fmt: skip
    return render(request, "web/system/demo_clock.html", context, status=422 if wrong else 200)


def _always_open() -> dict[str, object]:
    """When the last open notice closes, past which the next are called; where none is open they are being called now."""
    if not demonstration.is_there():
        return {}
    last = models.open_notices(clock.now()).order_by("-closes").first()
    return {"calling": last is None, "last_closes": moment(last.closes) if last is not None and last.closes is not None else ""}


def _offered() -> set[datetime]:
    return {one.at for one in _ahead()} | {_morning()}


def _ahead() -> list[Ahead]:
    """What comes next where everyone may see it, the soonest first."""
    coming = sorted(_coming(), key=lambda one: (one[0], ordinal(one[1].docket), one[1].source, one[1].place))
    titles = headings(models.Docket.objects.filter(number__in={one.docket for _at, one, _words in coming}))
    told = [
        Ahead(at, tuple(Event(one.docket, words, titles.get(one.docket, Heading(one.docket))) for _at, one, words in some))
        for at, some in groupby(coming, key=lambda one: one[0])
    ]
    return told[:MOST]


def _coming() -> Iterator[tuple[datetime, models.Owed, str]]:
    """What the clock does by itself, and what may be done from a day on: whoever plays on would have to wait for it."""
    seen = models.still_owed().filter(public=True, above="", docket__in=models.public_dockets().values("number"))
    for one in seen.filter(itself=True, moment__gt=clock.now()).order_by("moment")[:READ]:
        if one.moment is not None:
            yield calendar().local(one.moment), one, duty_of(one).words.within(language())
    yield from _of_evaluations()
    for one in seen.filter(itself=False, waits=False, earliest__gt=today()).order_by("earliest")[:READ]:
        if one.earliest is not None:
            yield _opens(one.earliest), one, _("{duty} may be done from this day on").format(duty=duty_of(one).words.within(language()))


def _of_evaluations() -> Iterator[tuple[datetime, models.Owed, str]]:
    """When final quotes close and experts are drawn: told to those at work elsewhere, and here everybody may be one of them."""
    coming = models.still_owed().filter(above="", docket__in=models.public_dockets().values("number"), moment__gt=clock.now())
    closing = coming.filter(command=CloseBids.slug).exclude(about="").order_by("moment")[:READ]
    draws = coming.filter(command=ShowSeed.slug).order_by("moment", "place")[:READ]
    for words, rows in ((_("Final quotes close by themselves"), closing), (_("Experts are drawn"), draws)):
        for one in {(one.docket, one.moment): one for one in rows}.values():
            if one.moment is not None:
                yield calendar().local(one.moment), one, words


def _morning() -> datetime:
    """When the next working day begins, as far as its year's holidays are known: the clock goes on after them too."""
    return _opens(calendar().next_working(today() + timedelta(days=1)))


def _opens(day: date) -> datetime:
    return calendar().start(day) + timedelta(hours=OPENS_AT)


def _moment(typed: str) -> datetime | None:
    try:
        found = parse_datetime(typed)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
