"""What is late, and whose is it? Duties whose last day under a row of law has gone by, where everyone may see them; aims never."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import chain

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from operis.documents.lawbook import book, calendar
from operis.documents.openers import openers
from operis.figures.money import TOGETHER
from operis.figures.results import titled
from operis.figures.scope import Scope, parties
from operis.figures.tables import Column, Figures, Name, Sort, summed
from operis.registers import models
from operis.registers.duties import duty_of

OTHERS = Name("", "", words=_("Others"))
COLUMNS = (
    Column("process", _("Process"), Sort.NAME), Column("duty", _("What is late"), Sort.NAME),
    Column("party", _("Whose it is"), Sort.NAME), Column("last-day", _("Last day"), Sort.DAY),
    Column("late", _("Working days late"), Sort.DAYS), Column("rule", _("Rule"), Sort.NAME),
)  # fmt: skip


def late_duties(today: date) -> "QuerySet[models.Owed]":
    """What the clock enters is late as well; what anybody might have done by a time of day is only over with it."""
    over = Q(party="", itself=False, moment__isnull=False)
    late = models.still_owed().filter(day__lt=today, row__in=_laws(), public=True, above="")
    late = late.filter(Exists(_in_place(waits=False)) | Q(waits=False) & ~Exists(_in_place(waits=True)))
    return late.exclude(over).order_by("day", models.ordinal_of("docket"), "source", "place")


def _in_place(*, waits: bool) -> "QuerySet[models.Owed]":
    """What stands on a docket below in the place of a duty: whether it waits is known there."""
    below = models.still_owed().filter(above=OuterRef("docket"), command=OuterRef("command"), about=OuterRef("about"))
    return below.filter(waits=waits)


@cache
def _laws() -> frozenset[str]:
    return frozenset(id for id, row in book().rows.items() if row.instrument.legal)


def days_late(one: models.Owed, today: date) -> int:
    """In working days."""
    return calendar().count(one.day, today, "working-day") if one.day is not None else 0


def duties(scope: Scope) -> Figures:
    """As it stands today, whatever year is asked for."""
    found = _asked(scope)
    held = {one.docket: openers(one.docket) for one in found if one.itself}
    names = parties({*(one.party for one in found if one.party), *chain.from_iterable(held.values())})
    titles = titled(one.docket for one in found)
    rows = []
    for one in found:
        duty, row = duty_of(one), book().rows[one.row]
        whose = names.get(one.party) or _together([names[key] for key in held.get(one.docket, ()) if one.itself and key in names])
        whose = whose or Name("", duty.who.within("zh"), duty.who.within("en"))
        rows.append((titles[one.docket], Name(one.command, duty.words.zh, duty.words.en), whose, one.day, days_late(one, scope.today),
                     Name(row.id, row.cite("zh"), row.cite("en"), "rule")))  # fmt: skip
    return Figures("late", _("What is late"), COLUMNS, tuple(rows))


def _together(names: list[Name]) -> Name | None:
    """Several as one, in both languages."""
    return Name("", "、".join(one.zh or one.en for one in names), ", ".join(one.en or one.zh for one in names)) if names else None


def by_party(scope: Scope) -> Figures:
    counts = Counter(one.party for one in _asked(scope))
    names = parties(key for key in counts if key)
    columns = (Column("party", _("Whose it is"), Sort.NAME), Column("late", _("Late")))
    rows = tuple((names.get(key, OTHERS), count) for key, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
    return Figures("late-by-party", _("Late, by whose it is"), columns, rows, summed(TOGETHER, rows, columns))


def _asked(scope: Scope) -> list[models.Owed]:
    """Of a body: what it owes itself, and what others owe in what it buys."""
    late = late_duties(scope.today).filter(docket__in=models.public_dockets().values("number"))
    own = models.Docket.objects.filter(body=scope.body).values("number")
    return list(late.filter(Q(party=scope.body) | Q(docket__in=own)) if scope.body else late)
