"""What is due, and by when? Days that the law or a notice sets for the body's own next acts, the nearest first; late ones on top.

Who oversees sees the contracts of all bodies whose days to be published or filed have gone by.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from operis.core.acts import Command
from operis.core.mandates import Mandate, Role
from operis.core.wording import Label
from operis.dockets.bid.commands import SealBid
from operis.dockets.contract.commands import FileWithAuthority, Publish, SignContract
from operis.dockets.procurement.commands import CloseBids, DecideAward, FilePlan
from operis.dockets.supervision.commands import AnswerInspection
from operis.documents.lawbook import calendar
from operis.documents.shown import language
from operis.registers import models
from operis.registers.refusals import OVERSEERS

AHEAD = timedelta(days=30)
"""How far the desk looks ahead: a help to the reader, and no period of a law."""
SHOWN_MAX = 10
BY_ITSELF: Mapping[type[Command], Label] = {CloseBids: Label("Bids close by themselves", "提交截止（自动）")}
"""What nobody has to do, though it is good to know when it comes."""
OFFICERS = frozenset({Role.BUYER, Role.REVIEWER, Role.AGENCY})


@dataclass(frozen=True, slots=True)
class Due:
    day: date
    words: str
    number: str
    url: str
    late: int
    """How many working days it is late."""


def due_of(mandate: Mandate, now: datetime, *, late: bool = False) -> tuple[list[Due], int]:
    """The next days, and how many more there are; `late`: only those that have gone by."""
    today = calendar().day(now)
    until = today - timedelta(days=1) if late else today + AHEAD
    soon = sorted((one for one in _days(mandate, now) if one[0] <= until), key=lambda one: (one[0], one[2]))
    shown = [Due(day, BY_ITSELF.get(asked, asked.title_words).within(language()), number, reverse("desk-docket", args=[number]),
                 _late(day, today)) for day, asked, number in soon[:SHOWN_MAX]]  # fmt: skip
    return shown, len(soon) - len(shown)


def late_of(mandate: Mandate, now: datetime) -> set[str]:
    """The dockets in which a day has gone by."""
    today = calendar().day(now)
    return {number for day, _asked, number in _days(mandate, now) if day < today}


def _days(mandate: Mandate, now: datetime) -> Iterator[tuple[date, type[Command], str]]:
    body = mandate.acts_for or "-"
    if mandate.role in OFFICERS:
        yield from _of_officers(body, now)
    elif mandate.role is Role.SUPPLIER:
        yield from _of_suppliers(body, now)
    elif mandate.role in OVERSEERS:
        today = calendar().day(now)
        yield from (one for one in _owed(models.Contract.objects.all()) if one[0] < today)


def _of_officers(body: str, now: datetime) -> Iterator[tuple[date, type[Command], str]]:
    going = models.Notice.objects.filter(body=body, ended=False)
    for one in going.filter(closed=False, closes__gt=now):
        yield calendar().day(one.closes), CloseBids, one.docket
    for one in going.filter(decide_by__isnull=False):
        if one.decide_by is not None:
            yield one.decide_by, DecideAward, one.docket
    yield from _unsigned(models.Award.objects.filter(body=body, sign_by__isnull=False))
    yield from _owed(models.Contract.objects.filter(body=body))
    for asked in models.Inspection.objects.filter(body=body, answered=False, decided=False):
        yield asked.answer_by, AnswerInspection, asked.docket
    for order in models.pending_orders().filter(target__in=models.Docket.objects.filter(body=body).values("number"), until__isnull=False):
        if order.until is not None and order.effect == FilePlan.slug:
            yield order.until, FilePlan, order.target


def _of_suppliers(body: str, now: datetime) -> Iterator[tuple[date, type[Command], str]]:
    """Bids that were begun, until they close; and contracts won."""
    begun = {one.need: one.number for one in models.Docket.objects.filter(kind="bid", body=body, state="obtained")}
    for one in models.Notice.objects.filter(docket__in=begun, ended=False, closed=False, closes__gt=now):
        yield calendar().day(one.closes), SealBid, begun[one.docket]
    yield from _unsigned(models.Award.objects.filter(supplier=body, sign_by__isnull=False))


def _unsigned(awards: QuerySet[models.Award]) -> Iterator[tuple[date, type[Command], str]]:
    """Awards whose contract nobody has signed or refused; where it is drawn up already, at its own docket."""
    rows = list(awards)
    drawn_up = models.Contract.objects.filter(procurement__in={one.docket for one in rows})
    contracts = {(one.procurement, one.lot, one.supplier): one for one in drawn_up}
    for one in rows:
        contract = contracts.get((one.docket, one.lot, one.supplier))
        if one.sign_by is not None and (contract is None or (contract.signed is None and not contract.refused)):
            yield one.sign_by, SignContract, contract.docket if contract else one.docket


def _owed(contracts: QuerySet[models.Contract]) -> Iterator[tuple[date, type[Command], str]]:
    """Signed contracts that are not published, or whose copy is not filed."""
    for one in contracts.filter(signed__isnull=False, published=None, publish_by__isnull=False):
        if one.publish_by is not None:
            yield one.publish_by, Publish, one.docket
    for one in contracts.filter(signed__isnull=False, filed=False, file_by__isnull=False):
        if one.file_by is not None:
            yield one.file_by, FileWithAuthority, one.docket


def _late(day: date, today: date) -> int:
    return calendar().count(day, today, "working-day") if day < today else 0
