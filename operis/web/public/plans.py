"""What is about to be bought? Published intentions and filed plans that have no notice yet, newest first."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operis import clock
from operis.dockets.procurement.stages import STATES
from operis.documents.shown import day, money, month
from operis.registers import models
from operis.registers.finding import having
from operis.web.components.table import Cell, Column, Table
from operis.web.public.finding_files import COLUMNS, facts
from operis.web.public.finding_page import gone
from operis.web.public.listing import Listing
from operis.web.reading.dockets import status_of
from operis.web.reading.lists import Heading, headings, named, parties_of

COMING = ("planned", "filed")


def found(values: Mapping[str, str]) -> QuerySet[models.Docket]:
    states = [values["kind"]] if values["kind"] else COMING
    rows = models.Docket.objects.filter(kind="procurement", state__in=states)
    rows = having(values["q"], rows) if values["q"] else rows
    return rows.order_by("-planned", "-ordinal")


def table(lines: list[models.Docket]) -> Table:
    titles, parties, now = headings(lines), parties_of(line.body for line in lines), clock.now()
    columns = (Column(_("Number")), Column(_("Title"), wide=True), Column(_("State")), Column(_("Body")), Column(_("Budget"), number=True),
               Column(_("Made public or filed on")), Column(_("Notice expected")))  # fmt: skip
    rows = (_row(line, titles[line.number], named(parties, line.body), now) for line in lines)
    return Table(_("Plans"), columns, tuple(rows))


def _row(line: models.Docket, title: Heading, body: Heading, now: datetime) -> tuple[Cell, ...]:
    expected = month(line.expected)
    return (
        Cell(line.number, reverse("process", args=[line.number]), code=True),
        Cell(title.words, tag=title.tag),
        Cell("", status=status_of(line.kind, line.state)),
        Cell(body.words, reverse("body", args=[line.body]), tag=body.tag),
        Cell(money(line.budget_fen) if line.budget_fen is not None else _("no value stated")),
        Cell(day(line.planned) if line.planned else "", whole=True),
        Cell(_("{month}, not yet published").format(month=expected) if gone(line.expected, now) else expected),
    )


PLANS = Listing(
    name="plans",
    heading=gettext_lazy("Plans"),
    about=gettext_lazy("What public bodies intend to buy and have planned, before there is a notice."),
    found=found,
    table=table,
    columns=COLUMNS,
    facts=facts,
    kinds={state: STATES[state] for state in COMING},
)
