"""What is given away as open data? The page that says what there is, the files of each month, and the record of one process."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from operis.documents.lawbook import calendar
from operis.documents.shown import language, month
from operis.opendata.codes import LICENCE, LICENCE_NAME
from operis.opendata.packages import FILES, Edition, File, head, months, moved_in, pieces, stamp, weighed, written, years
from operis.opendata.releases import record
from operis.web.components.table import Cell, Column, Table
from operis.web.reading.sizes import size_words

MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
YEAR = re.compile(r"[0-9]{4}")
SHOWN = 16
"""So many letters of a checksum stand on the page; the whole is a press away."""
AT_ONCE = 40
"""A month of more processes is weighed when one of its files was asked for, and not to show the page."""
UNREGISTERED = "ocds-000000"


@dataclass(frozen=True)
class OfMonth:
    words: str
    about: str
    table: Table


@require_safe
def data_page(request: HttpRequest) -> HttpResponse:
    """A year of months, the newest first."""
    known = years()
    asked = request.GET.get("year", "")
    year = int(asked) if YEAR.fullmatch(asked) else known[1] if known else None
    if asked and (not YEAR.fullmatch(asked) or known is None or not known[0] <= int(asked) <= known[1]):
        raise Http404(asked)
    every = range(known[1], known[0] - 1, -1) if known else ()
    return render(request, "web/public/data.html", {
        "year": year, "years": [one for one in every if one != year], "licence": LICENCE, "licence_name": LICENCE_NAME,
        "months": [_month(request, one) for one in months(year)] if year else [],
        "unregistered": settings.OPERIS_OCID_PREFIX == UNREGISTERED,
    })  # fmt: skip


def _month(request: HttpRequest, name: str) -> OfMonth:
    processes, known, words = moved_in(name).count(), stamp(name), month(name)
    columns = (Column(_("File"), wide=True), Column(_("Format")), Column(_("Size"), number=True), Column(_("SHA-256")))
    rows = (row for one in FILES.values() if (row := _row(request, one, name, known, processes <= AT_ONCE)))
    about = ngettext("{count} process moved.", "{count} processes moved.", processes).format(count=processes)
    return OfMonth(words, about, Table(_("Files of {month}").format(month=words), columns, tuple(rows)))


def _row(request: HttpRequest, file: File, name: str, known: str, weigh: bool) -> tuple[Cell, ...]:
    """Of a file that there is; nothing where the month leaves it empty."""
    url = reverse("data-file", args=[file.folder, name, file.form])
    found = weighed(file.folder, file.form, name, edition(request, url), known) if weigh else None
    if weigh and found is None:
        return ()
    size = size_words(found.size) if found else _("not made yet")
    checksum = f"{found.sha256[:SHOWN]}…" if found else _("made when it is asked for")
    sums = reverse("data-checksum", args=[file.folder, name, file.form])
    words, form = Cell(file.words.within(language()), url), Cell(file.form.upper(), code=True)
    return words, form, Cell(size, whole=True), Cell(checksum, sums, code=True)


def edition(request: HttpRequest, path: str) -> Edition:
    return Edition(language(), request.build_absolute_uri(path), calendar())


def _file_or_404(folder: str, name: str, form: str) -> File:
    file = FILES.get((folder, form))
    if file is None or not MONTH.fullmatch(name) or not moved_in(name).exists():
        raise Http404(name)
    return file


@require_safe
def data_file(request: HttpRequest, folder: str, name: str, form: str) -> HttpResponseBase:
    """In pieces, as it is made; who has it already is told so without making it."""
    file = _file_or_404(folder, name, form)
    known = stamp(name)
    etag = quote_etag(known)
    there = get_conditional_response(request, etag=etag)
    if there is not None:
        return there
    text = pieces(file, name, edition(request, request.path), known)
    if text is None:
        raise Http404(name)
    answer = StreamingHttpResponse(text, content_type=file.content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{folder}-{name}.{form}"'
    answer.headers["ETag"], answer.headers["Cache-Control"] = etag, "no-cache"
    return answer


@require_safe
def data_checksum(request: HttpRequest, folder: str, name: str, form: str) -> HttpResponse:
    """As `sha256sum --check` reads it."""
    _file_or_404(folder, name, form)
    made = edition(request, reverse("data-file", args=[folder, name, form]))
    found = weighed(folder, form, name, made, stamp(name))
    if found is None:
        raise Http404(name)
    return HttpResponse(f"{found.sha256}  {folder}-{name}.{form}\n", content_type="text/plain; charset=utf-8")


@require_safe
def data_record(request: HttpRequest, number: str) -> HttpResponse:
    """The record of one process, as a package."""
    made = edition(request, request.path)
    found = record(number.upper(), made.calendar, made.language)
    if found is None:
        raise Http404(number)
    whole = {**head(made), "publishedDate": found["compiledRelease"]["date"], "records": [found]}
    return HttpResponse(written(whole), content_type="application/json; charset=utf-8")
