"""What happens next in a demonstration? Its clock can be moved there by everybody, and never back; no other site has this page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from operis import clock
from operis.documents.lawbook import calendar
from operis.documents.shown import language, moment
from operis.registers import models
from operis.registers.duties import duty_of
from operis.web.components.errors import Wrong
from operis.web.reading.lists import Heading, headings

TO, OPENS_AT, MOST, TOGETHER = "to", 9, 12, 4
"""`OPENS_AT`: at what hour a working day begins here; `MOST`: so many moments are told ahead, with `TOGETHER` events of each on average."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A moment at which something falls due by itself, and what."""

    at: datetime
    says: tuple[tuple[str, str, Heading], ...]
    """Docket, what happens on it, and its title."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo_clock(request: HttpRequest) -> HttpResponseBase:
    if not clock.is_demo():
        raise Http404
    if request.method != "POST":
        return _page(request)
    to = _moment(request.POST.get(TO, ""))
    if to is None or to not in _offered():
        return _page(request, _("This is no moment to which the clock can be moved. Choose one of those below."))
    if not clock.move_demo_clock(to):
        says = _("The clock is past {moment} already: somebody else moved it. It is never moved back.")
        return _page(request, says.format(moment=moment(to)))
    return redirect(request.path)


def _page(request: HttpRequest, wrong: str = "") -> HttpResponseBase:
    events = _events()
    context = {
        "now": moment(clock.now()), "events": events, "morning": _morning(), "errors": [Wrong("f-clock", wrong)] if wrong else [],
    }  # fmt: skip
    return render(request, "web/system/demo_clock.html", context, status=422 if wrong else 200)


def _offered() -> set[datetime]:
    """Events that are over by now count too: whoever was a moment late is told that the clock is past it."""
    morning = _morning()
    return {one.moment for one in _coming() if one.moment is not None} | ({morning} if morning else set())


def _events() -> list[Ahead]:
    """What the clock does by itself next, where everyone may see it."""
    rows = list(_coming().filter(moment__gt=clock.now()).order_by("moment", "docket")[: MOST * TOGETHER])
    titles = headings(models.Docket.objects.filter(number__in={one.docket for one in rows}))
    told = []
    for at, some in groupby(rows, key=lambda one: one.moment):
        says = tuple((one.docket, duty_of(one).words.within(language()), titles.get(one.docket, Heading(one.docket))) for one in some)
        if at is not None:
            told.append(Ahead(at, says))
    return told[:MOST]


def _coming() -> QuerySet[models.Owed]:
    itself = models.still_owed().filter(itself=True, above="", waits=False, public=True, moment__isnull=False)
    return itself.filter(docket__in=models.public_dockets().values("number"))


def _morning() -> datetime | None:
    """The next working day at the hour at which offices open; None where the calendar of that year is not known yet."""
    known = calendar()
    day = known.next_working(known.day(clock.now()) + timedelta(days=1))
    return None if known.provisional(day) else known.start(day) + timedelta(hours=OPENS_AT)


def _moment(typed: str) -> datetime | None:
    try:
        found = parse_datetime(typed)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
