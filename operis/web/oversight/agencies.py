"""Which agency acts for how many bodies, and in how much of what is entrusted? One that has nearly all of it is looked at."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.core.mandates import Mandate
from operis.core.money import Fen
from operis.documents.names import names_of
from operis.documents.shown import money
from operis.registers import models
from operis.registers.refusals import OVERSEERS
from operis.web.components.table import Cell, Column, Table
from operis.web.desk.entry import with_mandate

HUNDRED = 100


@dataclass(slots=True)
class Entrusted:
    """What one agency has of all purchases that name one."""

    bodies: set[str] = field(default_factory=set)
    purchases: int = 0
    budget: int = 0


@with_mandate
@require_safe
def agencies_page(request: HttpRequest, mandate: Mandate) -> HttpResponseBase:
    if mandate.role not in OVERSEERS:
        raise PermissionDenied
    return render(request, "web/oversight/agencies.html", {"table": table(entrusted())})


def entrusted() -> dict[str, Entrusted]:
    """By agency, over every filed plan that names one; the one with most of them first."""
    found: dict[str, Entrusted] = {}
    rows = models.Docket.objects.filter(kind="procurement").exclude(agency="").exclude(method="")
    for agency, body, budget in rows.values_list("agency", "body", "budget_fen"):
        one = found.setdefault(agency, Entrusted())
        one.bodies.add(body)
        one.purchases, one.budget = one.purchases + 1, one.budget + (budget or 0)
    return dict(sorted(found.items(), key=lambda each: (-each[1].purchases, each[0])))


def table(found: dict[str, Entrusted]) -> Table:
    names, whole = names_of({*found}), sum(one.purchases for one in found.values())
    bodies = len({body for one in found.values() for body in one.bodies})
    counts = (_("Purchases"), _("Share of all that are entrusted"), _("Bodies"), _("Budgets together"))
    columns = (Column(_("Agency"), wide=True), *(Column(words, number=True) for words in counts))
    return Table(_("Agencies, and what they are entrusted with"), columns, tuple(
        (Cell(names.get(key, key), reverse("body", args=[key])), Cell(f"{one.purchases}"), Cell(_percent(one.purchases, whole)),
         Cell(_("{count} of {all}").format(count=len(one.bodies), all=bodies)), Cell(money(Fen(one.budget))))
        for key, one in found.items()
    ))  # fmt: skip


def _percent(part: int, whole: int) -> str:
    return f"{(Decimal(part * HUNDRED) / whole).quantize(Decimal('0.1'), ROUND_HALF_UP)} %"
