"""May this installation be opened as it stands? Why not, in one sentence with its cure: for every word that opens it, and for the server.

Looked at in this order: folder, keys, database, whether it is the folder's, its version, whether its ledger holds what was signed, and
whether its registers were made by the code that would read them.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from operis.cli._failing import MAKE_ROOM, is_full

FIRST_BYTES = 64 << 10
BEGIN = (
    "Put the file back. If it is lost for good, or OPERIS_WITNESS was set only now: "
    "`operis init --begin-witness --decided-by WHO --paper NO` begins it, and enters that for everybody to read."
)
AGAIN = "Put the file back, or run `operis init`: it begins it with what the witness says."
LOST = "If what is missing is lost for good, `operis accept-loss` enters that, for everybody to read."


def unfit(*, reads: bool = False, remakes: bool = False) -> str:
    """The first thing that is not as it must be; empty where all is well. What only reads needs no room on the disk; who makes registers
    anew takes whatever registers there are."""
    looks: tuple[Callable[[], str], ...] = (folder, demo_clock, key, database, elsewhere, version, ledger)
    if reads and no_room():
        read_as_it_lies()
        looks = looks[1:]
    return next((why for look in (looks if remakes else (*looks, registers)) if (why := look())), "")


def folder() -> str:
    from django.conf import settings

    fault = unwritten()
    if fault is None:
        return ""
    cure = MAKE_ROOM if is_full(fault) else "Give it to the user that runs Operis."
    return f"{settings.OPERIS_DATA} cannot be written: {fault.strerror}. {cure}"


def no_room() -> bool:
    """Whether the data folder could be written, were its disk not full."""
    fault = unwritten()
    return fault is not None and is_full(fault)


def unwritten() -> OSError | None:
    """Why the data folder cannot be written now."""
    from django.conf import settings

    try:
        write_first(settings.OPERIS_DATA)
    except OSError as fault:
        return fault
    return None


def write_first(folder: Path) -> None:
    """So much as serving writes at once; a disk that is full takes an empty file, but not this. OSError where it does not."""
    with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
        file.write(bytes(FIRST_BYTES))
        os.fsync(file.fileno())


def demo_clock() -> str:
    from operis.clock import DEMO_CLOCK, demo_offset

    try:
        demo_offset()
    except (ValueError, OverflowError):
        return f"{DEMO_CLOCK} in the data folder holds no number of seconds. Delete it: the clock then shows the time of this machine."
    return ""


def key() -> str:
    from operis.clock import ledger_key
    from operis.ledger.checkpoint import NoteError

    file = Path("keys", "ledger.pem")
    try:
        ledger_key()
    except OSError as fault:
        return f"{file} cannot be read: {fault.strerror}. Give the data folder to the user that runs Operis."
    except NoteError as fault:
        return f"{file} is no key of a ledger: {fault}. Put it back from the backup of the keys."
    return ""


def read_as_it_lies() -> None:
    """SQLite makes files beside before it reads, but those of a site that runs are there. On a full disk where none runs, and nothing
    waits beside the database, it is read as a file that nobody changes: nothing is served before there is room."""
    from django.db import connection

    if vendor() != "SQLite" or not no_room() or not database():
        return
    file = Path(connection.settings_dict["NAME"])
    if nothing_beside(file):
        connection.close()
        connection.settings_dict["NAME"] = f"{file.as_uri()}?immutable=1"


def nothing_beside(file: Path) -> bool:
    """Whether everything that was written stands in the database's own file."""
    beside = file.with_name(f"{file.name}-wal")
    return not beside.exists() or not beside.stat().st_size


def database() -> str:
    from django.db import Error

    try:
        versions()
    except Error as fault:
        return f"{vendor()} does not answer: {first_line(fault)}. {database_cure()}"
    return ""


def database_cure() -> str:
    """SQLite cannot even be read in a folder that cannot be written: nothing is to be restored for that."""
    if vendor() == "PostgreSQL":
        return "Look at OPERIS_DATABASE, and whether the server runs."
    if no_room():
        return f"{MAKE_ROOM} Nothing is to be restored for that."
    if folder():
        return "Mend the data folder first, which cannot be written: nothing is to be restored for that."
    return "Restore it from the newest backup."


