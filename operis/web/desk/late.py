"""Does a bid come too late, and what then? Told on the form and before it is confirmed, with the closing time and the rule."""

from dataclasses import dataclass
from datetime import datetime

from operis.dockets.procurement.facts import procurement
from operis.documents.shown import shown
from operis.law.book import Row
from operis.rules.bids import is_late
from operis.web.desk.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Late:
    """When bids closed, and the row under which what comes later is not kept."""

    closes: datetime
    row: Row | None = None

    @property
    def words(self) -> str:
        return shown(self.closes)


def lateness(at: Sitting, now: datetime) -> Late | None:
    """None while bids are taken, and where there is no notice that goes on."""
    case = at.case(now)
    if procurement not in case.facts or not is_late(case):
        return None
    return Late(case.facts[procurement].closes, case.law.first(at.step.under, method=case.method))
