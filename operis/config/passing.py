"""What is not broken, but away for a while: the database, room on its disk, a clock that is trusted, the key of what is sealed."""

from typing import TypeGuard

from django.db import InterfaceError, OperationalError

from operis.attachments.sealing import SealingKeyError
from operis.cli._failing import FULL
from operis.ledger.damaged import DamagedEntryError
from operis.watch import ClockStoppedError

PASSING = (OperationalError, InterfaceError, ClockStoppedError, SealingKeyError)


def passes(fault: BaseException | None) -> bool:
    """Whether it ends by itself once somebody has made room, or what is away is back."""
    return isinstance(fault, PASSING) or (isinstance(fault, OSError) and fault.errno in FULL)


def is_told(fault: BaseException | None) -> TypeGuard[BaseException]:
    """Whether it has words of its own, so that where in the code it was met says nothing more."""
    return passes(fault) or isinstance(fault, DamagedEntryError)


def in_one_line(fault: BaseException) -> str:
    """Its kind and first line: where in the code it was met says nothing more of it."""
    return f"{type(fault).__name__}: {next(iter(str(fault).strip().splitlines()), '')}"
