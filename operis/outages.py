"""Could this installation take nothing for a while, and which closings does that move?

What proves that it takes bids is that its database writes: each time it does, the machine's time is kept in a file. Where so much lies
between two of those times that the row of outages speaks, whatever the reason was, the clock moves each closing that the row reaches,
before anything that came since then is weighed.
"""

import logging
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from operis import clock
from operis.clerk import Refused, put
from operis.core.mandates import THE_CLOCK
from operis.dockets.procurement.commands import MoveClosing
from operis.law.book import Row
from operis.registers.models import Notice
from operis.rules.outages import ROW, reaches

SERVED = "served-until"
log = logging.getLogger("operis.clock")


def served_until() -> float | None:
    """The machine's time when this installation last wrote; None where it never has, or the file says nothing."""
    try:
        return float((Path(settings.OPERIS_DATA) / SERVED).read_text())
    except (OSError, ValueError):
        return None


def forget() -> None:
    """Nothing was served before: where a demonstration begins anew, what lay before it moves none of its closings."""
    (Path(settings.OPERIS_DATA) / SERVED).unlink(missing_ok=True)


def serves() -> None:
    """It writes: whatever lay before is an outage or none. Kept only once what the outage moves is entered."""
    here, last = time.time(), served_until()
    if last is not None and here > last:
        move_closings(timedelta(seconds=here - last))
    file = Path(settings.OPERIS_DATA) / SERVED
    new = file.with_suffix(".new")
    new.write_text(f"{here}")
    new.replace(file)


def move_closings(lasted: timedelta) -> int:
    """Move each closing that an outage reaches which ends now; gives back how many."""
    until = clock.now()
    since, row = until - lasted, _row(until)
    if row is None or lasted < timedelta(seconds=row.count("outage_min_seconds")):
        return 0
    last = until + timedelta(minutes=row.count("before_closing_max_minutes"))
    near = Notice.objects.filter(closed=False, ended=False, closes__gt=since, closes__lt=last).order_by("closes", "docket")
    return sum(_moved(one.docket, since, until) for one in near if reaches(row, since, until, one.closes))


def _moved(docket: str, since: datetime, until: datetime) -> bool:
    asked = MoveClosing(outage_from=since, outage_until=until)
    key = f"outage {docket} {since.isoformat()}"
    told = put(clock.this_office(), docket, asked, THE_CLOCK, happened=until, entered=until, key=key)
    if isinstance(told, Refused):
        log.error("%s: its closing was not moved after an outage: refusal %s", docket, told.number)
        return False
    log.warning("%s: its closing was moved after an outage of %s", docket, until - since)
    return True


def _row(on: datetime) -> Row | None:
    found, day = clock.this_office().book.rows.get(ROW), clock.this_office().calendar.day(on)
    return found.at(day) if found is not None and found.holds(day) else None
