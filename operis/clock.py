"""What time is it here, and what has fallen due by it?"""

import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import OperationalError
from django.db.models import Exists, OuterRef, Q, Subquery

from operis import arrivals
from operis.clerk import DRAIN, Entered, Refused, put
from operis.core.acts import Command
from operis.core.mandates import THE_CLOCK
from operis.documents.lawbook import book
from operis.export import looking
from operis.export.looking import Looked
from operis.holding.opening import open_listed
from operis.holding.proving import OWN_CLOCK
from operis.ledger import held, read
from operis.ledger.checkpoint import Verifier, load_key
from operis.ledger.news import NEWS
from operis.ledger.outside import LedgerBehindError, NothingKnownError, check_not_behind, kept_outside, known
from operis.ledger.sequence import place_as_signed, sequence
from operis.ledger.tiles import Tiles
from operis.registers.duties import duty_of
from operis.registers.models import Docket, Owed, pending_orders, still_owed
from operis.registers.models import Refused as RefusedRow
from operis.weighing import Office

LONGEST = timedelta(minutes=10)
"""How long a closing waits for requests that are being answered: two thousand bids of the last minute take more than one."""
DEMO_CLOCK = "demo-clock"
"""The file of a demonstration that says by how many seconds its clock stands off; no other installation has it."""


log = logging.getLogger("operis.clock")
_MOVING = Lock()
_STANDS: ContextVar[datetime | None] = ContextVar("stands", default=None)


def now() -> datetime:
    """What time it is here: that of the machine, in a demonstration moved by its own clock."""
    return _STANDS.get() or datetime.now(UTC) + demo_offset()


def arrived(environ: Mapping[str, Any]) -> datetime:
    """When the last byte of a request reached this machine, as the front saw it; under another server, now."""
    stamp = environ.get(arrivals.RECEIVED)
    return now() if stamp is None else datetime.fromtimestamp(stamp, UTC) + demo_offset()


def answered_until() -> datetime:
    """Everything that arrived before this moment is answered; where no front tells it, two seconds are allowed for."""
    told, here = arrivals.settled(), now()
    return here - DRAIN if told is None else max(datetime.fromtimestamp(told, UTC) + demo_offset(), here - LONGEST)


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
    return str(settings.OPERIS_ORIGIN).startswith(OWN_CLOCK)


def set_demo_clock(stands: datetime | None) -> None:
    """Let the demonstration's clock stand at a moment and run on from there; None: the time of the machine."""
    file = Path(settings.OPERIS_DATA) / DEMO_CLOCK
    if stands is None:
        file.unlink(missing_ok=True)
    else:
        new = file.with_suffix(".new")  # whoever asks for the time meanwhile finds the one or the other
        new.write_text(f"{(stands - datetime.now(UTC)).total_seconds()}")
        new.replace(file)
    NEWS.set()


def move_demo_clock(to: datetime) -> bool:
    """Let it go on to a later moment, and never back: False where it is past that already.

    It stands at each moment on the way at which something falls due, which is entered then, as if somebody had waited for it.
    """
    with _MOVING:
        if to <= now():
            return False
        failed = set[str]()
        while due := next_due(this_office(), to, without=failed):
            set_demo_clock(max(due.moment, now()))
            try:
                put_due(this_office(), due, at=now())
            except OperationalError:
                raise
            except Exception:  # the loop comes by, tells of this docket and tries again; the clock goes on
                log.exception("%s: %s was not put while the clock was moved", due.docket, due.asked.slug)
                failed.add(due.docket)
        set_demo_clock(max(to, now()))
    return True


@cache
def this_office() -> Office:
    """This installation's law and the prefix of its numbers."""
    return Office(book(), prefix=settings.OPERIS_PREFIX)


def ledger_key() -> Ed25519PrivateKey:
    """The key that signs checkpoints and receipts; OSError where `operis init` has not made it."""
    return load_key((Path(settings.OPERIS_DATA) / "keys" / "ledger.pem").read_bytes())


def verifier() -> Verifier:
    return Verifier.of(settings.OPERIS_ORIGIN, ledger_key())


def check_ledger() -> None:
    """Refuse to go on with a ledger that is behind what was signed; LedgerBehindError says both sizes.

    What waits is given its place first, where it comes to what was signed: so it is in a copy that was made a moment before.
    """
    try:
        check_not_behind(verifier(), Tiles(read.leaves), *kept_outside())
    except LedgerBehindError as behind:
        if isinstance(behind, NothingKnownError) or not _placed_as_signed():
            if type(behind) is LedgerBehindError and (says := _waits_otherwise()):
                raise LedgerBehindError(f"{behind} {says}") from None
            raise
        check_not_behind(verifier(), Tiles(read.leaves), *kept_outside())
    held.check_none_missing(*kept_outside())


