"""What was changed after signing? Changes that both sides signed, of contracts whose text everyone reads: whose, when, what is added."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from operis.figures.money import TOGETHER
from operis.figures.refused import MONTHS, month_named
from operis.figures.results import titled
from operis.figures.scope import Scope, parties, service_of
from operis.figures.tables import Column, Figures, Name, Sort, Value, summed
from operis.figures.winners import share
from operis.registers import models

SUMS = (
    Column("before", _("Before"), Sort.FEN), Column("added", _("Added"), Sort.FEN), Column("after", _("After"), Sort.FEN),
    Column("added-share", _("Added to the first price (%)"), Sort.SHARE),
)  # fmt: skip


def changes(scope: Scope) -> list[models.Changed]:
    """Those of the year, the newest first; before a contract is published its changes are for its two sides alone."""
    own = {name: value for name, value in (("body", scope.body), ("supplier", scope.supplier)) if value}
    shown = models.Contract.objects.filter(published__isnull=False).values("docket")
    rows = models.Changed.objects.filter(docket__in=shown, day__gte=scope.first, day__lte=scope.last, **own)
    found = list(rows.order_by("-day", "docket", "-place"))
    if not scope.service:
        return found
    of = service_of(one.procurement for one in found)
    return [one for one in found if of.get(one.procurement, "") == scope.service]


def each(scope: Scope) -> Figures:
    found = changes(scope)
    titles, buyers = titled(one.procurement for one in found), parties(one.body for one in found)
    winners = parties(one.supplier for one in found)
    columns = (
        Column("contract", _("Contract"), Sort.NAME), Column("process", _("Service"), Sort.NAME), Column("body", _("Body"), Sort.NAME),
        Column("supplier", _("Provider"), Sort.NAME), Column("day", _("Signed on"), Sort.DAY), Column("reason", _("Reason"), Sort.NAME),
        Column("clauses", _("Clauses")), *SUMS,
    )  # fmt: skip
    rows = tuple((
        Name(one.docket, one.docket, one.docket, "process"), titles[one.procurement], buyers[one.body], winners[one.supplier], one.day,
        Name("", one.reason_zh, one.reason_en), one.clauses, *_sums(one.before_fen, one.added_fen, one.first_fen),
    ) for one in found)  # fmt: skip
    return Figures("changes", _("Each change"), columns, rows)


def by_body(scope: Scope) -> Figures:
    found = changes(scope)
    names = parties(one.body for one in found)
    columns = (Column("body", _("Body"), Sort.NAME), Column("changes", _("Changes")), Column("contracts", _("Contracts changed")), *SUMS)
    rows = tuple(sorted(
        ((names[key], *_counted([one for one in found if one.body == key])) for key in {one.body for one in found}),
        key=lambda row: (-row[4], -row[1], row[0].key),
    ))  # fmt: skip
    return Figures("changes-by-body", _("Changed, by body"), columns, rows, (TOGETHER, *_counted(found)) if rows else ())


def _counted(found: list[models.Changed]) -> tuple[int, int, int, int, int, Value]:
    """Each contract once with what it cost before the first of these changes; the rows are the newest first."""
    before, first = ({one.docket: getattr(one, name) for one in found} for name in ("before_fen", "first_fen"))
    was, added, _after, part = _sums(sum(before.values()), sum(one.added_fen for one in found), sum(first.values()))
    return len(found), len(before), was, added, was + added, part


def _sums(before: int, added: int, first: int) -> tuple[int, int, int, Value]:
    return before, added, before + added, share(added, first)


def by_month(scope: Scope) -> Figures:
    """Every month of the year so far; nothing where nothing was changed."""
    found = changes(scope)
    times, added = Counter(one.day.month for one in found), _added(found)
    last = scope.today.month if scope.today.year == scope.year else MONTHS
    columns = (Column("month", _("Month"), Sort.NAME), Column("changes", _("Changes")), Column("added", _("Added"), Sort.FEN))
    rows = tuple((month_named(scope.year, month), times[month], added[month]) for month in range(1, last + 1)) if found else ()
    return Figures("changes-by-month", _("Changed, by month"), columns, rows, summed(TOGETHER, rows, columns) if rows else ())


def _added(found: Iterable[models.Changed]) -> Counter[int]:
    sums: Counter[int] = Counter()
    for one in found:
        sums[one.day.month] += one.added_fen
    return sums
