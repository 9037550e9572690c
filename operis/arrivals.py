"""Up to which moment is everything that arrived answered? Each process that takes requests tells it; the clock asks them all.

A file of eight bytes for each process, DATA/arrivals/PID: seconds since 1970, written after each turn of its loop. Its process holds a
lock on it; a file without a lock is of a process that is gone, and gone with it is every connection it had.
"""

import fcntl
import mmap
import os
import struct
from pathlib import Path
from typing import Final

from django.conf import settings

RECEIVED: Final = "operis.received"
"""The name under which a request carries the moment its last byte arrived, in seconds since 1970."""
MOMENT: Final = struct.Struct("d")


def folder() -> Path:
    return Path(settings.OPERIS_DATA) / "arrivals"


class Teller:
    """This process's file; closed when it takes no more requests."""

    def __init__(self) -> None:
        folder().mkdir(mode=0o700, exist_ok=True)
        self.path = folder() / f"{os.getpid()}"
        new = folder() / f".{self.path.name}"
        self.file = new.open("w+b", buffering=0)
        try:
            self.file.write(MOMENT.pack(0.0))
        except OSError:
            self.file.close()
            raise
        fcntl.flock(self.file, fcntl.LOCK_EX)
        new.rename(self.path)  # found only once it is locked
        self.memory = mmap.mmap(self.file.fileno(), MOMENT.size)

    def tell(self, moment: float) -> None:
        self.memory[:] = MOMENT.pack(moment)

    def close(self) -> None:
        self.path.unlink(missing_ok=True)
        self.memory.close()
        self.file.close()


def settled() -> float | None:
    """The least of what all tell, in seconds since 1970; None where nobody takes requests."""
    told = (_told(path) for path in (folder().glob("[0-9]*") if folder().is_dir() else ()))
    return min((moment for moment in told if moment is not None), default=None)


def _told(path: Path) -> float | None:
    try:
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                moment: float = MOMENT.unpack(file.read(MOMENT.size))[0]
                return moment
            path.unlink(missing_ok=True)
    except OSError:
        pass
    return None
