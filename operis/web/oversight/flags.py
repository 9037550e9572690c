"""What was noticed of draws, panels, points and contracts that whoever oversees should look at? By procurement, the newest first."""

from collections.abc import Mapping
from typing import Final

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
from operis.documents.labels import check_says
from operis.documents.shown import language
from operis.registers import models
from operis.registers.finding import having
from operis.registers.refusals import OVERSEERS
from operis.rules.clauses import clauses_asked
from operis.rules.flags import next_looked_at
from operis.rules.leaving import replaced_told
from operis.rules.likeness import judged_for_themselves, none_far_from_the_others
from operis.rules.pool import declined_told, draw_looked_up, drawn_again_told, left_to_chance
from operis.rules.quantities import quantities_told
from operis.rules.supplements import money_told
from operis.web.components.table import Cell, Column, Table
from operis.web.desk.entry import with_mandate
from operis.web.public.finding_files import COLUMNS, facts
from operis.web.public.listing import Listing
from operis.web.reading.dockets import statuses
from operis.web.reading.lists import headings, named, parties_of

FLAGS: Final = tuple(one.name for one in (
    draw_looked_up, declined_told, drawn_again_told, replaced_told, left_to_chance, judged_for_themselves, none_far_from_the_others,
    next_looked_at, clauses_asked, quantities_told, money_told,
))  # fmt: skip
"""What is told of a panel and its points, and of the words of a contract, by the check that tells it."""


def found(values: Mapping[str, str]) -> QuerySet[models.Docket]:
    rows = models.Docket.objects.filter(number__in=models.Note.objects.filter(check_name__in=FLAGS).values("docket"))
    rows = rows.filter(state=values["kind"]) if values["kind"] else rows
    rows = having(values["q"], rows) if values["q"] else rows
    return rows.order_by("-ordinal")


def table(lines: list[models.Docket]) -> Table:
    titles, parties, noticed = headings(lines), parties_of(line.body for line in lines), _noticed(lines)
    stand = statuses(lines, clock.now())
    columns = (Column(_("Number")), Column(_("Title"), wide=True), Column(_("Body")), Column(_("What was noticed"), wide=True),
               Column(_("State")))  # fmt: skip
    return Table(_("Noticed of draws, panels, points and contracts"), columns, tuple(
        (Cell(line.number, reverse("desk-docket", args=[line.number]), code=True),
         Cell(titles[line.number].words, tag=titles[line.number].tag),
         Cell((body := named(parties, line.body)).words, reverse("body", args=[line.body]), tag=body.tag),
         Cell(" ".join(noticed[line.number])),
         Cell("", status=stand[line.number]))
        for line in lines
    ))  # fmt: skip


def _noticed(lines: list[models.Docket]) -> dict[str, list[str]]:
    """By docket what each of its notes looks at, once, with the numbers of the entries beside which it was told."""
    told: dict[str, dict[str, list[int]]] = {line.number: {} for line in lines}
    for one in models.Note.objects.filter(docket__in=told, check_name__in=FLAGS).order_by("no"):
        told[one.docket].setdefault(one.check_name, []).append(one.no)
    return {docket: [_said(name, nos) for name, nos in checks.items()] for docket, checks in told.items()}


def _said(check: str, numbers: list[int]) -> str:
    at = ", ".join(f"{no}" for no in dict.fromkeys(numbers))
    return _("{words} (No. {numbers})").format(words=check_says(check, language()), numbers=at)


FLAGGED = Listing(
    name="flagged",
    heading=gettext_lazy("Noticed of draws, panels, points and contracts"),
    about=gettext_lazy("What was told beside acts of an evaluation or a contract: draws held elsewhere, drawn people who do not sit, "
                       "members who were replaced, points that are alike or far from the others, clauses that may be otherwise than "
                       "documents and bid. It proves nothing; look and ask."),
    found=found,
    table=table,
    columns=COLUMNS,
    facts=facts,
    kinds=STATES,
    handed_out=False,
)  # fmt: skip


@with_mandate
@require_safe
def flags_page(request: HttpRequest, mandate: Mandate) -> HttpResponseBase:
    if mandate.role not in OVERSEERS:
        raise PermissionDenied
    return FLAGGED.page(request)
