"""What was received and must not be counted yet? The leaves of acts that wait for the end of their secrecy, kept outside the database.

Beside each file with the newest checkpoint lies one that is never published: a line for each such act, its leaf hash in base64. An older
copy of the database lacks one of them, and is refused as one that is behind its checkpoint is.
"""

import fcntl
import os
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection

from operis.ledger.checkpoint import decode_base64
from operis.ledger.durable import sync_folder
from operis.ledger.outside import LedgerBehindError, kept_outside
from operis.ledger.read import as_bytes
from operis.ledger.tree import HASH_BYTES

ENDS = ".held"
AT_ONCE = 500


def beside(path: Path) -> Path:
    """The file of what is held back, beside that of the checkpoint."""
    return path.with_name(path.name + ENDS)


def note(leaves: Iterable[bytes]) -> None:
    """Keep the leaves of acts that were just entered, before anybody is told that they were."""
    lines = _lines(leaves)
    for path in kept_outside():
        if path.parent.is_dir():
            with _alone(path), beside(path).open("a") as out:
                out.write(lines)


def keep(path: Path) -> None:
    """Write the file anew from what is held back now: what has its place in the log since is shown by its checkpoint."""
    with _alone(path):
        new = path.with_name(f"{path.name}{ENDS}.new")
        with new.open("w") as out:
            out.write(_lines(sorted(_waiting(held_back=True))))
            out.flush()
            os.fsync(out.fileno())
        new.replace(beside(path))
        sync_folder(path.parent)


def check_none_missing(*paths: Path) -> None:
    """Refuse a ledger without an act that was received and is known outside it; LedgerBehindError says how many are missing."""
    for path in paths:
        if missing := missing_of(path):
            raise LedgerBehindError(
                f"{len(missing)} acts that were received, and stand in no public log before their closing, are not in this ledger: "
                f"{beside(path)} knows them. Restore the newer copy; nothing is started on an older one."
            )


def missing_of(path: Path) -> set[bytes]:
    """The leaves that the file knows and the ledger has nowhere."""
    known = set(_known(path))
    if known:
        known -= _waiting()
    return known - _logged(known) if known else known


def _lines(leaves: Iterable[bytes]) -> str:
    """Each begins a line, so that one which was cut by a fall of the machine spoils no other."""
    return "".join(f"\n{b64encode(leaf).decode()}" for leaf in leaves)


def _known(path: Path) -> Iterator[bytes]:
    """A line that was cut is none: of its act nobody was told."""
    if beside(path).is_file():
        for line in beside(path).read_text(errors="replace").split():
            with suppress(ValueError):
                if len(leaf := decode_base64(line)) == HASH_BYTES:
                    yield leaf


def _waiting(*, held_back: bool = False) -> set[bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT leaf FROM waiting" + (" WHERE held_by <> ''" if held_back else ""))
        return {as_bytes(leaf) for (leaf,) in cursor.fetchall()}


def _logged(leaves: Iterable[bytes]) -> set[bytes]:
    """Looked for in the whole log: nearly always there is nothing to look for."""
    wanted, found = sorted(leaves), set[bytes]()
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT leaf FROM leaf WHERE leaf IN ({', '.join(['%s'] * len(some))})", some)
            found |= {as_bytes(leaf) for (leaf,) in cursor.fetchall()}
    return found


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.with_name(f"{path.name}{ENDS}.lock").open("w") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        yield
