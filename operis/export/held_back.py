"""Does each act of a secret docket come into the log when its receipt says so: at once, or with the act that ends its secrecy?"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_noop

from operis.dockets.kinds import KINDS, secret_kinds
from operis.export.seen import Seen
from operis.ledger import read
from operis.ledger.numbers import kind_of

BEFORE = timedelta(seconds=120)
"""So long before a closing an act may have been put that was held back, though the clock enters the closing for an earlier time."""
End = tuple[int | None, datetime]
"""By which checkpoint the act came into the log that ended a secrecy, and when it was entered."""


def held_back(dockets: Iterable[str]) -> Iterator[Seen]:
    batches = [size for size, _frontier, _note in read.checkpoint_rows()]
    since = _batch(read.first_of_two_forms(), batches)
    ends = lru_cache(maxsize=100)(lambda above: _ends(above, batches))
    for docket in dockets:
        kind = kind_of(docket)
        if kind not in secret_kinds():
            continue
        stored = read.entries(docket)
        above = (KINDS[str(kind)].parent(_state(str(kind), stored)) or "").upper()
        for row, one in zip(read.rows(docket), stored, strict=False):
            if not _as_promised(row, one.entered, above, _batch(row.position, batches), since, *ends(above)):
                facts: dict[str, str | int] = {"docket": docket, "no": row.no + 1}
                yield Seen(gettext_noop("{docket} no. {no}: what its receipt promises cannot be right"), facts)


def _as_promised(
    row: read.Row, entered: datetime, above: str, batch: int | None, since: int | None, still: bool, ended: list[End]
) -> bool:  # fmt: skip
    if row.logged_with is None:  # of an earlier version: nothing that is put since stands before it in the log
        return not row.held_by and (batch is None or since is None or batch <= since)
    if row.waiting:
        return row.logged_with in ("", above) and bool(row.held_by) == (still and bool(row.logged_with))
    with_end = [moment for placed, moment in ended if placed == batch]
    if row.logged_with:
        return row.logged_with == above and bool(with_end)
    return not any(entered < moment - BEFORE for moment in with_end)


def _state(kind: str, stored: Iterable[read.Stored]) -> Any:
    return KINDS[kind].folded(one.act for one in stored)


def _ends(above: str, batches: list[int]) -> tuple[bool, list[End]]:
    """Whether a docket holds back what is put on those made for it; and the acts by which it ceased to, with their batches."""
    kind = KINDS.get(kind_of(above) or "")
    if kind is None:
        return False, []
    places, state, found = read.positions(above), kind.start(), list[End]()
    held = kind.holds_back(state)
    for one in read.entries(above):
        state = kind.evolve(state, one.act)
        before, held = held, kind.holds_back(state)
        if before and not held:
            found.append((_batch(places.get(one.no), batches), one.entered))
    return held, found


def _batch(position: int | None, batches: list[int]) -> int | None:
    """The size of the checkpoint by which a place was given."""
    if position is None:
        return None
    at = bisect_left(batches, position + 1)
    return batches[at] if at < len(batches) else None
