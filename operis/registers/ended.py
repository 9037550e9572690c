"""Which procurements of a need have ended, and of these which tenders failed?"""

from operis.dockets.procurement.facts import Ended, EndedBefore
from operis.dockets.procurement.failed_facts import TENDERS, FailedTender, FailedTenders
from operis.registers import models
from operis.registers.bidders import Key
from operis.rules.endings import TOO_FEW


def ended_before(key: Key, docket: str | None) -> EndedBefore:
    rows = models.Docket.objects.filter(kind="procurement", need=key[0].upper()).exclude(ended=None).exclude(number=docket or "")
    found = [(row.number, row.ended_for, row.ended) for row in rows.order_by("ended", "number") if row.ended]
    noticed = models.Notice.objects.filter(docket__in=[number for number, _, _ in found], whole=True) if found else ()
    whole = {one.docket: one.part for one in noticed}
    return EndedBefore(tuple(Ended(number, ground, on, whole.get(number)) for number, ground, on in found))


def failed_tenders(key: Key, docket: str | None) -> FailedTenders:
    rows = models.Docket.objects.filter(kind="procurement", need=key[0].upper(), ended_for=TOO_FEW, method__in=TENDERS).exclude(ended=None)
    return FailedTenders(tuple(
        FailedTender(row.number, row.bids_left or 0, row.method, tuple(row.suppliers_left.split()), row.at_fault)
        for row in rows.order_by("ended", "number")
    ))  # fmt: skip
