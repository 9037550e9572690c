"""What does the installation do by itself, turn for turn? Order the log, look at the clock, put what has fallen due.

What belongs to one docket fails by itself: it is told and tried again later, and everything else goes on.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from operis import troubles
from operis.cases.demonstration import go_on
from operis.clock import answered_until, is_demo, next_due, next_moment, now, put_due, sequence_once, this_office
from operis.ledger import held, read
from operis.ledger.news import NEWS
from operis.ledger.outside import kept_outside
from operis.ledger.pulse import pulse
from operis.ledger.waiting import held_back
from operis.nightly import Nightly
from operis.outages import serves
from operis.watch import Watch

EVERY_SECONDS, REST_SECONDS, PULSE_SECONDS, AGAIN_SECONDS = 0.1, 5.0, 4.5, 60.0
"""Between two looks at what ends a rest; the longest rest, after which the entries of other processes are looked for; between two proofs
that the database writes; before a docket that failed is tried again."""
STOP_SECONDS = 20.0
"""So long a process waits for the turn that runs: what was signed is to be remembered too."""
CLOCK = "clock"
log = logging.getLogger("operis.clock")


class Beat:
    """The loop of this process, and when it last did what it is for (seconds of the steady clock)."""

    def __init__(self) -> None:
        self.watch = Watch(Path(settings.OPERIS_DATA))
        self.turned = self.sequenced = self.wrote = time.monotonic()
        self.pulsed = float("-inf")
        self.nightly = Nightly()
        self.begun, self.stumbles = False, ""
        self.until: datetime | None = None
        """Up to when what falls due was put in this turn."""
        self.aside: dict[str, tuple[float, str]] = {}
        """Dockets that failed: until when they are left alone, and why."""
        self.again = float("-inf")
        """Until when no other notices of a demonstration are called, after that failed."""
        self.held: dict[str, int] = {}
        """Dockets with entries that get no place in the log as they are: the number of the first."""

    def run(self, stop: threading.Event) -> None:
        """Turn until stopped; a fault is told and tried again, for what waits keeps waiting and nothing is lost by it."""
        while not stop.is_set():
            try:
                done = self.turn()
                self._goes_on()
                if not done:
                    self.rest(stop)
            except Exception as fault:  # noqa: BLE001 - told, not passed over: the clock must go on when the database is away for a moment
                self._stumbled(fault)
                connection.close()
                stop.wait(1)
        connection.close()

    def rest(self, stop: threading.Event) -> None:
        """Until something is entered here or falls due, the machine's clock is set or confirmed, or five seconds are over."""
        until, goes = time.monotonic() + self.free(), self.watch.look()
        while time.monotonic() < until and self.watch.look() == goes and not stop.is_set():
            if NEWS.wait(EVERY_SECONDS):
                return

    def free(self) -> float:
        """How many seconds nothing falls due; what has, and is not answered up to yet, is asked for again and again."""
        here = now()
        first = next_moment(self.until, here + timedelta(seconds=REST_SECONDS)) if self.until else None
        return REST_SECONDS if first is None else max(EVERY_SECONDS, (first - here).total_seconds())

    def _stumbled(self, fault: Exception) -> None:
        """A fault that lasts is told once, and that it has ended."""
        if (says := f"{type(fault).__name__}: {fault}") != self.stumbles:
            self.stumbles = says
            log.error("the clock tries again each second", exc_info=fault)

    def _goes_on(self) -> None:
        if self.stumbles:
            self.stumbles = ""
            log.warning("the clock goes on")

    def turn(self) -> int:
        """How much was done: the log first, whatever becomes of the rest."""
        NEWS.clear()  # before anything is read: what is entered meanwhile ends the rest that follows
        self.until = None
        if not self.begun:
            self.watch.start(far_ahead=not is_demo())
            self.begun = True
        done = sequence_once()
        if not done:
            self._hold()
        self.sequenced = time.monotonic()
        goes = self.watch.look()
        if time.monotonic() - self.pulsed > PULSE_SECONDS:
            self.prove(goes)
        if goes:
            done += self.due() + self._go_on()
        self.nightly.turn()
        self.turned = time.monotonic()
        return done

    def prepare(self) -> None:
        """Before anybody is answered: a bid that comes after an outage is weighed by the closing that was moved."""
        try:
            self.watch.start(far_ahead=not is_demo())
            self.begun = True
            self.prove(self.watch.look())
            for path in kept_outside():
                held.keep(path)  # what a fall of the machine kept from it, and nothing that is in the log by now
        except Exception as fault:  # noqa: BLE001 - told, and tried again in the first turn
            self._stumbled(fault)
            connection.close()

    def prove(self, goes: bool) -> None:
        """That the database writes; what an outage moves that ends so is moved before anything falls due."""
        pulse()
        if goes:
            serves()
        self.pulsed = self.wrote = time.monotonic()

    def _hold(self) -> None:
        """Tell once of what waits though everything got its place: somebody wrote it into the database, or changed it there."""
        found = held_back() if self.held or read.waiting() else {}
        for docket, no in found.items():
            if self.held.get(docket) != no:
                log.error("%s no. %s is not as it was put: nothing of this docket is signed from there on", docket, no)
        self.held = found

    def due(self) -> int:
        """Put what has fallen due, each docket by itself."""
        done, until = 0, answered_until()
        self.until = until
        here = time.monotonic()
        left = {docket for docket, (again, _) in self.aside.items() if again > here}
        while due := next_due(this_office(), until, without=left):
            try:
                put_due(this_office(), due, at=until)
            except (OperationalError, InterfaceError):
                raise
            except Exception as fault:  # noqa: BLE001 - told by its docket, on the desk and by doctor
                left.add(due.docket)
                self._failed(due.docket, f"{due.asked.slug}: {type(fault).__name__}: {fault}"[:500], here)
            else:
                done += 1
                if self.aside.pop(due.docket, None):
                    self._tell()
        return done

    def _go_on(self) -> int:
        """A demonstration always has something to bid for; where that fails, everything else goes on."""
        if not is_demo() or time.monotonic() < self.again:
            return 0
        try:
            return go_on()
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            self.again = time.monotonic() + AGAIN_SECONDS
            log.exception("the next notices of the demonstration were not called")
            return 0

    def _failed(self, docket: str, says: str, here: float) -> None:
        self.aside[docket] = here + AGAIN_SECONDS, says
        log.error("%s: %s", docket, says)
        self._tell()

    def _tell(self) -> None:
        troubles.tell(CLOCK, {docket: says for docket, (_, says) in sorted(self.aside.items())}, now())


_running: list[Beat] = []


def running() -> Beat | None:
    """The loop of this process, where it has one."""
    return _running[-1] if _running else None


def start() -> Callable[[], None]:
    """Run beside the pages of this process; call what comes back to stop, once the turn that runs has ended."""
    stop, beat = threading.Event(), Beat()
    _running.append(beat)
    beat.prepare()
    thread = threading.Thread(target=beat.run, args=(stop,), name="clock", daemon=True)
    thread.start()

    def end() -> None:
        stop.set()
        thread.join(STOP_SECONDS)

    return end
