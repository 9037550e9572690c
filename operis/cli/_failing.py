"""What stopped a word that is no fault of who typed it, nor of the program: a full disk, a database
that is away, a key that is missing, an old environment?

Nothing of it is loaded before it failed: help and the first words must not wait for a database.
"""

import errno
import sys

ROOM = "Nothing more was written. Make room on that disk, then do it again: `operis doctor` tells how much is free."
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
DATABASES = (("sqlite3", "Error"), ("django.db", "Error"), ("psycopg", "Error"))
MAKE_ROOM = "Make room on its disk."
FULL_SAYS = ("disk is full", "no space left", "disk i/o error")
SETUP = "this environment is not that of this version"


def says(fault: BaseException) -> str:
    """One sentence with its cure; empty where the fault is of another kind."""
    if isinstance(fault, ImportError):
        return lacking(fault)
    if isinstance(fault, OSError) and is_full(fault):
        return f"{_named(fault)}: {fault.strerror}. {ROOM}"
    if isinstance(fault, _named_in(("operis.attachments.sealing", "SealingKeyError"))):
        return f"{fault} Nothing was entered."
    if isinstance(fault, _named_in(("operis.ledger.damaged", "DamagedEntryError"))):
        return f"{fault} Nothing was entered or made anew. `operis doctor` says what to do."
    if isinstance(fault, _named_in(*DATABASES)):
        return _of_database(fault)
    return ""


def is_full(fault: BaseException) -> bool:
    """Whether a disk has no room, by what the system or the database says."""
    if isinstance(fault, OSError):
        return fault.errno in FULL
    return isinstance(fault, _named_in(*DATABASES)) and any(words in _first_line(fault).lower() for words in FULL_SAYS)


def lacking(fault: ImportError) -> str:
    """A package of others that is not there, or not the one that this version wants; a module of our own is our fault."""
    name = fault.name or ""
    if not name or name.partition(".")[0] == "operis":
        return ""
    return f"{SETUP}: {fault}. Run `./run setup` in the folder of this version, then do it again."


def _named(fault: OSError) -> str:
    return str(fault.filename or "the disk")


def _named_in(*named: tuple[str, str]) -> tuple[type[BaseException], ...]:
    """Those of modules that were loaded at all."""
    return tuple(getattr(sys.modules[module], name) for module, name in named if module in sys.modules)


def _first_line(fault: BaseException) -> str:
    return next(iter(str(fault).strip().splitlines()), type(fault).__name__)


def _of_database(fault: BaseException) -> str:
    first = _first_line(fault)
    if is_full(fault):
        return f"the database could not be written: {first}. {ROOM}"
    if "unable to open" in first or "readonly" in first or "permission denied" in first.lower():
        cure = "Give the data folder to the user that runs Operis, with room on its disk."
        return f"the database could not be opened for writing: {first}. {cure}"
    unsaid = "What was not told as entered was not entered."
    return f"the database stopped the work: {first}. {unsaid} `operis doctor` tells whether it answers."
