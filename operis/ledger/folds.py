"""What do the acts of a docket add up to? Folded once, and remembered in this process, so that the next look goes on from there.

A fold is known by the leaf of its newest entry, which has 32 bytes of chance in it: no other docket, copy or ledger has one with that
leaf and other entries before it. It is remembered once its entries are committed, and where the bytes that were read are those that
were entered. So what is remembered is always right, in every process, however the database was changed meanwhile; it may only be short.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock
from typing import Any

from django.db import transaction

from operis.dockets.kinds import KINDS
from operis.ledger import read
from operis.ledger.damaged import DamagedEntryError
from operis.ledger.numbers import kind_of
from operis.ledger.read import Stored

FOLDS_MAX = 1024
"""So many dockets are remembered, those that were looked at last."""


@dataclass(frozen=True)
class Fold:
    """A docket up to one of its entries."""

    docket: str
    kind: str
    state: Any
    length: int = 0
    leaf: bytes = b""
    """That of the newest entry."""
    last: datetime | None = None
    """When the newest entry was entered."""
    entered: Mapping[str, datetime] = field(default_factory=dict)
    """When an act of each kind was entered last."""
    hands: frozenset[str] = frozenset()
    """Who put something there."""
    as_entered: bool = True
    """Whether each entry was as it was put, and none is missing between them."""

    def then(self, stored: Sequence[Stored]) -> "Fold":
        """The same with the entries that follow."""
        if not stored:
            return self
        declared, state, entered, hands = KINDS[self.kind], self.state, dict(self.entered), set(self.hands)
        for one in stored:
            try:
                state = declared.evolve(state, one.act)
                entered[one.act.kind] = one.entered
                hands.update(one.mandate.persons)
            except Exception as fault:  # an act where none of its kind can stand, or an entry that says nothing sensible
                raise DamagedEntryError(one.docket, one.number) from fault
        return replace(
            self, state=state, length=self.length + len(stored), leaf=stored[-1].leaf, last=stored[-1].entered, entered=entered,
            hands=frozenset(hands), as_entered=self.as_entered and all(_as_entered(one, no) for no, one in enumerate(stored, self.length)),
        )  # fmt: skip


def _as_entered(stored: Stored, no: int) -> bool:
    return stored.no == no and stored.is_as_put


_KNOWN: OrderedDict[str, Fold] = OrderedDict()
_STOPPED: dict[str, int] = {}
"""Dockets that take nothing more, by what the last look of this process at what waits for its place found: from which number on."""
_HELD = Lock()


def hold(found: Mapping[str, int]) -> None:
    """From here on these dockets, and no others, take nothing more: what follows would never get a place in the log either."""
    _STOPPED.clear()
    _STOPPED.update(found)


def check_whole(before: Fold) -> None:
    """DamagedEntryError where an entry of the docket is not as it was put, as far as that is known."""
    if before.docket in _STOPPED:
        raise DamagedEntryError(before.docket, _STOPPED[before.docket])
    if not before.as_entered:
        raise DamagedEntryError(before.docket, before.length)


def begun(docket: str, kind: str) -> Fold:
    """A docket without entries."""
    return Fold(docket, kind, KINDS[kind].start())


def fold(docket: str) -> Fold | None:
    """The docket as it stands, of which only what is new is read; None where there is none of this number."""
    kind = kind_of(docket)
    if kind is None:
        return None
    before = known(docket)
    if before is not None:
        stored = read.entries(docket, first=before.length - 1)
        if stored and stored[0].leaf == before.leaf:
            return _remembered(before, before.then(stored[1:]))
    stored = read.entries(docket)
    return _remembered(before, begun(docket, kind).then(stored)) if stored else None


def state_of(kind: str, docket: str | None) -> Any:
    """What the acts of a docket of this kind add up to; nothing has happened where there is none of this number."""
    there = fold(docket.upper()) if docket else None
    return there.state if there is not None and there.kind == kind else KINDS[kind].start()


def folded(docket: str, stored: Sequence[Stored]) -> Fold:
    """The same from entries that were read already, all of the docket up to the last of them, to be shown.

    DamagedEntryError where one of them is not as it was put: it would be shown as if it were on record.
    """
    before = known(docket)
    if before is None or before.length > len(stored) or stored[before.length - 1].leaf != before.leaf:
        before = None
    now = _remembered(before, (before or begun(docket, str(kind_of(docket)))).then(stored[before.length if before else 0 :]))
    if not now.as_entered:
        raise DamagedEntryError(docket, next(no for no, one in enumerate(stored) if not _as_entered(one, no)) + 1)
    return now


def remember(one: Fold) -> None:
    """Remember it once the transaction is committed in which its entries were read or written; else never."""
    if one.as_entered and one.length:
        transaction.on_commit(lambda: _keep(one))


def _remembered(before: Fold | None, now: Fold) -> Fold:
    if now is not before:
        remember(now)
    return now


def known(docket: str) -> Fold | None:
    """What is remembered of a docket; it may have gone on since."""
    with _HELD:
        if docket in _KNOWN:
            _KNOWN.move_to_end(docket)
        return _KNOWN.get(docket)


def _keep(one: Fold) -> None:
    with _HELD:
        _KNOWN[one.docket] = one
        _KNOWN.move_to_end(one.docket)
        while len(_KNOWN) > FOLDS_MAX:
            _KNOWN.popitem(last=False)
