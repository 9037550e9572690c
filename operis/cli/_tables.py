"""How do the tables come to be those of this version? What is kept is migrated; registers that other code made are made anew."""

import sys
import time
from collections.abc import Callable

TERMINAL_SECONDS, LINES_SECONDS = 0.2, 10.0
"""How often it is told how far it is: at a terminal in one line, elsewhere by a line each time."""


def migrate() -> None:
    """Bring what is kept to this version, and make registers where there is nothing yet that they would have to show."""
    from django.core.management import call_command
    from django.db import transaction

    from operis.ledger import read
    from operis.registers import tables

    call_command("migrate", interactive=False, verbosity=0)
    if next(iter(read.dockets()), None) is None and not tables.follow() and tables.may_make():
        with transaction.atomic():
            tables.make()


def follow() -> str:
    """Let the registers follow this version's code; why not, where this role may not make tables."""
    from operis.clerk import remake
    from operis.cli import _fit
    from operis.clock import this_office
    from operis.registers import tables

    if tables.follow():
        return ""
    if not tables.may_make():
        return _fit.registers()
    count = remake(this_office().calendar, how_far(), always=False)
    if count:
        print(f"Other code made them than this version's: the registers of {count:,} dockets were made anew.", flush=True)
    return ""


def how_far() -> Callable[[int, int], None]:
    """What tells on standard error how many dockets are done."""
    terminal, begun = sys.stderr.isatty(), time.monotonic()
    every, last = TERMINAL_SECONDS if terminal else LINES_SECONDS, begun

    def tell(done: int, of: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < every and not (terminal and done == of and last > begun):
            return
        last = now
        line = f"Registers are made anew: {done:,} of {of:,} dockets"
        print(f"\r{line}" if terminal else line, end="\n" if done == of or not terminal else "", file=sys.stderr, flush=True)

    return tell
