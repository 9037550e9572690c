"""What is due, as a file for one's own calendar: every last day that the desk of this office knows of, the clock's own among them."""

import hashlib
from collections.abc import Iterator
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis import clock
from operis.core.mandates import Mandate
from operis.documents.lawbook import calendar
from operis.registers import models
from operis.registers.duties import Standing
from operis.web.account.who import who
from operis.web.desk.due import dated_duties, way_to, words_of
from operis.web.desk.entry import with_mandate
from operis.web.reading.calendars import Event, calendar_of
from operis.web.reading.lists import Heading, headings

DAYS_MAX = 1_000
"""The nearest: more than anybody looks ahead."""


@with_mandate
@require_safe
def due_calendar(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    now, seated = clock.now(), who(request)
    title = _("What is due: {who}").format(who=seated.mandate if seated else "")
    return calendar_of(_events(request, mandate), title, now, "due")


def _events(request: HttpRequest, mandate: Mandate) -> Iterator[Event]:
    soon = sorted(dated_duties(mandate, clock.now()), key=lambda each: each[1])
    found = list(islice(soon, DAYS_MAX))
    titles = headings(models.Docket.objects.filter(number__in={one.docket for one, _day in found}))
    for one, day in found:
        title = titles.get(one.docket, Heading(one.docket)).words
        yield Event(
            name=_name(one), changed=day.toordinal(), at=one.timed(calendar()) or day,
            summary=f"{words_of(one)}: {title}", description=one.docket,
            url=request.build_absolute_uri(way_to(one, mandate) or reverse("desk")),
        )  # fmt: skip


def _name(one: Standing) -> str:
    """The same for ever: of what is due, never of when."""
    return hashlib.sha256(f"{one.docket} {one.duty.slug} {one.about} {one.party}".encode()).hexdigest()[:32]
