"""Does the wall's clock run as time runs? It is held against the steady clock, and against what the last process saw.

A step of more than a second stops what cannot be taken back (commands, closings, openings) until an operator confirms it by
`operis clock --confirm`. Slewing, as time servers do it, is far below; summer time does not touch it.
"""

import ctypes
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

MOST_SECONDS, WARN_SECONDS, WRITE_EVERY_SECONDS, GLANCE_SECONDS = 1.0, 0.2, 5.0, 1.0
FAR_AHEAD_SECONDS = 7 * 24 * 3600.0
"""An installation that was off for longer has its start confirmed."""
FOLLOWED = 0.01
"""Which part of a difference is taken in at each look: what is slewed is followed, a step stays to be seen."""
AGAIN_SECONDS = 5.0
"""A clock that was set is told to stand right again within so many seconds of where time itself would have brought it."""
MINUTE, HOUR, DAY = 60, 3600, 86_400
SEEN, STOPPED, AGAIN = "clock-seen", "clock-stopped", "clock-again"


class ClockStoppedError(Exception):
    """The clock of this machine was set; nothing is entered until somebody confirms it."""


def steady() -> float:
    """Seconds that go on while the machine sleeps, where it can tell them."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


def stopped(folder: Path) -> str:
    """Why nothing may be entered, or nothing."""
    says = (_kept(folder / STOPPED), _last_seen(folder), _kept(folder / AGAIN))
    return " ".join(filter(None, says)) if says[0] else ""


def _last_seen(folder: Path) -> str:
    try:
        seen = datetime.fromtimestamp(float(_kept(folder / SEEN)), UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return f"It was last trusted at {seen:%Y-%m-%d %H:%M:%S} UTC."


def span(seconds: float) -> str:
    """A stretch of time in its two largest units."""
    whole = round(abs(seconds))
    if whole < MINUTE:
        return f"{abs(seconds):.1f} s"
    days = (whole // DAY, "day" if whole < 2 * DAY else "days")
    units = [days, (whole % DAY // HOUR, "h"), (whole % HOUR // MINUTE, "min"), (whole % MINUTE, "s")]
    first = next(place for place, (count, _unit) in enumerate(units) if count)
    return " ".join(f"{count} {unit}" for count, unit in units[first : first + 2] if count)


def _kept(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def unlike_seen(folder: Path, wall: Callable[[], float] = time.time, *, far_ahead: bool = True) -> str:
    """Whether the clock says a time before what the last process saw, or one that is long after it."""
    try:
        passed = wall() - float((folder / SEEN).read_text())
    except (FileNotFoundError, ValueError):
        return ""
    if passed < -MOST_SECONDS or (far_ahead and passed > FAR_AHEAD_SECONDS):
        return f"The clock says a time {span(passed)} {'after' if passed > 0 else 'before'} this installation last ran."
    return ""


def waits(folder: Path, wall: Callable[[], float] = time.time) -> str:
    """Why nothing may be entered: somebody noticed that the clock was set, or it says a time before what was last seen here."""
    return stopped(folder) or unlike_seen(folder, wall, far_ahead=False)


def check(folder: Path, wall: Callable[[], float] = time.time) -> None:
    """ClockStoppedError where the clock waits to be confirmed."""
    if says := waits(folder, wall):
        raise ClockStoppedError(says)


def confirm(folder: Path, wall: Callable[[], float] = time.time) -> None:
    """The clock is right as it stands: go on from here."""
    _keep(folder / SEEN, f"{wall()}")
    for name in (STOPPED, AGAIN):
        (folder / name).unlink(missing_ok=True)


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
        self.stepped, self.again = False, ""

    def start(self, *, far_ahead: bool = True) -> None:
        """To begin before what the last process saw means that the clock went back, or that an older folder was put in place."""
        if says := unlike_seen(self.folder, self.wall, far_ahead=far_ahead):
            self._stop(says)

    def look(self) -> bool:
        """Whether the wall's clock went as time goes; what is found is told to everybody by a file."""
        wall, now = self.wall(), self.steady()
        if stopped(self.folder):
            self.held = True
            self._tell_again(wall - now - self.offset)
            return False
        if self.held:  # it was confirmed meanwhile
            self.held, self.stepped, self.again, self.offset = False, False, "", wall - now
        step = wall - now - self.offset
        if abs(step) > MOST_SECONDS:
            self._stop(f"The clock of this machine was set {'ahead' if step > 0 else 'back'} by {span(step)} while the site ran.")
            self.stepped = True
            return False
        self.warns = f"The clock of this machine moved by {step:+.1f} s." if abs(step) > WARN_SECONDS else ""
        self.offset += step * FOLLOWED
        if now - self.written > WRITE_EVERY_SECONDS:
            _keep(self.folder / SEEN, f"{wall}")
            self.written = now
        return True

    def _tell_again(self, step: float) -> None:
        """Who saw the clock jump knows where it would stand by now, and tells it when it stands there, or no longer does."""
        near = self.stepped and abs(step) <= AGAIN_SECONDS
        says = f"Now it stands within {AGAIN_SECONDS:.0f} s of where it would have come without that." if near else ""
        if says == self.again:
            return
        with suppress(OSError):  # where the disk is full, the next look tells it
            _keep(self.folder / AGAIN, says)
            self.again = says

    def _stop(self, says: str) -> None:
        (self.folder / AGAIN).unlink(missing_ok=True)  # what was told of another time
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
