"""What is bought, by whom, for how much? What was signed and published in a year, and what was awarded and waits for its contract."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from operis.figures.scope import OTHER, Scope, parties, service_of, services
from operis.figures.tables import Column, Figures, Name, Sort, summed
from operis.registers import models

TOGETHER = Name("", "", words=_("Together"))
PARTED = Column("signed", _("Signed"), Sort.FEN), Column("awarded", _("Awarded, not signed yet"), Sort.FEN)
COLUMNS = (
    *PARTED,
    Column("together", _("Together"), Sort.FEN),
    Column("contracts", _("Contracts and awards")),
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One amount that was signed for, or awarded alone."""

    procurement: str
    body: str
    supplier: str
    fen: int
    signed: bool


def commitments(scope: Scope) -> list[Commitment]:
    """Of the year: contracts by their day of signature, awards without one by the day of the result.

    Before a contract is published its price is for its two sides alone; what was awarded is public and counts as such.
    """
    asked = Q(**{name: value for name, value in (("body", scope.body), ("supplier", scope.supplier)) if value})
    contracts = models.Contract.objects.filter(asked, published__isnull=False, signed__gte=scope.first, signed__lte=scope.last)
    signed = models.Contract.objects.filter(procurement=OuterRef("docket"), lot=OuterRef("lot"), published__isnull=False)
    awards = models.Award.objects.filter(asked, published__gte=scope.first, published__lte=scope.last, ended=False)
    found = [Commitment(*row, signed=True) for row in contracts.values_list("procurement", "body", "supplier", "price_fen")]
    found += [Commitment(*row, signed=False)
              for row in awards.exclude(Exists(signed)).values_list("docket", "body", "supplier", "price_fen")]  # fmt: skip
    if not scope.service:
        return found
    of = service_of(one.procurement for one in found)
    return [one for one in found if of.get(one.procurement, "") == scope.service]


def by_service(scope: Scope) -> Figures:
    found, known = commitments(scope), services()
    of = service_of(one.procurement for one in found)
    names = {code: known.named(code) for code in {*of.values()}} | {"": OTHER}
    return _together("money-by-service", _("Money by service"), Column("service", _("Service"), Sort.NAME), found,
                     lambda one: of.get(one.procurement, ""), names)  # fmt: skip


def by_body(scope: Scope) -> Figures:
    found = commitments(scope)
    return _together("money-by-body", _("Money by body"), Column("body", _("Body"), Sort.NAME), found,
                     lambda one: one.body, parties(one.body for one in found))  # fmt: skip


def by_supplier(scope: Scope) -> Figures:
    found = commitments(scope)
    return _together("money-by-supplier", _("Money by supplier"), Column("supplier", _("Supplier"), Sort.NAME), found,
                     lambda one: one.supplier, parties(one.supplier for one in found))  # fmt: skip


def by_year(scope: Scope) -> Figures:
    """Of every year of which there is anything, the first one first; a year without anything stays a gap."""
    own = {name: value for name, value in (("body", scope.body), ("supplier", scope.supplier)) if value}
    listed = years(**own)
    rows = []
    for year in range(min(listed), max(listed) + 1) if listed else ():
        found = commitments(replace(scope, year=year))
        signed, awarded = (sum(one.fen for one in found if one.signed is of) for of in (True, False))
        rows.append((Name(f"{year}", f"{year}年", f"{year}"), signed, awarded, signed + awarded, len(found)))
    columns = (Column("year", _("Year"), Sort.NAME), *COLUMNS)
    return Figures("money-by-year", _("Money by year"), columns, tuple(rows), summed(TOGETHER, tuple(rows), columns))


def _together(
    slug: str, words: Promise, first: Column, found: Iterable[Commitment], key: Callable[[Commitment], str], names: Mapping[str, Name]
) -> Figures:
    sums: dict[str, list[int]] = {}
    for one in found:
        own = sums.setdefault(key(one), [0, 0, 0])
        own[0 if one.signed else 1] += one.fen
        own[2] += 1
    rows = tuple(sorted(
        ((names[of], signed, awarded, signed + awarded, count) for of, (signed, awarded, count) in sums.items()),
        key=lambda row: (-row[3], row[0].key),
    ))  # fmt: skip
    columns = (first, *COLUMNS)
    return Figures(slug, words, columns, rows, summed(TOGETHER, rows, columns))


def budget_fen(scope: Scope) -> int:
    """What the budgets of the year have for services."""
    lines = models.BudgetLine.objects.filter(year=scope.year, **({"body": scope.body} if scope.body else {}))
    told: dict[str, Any] = lines.aggregate(whole=Sum("amount_fen"))
    return int(told["whole"] or 0)


def years(**own: str) -> tuple[int, ...]:
    """Those of which there is anything to say, the newest first."""
    signed, awarded = models.Contract.objects.filter(published__isnull=False, **own), models.Award.objects.filter(**own)
    return tuple(sorted({*_years(signed, "signed"), *_years(awarded, "published")}, reverse=True))


def _years(rows: "QuerySet[Any]", day: str) -> Iterator[int]:
    ends = rows.aggregate(first=Min(day), last=Max(day))
    for year in range(ends["first"].year, ends["last"].year + 1) if ends["first"] else ():
        if rows.filter(**{f"{day}__gte": date(year, 1, 1), f"{day}__lte": date(year, 12, 31)}).exists():
            yield year
