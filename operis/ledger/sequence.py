"""In which order do entries stand in the log? Given in batches, by docket and number, with a signed checkpoint for each batch."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction

from operis.dockets.kinds import secret_kinds
from operis.ledger import held, read
from operis.ledger.checkpoint import Checkpoint, Verifier, open_checkpoint, sign_checkpoint
from operis.ledger.locks import queued, take_locks
from operis.ledger.numbers import kind_of
from operis.ledger.outside import remember
from operis.ledger.tiles import Tiles
from operis.ledger.tree import Frontier
from operis.ledger.waiting import Place, in_order, sound

LARGEST_BATCH = 10_000


class LedgerDamagedError(Exception):
    """What the log goes on from is not what was signed last."""


def sequence(origin: str, key: Ed25519PrivateKey, *outside: Path, largest: int = LARGEST_BATCH) -> int:
    """Give a place in the log to what waits, sign the checkpoint, remember it in each file outside; gives back how many entries.

    What waits and is not as it was put gets none, nor what follows it in its docket (`waiting.held_back`).
    One transaction: a crash anywhere before its end leaves the entries waiting, and the next run is the recovery.
    The outside memory is written after the commit: a crash between the two leaves it behind, never ahead, until the next run.
    """
    with queued(), transaction.atomic(), connection.cursor() as cursor:
        take_locks(["sequence"])
        batch = list(islice(sound(cursor, in_order(cursor)), largest))
        note = _placed(cursor, batch, origin, key) if batch else read.newest_checkpoint()
    if note is not None:
        for path in outside:
            remember(path, note)
    if any(kind_of(docket) in secret_kinds() for docket, _no, _leaf in batch):
        for path in outside:
            held.keep(path)
    return len(batch)


def place_as_signed(origin: str, key: Ed25519PrivateKey, said: Checkpoint) -> bool:
    """Give what waits the places that were signed for, where it comes to just that: a copy made before they were given goes on like this.

    False, and nothing is changed, where it does not: in another order the same entries would be another log.
    """
    with queued(), transaction.atomic(), connection.cursor() as cursor:
        take_locks(["sequence"])
        size = read.size()
        batch = in_order(cursor)[: said.size - size]
        if said.size <= size or len(batch) < said.size - size:
            return False
        frontier = Frontier.of(Tiles(read.leaves).node, size)
        for _docket, _no, leaf in batch:
            frontier.append(leaf)
        if frontier.root() != said.root:
            return False
        _placed(cursor, batch, origin, key)
    return True


def _placed(cursor: Any, batch: Sequence[Place], origin: str, key: Ed25519PrivateKey) -> str:
    """The batch gets its positions, and the log a checkpoint."""
    cursor.execute("SELECT frontier, note FROM checkpoint ORDER BY size DESC LIMIT 1")
    row = cursor.fetchone()
    frontier = Frontier.from_bytes(bytes(row[0])) if row else Frontier()
    if row:
        last = open_checkpoint(row[1], Verifier.of(origin, key))
        if (frontier.size, frontier.root()) != (last.size, last.root):
            raise LedgerDamagedError(
                f"The checkpoint of {last.size} entries does not agree with what is kept beside it; nothing is signed."
            )
    placed = []
    for docket, no, leaf in batch:
        placed.append((frontier.size, docket, no, leaf))
        frontier.append(leaf)
    cursor.executemany("INSERT INTO leaf (position, docket, no, leaf) VALUES (%s, %s, %s, %s)", placed)
    cursor.executemany("DELETE FROM waiting WHERE docket = %s AND no = %s", [(docket, no) for docket, no, _ in batch])
    note = sign_checkpoint(origin, frontier.size, frontier.root(), key)
    cursor.execute("INSERT INTO checkpoint (size, frontier, note) VALUES (%s, %s, %s)", [frontier.size, frontier.to_bytes(), note])
    return note
