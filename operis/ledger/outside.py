"""What is known of the ledger outside its database? The newest checkpoint, kept in files; and whether the ledger still holds it.

One file lies in the data folder and one where `OPERIS_WITNESS` says, so that an older copy of the whole folder is noticed too. Both begin
with a checkpoint of no entries: where the log has entries and a file is missing, somebody took it away.
"""

import fcntl
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from operis.ledger import read
from operis.ledger.checkpoint import Checkpoint, Verifier, open_checkpoint, parse_checkpoint
from operis.ledger.durable import sync_folder
from operis.ledger.tiles import TileError, Tiles
from operis.ledger.tree import Frontier

LOST = ".lost-"


def remembered() -> Path:
    """The newest checkpoint, kept outside the database."""
    return Path(settings.OPERIS_DATA) / "checkpoint"


def kept_outside() -> tuple[Path, ...]:
    """Every file in which the newest checkpoint is kept: that of the data folder, and the witness where there is one."""
    return (remembered(), *([Path(settings.OPERIS_WITNESS)] if settings.OPERIS_WITNESS else []))


class LedgerBehindError(Exception):
    """The database does not hold what was signed before: an older copy, or another ledger."""


class NothingKnownError(LedgerBehindError):
    """There is a log, and a file that should tell of it is missing."""


class ForeignCheckpointError(LedgerBehindError):
    """A file tells of another ledger than the one that is asked for: neither is anything lost, nor is there anything to accept."""


@dataclass(frozen=True, slots=True)
class Known:
    """A checkpoint of this ledger, as it was kept in a file."""

    path: Path
    note: str
    said: Checkpoint


def remember(path: Path, note: str) -> None:
    """Keep the newest checkpoint outside the database: through a power cut, whole or not at all, never an older over a newer."""
    with path.with_suffix(".lock").open("w") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        if path.exists() and size_of(path.read_text()) >= size_of(note):
            return
        beside = path.with_suffix(".new")
        with beside.open("w") as out:
            out.write(note)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
        sync_folder(path.parent)


def size_of(note: str) -> int:
    return parse_checkpoint(note.rpartition("\n\n")[0] + "\n").size


def signed_for(paths: Iterable[Path]) -> tuple[int, Path | None]:
    """The most entries that any of the files says, before it is asked who signed it; and which file says so."""
    said = [(size_of(path.read_text(errors="replace")), path) for path in paths if path.is_file() and _is_note(path)]
    return max(said, default=(0, None), key=lambda one: one[0])


def _is_note(path: Path) -> bool:
    try:
        return size_of(path.read_text()) >= 0
    except ValueError:
        return False


def known(verifier: Verifier, paths: Iterable[Path]) -> list[Known]:
    """What the files say, the largest first; LedgerBehindError for one that this ledger's key did not sign."""
    found = []
    for path in paths:
        if not path.exists():
            continue
        try:
            note = path.read_text()
            found.append(Known(path, note, open_checkpoint(note, verifier)))
        except ValueError as fault:  # of a note, or of bytes that are no text
            raise _foreign(path, verifier, fault) from fault
    return sorted(found, key=lambda one: one.said.size, reverse=True)


def _foreign(path: Path, verifier: Verifier, fault: ValueError) -> LedgerBehindError:
    """Most often only the name of the site is another, since its environment was not loaded."""
    origin = path.read_text(errors="replace").partition("\n")[0]
    if _is_note(path) and origin != verifier.name:
        return ForeignCheckpointError(
            f"The checkpoint kept in {path} is one of {origin}, and OPERIS_ORIGIN says {verifier.name}. Set OPERIS_ORIGIN as it was when "
            "the folder was made, and the other settings of that site with it: nothing is lost."
        )
    return LedgerBehindError(f"The checkpoint kept in {path} was not signed by this ledger's key: {fault}.")


def aside(path: Path, size: int) -> Path:
    """Where what was known before a loss was accepted stays, beside its file, for whoever asks later."""
    return path.with_name(f"{path.name}{LOST}{size}")


def held_though_lost(verifier: Verifier, tiles: Tiles, paths: Iterable[Path]) -> Known | None:
    """A checkpoint that was put aside when a loss was accepted, and of which this ledger has every entry: it is the one that was lost."""
    there = [found for path in paths for found in sorted(path.parent.glob(f"{path.name}{LOST}*"))]
    return next((one for one in known(verifier, there) if _holds(tiles, one.said)), None)


def check_not_behind(verifier: Verifier, tiles: Tiles, *paths: Path) -> None:
    """Refuse a ledger of which a checkpoint kept outside is missing, that is shorter than one of them, or does not contain it."""
    size, kept = read.size(), known(verifier, paths)
    for one in kept:
        if size < one.said.size:
            raise LedgerBehindError(
                f"This ledger has {size} entries in its log; the newest checkpoint known has {one.said.size}. It is kept in {one.path}. "
                "Restore the newer copy; nothing is started on an older one."
            )
    for one in kept:
        if not _holds(tiles, one.said):
            raise LedgerBehindError(
                f"This ledger has {size} entries in its log, but not those that the checkpoint of {one.said.size} was signed for, "
                f"which is kept in {one.path}."
            )
    if size and (missing := [str(path) for path in paths if not path.exists()]):
        raise NothingKnownError(
            f"This ledger has {size} entries in its log, and no checkpoint is kept in {', '.join(missing)}: nothing shows that it is whole."
        )


def _holds(tiles: Tiles, said: Checkpoint) -> bool:
    try:
        return Frontier.of(tiles.node, said.size).root() == said.root
    except TileError:  # a leaf is not at its place
        return False
