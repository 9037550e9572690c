"""Is everything still as it was signed? Looked through once a night, beside the clock; doctor and the desk tell what is found."""

import sys
import threading
from datetime import datetime, timedelta

from django.db import connection

from operis import clock
from operis.export import looking

HOURS = range(2, 5)
"""In these hours of the law's zone: nothing closes then, and what is put waits while the registers are made anew beside."""
LEAST = timedelta(hours=20)


def is_due(here: datetime, last: datetime | None) -> bool:
    """Whether it is night, and the last look was not in this one."""
    return here.hour in HOURS and (last is None or here - last > LEAST)


class Nightly:
    """Asked in every turn of the clock; it looks in a thread of its own, so that nothing waits for it."""

    def __init__(self) -> None:
        self.thread: threading.Thread | None = None
        self.tried: datetime | None = None

    def turn(self) -> None:
        here = clock.now().astimezone(clock.this_office().calendar.zone)
        if here.hour not in HOURS or (self.thread is not None and self.thread.is_alive()) or not is_due(here, self.tried):
            return
        last = looking.last(clock.looked())
        self.tried = here
        if is_due(here, last.at if last else None):
            self.thread = threading.Thread(target=look, name="nightly", daemon=True)
            self.thread.start()


def look() -> None:
    try:
        found = clock.look_over().findings
        for one in found:
            print(f"operis look: {one.words()}", file=sys.stderr)
    except Exception as fault:  # noqa: BLE001 - told, not passed over: doctor says that no look has come since
        print(f"operis look: {type(fault).__name__}: {fault}", file=sys.stderr)
    finally:
        connection.close()
