"""Which procurements of a need have ended, and of these which tenders failed?"""

from collections.abc import Iterable
from itertools import groupby

from operis.core.money import Fen
from operis.dockets.procurement.facts import Ended, EndedBefore
from operis.dockets.procurement.failed_facts import TENDERS, FailedLot, FailedTender, FailedTenders
from operis.registers import models
from operis.registers.bidders import Key
from operis.registers.rows import all_of


def ended_before(key: Key, docket: str | None) -> EndedBefore:
    rows = models.Docket.objects.filter(kind="procurement", need=key[0].upper()).exclude(ended=None).exclude(number=docket or "")
    found = [(row.number, row.ended_for, row.ended) for row in rows.order_by("ended", "number") if row.ended]
    noticed = models.Notice.objects.filter(docket__in=[number for number, _, _ in found], whole=True) if found else ()
    whole = {one.docket: one.part for one in noticed}
    return EndedBefore(tuple(Ended(number, ground, on, whole.get(number)) for number, ground, on in found))


def followed(first: models.Docket, second: models.Docket) -> bool:
    """Whether the second was planned only once the first had ended."""
    return first.ended is not None and second.planned is not None and second.planned >= first.ended and second.ordinal > first.ordinal


def tried_before(dockets: Iterable[str]) -> dict[str, list[str]]:
    """By procurement, those of the same part of its need that had ended when it was planned, in order."""
    own = list(models.Docket.objects.filter(number__in=[*dockets], kind="procurement", planned__isnull=False).exclude(need=""))
    ended = models.Docket.objects.filter(kind="procurement", need__in={one.need for one in own}, ended__isnull=False)
    before = list(ended.order_by("ordinal")) if own else []
    numbers = {one.number for one in (*own, *before)}
    parts = dict(models.PlannedLine.objects.filter(docket__in=numbers).values_list("docket", "part")) if before else {}
    found = {one.number: [each.number for each in before if each.need == one.need and followed(each, one)
                          and parts.get(one.number) is not None and parts.get(each.number) == parts.get(one.number)]
             for one in own}  # fmt: skip
    return {number: earlier for number, earlier in found.items() if earlier}


def failed_tenders(key: Key, docket: str | None) -> FailedTenders:
    """The tenders of one part of a need, in the order in which they ended, each with the lots that failed."""
    rows = all_of(models.FailedLot, "ended", "ordinal", "lot", need=key[0].upper(), part=key[1], method=TENDERS)
    found = groupby(rows, lambda one: one.docket)
    return FailedTenders(tuple(_tender(number, list(lots)) for number, lots in found))


def _tender(number: str, rows: list[models.FailedLot]) -> FailedTender:
    first = rows[0]
    lots = tuple(FailedLot(one.lot, Fen(one.budget_fen), tuple(one.suppliers.split())) for one in rows)
    return FailedTender(number, lots, first.method, any(one.at_fault for one in rows), first.category, first.months,
                        tuple(first.wanted.split()))  # fmt: skip
