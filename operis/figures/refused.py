"""What was refused, under which rule, in which month? Counts alone: no facts of single cases, and no small count crossed with anything."""

from collections import Counter

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from operis.dockets.kinds import secret_kinds
from operis.dockets.procurement.commands import OpenBids
from operis.documents.lawbook import book, calendar
from operis.figures.money import TOGETHER
from operis.figures.scope import Scope, parties
from operis.figures.tables import Column, Figures, Name, Sort, summed
from operis.registers import models

SMALL = 3
"""A count below this is crossed with nothing: by it a single case would show."""
MONTHS = 12
OTHERS = Name("", "", words=_("Others than bodies"))


def refusals(scope: Scope) -> "QuerySet[models.Refused]":
    """Those of the year; that somebody tries to bid is for the bidder alone, so that those of bids are never counted.

    An opening is tried by the clock: where it cannot be, nobody had asked for it, and it has a word of its own among the purchases.
    """
    start, end = calendar().start(scope.first), calendar().start(scope.first.replace(year=scope.year + 1))
    own = {"body": scope.body} if scope.body else {}
    return models.Refused.objects.exclude(kind__in=secret_kinds()).exclude(command=OpenBids.slug).filter(at__gte=start, at__lt=end, **own)


def by_rule(scope: Scope) -> Figures:
    """A refusal under several rules counts under each of them."""
    counts = _rules(scope)
    columns = (Column("rule", _("Rule"), Sort.NAME), Column("times", _("Times")))
    rows = tuple((rule_named(row), count) for row, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
    return Figures("refused-by-rule", _("Refused, by rule"), columns, rows)


def by_month(scope: Scope) -> Figures:
    """Every refusal once, by the month in which it was given."""
    counts = Counter(calendar().local(at).month for at in refusals(scope).values_list("at", flat=True))
    last = scope.today.month if scope.today.year == scope.year else MONTHS
    columns = (Column("month", _("Month"), Sort.NAME), Column("times", _("Times")))
    rows = tuple((month_named(scope.year, month), counts[month]) for month in range(1, last + 1))
    return Figures("refused-by-month", _("Refused, by month"), columns, rows, summed(TOGETHER, rows, columns))


def by_body(scope: Scope) -> Figures:
    """In totals alone."""
    counts = Counter(refusals(scope).values_list("body", flat=True))
    names = parties(key for key in counts if key)
    columns = (Column("body", _("Body"), Sort.NAME), Column("times", _("Times")))
    rows = tuple((names.get(key, OTHERS), count) for key, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
    return Figures("refused-by-body", _("Refused, by body"), columns, rows, summed(TOGETHER, rows, columns))


def by_rule_and_month(scope: Scope) -> Figures:
    """Where a rule refused in a month often enough that no single case shows; smaller counts are left out."""
    months = {number: calendar().local(at).month for number, at in refusals(scope).values_list("number", "at")}
    under = models.RefusedUnder.objects.filter(refusal__in=refusals(scope).values("number")).values_list("refusal", "row")
    counts = Counter((row, months[refusal]) for refusal, row in under if refusal in months)
    columns = (Column("rule", _("Rule"), Sort.NAME), Column("month", _("Month"), Sort.NAME), Column("times", _("Times")))
    often = ((row, month, count) for (row, month), count in sorted(counts.items()) if count >= SMALL)
    rows = tuple((rule_named(row), month_named(scope.year, month), count) for row, month, count in often)
    return Figures("refused-by-rule-and-month", _("Refused, by rule and month, from three times on"), columns, rows)


def _rules(scope: Scope) -> Counter[str]:
    under = models.RefusedUnder.objects.filter(refusal__in=refusals(scope).values("number"))
    return Counter(row for row in under.values_list("row", flat=True))


def rule_named(id: str) -> Name:
    row = book().rows.get(id)
    return Name(id, f"{row.cite('zh')}：{row.says.zh}", f"{row.cite('en')}: {row.says.en}", "rule") if row is not None else Name(id, id, id)


def month_named(year: int, month: int) -> Name:
    return Name(f"{year}-{month:02}", f"{month}月", f"{month}")
