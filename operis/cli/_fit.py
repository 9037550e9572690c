"""May this installation be opened as it stands? Why not, in one sentence with its cure: for every word that opens it, and for the server.

Looked at in this order: folder, keys, database, its version, and whether its ledger still holds what was signed.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

BEGIN = "If OPERIS_WITNESS was set only now, `operis init` begins it; else put the file back."
LOST = "If what is missing is lost for good, `operis accept-loss` enters that, for everybody to read."


def unfit() -> str:
    """The first thing that is not as it must be; empty where all is well."""
    looks: tuple[Callable[[], str], ...] = (folder, demo_clock, key, database, version, ledger)
    return next((why for look in looks if (why := look())), "")


def folder() -> str:
    from django.conf import settings

    try:
        with tempfile.TemporaryFile(dir=settings.OPERIS_DATA):
            return ""
    except OSError as fault:
        return f"{settings.OPERIS_DATA} cannot be written: {fault.strerror}. Give it to the user that runs Operis, with room on its disk."


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


def database() -> str:
    from django.db import Error

    try:
        versions()
    except Error as fault:
        cure = "Look at OPERIS_DATABASE, and whether the server runs." if vendor() == "PostgreSQL" else "Restore it from the newest backup."
        return f"{vendor()} does not answer: {first_line(fault)}. {cure}"
    return ""


def version() -> str:
    """Another version of the tables is never opened: what a newer one wrote, an older one would misread."""
    lacks, more = versions()
    if more:
        return f"{vendor()} has tables of a newer version of Operis ({', '.join(more)}). Install that version again, or a newer one."
    if lacks:
        as_owner = " Let the owner of the tables run it." if vendor() == "PostgreSQL" else ""
        return f"{vendor()} lacks tables or columns of this version. Run `operis init`: it adds them.{as_owner}"
    return ""


def versions() -> tuple[list[str], list[str]]:
    """The steps of this version that the database has not taken, and those it has taken that this version does not know."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    lacks = [f"{step.app_label}.{step.name}" for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    ours = {config.label for config in apps.get_app_configs()}
    known = executor.loader.disk_migrations or {}
    taken = executor.recorder.applied_migrations()
    return lacks, sorted(f"{app}.{name}" for app, name in taken if app in ours and (app, name) not in known)


def ledger() -> str:
    from django.db import Error

    from operis.clock import check_ledger, kept_outside
    from operis.ledger.outside import LedgerBehindError, NothingKnownError

    try:
        check_ledger()
    except NothingKnownError as fault:
        return f"{fault} {BEGIN if any(path.exists() for path in kept_outside()) else LOST}"
    except LedgerBehindError as fault:
        return f"{fault} {LOST}"
    except OSError as fault:
        return f"{fault.filename} cannot be read: {fault.strerror}."
    except Error as fault:
        return f"{vendor()} cannot be read: {first_line(fault)}. Restore the database from the newest backup."
    return ""


def vendor() -> str:
    from django.db import connection

    return "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"


def first_line(fault: Exception) -> str:
    return next(iter(str(fault).strip().splitlines()), type(fault).__name__)
