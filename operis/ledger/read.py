"""What stands in the record? Entries as stored, acts as decoded from them, leaves by position."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from functools import cached_property, lru_cache

from django.db import connection

from operis.core.acts import Act
from operis.core.codec import decode, loaded_entered
from operis.core.findings import Ground
from operis.core.kinds import Json
from operis.core.mandates import Mandate
from operis.ledger.damaged import DamagedEntryError
from operis.ledger.tree import leaf_hash

DECODED_MAX = 2048
"""So many acts are kept as decoded."""


class Misfit(Enum):
    """What of an entry cannot be right."""

    NUMBER = auto()
    KIND = auto()
    REQUEST = auto()
    BYTES = auto()


def said_by(body: object) -> dict[str, Json]:
    """What the bytes of an entry say; nothing where they are no entry."""
    try:
        said = json.loads(body) if isinstance(body, str) else {}
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def misfits(
    said: Mapping[str, Json], *, docket: str, no: int, kind: object, body: object, leaf: bytes, request: object
) -> Iterator[Misfit]:
    """Which parts of an entry, as its columns have them, its own bytes do not bear out."""
    act = said.get("act")
    if (said.get("docket"), said.get("no")) != (docket, no):
        yield Misfit.NUMBER
    if not isinstance(act, dict) or act.get("kind") != kind:
        yield Misfit.KIND
    if said.get("request") != request:
        yield Misfit.REQUEST
    if not isinstance(body, str) or leaf_hash(body.encode()) != leaf:
        yield Misfit.BYTES


Beside = tuple[object, object, bytes]
"""Kind and request of an entry as its columns have them, and its leaf in the queue for the log or in the log."""


@dataclass(frozen=True)
class Stored:
    """One entry: its exact bytes, and what they say."""

    docket: str
    no: int
    body: str
    leaf: bytes
    logged_with: str = ""
    """The docket with whose closing act it comes into the log; empty where it does at once."""
    beside: "Beside | None" = field(default=None, compare=False, repr=False)

    @cached_property
    def is_as_put(self) -> bool:
        """Whether bytes, columns, and what stands of it in the queue or the log agree; of one that was just put, its bytes."""
        kind, request, placed = self.beside or (self.said["act"]["kind"], self.said["request"], self.leaf)
        wrong = misfits(self.said, docket=self.docket, no=self.no, kind=kind, body=self.body, leaf=self.leaf, request=request)
        return placed == self.leaf and not any(wrong)

    @property
    def number(self) -> int:
        """What a person reads and types: stored numbers count from 0, those on pages, papers and seals from 1."""
        return self.no + 1

    @cached_property
    def said(self) -> Mapping[str, Json]:
        try:
            said: Mapping[str, Json] = json.loads(self.body)
        except (ValueError, TypeError, RecursionError) as fault:
            raise DamagedEntryError(self.docket, self.number) from fault
        return said

    @cached_property
    def act(self) -> Act:
        """The act with its private values withheld."""
        try:
            return _act(self.body)
        except Exception as fault:  # an act that says nothing sensible can fail anywhere
            raise DamagedEntryError(self.docket, self.number) from fault

    @property
    def request(self) -> str:
        return str(self.said["request"])

    @property
    def entered(self) -> datetime:
        return loaded_entered(self.said["entered"])

    @property
    def mandate(self) -> Mandate:
        return Mandate.load(self.said["mandate"])

    @property
    def notes(self) -> tuple[Ground, ...]:
        return tuple(Ground.load(note) for note in self.said["notes"])


@lru_cache(maxsize=DECODED_MAX)
def _act(body: str) -> Act:
    """Acts never change, and a docket is folded anew whenever it is looked at."""
    return decode(json.loads(body)["act"])


def as_bytes(value: object) -> bytes:
    """What a column of bytes holds; nothing for what somebody put there that are no bytes: it is no hash, and is found by that."""
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else b""


def entries(docket: str, first: int = 0) -> list[Stored]:
    """The entries of a docket from this number on, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry.docket, entry.no, entry.body, entry.leaf, COALESCE(entry.logged_with, ''), entry.kind, entry.request, "
            "COALESCE(waiting.leaf, leaf.leaf) "
            "FROM entry LEFT JOIN waiting ON waiting.docket = entry.docket AND waiting.no = entry.no "
            "LEFT JOIN leaf ON leaf.docket = entry.docket AND leaf.no = entry.no "
            "WHERE entry.docket = %s AND entry.no >= %s ORDER BY entry.no",
            [docket, first],
        )
        return [
            Stored(number, no, body, as_bytes(leaf), logged_with, (kind, request, as_bytes(placed)))
            for number, no, body, leaf, logged_with, kind, request, placed in cursor.fetchall()
        ]


def of_kinds(dockets: Sequence[str], kinds: Sequence[str]) -> list[Stored]:
    """The entries of some dockets that are of these kinds, in order of docket and number."""
    if not dockets:
        return []
    some, which = (", ".join(["%s"] * len(words)) for words in (dockets, kinds))
    with connection.cursor() as cursor:
        wanted = f"docket IN ({some}) AND kind IN ({which})"
        cursor.execute(f"SELECT docket, no, body, leaf FROM entry WHERE {wanted} ORDER BY docket, no", [*dockets, *kinds])
        return [Stored(number, no, body, as_bytes(leaf)) for number, no, body, leaf in cursor.fetchall()]


