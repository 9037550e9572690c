"""Is everything here as it was signed, and is everything there that the record names? The whole installation, looked through once.

Every entry against its leaf, the tree, all checkpoints, the checkpoints kept outside, the triggers, counters, registers against a
rebuild, what is sealed and files against their digests, refusals against their numbers and the last look. Nothing of a content is told.
Not looked at, since nothing signs it: accounts, drafts.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext_noop

from operis.clerk import enter_all
from operis.core.calendar import Calendar
from operis.export import beside, refused
from operis.export.accepted import accepted
from operis.export.held_back import held_back
from operis.export.reading import damaged
from operis.export.refused import Memory
from operis.export.seen import Seen, to_the_end
from operis.export.shapes import misshapen
from operis.law.book import Book
from operis.ledger import laws, read, whole
from operis.ledger.checkpoint import NoteError, Verifier, open_checkpoint
from operis.ledger.damaged import DamagedEntryError
from operis.ledger.insert_only import unguarded
from operis.ledger.tree import Frontier
from operis.registers.beside import empty_beside, one_moment
from operis.registers.tables import names

NAMES = ("docket", "number", "target", "key", "identity", "holder")
"""Columns by which a row of a register is named: the first that it has."""
MOST = 200
"""So many findings of one kind are told; more of them say nothing new."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, when, and in how much."""

    at: datetime
    dockets: int
    entries: int
    kept: int
    findings: tuple[Seen, ...]
    refusals: Memory = field(default_factory=dict)
    """What the next look compares refusals with."""
    accepted: tuple[Seen, ...] = ()
    """What was said of the log in public: no findings."""

    def plain(self) -> dict[str, Any]:
        told = {"at": self.at.isoformat(), "dockets": self.dockets, "entries": self.entries, "kept": self.kept}
        told["refusals"] = {series: list(one) for series, one in self.refusals.items()}
        told["accepted"] = [one.plain() for one in self.accepted]
        return {**told, "findings": [one.plain() for one in self.findings]}

    @classmethod
    def load(cls, stored: dict[str, Any]) -> "Looked":
        found = tuple(Seen.load(one) for one in stored["findings"])
        said = tuple(Seen.load(one) for one in stored.get("accepted", ()))
        return cls(datetime.fromisoformat(stored["at"]), stored["dockets"], stored["entries"], stored["kept"], found, _memory(stored), said)


def _memory(stored: dict[str, Any]) -> Memory:
    return {series: (int(count), str(digest)) for series, (count, digest) in stored.get("refusals", {}).items()}


def look_over(verifier: Verifier, book: Book, calendar: Calendar, outside: Iterable[Path], now: datetime, refusals: Memory) -> Looked:
    """Look through everything, as it stood at one moment: nobody waits for a look, and what is put meanwhile is no finding of it.

    What is kept outside is read first, since the log is never behind it; files come last, which are brought before somebody names them.
    """
    kept = [(path, _text(path)) for path in outside]
    with one_moment():
        dockets, there = whole.dockets(), refused.refusals()
        looks = (
            _entries(dockets),
            _log(verifier),
            _outside(verifier, kept),
            _guards(),
            _counters(dockets),
            _registers(calendar),
            beside.sealed(dockets),
            beside.sealed_to_holders(dockets),
            _laws(dockets, book),
            held_back(dockets),
            misshapen(),
            refused.refused(there, refusals),
        )
        told = list(_most(accepted(dockets)))
        findings = [seen for look in looks for seen in _most(look)]
        entries, attached = whole.count("entry"), whole.count("attachment")
    findings += [*_most(beside.files(dockets)), *_most(beside.bid_files())]
    return Looked(now, len(dockets), entries, attached, tuple(findings), refused.remembered(there, refusals), tuple(told))


