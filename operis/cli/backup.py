"""`operis backup`: a copy from which this installation can be restored, made while it serves. The keys are not in it."""

import argparse
import shutil
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from operis import __version__
from operis.cli._looked import tell_held
from operis.cli._setting import UNFIT, ask_data, open_installation

A_MOMENT_SECONDS = 0.1
"""So long is waited for a name that is free."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis backup", description="Copy checkpoint, database and files into a new folder of FOLDER.")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="where the copies lie, best on another disk")
    ask_data(parser)
    words = parser.parse_args(argv)
    open_installation(words.data, reads=True)
    from django.conf import settings

    from operis import watch
    from operis.cli._copies import CopyError

    try:
        made = copied(words.folder.resolve())
    except CopyError as fault:
        print(f"operis: {fault}", file=sys.stderr)
        return UNFIT
    except OSError as fault:
        says = f"{fault.filename or words.folder} cannot be written or read: {fault.strerror}."
        print(f"operis: {says} No copy was made. Name a folder that this user may write, on a disk with room.", file=sys.stderr)
        return UNFIT
    if waits := watch.waits(settings.OPERIS_DATA):
        says = f"{waits} It waits to be confirmed, and the name of this copy may tell a wrong time: operis clock"
        print(f"operis: {says}", file=sys.stderr)
    print(f"{made}\nThe keys are not in it: operis keys --sheet, once, for a safe.")
    return tell_held()


def place_what_waits() -> None:
    """What waits for its place gets it first, so that the copy is signed for what it holds; where that cannot be, it is copied as it is."""
    from django.db import Error

    from operis.clock import sequence_once
    from operis.ledger.sequence import LedgerDamagedError

    with suppress(Error, OSError, LedgerDamagedError):
        while sequence_once():
            pass


def copied(folder: Path) -> Path:
    """The checkpoint first: what is signed after it is in the database besides, and a copy is never behind what it says was signed."""
    from django.conf import settings

    from operis.attachments.sealing import key_name
    from operis.cli._copies import FILES, CopyError, copies_in, copy_database, copy_files, write_manifest
    from operis.ledger import read
    from operis.ledger.outside import remembered

    if folder == settings.OPERIS_DATA.resolve() or settings.OPERIS_DATA.resolve() in folder.parents:
        raise CopyError(f"{folder} lies in the data folder, and is lost with it. Name a folder elsewhere, best on another disk.")
    place_what_waits()
    there, at = copies_in(folder), datetime.now(UTC)
    ours = [one for one in (folder, *folder.parents) if not one.exists()]
    while (whole := folder / f"{at:%Y-%m-%dT%H%M%S}Z").exists():  # another was made in this second
        time.sleep(A_MOMENT_SECONDS)
        at = datetime.now(UTC)
    unfinished = whole.with_suffix(".unfinished")
    try:
        unfinished.mkdir(parents=True, mode=0o700)
        (unfinished / "checkpoint").write_bytes(remembered().read_bytes())
        holds = read.entered()  # the database that is copied after it has these at least
        copy_database(settings.DATABASES["default"], unfinished)
        copy_files(settings.OPERIS_DATA / FILES, unfinished / FILES, there[-1].folder if there else None)
        made = f"{at:%Y-%m-%dT%H:%M:%SZ}"
        write_manifest(unfinished, made=made, version=__version__, origin=settings.OPERIS_ORIGIN, entries=f"{holds}", bids=key_name())
        unfinished.rename(whole)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)  # it takes room, and nothing can be restored from it
        with suppress(OSError):  # the first that somebody else put something into stays, and those above it
            for one in ours:
                one.rmdir()
        raise
    return whole
