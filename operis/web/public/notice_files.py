"""How is one notice taken away? Its closing time as a calendar, what it says as JSON or CSV, as it stands in the record."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from operis import clock
from operis.core.kinds import Json
from operis.web.public.feeds import closing
from operis.web.public.finding_files import facts
from operis.web.public.taking import csv_of, json_of
from operis.web.reading.calendars import calendar_of
from operis.web.reading.dockets import Shown, shown_or_404
from operis.web.reading.lists import headings

SAID = ("notice-published", "notice-corrected", "representation-answered")


def noticed_or_404(number: str) -> Shown:
    docket = shown_or_404(number)
    if docket.line.noticed is None or docket.line.closes is None:
        raise Http404(number)
    return docket


@require_safe
def notice_calendar(request: HttpRequest, number: str) -> HttpResponse:
    docket = noticed_or_404(number)
    event = closing(request, docket.line, headings([docket.line])[docket.number])
    return calendar_of([event], event.summary, clock.now(), docket.number)


@require_safe
def notice_json(request: HttpRequest, number: str) -> HttpResponse:
    docket = noticed_or_404(number)
    return json_of({**dict(*facts(request, [docket.line])), "acts": _acts(docket)})


@require_safe
def notice_csv(request: HttpRequest, number: str) -> HttpResponseBase:
    """A line for each thing that the notice and its corrections say."""
    docket = noticed_or_404(number)
    rows = ({"act": f"{act['number']}", "field": name, "value": value}
            for act in _acts(docket) for name, value in _flat(act) if name != "number")  # fmt: skip
    return csv_of(docket.number, ("act", "field", "value"), rows)


def _acts(docket: Shown) -> list[dict[str, Json]]:
    """The notice, its corrections and the answers to questions, with their numbers and moments of entry; everybody reads all of them."""
    return [{"number": one.number, "entered": one.said["entered"], **one.said["act"]} for one in docket.entries if one.act.kind in SAID]


def _flat(value: Json, name: str = "") -> Iterator[tuple[str, Json]]:
    """Each value with the way that leads to it."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from _flat(inner, f"{name}.{key}" if name else key)
        case list():
            for place, inner in enumerate(value, 1):
                yield from _flat(inner, f"{name}.{place}")
        case _ if value is not None:
            yield name, value
