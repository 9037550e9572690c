"""How many places has an institution or a programme: approved, filled, reserved by a recruitment, free?"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from operis.figures.money import TOGETHER
from operis.figures.scope import Scope, parties
from operis.figures.tables import Column, Figures, Sort, summed
from operis.registers import models

COLUMNS = (
    Column("holder", _("Institution or programme"), Sort.NAME), Column("approved", _("Approved")), Column("filled", _("Filled")),
    Column("reserved", _("Reserved by a recruitment")), Column("free", _("Free places")),
)  # fmt: skip


def places(scope: Scope) -> Figures:
    """As they stand today, whatever year is asked for; a programme is named by its own word."""
    found = list(models.Vacancy.objects.filter(**({"holder": scope.body} if scope.body else {})).order_by("-approved", "holder"))
    names = parties(one.holder for one in found)
    known = set(models.Party.objects.filter(key__in=list(names)).values_list("key", flat=True))
    rows = tuple(
        (names[one.holder] if one.holder in known else replace(names[one.holder], page=""), one.approved, one.filled, one.reserved,
         max(0, one.approved - one.filled - one.reserved)) for one in found
    )  # fmt: skip
    return Figures("places", _("Places of institutions"), COLUMNS, rows, summed(TOGETHER, rows, COLUMNS))
