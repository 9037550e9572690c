"""How long does each stage take, beside what the law gives it? Days between acts on the record, with the period that governs them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from statistics import median_low

from django.utils.translation import gettext_lazy as _

from operis.core.wording import Label
from operis.documents.lawbook import calendar, law
from operis.figures.scope import Scope
from operis.figures.tables import Column, Figures, Name, Sort
from operis.law.book import Row
from operis.registers import models

LEAST, WORKING = "min", "working-day"


@dataclass(frozen=True, slots=True)
class Span:
    """From one act to another; `events` are those of the period that governs it, if one does."""

    slug: str
    words: Label
    events: tuple[str, str] = ("", "")


PREPARED = Span("prepared", Label("From the plan to the notice", "从计划到公告"))
OPEN = Span("open", Label("From the notice to the closing", "从公告到截止"), ("bidding-documents-issued", "bids-close"))
JUDGED = Span("judged", Label("From the closing to the result", "从截止到结果"))
SIGNED = Span("signed", Label("From the result to the contract", "从结果到签约"), ("result-published", "contract-signed"))
SHOWN = Span("shown", Label("From the contract to its publication", "从签约到合同公告"), ("contract-signed", "publication-made"))
SPANS = (PREPARED, OPEN, JUDGED, SIGNED, SHOWN)
COLUMNS = (
    Column("stage", _("Stage"), Sort.NAME), Column("purchases", _("Purchases")), Column("shortest", _("Shortest"), Sort.DAYS),
    Column("median", _("Half of them in at most"), Sort.DAYS), Column("longest", _("Longest"), Sort.DAYS),
    Column("law", _("The law's period"), Sort.DAYS), Column("unit", _("Counted in"), Sort.NAME), Column("rule", _("Rule"), Sort.NAME),
    Column("outside", _("Outside the period")),
)  # fmt: skip
DAYS, WORKING_DAYS = Name("day", "日", "days"), Name("working-day", "工作日", "working days")


@dataclass(frozen=True, slots=True)
class Length:
    span: Span
    row: Row | None
    days: int
    limit: int | None
    unit: str
    least: bool


def stages(scope: Scope) -> Figures:
    """By stage and by the row that governs it; what nothing governs is counted in days."""
    groups: dict[tuple[str, str], list[Length]] = {}
    for one in _lengths(scope):
        groups.setdefault((one.span.slug, one.row.id if one.row else ""), []).append(one)
    order = {span.slug: place for place, span in enumerate(SPANS)}
    rows = tuple(_row(found) for _key, found in sorted(groups.items(), key=lambda one: (order[one[0][0]], one[0][1])))
    return Figures("how-long", _("How long each stage takes"), COLUMNS, rows)


def _row(found: list[Length]) -> tuple[Name | int | None, ...]:
    first, days = found[0], sorted(one.days for one in found)
    rule = Name(first.row.id, first.row.cite("zh"), first.row.cite("en"), "rule") if first.row else None
    outside = sum(one.limit is not None and (one.days < one.limit if one.least else one.days > one.limit) for one in found)
    unit = WORKING_DAYS if first.unit == WORKING else DAYS
    name = Name(first.span.slug, first.span.words.zh, first.span.words.en)
    return name, len(days), days[0], median_low(days), days[-1], first.limit, unit, rule, outside if first.limit is not None else None


def _lengths(scope: Scope) -> Iterator[Length]:
    own = {"body": scope.body} if scope.body else {}
    lines = models.public_dockets().filter(kind="procurement", noticed__isnull=False, **own)
    methods: dict[str, str] = {}
    dates = lines.values_list("number", "method", "planned", "noticed", "closes", "resulted")
    for number, method, planned, noticed, closes, resulted in dates:
        closed = calendar().day(closes) if closes else None
        methods[number] = method
        if scope.holds(noticed):
            yield from _between(PREPARED, method, planned, noticed)
        if scope.holds(closed) and closed is not None and closed <= scope.today:
            yield from _between(OPEN, method, noticed, closed)
        if scope.holds(resulted):
            yield from _between(JUDGED, method, closed, resulted)
    published = dict(_published(own))
    rows = models.Contract.objects.filter(published__isnull=False, **own).values_list("procurement", "lot", "signed", "published")
    for number, lot, signed, shown in rows:
        if scope.holds(signed):
            yield from _between(SIGNED, methods.get(number, ""), published.get((number, lot)), signed)
            yield from _between(SHOWN, methods.get(number, ""), signed, shown)


def _published(own: dict[str, str]) -> Iterable[tuple[tuple[str, str], date]]:
    for number, lot, day in models.Award.objects.filter(**own).values_list("docket", "lot", "published"):
        yield (number, lot), day


def _between(span: Span, method: str, first: date | None, last: date | None) -> Iterator[Length]:
    if first is None or last is None or last < first:
        return
    row = governing(*span.events, method, first) if span.events[0] else None
    period = row.period() if row is not None and len(row.lengths()) == 1 else None
    unit = period.unit if period is not None else "day"
    days = calendar().count(first, last, unit)
    yield Length(span, row, days, period.length if period else None, unit, least=period is not None and period.bound == LEAST)


@lru_cache(maxsize=4096)
def governing(first: str, last: str, method: str, day: date) -> Row | None:
    """The row of law with a period between these two events that holds for the method on the day."""
    today = law(day)
    between = (id for id, row in today.book.rows.items() if row.event is not None and (row.event.start, row.event.end) == (first, last))
    return next((row for id in between if (row := today.get(id, method=method)) is not None and row.blocks), None)
