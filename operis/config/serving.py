"""The site with its clock and its letters: pages and the log's order in one process, which is all that a county needs."""

import atexit
import os
import sys
from collections.abc import Callable

from operis.cli._setting import UNFIT
from operis.config.wsgi import application

os.umask(0o077)  # whatever started it: files of the data folder are for the user that serves


def start_clock() -> Callable[[], None]:
    """The clock, where the installation may be opened at all: a server started by hand looks as every word does.

    A database that is away for a moment stops nobody: the clock tries again.
    """
    from operis import beat  # its models want Django set up, which importing the application does
    from operis.cli._fit import database, unfit

    if why := "" if database() else unfit():
        print(f"operis does not start: {why}", file=sys.stderr)
        raise SystemExit(UNFIT)

    return beat.start()


def start_mail() -> Callable[[], None]:
    """Letters go beside the clock, and never in its turn."""
    from operis import alerts, letters, reminding, telling
    from operis.mail import sending

    return sending.start(letters.write_new, reminding.write_due, telling.write_told, alerts.write_due, alerts.write_shut)


def warm_up() -> None:
    """Load what the first reader would wait for: every page's code and the law."""
    from django.urls import get_resolver

    from operis import clock

    _ = get_resolver().url_patterns
    clock.this_office()


warm_up()
atexit.register(start_clock())
atexit.register(start_mail())

__all__ = ["application"]
