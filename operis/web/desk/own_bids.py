"""How did the bids end that stand on a supplier's desk? Won or not, once the result is out, and the next day that matters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from operis import clock
from operis.attachments.opened import opened_in
from operis.dockets.procurement.opened import OPENED, TO_BE_OPENED
from operis.dockets.procurement.outcomes import ResultPublished
from operis.documents.few import shut
from operis.documents.lawbook import calendar
from operis.documents.querying import query_until
from operis.ledger import read
from operis.registers import models
from operis.web.components.status import Status
from operis.web.reading.dockets import not_opened
from operis.web.reading.own_bid import BIDDING

SEALED = "sealed"
READ = frozenset({OPENED, TO_BE_OPENED})


@dataclass(frozen=True, slots=True)
class Ended:
    """How a bid ended, and what comes next for its supplier, by when."""

    status: Status
    waits: str = ""
    day: date | None = None


def ended_bids(lines: Iterable[models.Docket]) -> dict[str, Ended]:
    """By docket, of the bids among these whose purchase has a result or has ended."""
    bids = {line.number: line for line in lines if line.kind in BIDDING and line.need}
    told = Q(resulted__isnull=False) | Q(ended__isnull=False)
    above = {one.need for one in bids.values()}
    needs = dict(models.Docket.objects.filter(told, number__in=above).values_list("number", "ended")) if above else {}
    lots: dict[str, set[str]] = {}
    for docket, lot in models.Seal.objects.filter(procurement__in=needs, docket__in=bids).values_list("docket", "lot") if needs else ():
        lots.setdefault(docket, set()).add(lot)
    few = shut(Q(docket__in=above - needs.keys())) if above else {}
    shut_out = {docket: Ended(not_opened(), _("The end of the purchase; it may then be tried again"))
                for docket, line in bids.items() if line.need in few and line.state == SEALED}  # fmt: skip
    found = {**_unread(docket for docket, line in bids.items() if line.state == SEALED and line.need not in few), **shut_out}
    if not lots:
        return found
    awards: dict[str, list[models.Award]] = {}
    for one in models.Award.objects.filter(docket__in=needs, ended=False):
        awards.setdefault(one.docket, []).append(one)
    signed = set(models.Contract.objects.filter(procurement__in=awards, signed__isnull=False).values_list("procurement", "lot", "supplier"))
    queries = dict(_queries(awards))
    for docket, own in lots.items():
        need = bids[docket].need
        decided = [one for one in awards.get(need, ()) if one.lot in own]
        if decided:
            found[docket] = _ended(bids[docket], decided, signed, queries.get(need))
        elif needs[need] is not None:
            found[docket] = Ended(Status(_("Ended without an award"), "off"))
    return found


def _unread(dockets: Iterable[str]) -> dict[str, Ended]:
    """Those of which nothing could be opened, though the others were."""
    results: dict[str, set[str]] = {}
    for row in opened_in(dockets):
        results.setdefault(row.docket, set()).add(row.result)
    return {docket: Ended(Status(_("Could not be opened"), "off")) for docket, each in results.items() if not each & READ}


def _ended(line: models.Docket, decided: list[models.Award], signed: set[tuple[str, str, str]], query: date | None) -> Ended:
    won = [one for one in decided if one.supplier == line.body]
    words = _("Won") if len(won) == len(decided) else _("Won in part") if won else _("Not won")
    status = Status(words, "done" if won else "off")
    sign = min((one.sign_by for one in won if one.sign_by and (one.docket, one.lot, one.supplier) not in signed), default=None)
    if sign is not None:
        return Ended(status, _("Contract to be signed by"), sign)
    return Ended(status, _("Formal query on the result until"), query) if query is not None and not won else Ended(status)


def _queries(awards: dict[str, list[models.Award]]) -> Iterator[tuple[str, date]]:
    """Until when each result may be queried, where it still may; the newest result of each counts."""
    today = calendar().day(clock.now())
    for entry in read.of_kinds(sorted(awards), (ResultPublished.kind,)):
        act: Any = entry.act
        until = query_until(awards[entry.docket][0].method, act.stands_until)
        if until is not None and until[0] >= today:
            yield entry.docket, until[0]
