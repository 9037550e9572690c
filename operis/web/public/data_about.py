"""What do the files of open data mean, and what do they give? Their schema, their indicators, and what catalogues read."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.core.acts import act_classes
from operis.core.fields import walk
from operis.documents.shown import language
from operis.opendata.catalog import catalog
from operis.opendata.indicators import INDICATORS
from operis.opendata.mapping import TABLES
from operis.opendata.packages import written
from operis.web.components.table import Cell, Column, Table


@dataclass(frozen=True)
class Section:
    heading: str
    table: Table


@require_safe
def data_schema(request: HttpRequest) -> HttpResponse:
    """Written from the mapping itself."""
    columns = (Column(_("Path")), Column(_("From what is on record"), wide=True))
    sections = []
    for one in TABLES:
        heading, above = one.words.within(language()), f"{one.path}/" if one.path else ""
        rows = tuple((Cell(f"{above}{row.path}", code=True), Cell(_("; ").join(_fields(row.of)) or _("made here"))) for row in one.rows)
        sections.append(Section(heading, Table(heading, columns, rows)))
    return render(request, "web/public/data_about.html", {
        "heading": _("What each field says"), "sections": sections,
        "about": _("For each path of the standard, the acts and the fields on record that it is taken from."),
    })  # fmt: skip


def _fields(named: tuple[str, ...]) -> Iterator[str]:
    """Acts and fields by their words."""
    acts = {act.kind: act for act in act_classes()}
    for one in named:
        kind, _dot, field = one.partition(".")
        act = acts[kind]
        label = walk(act)[field].asked.label.within(language()) if field != "happened" else _("when it happened")
        yield _("{act}: {field}").format(act=act.title_words.within(language()), field=label)


@require_safe
def data_indicators(request: HttpRequest) -> HttpResponse:
    columns = (
        Column(_("Indicator")),
        Column(_("What stands out"), wide=True),
        Column(_("How it is found"), wide=True),
        Column(_("What our data cannot say"), wide=True),
    )
    rows = tuple(
        (Cell(f"{one.code} {one.words.within(language())}"), Cell(one.why.within(language())), Cell(one.how.within(language())),
         Cell(one.limit.within(language()) if one.limit else ""))
        for one in INDICATORS.values()
    )  # fmt: skip
    about = _(
        "These eleven of the Open Contracting Partnership are computed from the files alone. "
        "What stands out is a reason to look, and never that anything is wrong."
    )
    sections = [Section(_("Eleven indicators"), Table(_("Indicators"), columns, rows))]
    return render(request, "web/public/data_about.html", {
        "heading": _("Indicators"), "sections": sections, "about": about, "values": reverse("answer", args=["fair"]),
    })  # fmt: skip


@require_safe
def data_catalog(request: HttpRequest) -> HttpResponse:
    def address(folder: str, month: str, form: str) -> str:
        return request.build_absolute_uri(reverse("data-file", args=[folder, month, form]))

    whole = catalog(request.build_absolute_uri(reverse("data")), address)
    return HttpResponse(written(whole), content_type="application/ld+json; charset=utf-8")
