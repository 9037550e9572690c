"""How is a list taken away? As CSV in full, as JSON by the page, and a plain no where what was asked for cannot be read."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from operis.core.kinds import Json
from operis.web.components.errors import Wrong
from operis.web.reading.lists import query

FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"
"""Without it a spreadsheet takes Chinese in UTF-8 for something else."""


def csv_of(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Json]]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(_lines(columns, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _lines(columns: Sequence[str], rows: Iterable[Mapping[str, Json]]) -> Iterator[str]:
    yield BOM + _line(columns)
    for row in rows:
        yield _line([disarmed(row[name]) for name in columns])


def _line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def disarmed(value: Json) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def json_of(value: Json) -> HttpResponse:
    answer = JsonResponse(value, safe=False, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Content-Type"] = "application/json; charset=utf-8"
    return answer


def page_as_json(request: HttpRequest, values: Mapping[str, str], rows: list[Json], *, count: int, page: int, pages: int) -> HttpResponse:
    """The rows of a page, how many there are, and where the next page is."""
    after = request.build_absolute_uri(f"{request.path}{query(values, page=f'{page + 1}')}") if page < pages else None
    return json_of({"count": count, "page": page, "pages": pages, "next": after, "results": rows})


def cannot(request: HttpRequest, errors: Iterable[Wrong]) -> HttpResponse:
    """What is wrong with the parameters, for a program: each by its name."""
    wrong: list[Json] = [{"parameter": one.field.removeprefix("f-") or "page", "says": one.says} for one in errors]
    problem = {"title": _("These filters cannot be read."), "status": 422, "errors": wrong}
    return HttpResponse(json.dumps(problem, ensure_ascii=False), content_type="application/problem+json", status=422)
