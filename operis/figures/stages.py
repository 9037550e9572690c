"""How long does each stage take, beside what the law gives it? Days between acts on the record, with the period that governs them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from statistics import median_low

from django.utils.translation import gettext_lazy as _

from operis.core.wording import Label
from operis.dockets.procurement.commands import PublishResult
from operis.documents.lawbook import calendar, law
from operis.figures.scope import Scope
from operis.figures.tables import Column, Figures, Name, Sort
from operis.law.book import Row
from operis.registers import models

DATES = ("number", "method", "planned", "noticed", "closes", "resulted")
LEAST, WORKING = "min", "working-day"


@dataclass(frozen=True, slots=True)
class Span:
    """From one act to another; `events` are those of the period that governs it, if one does."""

    slug: str
    words: Label
    events: tuple[str, str] = ("", "")


PREPARED = Span("prepared", Label("Plan to notice", "从计划到公告"))
OPEN = Span("open", Label("Notice to closing", "从公告到截止"), ("bidding-documents-issued", "bids-close"))
JUDGED = Span("judged", Label("Closing to result", "从截止到结果"))
SIGNED = Span("signed", Label("Result to contract", "从结果到签约"), ("result-published", "contract-signed"))
SHOWN = Span("shown", Label("Contract to publication", "从签约到合同公告"), ("contract-signed", "publication-made"))
SPANS = (PREPARED, OPEN, JUDGED, SIGNED, SHOWN)
COLUMNS = (
    Column("stage", _("Stage"), Sort.NAME), Column("purchases", _("Purchases")), Column("shortest", _("Shortest"), Sort.DAYS),
    Column("median", _("Half of them in at most"), Sort.DAYS), Column("longest", _("Longest"), Sort.DAYS),
    Column("law", _("The law's period"), Sort.DAYS), Column("unit", _("Counted in"), Sort.NAME), Column("rule", _("Rule"), Sort.NAME),
    Column("outside", _("Outside the period")), Column("waiting", _("Not done yet")), Column("late", _("Of these late")),
    Column("longest-wait", _("Waiting longest"), Sort.DAYS),
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
    done: bool = True
    """Else it waits, and its days are those until today."""
    late: bool = False
    """Whether the last day that its act names for it has gone by."""

    @property
    def outside(self) -> bool:
        return self.limit is not None and (self.days < self.limit if self.least else self.days > self.limit)


def stages(scope: Scope) -> Figures:
    """By stage and by the row that governs it; what nothing governs is counted in days."""
    groups: dict[tuple[str, str], list[Length]] = {}
    for one in (*_lengths(scope), *_waits(scope)):
        groups.setdefault((one.span.slug, one.row.id if one.row else ""), []).append(one)
    order = {span.slug: place for place, span in enumerate(SPANS)}
    rows = tuple(_row(found) for _key, found in sorted(groups.items(), key=lambda one: (order[one[0][0]], one[0][1])))
    return Figures("how-long", _("How long each stage takes"), COLUMNS, rows)


def _row(found: list[Length]) -> tuple[Name | int | None, ...]:
    first, waiting = found[0], [one for one in found if not one.done]
    days = sorted(one.days for one in found if one.done)
    rule = Name(first.row.id, first.row.cite("zh"), first.row.cite("en"), "rule") if first.row else None
    limited, unit = first.limit is not None, WORKING_DAYS if first.unit == WORKING else DAYS
    late = sum(one.late for one in waiting)
    return (
        Name(first.span.slug, first.span.words.zh, first.span.words.en), len(days), *_spread(days), first.limit, unit, rule,
        sum(one.outside for one in found if one.done) if limited else None, len(waiting),
        late if limited or late else None, max((one.days for one in waiting), default=None),
    )  # fmt: skip


def _spread(days: list[int]) -> tuple[int | None, int | None, int | None]:
    """The shortest, that which half of them keep to, and the longest."""
    return (days[0], median_low(days), days[-1]) if days else (None, None, None)


def _waits(scope: Scope) -> Iterator[Length]:
    """What began and is not done by today, in the year in which it began and in this one; what ended otherwise waits for nothing."""
    own = {"body": scope.body} if scope.body else {}
    lines = models.public_dockets().filter(kind="procurement", planned__isnull=False, ended__isnull=True, **own)
    methods: dict[str, str] = {}
    taking, wanted = _taking(own), _results_wanted()
    for number, method, planned, noticed, closes, resulted in lines.values_list(*DATES):
        closed = calendar().day(closes) if closes else None
        methods[number] = method
        if method and noticed is None:
            yield from _waiting(scope, PREPARED, method, planned)
        if noticed is not None and closed is not None and number in taking:
            yield from _waiting(scope, OPEN, method, noticed)
        elif resulted is None:
            yield from _waiting(scope, JUDGED, method, closed, wanted.get(number))
    yield from _waiting_contracts(scope, own, methods)


def _waiting_contracts(scope: Scope, own: dict[str, str], methods: dict[str, str]) -> Iterator[Length]:
    drawn = {(one.procurement, one.lot): one for one in models.Contract.objects.filter(**own)}
    for award in models.Award.objects.filter(ended=False, **own):
        method, contract = methods.get(award.docket, award.method), drawn.get((award.docket, award.lot))
        if contract is None or (contract.signed is None and not contract.refused):
            yield from _waiting(scope, SIGNED, method, award.published, award.sign_by)
        elif contract.published is None:
            yield from _waiting(scope, SHOWN, method, contract.signed, contract.publish_by)


def _waiting(scope: Scope, span: Span, method: str, first: date | None, due: date | None = None) -> Iterator[Length]:
    if scope.holds(first) or (first is not None and first.year < scope.year == scope.today.year):
        late = due is not None and due < scope.today
        yield from (replace(one, done=False, late=late) for one in _between(span, method, first, scope.today))


def _taking(own: dict[str, str]) -> set[str]:
    """For which purchases bids are taken: one that closes today is open until its hour."""
    return set(models.Docket.objects.filter(models.RECEIVING, kind="procurement", **own).values_list("number", flat=True))


def _results_wanted() -> dict[str, date]:
    """By when the result of a purchase is to be published under a rule, where one of its parts has a last day already."""
    owed = models.still_owed().filter(command=PublishResult.slug, public=True, waits=False, day__isnull=False).exclude(row="")
    return {docket: day for docket, day in owed.values_list("docket", "day") if day is not None}


def _lengths(scope: Scope) -> Iterator[Length]:
    own = {"body": scope.body} if scope.body else {}
    lines = models.public_dockets().filter(kind="procurement", noticed__isnull=False, **own)
    methods: dict[str, str] = {}
    taking = _taking(own)
    for number, method, planned, noticed, closes, resulted in lines.values_list(*DATES):
        closed = calendar().day(closes) if closes else None
        methods[number] = method
        if scope.holds(noticed):
            yield from _between(PREPARED, method, planned, noticed)
        if scope.holds(closed) and closed is not None and closed <= scope.today and number not in taking:
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
