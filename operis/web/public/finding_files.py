"""How is the list of notices taken away? Each notice by the same names, in CSV, JSON, a feed or a calendar."""

from collections.abc import Iterator, Mapping
from itertools import islice

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from operis import clock
from operis.core.kinds import Json
from operis.core.money import yuan
from operis.dockets.procurement.stages import closed_by
from operis.documents.lawbook import calendar
from operis.registers import models
from operis.web.public.finding import found, ordered, read
from operis.web.public.taking import cannot, csv_of, page_as_json
from operis.web.reading.lists import page_of, parties_of, typed

COLUMNS = (
    "number", "title_zh", "title_en", "about_zh", "about_en", "body", "body_name_zh", "body_name_en", "place", "method", "state",
    "budget_yuan", "reserved", "expected", "noticed", "closes", "result", "url",
)  # fmt: skip
CHUNK = 500


@require_safe
def notices_csv(request: HttpRequest) -> HttpResponseBase:
    now, (_values, search, errors) = clock.now(), read(request.GET)
    if errors:
        return cannot(request, errors)
    return csv_of("notices", COLUMNS, facts(request, ordered(found(search, now), search, now)))


@require_safe
def notices_json(request: HttpRequest) -> HttpResponse:
    now, (values, search, errors) = clock.now(), read(request.GET)
    if errors:
        return cannot(request, errors)
    page, lines, errors = page_of(
        ordered(found(search, now), search, now), typed(request.GET, ("page",))["page"], words=search.q, best=search.sorting == "best"
    )
    if errors:
        return cannot(request, errors)
    rows: list[Json] = [dict(one) for one in facts(request, lines)]
    return page_as_json(request, values, rows, count=page.paginator.count, page=page.number, pages=page.paginator.num_pages)


def facts(request: HttpRequest, lines: "QuerySet[models.Docket] | list[models.Docket]") -> Iterator[Mapping[str, Json]]:
    """What is told of each; a list of any length is read in pieces."""
    left = iter(lines.iterator(CHUNK) if isinstance(lines, QuerySet) else lines)
    while some := list(islice(left, CHUNK)):
        parties = parties_of(line.body for line in some)
        yield from (_facts(request, line, parties.get(line.body)) for line in some)


def _facts(request: HttpRequest, line: models.Docket, body: models.Party | None) -> dict[str, Json]:
    return {
        "number": line.number, "title_zh": line.title_zh, "title_en": line.title_en, "about_zh": line.about_zh, "about_en": line.about_en,
        "body": line.body, "body_name_zh": body.name_zh if body else "", "body_name_en": body.name_en if body else "",
        "place": body.place if body else "", "method": line.method, "state": closed_by(line.state, line.closes, clock.now()),
        "budget_yuan": yuan(line.budget_fen) if line.budget_fen is not None else None, "reserved": line.kept,
        "expected": line.expected, "noticed": f"{line.noticed:%Y-%m-%d}" if line.noticed else None,
        "closes": calendar().local(line.closes).isoformat(timespec="minutes") if line.closes else None,
        "result": f"{line.resulted:%Y-%m-%d}" if line.resulted else None,
        "url": request.build_absolute_uri(reverse("permanent-notice" if line.noticed else "permanent-process", args=[line.number])),
    }  # fmt: skip
