"""Is what waits for a place in the log an entry as it was put? Looked at before it is signed: a place is given for ever."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from operis.core.codec import decode
from operis.ledger import folds
from operis.ledger.read import as_bytes, misfits, said_by

Place = tuple[str, int, bytes]
"""Docket, number and leaf of an entry that waits."""
AT_ONCE = 500


def in_order(cursor: Any) -> list[Place]:
    """Everything that waits and that nothing holds back, in the order in which it gets its places."""
    cursor.execute("SELECT docket, no, leaf FROM waiting WHERE held_by = ''")
    return sorted(((str(docket), no, as_bytes(leaf)) for docket, no, leaf in cursor.fetchall()), key=lambda row: (row[0].encode(), row[1]))


def sound(cursor: Any, places: Sequence[Place]) -> Iterator[Place]:
    """Those that may get their place. From the first that is not as it was put on, a docket waits; no other does."""
    return (place for place, may in _looked_at(cursor, places) if may)


def held_back() -> dict[str, int]:
    """By docket the number, from 1, of the first entry that gets no place as it is; nothing more is put on these."""
    with connection.cursor() as cursor:
        held = [place for place, may in _looked_at(cursor, in_order(cursor)) if not may]
    told = {docket: no + 1 for docket, no, _leaf in reversed(held)}
    folds.hold(told)
    return told


def not_waiting() -> dict[str, int]:
    """By docket the number, from 1, of the first entry that neither waits nor has a place: nobody put it so. Every entry is looked at."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry.docket, min(entry.no) FROM entry "
            "LEFT JOIN waiting ON waiting.docket = entry.docket AND waiting.no = entry.no "
            "LEFT JOIN leaf ON leaf.docket = entry.docket AND leaf.no = entry.no "
            "WHERE waiting.no IS NULL AND leaf.no IS NULL GROUP BY entry.docket ORDER BY entry.docket"
        )
        return {str(docket): int(no) + 1 for docket, no in cursor.fetchall()}


def _looked_at(cursor: Any, places: Sequence[Place]) -> Iterator[tuple[Place, bool]]:
    """Each with whether it may get its place: it agrees with itself, can be read, and follows the last that has one."""
    nexts: dict[str, int | None] = {}
    for start in range(0, len(places), AT_ONCE):
        some = places[start : start + AT_ONCE]
        rows = _rows(cursor, some)
        for place in some:
            docket, no, leaf = place
            row = rows.get((docket, no))
            due = nexts.get(docket, 0 if row is None or row[0] is None else row[0] + 1)
            may = row is not None and no == due and row[1] == leaf and _as_put(docket, no, *row[1:])
            nexts[docket] = no + 1 if may else None
            yield place, may


def _rows(cursor: Any, places: Sequence[Place]) -> dict[tuple[str, int], tuple[Any, ...]]:
    """The last number of the docket that has a place, leaf, body, kind and request, by docket and number."""
    wanted = ", ".join(["(%s, %s)"] * len(places))
    cursor.execute(
        f"WITH wanted (docket, no) AS (VALUES {wanted}) "
        "SELECT entry.docket, entry.no, (SELECT max(leaf.no) FROM leaf WHERE leaf.docket = entry.docket), "
        "entry.leaf, entry.body, entry.kind, entry.request "
        "FROM wanted JOIN entry ON entry.docket = wanted.docket AND entry.no = wanted.no",
        [value for docket, no, _leaf in places for value in (docket, no)],
    )
    return {(docket, no): (last, as_bytes(leaf), *rest) for docket, no, last, leaf, *rest in cursor.fetchall()}


def _as_put(docket: str, no: int, leaf: bytes, body: object, kind: object, request: object) -> bool:
    said = said_by(body)
    if any(misfits(said, docket=docket, no=no, kind=kind, body=body, leaf=leaf, request=request)):
        return False
    try:
        decode(dict(said["act"]))
    except Exception:  # noqa: BLE001 - an act that says nothing sensible can fail anywhere; it is told, and waits
        return False
    return True
