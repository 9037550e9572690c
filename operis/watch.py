"""Does the wall's clock run as time runs? It is held against the steady clock, and against what the last process saw.

A step of more than a second stops what cannot be taken back (commands, closings, openings) until an operator confirms it by
`operis clock --confirm`. Slewing, as time servers do it, is far below; summer time does not touch it.
"""

import ctypes
import time
from collections.abc import Callable
from pathlib import Path

MOST_SECONDS, WARN_SECONDS, WRITE_EVERY_SECONDS, GLANCE_SECONDS = 1.0, 0.2, 5.0, 1.0
FAR_AHEAD_SECONDS = 7 * 24 * 3600.0
"""An installation that was off for longer has its start confirmed."""
FOLLOWED = 0.01
"""Which part of a difference is taken in at each look: what is slewed is followed, a step stays to be seen."""
SEEN, STOPPED = "clock-seen", "clock-stopped"


class ClockStoppedError(Exception):
    """The clock of this machine was set; nothing is entered until somebody confirms it."""


def steady() -> float:
    """Seconds that go on while the machine sleeps, where it can tell them."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


def stopped(folder: Path) -> str:
    """Why nothing may be entered, or nothing."""
    try:
        return (folder / STOPPED).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def check(folder: Path) -> None:
    """ClockStoppedError where the clock waits to be confirmed."""
    if says := stopped(folder):
        raise ClockStoppedError(says)


def confirm(folder: Path, wall: Callable[[], float] = time.time) -> None:
    """The clock is right as it stands: go on from here."""
    _keep(folder / SEEN, f"{wall()}")
    (folder / STOPPED).unlink(missing_ok=True)


def _keep(file: Path, says: str) -> None:
    """Whole or not at all: on a full disk what was seen before stays."""
    new = file.with_suffix(".new")
    new.write_text(says, encoding="utf-8")
    new.replace(file)


class Glance:
    """Whether the clock waits, for every page that is shown: the file is looked at once a second at most."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self.steady, self.folder, self.until, self.waits = steady, Path(), float("-inf"), False

    def at(self, folder: Path) -> bool:
        now = self.steady()
        if folder != self.folder or now >= self.until:
            self.waits = bool(stopped(folder))
            self.folder, self.until = folder, now + GLANCE_SECONDS
        return self.waits


class Watch:
    """What one process saw of the clock; `look` in each turn."""

    def __init__(self, folder: Path, wall: Callable[[], float] = time.time, steady: Callable[[], float] = steady) -> None:
        self.folder, self.wall, self.steady = folder, wall, steady
        self.offset, self.written, self.held, self.warns = wall() - steady(), float("-inf"), False, ""

    def start(self, *, far_ahead: bool = True) -> None:
        """To begin before what the last process saw means that the clock went back, or that an older folder was put in place."""
        try:
            passed = self.wall() - float((self.folder / SEEN).read_text())
        except (FileNotFoundError, ValueError):
            return
        if passed < -MOST_SECONDS or (far_ahead and passed > FAR_AHEAD_SECONDS):
            self._stop(f"The clock says {passed:+.0f} s since this installation last ran.")

    def look(self) -> bool:
        """Whether the wall's clock went as time goes; what is found is told to everybody by a file."""
        if stopped(self.folder):
            self.held = True
            return False
        wall, now = self.wall(), self.steady()
        if self.held:  # it was confirmed meanwhile
            self.held, self.offset = False, wall - now
        step = wall - now - self.offset
        if abs(step) > MOST_SECONDS:
            self._stop(f"The clock of this machine was set by {step:+.1f} s while the site ran.")
            return False
        self.warns = f"The clock of this machine moved by {step:+.1f} s." if abs(step) > WARN_SECONDS else ""
        self.offset += step * FOLLOWED
        if now - self.written > WRITE_EVERY_SECONDS:
            _keep(self.folder / SEEN, f"{wall}")
            self.written = now
        return True

    def _stop(self, says: str) -> None:
        _keep(self.folder / STOPPED, says)
        self.held = True  # not before it is told: where the disk is full, the next look tells it


def synchronised() -> bool | None:
    """Whether this machine's kernel is kept on time by anybody (adjtimex); None where it cannot be asked."""
    try:
        room = ctypes.create_string_buffer(256)  # struct timex, all zero: only asks
        state: int = ctypes.CDLL(None).adjtimex(room)
    except (OSError, AttributeError):
        return None
    return None if state < 0 else state != _TIME_ERROR


_TIME_ERROR = 5
