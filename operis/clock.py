"""What happens by itself? A loop that gives entries their place in the log; and puts the commands that have fallen due."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from operis.clerk import DRAIN, Entered, Office, Refused, put
from operis.core.acts import Command
from operis.core.mandates import THE_CLOCK
from operis.dockets.procurement.commands import CloseBids, DeemAward, OpenBids
from operis.law.lint import load_sound_book
from operis.ledger import read
from operis.ledger.checkpoint import Verifier, load_key
from operis.ledger.sequence import check_not_behind, sequence
from operis.ledger.tiles import Tiles
from operis.registers.models import Docket, Notice, pending_orders
from operis.registers.models import Refused as RefusedRow

EVERY_SECONDS = 0.1
DEMO_CLOCK = "demo-clock"
"""The file of a demonstration that says by how many seconds its clock stands off; no other installation has it."""


_STANDS: ContextVar[datetime | None] = ContextVar("stands", default=None)


def now() -> datetime:
    """What time it is here: that of the machine, in a demonstration moved by its own clock."""
    return _STANDS.get() or datetime.now(UTC) + demo_offset()


@contextmanager
def standing(moment: datetime) -> Iterator[None]:
    """A paper tells what stood when its newest act was entered, and so the same whenever it is made; nothing is put meanwhile."""
    before = _STANDS.set(moment)
    try:
        yield
    finally:
        _STANDS.reset(before)


def demo_offset() -> timedelta:
    file = Path(settings.OPERIS_DATA) / DEMO_CLOCK
    return timedelta(seconds=float(file.read_text())) if is_demo() and file.is_file() else timedelta(0)


def is_demo() -> bool:
    return str(settings.OPERIS_ORIGIN).startswith("demo.")


def set_demo_clock(stands: datetime | None) -> None:
    """Let the demonstration's clock stand at a moment and run on from there; None: the time of the machine."""
    file = Path(settings.OPERIS_DATA) / DEMO_CLOCK
    if stands is None:
        file.unlink(missing_ok=True)
    else:
        file.write_text(f"{(stands - datetime.now(UTC)).total_seconds()}")


@cache
def this_office() -> Office:
    """This installation's law and the prefix of its numbers."""
    return Office(load_sound_book(Path(settings.OPERIS_LAW) if settings.OPERIS_LAW else None), prefix=settings.OPERIS_PREFIX)


def ledger_key() -> Ed25519PrivateKey:
    """The key that signs checkpoints and receipts; OSError where `operis init` has not made it."""
    return load_key((Path(settings.OPERIS_DATA) / "keys" / "ledger.pem").read_bytes())


def verifier() -> Verifier:
    return Verifier.of(settings.OPERIS_ORIGIN, ledger_key())


def remembered() -> Path:
    """The newest checkpoint, kept outside the database."""
    return Path(settings.OPERIS_DATA) / "checkpoint"


def check_ledger() -> None:
    """Refuse to start on a ledger that is behind what was signed; LedgerBehindError says both sizes."""
    check_not_behind(remembered(), verifier(), Tiles(read.leaves))


def sequence_once() -> int:
    return sequence(settings.OPERIS_ORIGIN, ledger_key(), remembered())


def fall_due(office: Office, until: datetime, *, lived: bool) -> Iterator[tuple[str, str, Entered | Refused]]:
    """Put what has fallen due by `until`, in the order of time: closings, the openings after them, awards that nobody decided.

    A case is entered at the moment itself; a living clock enters it when it comes by, after the drain.
    """
    while due := min(_due(office, until), key=lambda one: (one[0], one[1]), default=None):
        moment, docket, asked = due
        at = until if lived else moment
        key = f"clock {docket} {asked.slug} {moment.isoformat()}"
        yield docket, asked.slug, put(office, docket, asked, THE_CLOCK, happened=at, entered=at, key=key)


def _due(office: Office, until: datetime) -> Iterator[tuple[datetime, str, Command]]:
    """The next of each kind: a closing, an opening, an award that the law holds to be decided."""
    for closing in _closings(until)[:1]:
        yield closing.closes, closing.docket, CloseBids()
    for opening in _openings(until)[:1]:
        yield opening.closes, opening.docket, OpenBids()
    for award in _deemed(office.calendar.day(until))[:1]:
        if award.decide_by is not None:
            yield office.calendar.start(award.decide_by + timedelta(days=1)), award.docket, DeemAward()


def _closings(until: datetime) -> QuerySet[Notice]:
    return _free(CloseBids, Notice.objects.filter(closed=False, ended=False, closes__lte=until)).order_by("closes", "docket")


def _openings(until: datetime) -> QuerySet[Notice]:
    """Closed and not opened; what is refused (too few) is for an office to go on with."""
    closed = Notice.objects.filter(closed=True, opened=False, ended=False, closes__lte=until)
    return _free(OpenBids, closed).order_by("closes", "docket")


def _deemed(today: date) -> QuerySet[Notice]:
    """Reported, and not decided by the last day."""
    return _free(DeemAward, Notice.objects.filter(ended=False, decide_by__lt=today)).order_by("decide_by", "docket")


def _free(asked: type[Command], waiting: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those that nothing holds up.

    While an order waits to be entered nothing is tried. What was refused is tried again once something was entered in the docket, and
    not before: so a refusal stands in the registers at most once for each act, however often the clock comes by.
    """
    ordered = pending_orders().filter(target=OuterRef("docket"))
    acts = Docket.objects.filter(number=OuterRef(OuterRef("docket"))).values("acts")
    refused = RefusedRow.objects.filter(docket=OuterRef("docket"), command=asked.slug, acts=Subquery(acts))
    return waiting.exclude(Exists(ordered)).exclude(Exists(refused))


def run(stop: threading.Event) -> None:
    """Turn until stopped; a fault is told and tried again, for what waits keeps waiting and nothing is lost by it."""
    while not stop.is_set():
        try:
            for _ in fall_due(this_office(), now() - DRAIN, lived=True):
                pass
            if sequence_once() == 0:
                stop.wait(EVERY_SECONDS)
        except Exception as fault:  # noqa: BLE001 - told, not passed over: the clock must go on when the database is away for a moment
            print(f"operis clock: {type(fault).__name__}: {fault}", file=sys.stderr)
            connection.close()
            time.sleep(1)
    connection.close()


def start() -> threading.Event:
    """Run the clock beside the pages of this process; set the event to stop it."""
    stop = threading.Event()
    threading.Thread(target=run, args=(stop,), name="clock", daemon=True).start()
    return stop