def _waits_otherwise() -> str:
    """Whether so many entries wait here as are missing: then they are others than those that were signed, or were changed."""
    newest = next(iter(known(verifier(), kept_outside())), None)
    lacks = newest.said.size - read.size() if newest is not None else 0
    if not 0 < lacks <= (waiting := read.waiting()):
        return ""
    return (
        f"{waiting} entries wait here for their place, and do not come to what was signed: they were changed, are in another order, or are "
        "others. Whoever accepts the loss signs them, but for those that do not agree with themselves."
    )


def _placed_as_signed() -> bool:
    newest = next(iter(known(verifier(), kept_outside())), None)
    try:
        return newest is not None and place_as_signed(settings.OPERIS_ORIGIN, ledger_key(), newest.said)
    except OperationalError:  # on a full disk nothing gets a place
        return False


def sequence_once() -> int:
    return sequence(settings.OPERIS_ORIGIN, ledger_key(), *kept_outside())


def looked() -> Path:
    """What was found when everything was looked through the last time."""
    return Path(settings.OPERIS_DATA) / "looked.json"


def look() -> Looked:
    """Look through everything: each night, and when somebody asks for it."""
    office, last = this_office(), looking.last(looked())
    known = last.refusals if last else {}
    return looking.look_over(verifier(), office.book, office.calendar, kept_outside(), datetime.now(UTC), known)


def note(found: Looked) -> None:
    """Keep what was found where doctor and the pages find it; OSError where that cannot be written."""
    looking.keep(found, looked())


def look_over() -> Looked:
    """Look through everything, and keep what was found."""
    found = look()
    note(found)
    return found


class Due(NamedTuple):
    """A command that nobody has to ask for: from when on, of which docket."""

    moment: datetime
    docket: str
    asked: Command


def fall_due(office: Office, until: datetime, *, lived: bool) -> Iterator[tuple[str, str, Entered | Refused]]:
    """Put what has fallen due by `until`, in the order of time: closings, the openings after them, awards that nobody decided.

    A case enters it at the moment itself; a living clock when it comes by, once everything that came before is answered.
    """
    while due := next_due(office, until):
        yield due.docket, due.asked.slug, put_due(office, due, at=until if lived else due.moment)


def next_due(office: Office, until: datetime, without: Collection[str] = ()) -> Due | None:
    """The first that has fallen due by `until` and that nothing holds up, but for these dockets.

    While an order waits to be entered nothing is tried. What was refused is tried again once something was entered in the docket, and
    not before: so a refusal stands in the registers at most once for each act, however often the clock comes by.
    """
    by_itself = Q(itself=True, above="", waits=False, moment__lte=until)
    if not Owed.objects.filter(by_itself, met=False).exclude(docket__in=without).exists():  # nearly always; the whole question is long
        return None
    waiting = still_owed().filter(by_itself).exclude(docket__in=without)
    ordered = pending_orders().filter(target=OuterRef("docket"))
    acts = Docket.objects.filter(number=OuterRef(OuterRef("docket"))).values("acts")
    refused = RefusedRow.objects.filter(docket=OuterRef("docket"), command=OuterRef("command"), acts=Subquery(acts))
    first = waiting.exclude(Exists(ordered)).exclude(Exists(refused)).order_by("moment", "docket").first()
    if first is None or first.moment is None:
        return None
    return Due(first.moment, first.docket, duty_of(first).command())


def next_moment(after: datetime, until: datetime) -> datetime | None:
    """When something falls due by itself between the two, the second included."""
    coming = still_owed().filter(itself=True, above="", waits=False, moment__gt=after, moment__lte=until)
    return coming.order_by("moment").values_list("moment", flat=True).first()


def put_due(office: Office, due: Due, *, at: datetime) -> Entered | Refused:
    """Enter it at this moment; the same request again gives the same entries. Bids that key holders hold are opened first."""
    if due.asked.unseals:
        open_listed(due.docket, at)
    key = f"clock {due.docket} {due.asked.slug} {due.moment.isoformat()}"
    return put(office, due.docket, due.asked, THE_CLOCK, happened=at, entered=at, key=key)
