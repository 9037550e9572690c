"""Is everything still as it was signed? Looked through once a night, in a process of its own; doctor and the desk tell what is found."""

import logging
import os
import subprocess
import sys
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection

from operis import clock
from operis.accounts.registering import forget_links
from operis.attachments.sealed_bids import discard
from operis.export import looking
from operis.export.beside import unsent
from operis.mail.queue import now

HOURS = range(2, 5)
"""In these hours of the law's zone: nothing closes then, and the machine has time."""
LEAST = timedelta(hours=20)
UNSENT = timedelta(days=30)
"""So long sealed bytes wait for what makes them a bid."""
log = logging.getLogger("operis.look")
LOOK = "import os, django; os.nice(10); django.setup(); from operis.nightly import forget, look; forget(); look()"


def is_due(here: datetime, last: datetime | None) -> bool:
    """Whether it is night, and the last look was not in this one."""
    return here.hour in HOURS and (last is None or here - last > LEAST)


class Nightly:
    """Asked in every turn of the clock; it looks in a process of its own that gives way to others, so that nothing waits for it."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.tried: datetime | None = None

    def turn(self) -> None:
        here = clock.now().astimezone(clock.this_office().calendar.zone)
        if here.hour not in HOURS or (self.process is not None and self.process.poll() is None) or not is_due(here, self.tried):
            return
        last = looking.last(clock.looked())
        self.tried = here
        if is_due(here, last.at if last else None):
            self.process = started()


def started() -> "subprocess.Popen[bytes]":
    own = {"OPERIS_DATA": str(settings.OPERIS_DATA), "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    return subprocess.Popen([sys.executable, "-c", LOOK], env={**os.environ, **own}, stdin=subprocess.DEVNULL)


def forget() -> None:
    """What waited for the link of a letter, or was brought and never sent, and is too old; where that fails, the look goes on."""
    try:
        forget_links(now())
        for one in [*unsent(clock.now() - UNSENT)]:
            discard(one)
    except (DatabaseError, OSError):
        log.exception("what is too old could not be forgotten")


def look() -> None:
    try:
        found = clock.look()
        for one in found.findings:
            log.error(one.words())
        clock.note(found)
    except Exception:
        log.exception("the look could not be ended")  # told, not passed over: doctor says that no look has come since
    finally:
        connection.close()
