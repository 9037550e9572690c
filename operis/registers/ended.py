"""Which procurements of a need have ended, and of these which tenders failed?"""

from operis.dockets.procurement.facts import Ended, EndedBefore
from operis.dockets.procurement.failed_facts import FailedTender, FailedTenders
from operis.registers import models
from operis.registers.bidders import Key
from operis.rules.endings import TOO_FEW

TENDERS = ("open-tender", "invited-tender")


def ended_before(key: Key, docket: str | None) -> EndedBefore:
    rows = models.Docket.objects.filter(kind="procurement", need=key[0].upper()).exclude(ended=None).exclude(number=docket or "")
    return EndedBefore(tuple(Ended(row.number, row.ended_for, row.ended) for row in rows.order_by("ended", "number") if row.ended))


def failed_tenders(key: Key, docket: str | None) -> FailedTenders:
    rows = models.Docket.objects.filter(kind="procurement", need=key[0].upper(), ended_for=TOO_FEW, method__in=TENDERS).exclude(ended=None)
    return FailedTenders(tuple(FailedTender(row.number, row.left or 0) for row in rows.order_by("ended", "number")))