def elsewhere() -> str:
    """A database without a table, beside a folder whose log has entries: another one than the folder's, in which nothing is to be made."""
    from django.db import connection

    from operis.ledger.outside import kept_outside, signed_for

    size, file = signed_for(kept_outside())
    if not size or not has_no_tables(connection):
        return ""
    where = f"PostgreSQL database {connection.settings_dict['NAME']}" if vendor() == "PostgreSQL" else "SQLite database of the data folder"
    return (
        f"{file} was signed for {size} entries, and the {where} is empty: the ledger lies in another one. Nothing was made. Name that one "
        "by OPERIS_DATABASE (left out: SQLite in the data folder). The kind is chosen before the first entry: no ledger is brought "
        f"from one kind into the other. If the database is gone, restore the newest copy. {LOST}"
    )


def has_no_tables(connection: Any) -> bool:
    return not connection.introspection.table_names()


def version() -> str:
    """Another version of the tables is never opened: what a newer one wrote, an older one would misread."""
    if why := newer():
        return why
    if versions()[0]:
        as_owner = " Let the owner of the tables run it." if vendor() == "PostgreSQL" else ""
        return f"{vendor()} lacks tables or columns of this version. Run `operis init`: it adds them.{as_owner}"
    return ""


def newer() -> str:
    """Whether a newer version made the tables."""
    if more := versions()[1]:
        return f"{vendor()} has tables of a newer version of Operis ({', '.join(more)}). Install that version again, or a newer one."
    return ""


def versions() -> tuple[list[str], list[str]]:
    """The steps of this version that the database has not taken, and those it has taken that this version does not know."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    lacks = [f"{step.app_label}.{step.name}" for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    ours = executor.loader.migrated_apps  # steps of the registers, which had some, say nothing any more
    known = executor.loader.disk_migrations or {}
    taken = executor.recorder.applied_migrations()
    return lacks, sorted(f"{app}.{name}" for app, name in taken if app in ours and (app, name) not in known)


def registers() -> str:
    """Registers that other code made are read by nobody: `operis serve` and `operis rebuild` make them anew."""
    from operis.registers import tables

    if tables.follow():
        return ""
    as_owner = "" if tables.may_make() else " with the owner's address in OPERIS_DATABASE"
    return f"Other code than this version's made the registers. Run `operis rebuild`{as_owner}: it makes them anew from the record."


def ledger() -> str:
    from django.db import Error

    from operis.clock import check_ledger
    from operis.ledger.outside import ForeignCheckpointError, LedgerBehindError, NothingKnownError, kept_outside, remembered

    try:
        check_ledger()
    except ForeignCheckpointError as fault:
        return f"{fault}"
    except NothingKnownError as fault:
        cure = BEGIN if remembered().exists() else AGAIN if any(path.exists() for path in kept_outside()) else f"Put a file back. {LOST}"
        return f"{fault} {cure}"
    except LedgerBehindError as fault:
        return f"{fault} {found_again() or LOST}"
    except OSError as fault:
        return f"{fault.filename} cannot be read: {fault.strerror}."
    except Error as fault:
        return f"{vendor()} cannot be read: {first_line(fault)}. Restore the database from the newest backup."
    return ""


def foreign() -> bool:
    """Whether the folder is another site's by its own word: what would be found in it says nothing of that site."""
    from operis.clock import verifier
    from operis.ledger.outside import ForeignCheckpointError, LedgerBehindError, kept_outside, known

    try:
        known(verifier(), kept_outside())
    except ForeignCheckpointError:
        return True
    except LedgerBehindError:
        return False
    return False


def found_again() -> str:
    """Whether these are the entries that were accepted as lost: then nothing is missing here, and the log went on elsewhere."""
    from operis.clock import verifier
    from operis.ledger import read
    from operis.ledger.outside import LedgerBehindError, held_though_lost, kept_outside
    from operis.ledger.tiles import Tiles

    try:
        lost = held_though_lost(verifier(), Tiles(read.leaves), kept_outside())
    except LedgerBehindError:
        return ""
    return (
        f"Nothing is missing here: this ledger has the {lost.said.size} entries that were accepted as lost ({lost.path}), and the log has "
        "gone on without them in another folder. Serve that one, and keep this one as it is: what it has besides can be shown from it."
        if lost
        else ""
    )


def vendor() -> str:
    from django.db import connection

    return "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"


def first_line(fault: Exception) -> str:
    return next(iter(str(fault).strip().splitlines()), type(fault).__name__)