def newest_of(kinds: Sequence[str], most: int, among: int) -> list[Stored]:
    """The newest entries of these kinds in the log, the newest first, as far as they are among so many of its last."""
    which = ", ".join(["%s"] * len(kinds))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry.docket, entry.no, entry.body, entry.leaf FROM leaf "
            "JOIN entry ON entry.docket = leaf.docket AND entry.no = leaf.no "
            f"WHERE leaf.position > (SELECT COALESCE(max(position), 0) FROM leaf) - %s AND entry.kind IN ({which}) "
            "ORDER BY leaf.position DESC LIMIT %s",
            [among, *kinds, most],
        )
        return [Stored(number, no, body, as_bytes(leaf)) for number, no, body, leaf in cursor.fetchall()]


def by_request(request: str, key: str) -> list[Stored]:
    """The entries that this request has made already, or another with the same key, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT docket, no, body, leaf, COALESCE(logged_with, '') FROM entry "
            "WHERE request IN (%s, (SELECT request FROM used_key WHERE key = %s)) ORDER BY place",
            [request, key],
        )
        return [Stored(number, no, body, as_bytes(leaf), logged_with) for number, no, body, leaf, logged_with in cursor.fetchall()]


def private_values(docket: str) -> dict[int, dict[str, tuple[bytes, Json]]]:
    """By number and pointer: salt and value of what has not been erased."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT no, path, salt, value FROM private WHERE docket = %s AND value IS NOT NULL", [docket])
        found: dict[int, dict[str, tuple[bytes, Json]]] = {}
        for no, path, salt, value in cursor.fetchall():
            found.setdefault(no, {})[path] = (bytes(salt), json.loads(value))
        return found


def dockets() -> Iterator[str]:
    """The number of every docket, in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT docket FROM entry WHERE no = 0 ORDER BY docket")
        yield from (number for (number,) in cursor.fetchall())


def leaves(start: int, end: int) -> Iterable[bytes]:
    """Leaf hashes by position, for tiles and proofs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT leaf FROM leaf WHERE position >= %s AND position < %s ORDER BY position", [start, end])
        return [as_bytes(leaf) for (leaf,) in cursor.fetchall()]


def positions(docket: str) -> dict[int, int]:
    """Position in the log by number in the docket, for entries that have one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT no, position FROM leaf WHERE docket = %s", [docket])
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class Row:
    """An entry with all columns that tell of it, as they stand: for those who look for damage."""

    no: int
    kind: str
    body: object
    """Text, where nobody has put anything else there."""
    leaf: bytes
    request: str
    place: int
    position: int | None
    logged: bytes | None
    """The leaf that stands at the position."""
    waiting: bool
    logged_with: str | None
    """As the table has it: null where it was entered before receipts had two forms."""
    held_by: str
    """The docket that holds it back still; empty where none does."""


def rows(docket: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry.no, kind, body, entry.leaf, request, place, position, leaf.leaf, waiting.leaf, logged_with, held_by FROM entry "
            "LEFT JOIN leaf ON leaf.docket = entry.docket AND leaf.no = entry.no "
            "LEFT JOIN waiting ON waiting.docket = entry.docket AND waiting.no = entry.no "
            "WHERE entry.docket = %s ORDER BY entry.no",
            [docket],
        )
        return [
            Row(
                no,
                kind,
                body,
                as_bytes(leaf),
                request,
                place,
                position,
                None if logged is None else as_bytes(logged),
                waiting is not None,
                logged_with,
                held_by or "",
            )
            for no, kind, body, leaf, request, place, position, logged, waiting, logged_with, held_by in cursor.fetchall()
        ]


def private_rows(docket: str) -> dict[int, dict[str, tuple[bytes | None, str | None]]]:
    """By number and pointer: salt and value as they stand, nulls for what was erased."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT no, path, salt, value FROM private WHERE docket = %s", [docket])
        found: dict[int, dict[str, tuple[bytes | None, str | None]]] = {}
        for no, path, salt, value in cursor.fetchall():
            found.setdefault(no, {})[path] = (None if salt is None else as_bytes(salt), value)
        return found


def entered() -> int:
    """How many entries there are, those that wait for their place in the log among them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM entry")
        return int(cursor.fetchone()[0])


def waiting() -> int:
    """How many entries wait for their place in the log and may have it now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM waiting WHERE held_by = ''")
        return int(cursor.fetchone()[0])


def first_of_two_forms() -> int | None:
    """The first place in the log of an entry that was put since receipts have two forms; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(leaf.position) FROM leaf JOIN entry ON entry.docket = leaf.docket AND entry.no = leaf.no "
            "WHERE entry.logged_with IS NOT NULL"
        )
        first: int | None = cursor.fetchone()[0]
        return first


def size() -> int:
    """How many entries are in the log."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM leaf")
        return int(cursor.fetchone()[0])


def checkpoints(docket: str, also: Iterable[int] = ()) -> list[str]:
    """The notes by which the docket's entries came into the log, those of the sizes in `also`, and the newest, old to new."""
    sizes = [0, *also]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT note FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint) "
            "OR size IN (SELECT (SELECT min(size) FROM checkpoint WHERE size > position) FROM leaf WHERE docket = %s) "
            f"OR size IN ({', '.join(['%s'] * len(sizes))}) ORDER BY size",
            [docket, *sizes],
        )
        return [note for (note,) in cursor.fetchall()]


def checkpoint_rows() -> list[tuple[int, bytes, str]]:
    """Size, roots of the full subtrees, note."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT size, frontier, note FROM checkpoint ORDER BY size")
        return [(size, as_bytes(frontier), note) for size, frontier, note in cursor.fetchall()]


def newest_checkpoint() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
        row = cursor.fetchone()
        return row[0] if row else None