def keep(looked: Looked, path: Path) -> None:
    """Write what was found where doctor and pages find it, whole or not at all."""
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf8") as out:
        json.dump(looked.plain(), out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    new.replace(path)


def last(path: Path) -> Looked | None:
    """What was found the last time; None where nobody looked yet, or the file says nothing that can be read."""
    try:
        return Looked.load(json.loads(path.read_text("utf8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _most(look: Iterator[Seen]) -> Iterator[Seen]:
    for place, seen in enumerate(to_the_end(look, getattr(look, "__name__", "").strip("_"))):
        if place == MOST:
            yield Seen(gettext_noop("There is more of this kind than is told here."))
            return
        yield seen


def _entries(dockets: Iterable[str]) -> Iterator[Seen]:
    size = read.size()
    for docket in dockets:
        yield from to_the_end(damaged(docket, size), docket)
    for docket, no in whole.waiting_for_others():
        facts: dict[str, str | int] = {"docket": docket, "no": no + 1}
        yield Seen(gettext_noop("{docket} no. {no}: what waits for a place in the log is not this entry"), facts)
    for docket, no in whole.without_key():
        yield Seen(gettext_noop("{docket} no. {no}: by which key its request came is gone"), {"docket": docket, "no": no + 1})


def _log(verifier: Verifier) -> Iterator[Seen]:
    """The leaves in order, and at the size of each checkpoint the root that it was signed for."""
    checkpoints = {size: (frontier, note) for size, frontier, note in read.checkpoint_rows()}
    frontier = Frontier()
    for position, leaf in whole.leaves_in_order():
        if position != frontier.size:
            yield Seen(gettext_noop("The log has nothing at place {place}"), {"place": frontier.size})
            break
        frontier.append(leaf)
        if frontier.size in checkpoints:
            yield from _checkpoint(frontier, *checkpoints.pop(frontier.size), verifier)
    for size in sorted(checkpoints):
        yield Seen(gettext_noop("The checkpoint of {size} entries: the log has not that many in order"), {"size": size})
    newest = max((size for size, _, _ in read.checkpoint_rows()), default=0)
    if newest < read.size():
        facts: dict[str, str | int] = {"size": newest, "count": read.size()}
        yield Seen(gettext_noop("The newest checkpoint is of {size} entries, and the log has {count}"), facts)


def _checkpoint(made: Frontier, frontier: bytes, note: str, verifier: Verifier) -> Iterator[Seen]:
    facts: dict[str, str | int] = {"size": made.size}
    try:
        signed = open_checkpoint(note, verifier)
    except NoteError:
        yield Seen(gettext_noop("The checkpoint of {size} entries: this ledger's key did not sign it"), facts)
        return
    if (signed.size, signed.root) != (made.size, made.root()):
        yield Seen(gettext_noop("The checkpoint of {size} entries: it was not signed for the entries that are there"), facts)
    if frontier != made.to_bytes():
        yield Seen(gettext_noop("The checkpoint of {size} entries: what is kept beside it to go on from is not right"), facts)


def _text(path: Path) -> str | None:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return None


def _outside(verifier: Verifier, kept: Iterable[tuple[Path, str | None]]) -> Iterator[Seen]:
    roots = _Roots()
    for path, note in kept:
        facts: dict[str, str | int] = {"file": str(path)}
        if note is None:
            if roots.size:
                yield Seen(gettext_noop("{file}: no checkpoint is kept there"), facts)
            continue
        try:
            known = open_checkpoint(note, verifier)
        except ValueError:
            yield Seen(gettext_noop("{file}: this ledger's key did not sign what is kept there"), facts)
            continue
        facts |= {"known": known.size, "size": roots.size}
        if known.size > roots.size:
            yield Seen(gettext_noop("{file}: it was signed for {known} entries, and the log has {size}"), facts)
        elif roots.at(known.size) != known.root:
            yield Seen(gettext_noop("{file}: it was signed for {known} other entries than the log has"), facts)


class _Roots:
    """The root over the first so many leaves, as they stand."""

    def __init__(self) -> None:
        self.size = read.size()

    def at(self, size: int) -> bytes:
        frontier = Frontier()
        for _, leaf in whole.leaves_in_order(size):
            frontier.append(leaf)
        return frontier.root()


def _guards() -> Iterator[Seen]:
    for table, trigger in unguarded(connection):
        facts: dict[str, str | int] = {"table": table, "trigger": trigger}
        yield Seen(gettext_noop("The database does not keep {table} from being changed any more: {trigger} is missing or another"), facts)


def _counters(dockets: Iterable[str]) -> Iterator[Seen]:
    """A series that counts less than its numbers would give a number twice."""
    highest: Counter[str] = Counter()
    for docket in dockets:
        series, _, count = docket.rpartition("-")
        if count.isdigit() and series.count("-") == 2:
            highest[series] = max(highest[series], int(count))
    counted = whole.counters()
    for series, number in sorted(highest.items()):
        if counted.get(series) != number:
            facts: dict[str, str | int] = {"series": series, "said": counted.get(series, 0), "number": number}
            yield Seen(gettext_noop("The counter of {series} says {said}, and its numbers go to {number}"), facts)


def _registers(calendar: Calendar) -> Iterator[Seen]:
    """As they are and as the record makes them beside; what was made is taken back."""
    tables = names()
    try:
        before = {table: _rows(table) for table in tables}
        with transaction.atomic():
            empty_beside(tables)
            enter_all(calendar)
            after = {table: _rows(table) for table in tables}
            transaction.set_rollback(True)
    except DatabaseError:
        raise
    except Exception as fault:  # noqa: BLE001 - told: an entry that says nothing sensible any more can fail anywhere
        yield Seen(gettext_noop("The registers cannot be made anew from the record: {why}"), {"why": _why(fault)})
        return
    for table in tables:
        named = {_named(table, row) for row in (before[table] - after[table]) + (after[table] - before[table])}
        for name in sorted(named):
            facts: dict[str, str | int] = {"table": table, "name": name}
            yield Seen(gettext_noop("The register {table} says of {name} what the record does not"), facts)


def _why(fault: Exception) -> str:
    return f"{fault.docket} no. {fault.number}" if isinstance(fault, DamagedEntryError) else type(fault).__name__


def _laws(dockets: Iterable[str], book: Book) -> Iterator[Seen]:
    """The law that an entry names can be read, as it was kept or as this version has it; and what was kept has its fingerprint."""
    known, kept = {book.digest(pack) for pack in book.packs()}, laws.kept()
    named = {law for docket in dockets for law in whole.laws_named(docket)}
    for digest in sorted((named - known) | kept, key=str):
        if laws.missing(digest):
            yield Seen(gettext_noop("The law {digest}, which entries name, was not kept here or was changed"), {"digest": str(digest)[:64]})


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} LIMIT 0")
        return [one[0] for one in cursor.description if one[0] != "id"]


def _rows(table: str) -> "Counter[tuple[Any, ...]]":
    plain = partial(map, lambda value: bytes(value) if isinstance(value, memoryview) else value)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(_columns(table))} FROM {table}")
        return Counter(tuple(map(_hashable, plain(row))) for row in cursor.fetchall())


def _hashable(value: Any) -> Any:
    return json.dumps(value, sort_keys=True) if isinstance(value, (list, dict)) else value


def _named(table: str, row: tuple[Any, ...]) -> str:
    columns = _columns(table)
    return next((str(row[columns.index(name)]) for name in NAMES if name in columns), "-")
