"""Which plans were filed with the finance department? The newest first, each with what it says; a filing waits for nobody's consent."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from operis import clock
from operis.core.mandates import Mandate
from operis.dockets.procurement.stages import STATES
from operis.documents.labels import label
from operis.documents.shown import day, language, money
from operis.registers import models
from operis.registers.finding import having
from operis.registers.refusals import OVERSEERS
from operis.web.components.status import Status
from operis.web.components.table import Cell, Column, Table
from operis.web.desk.entry import with_mandate
from operis.web.public.finding_files import COLUMNS, facts
from operis.web.public.listing import Listing
from operis.web.reading.dockets import statuses
from operis.web.reading.lists import Heading, headings, named, parties_of


def found(values: Mapping[str, str]) -> QuerySet[models.Docket]:
    """A docket has a method once its plan is filed."""
    rows = models.Docket.objects.filter(kind="procurement").exclude(method="")
    rows = rows.filter(state=values["kind"]) if values["kind"] else rows
    rows = having(values["q"], rows) if values["q"] else rows
    return rows.order_by("-planned", "-ordinal")


def table(lines: list[models.Docket]) -> Table:
    titles, parties = headings(lines), parties_of(line.body for line in lines)
    columns = (Column(_("Number")), Column(_("Title"), wide=True), Column(_("Body")), Column(_("Method")), Column(_("Budget"), number=True),
               Column(_("Filed on")), Column(_("State")))  # fmt: skip
    stand = statuses(lines, clock.now())
    rows = (_row(line, titles[line.number], named(parties, line.body), stand[line.number]) for line in lines)
    return Table(_("Plans filed"), columns, tuple(rows))


def _row(line: models.Docket, title: Heading, body: Heading, stand: Status) -> tuple[Cell, ...]:
    return (
        Cell(line.number, reverse("desk-docket", args=[line.number]), code=True),
        Cell(title.words, tag=title.tag),
        Cell(body.words, reverse("body", args=[line.body]), tag=body.tag),
        Cell(label(line.method, language()), kept=True),
        Cell(money(line.budget_fen) if line.budget_fen is not None else _("no value stated")),
        Cell(day(line.planned) if line.planned else "", whole=True),
        Cell("", status=stand),
    )


FILINGS = Listing(
    name="filings",
    heading=gettext_lazy("Plans filed"),
    about=gettext_lazy("Implementation plans as they were filed. The department looks and asks; a filing needs no approval."),
    found=found,
    table=table,
    columns=COLUMNS,
    facts=facts,
    kinds=STATES,
    handed_out=False,
)


@with_mandate
@require_safe
def filings_page(request: HttpRequest, mandate: Mandate) -> HttpResponseBase:
    if mandate.role not in OVERSEERS:
        raise PermissionDenied
    return FILINGS.page(request)
