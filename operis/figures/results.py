"""Who won, for how much, of how many bids? And what is open now, until when, and can somebody new still come in?"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from operis.dockets.procurement.comparing import THROWN_OUT
from operis.documents.lawbook import calendar
from operis.documents.titles import bearers
from operis.figures.scope import AT_ONCE, Scope, of_these, parties, service_of
from operis.figures.tables import Column, Figures, Name, Sort
from operis.figures.winners import share
from operis.registers import models

COLUMNS = (
    Column("process", _("Service"), Sort.NAME), Column("lot", _("Lot"), Sort.NAME), Column("body", _("Body"), Sort.NAME),
    Column("supplier", _("Winner"), Sort.NAME), Column("amount", _("Amount"), Sort.FEN), Column("ceiling", _("Ceiling"), Sort.FEN),
    Column("share", _("Of the ceiling (%)"), Sort.SHARE), Column("bids", _("Bids")), Column("thrown-out", _("Thrown out")),
    Column("published", _("Published on"), Sort.DAY),
)  # fmt: skip
OPEN = (
    Column("process", _("Service"), Sort.NAME), Column("body", _("Body"), Sort.NAME), Column("budget", _("Budget"), Sort.FEN),
    Column("closes", _("Closes"), Sort.DAY), Column("left", _("Days left"), Sort.DAYS), Column("documents", _("Documents until"), Sort.DAY),
    Column("given", _("Days on which they are still given out"), Sort.DAYS), Column("held", _("Sealed to key holders")),
)  # fmt: skip


def results(scope: Scope, most: int | None = None) -> Figures:
    """Awards that stand, by the day on which they were published, the newest first."""
    own = {name: value for name, value in (("body", scope.body), ("supplier", scope.supplier)) if value}
    found = models.Award.objects.filter(**own, published__gte=scope.first, published__lte=scope.last)
    awards = list(found.order_by("-published", models.ordinal_of("docket").desc(), "lot")[: None if scope.service else most])
    if scope.service:
        of = service_of(one.docket for one in awards)
        awards = [one for one in awards if of.get(one.docket, "") == scope.service][:most]
    dockets = {one.docket for one in awards}
    bids, out, limits = Counter[tuple[str, str]](), Counter[tuple[str, str]](), {}
    for docket, lot, how, limit in of_these(models.Compared.objects.all(), "docket", dockets, "docket", "lot", "how", "limit_fen"):
        bids[docket, lot] += 1
        out[docket, lot] += how == THROWN_OUT
        limits[docket, lot] = limit
    titles, buyers, winners = titled(dockets), parties(one.body for one in awards), parties(one.supplier for one in awards)
    lines = []
    for one in awards:
        key = one.docket, one.lot
        limit = limits.get(key, one.lot_budget_fen)
        lines.append((
            titles[one.docket], Name(one.lot, one.lot, one.lot), buyers[one.body], winners[one.supplier], one.price_fen, limit,
            share(one.price_fen, limit), bids[key], out[key], one.published,
        ))  # fmt: skip
    return Figures("results", _("Results"), COLUMNS, tuple(lines))


def counted_open(now: datetime, today: date) -> tuple[int, int]:
    """For how many bids are taken at this moment, and of how many of these the documents are still handed out."""
    gone = models.Notice.objects.filter(docket=OuterRef("number"), offered_until__lt=today)
    found = models.open_notices(now)
    return found.count(), found.exclude(Exists(gone)).count()


def open_now(now: datetime, scope: Scope, most: int | None = None) -> Figures:
    """What bids are taken for at this moment, the soonest closing first."""
    own = {"body": scope.body} if scope.body else {}
    found = list(models.open_notices(now).filter(**own).order_by("closes", "ordinal")[:most])
    said = models.Notice.objects.filter(docket__in=[one.number for one in found]).values_list("docket", "offered_until", "keys")
    until, held = {docket: last for docket, last, _keys in said}, {docket for docket, _last, keys in said if keys}
    titles, buyers = titled(one.number for one in found), parties(one.body for one in found)
    rows = []
    for one in found:
        closes = calendar().day(one.closes) if one.closes else scope.today
        offered = until.get(one.number)
        given = max(0, (offered - scope.today).days + 1) if offered else (closes - scope.today).days
        left = (closes - scope.today).days
        rows.append((titles[one.number], buyers[one.body], one.budget_fen, closes, left, offered, given, int(one.number in held)))
    return Figures("open-now", _("Open for bids"), OPEN, tuple(rows))


def titled(numbers: Iterable[str]) -> dict[str, Name]:
    """Dockets by the title that they go by; by their number where nothing above has one."""
    wanted = set(numbers)
    keys = sorted(wanted)
    parts = (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
    found = {number: one for part in parts for number, one in bearers(models.Docket.objects.filter(number__in=part)).items()}
    named = {number: Name(number, one.title_zh, one.title_en, "process") for number, one in found.items() if one is not None}
    return {number: named.get(number) or Name(number, number, number, "process") for number in wanted}
