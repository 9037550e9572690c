"""What changes in the law: from one day to another, from one set of files to another, or if an overlay were adopted?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from types import MappingProxyType

from operis.law.book import Book, Fault, Law, LawError, Row, plain
from operis.law.lint import lint
from operis.law.loading import Folder, read_text

BEGINS, ENDS, ADDED, REMOVED, CHANGES = "begins", "ends", "added", "removed", "changes"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different about a row; before and after are plain data, None where there is nothing."""

    row: str
    what: str
    path: str = ""
    before: object = None
    after: object = None


def between_days(rows: Iterable[Row], first: date, second: date) -> Iterator[Change]:
    """What holds on the second day and did not on the first, the other way round, and which values differ."""
    for row in rows:
        held, holds = row.holds(first), row.holds(second)
        if held != holds:
            yield Change(row.id, BEGINS if holds else ENDS)
        elif holds:
            yield from _values(row, first, row, second)


def between_books(before: Book, after: Book) -> Iterator[Change]:
    """Rows that are added or removed, and what the others say differently, whatever the day."""
    for id in [*before.rows, *(id for id in after.rows if id not in before.rows)]:
        one, other = before.rows.get(id), after.rows.get(id)
        if one is None or other is None:
            yield Change(id, ADDED if one is None else REMOVED)
            continue
        for each in fields(Row):
            was, now = plain(getattr(one, each.name)), plain(getattr(other, each.name))
            if each.name not in ("file", "line", "day", "instrument") and was != now:
                yield Change(id, CHANGES, each.name, was, now)


def under(before: Law, after: Law) -> Iterator[Change]:
    """What one case would read differently: rows that begin or cease to apply to it, and values that differ on its days."""
    was, now = ({row.id: row for row in law.rows()} for law in (before, after))
    for id in sorted(was.keys() | now.keys()):
        if id not in was or id not in now:
            yield Change(id, BEGINS if id in now else ENDS)
        else:
            yield from _values(was[id], before.day(was[id]), now[id], after.day(now[id]))


def with_overlay(book: Book, text: str, name: str) -> Book:
    """The book as it would be with one more file, or with a new edition of one; raises LawError with every fault."""
    found = Folder(tables={})
    read_text(text, name, found)
    if found.faults:
        raise LawError(found.faults)
    gone = {row.id for row in book.rows.values() if row.instrument.id in found.instruments}
    kept = {id: row for id, row in book.rows.items() if id not in gone}
    faults = [
        Fault(name, row.line, row.id, "", "is a row of {file} already", {"file": kept[row.id].file})
        for row in found.rows.values()
        if row.id in kept
    ]
    merged = replace(
        book,
        rows=MappingProxyType({**kept, **found.rows}),
        instruments=MappingProxyType({**book.instruments, **found.instruments}),
    )
    faults += [*_proposed(found), *lint(merged)]
    if faults:
        raise LawError(faults)
    return merged


def _proposed(found: Folder) -> Iterator[Fault]:
    for row in found.rows.values():
        if not row.seen:
            yield Fault(row.file, row.line, row.id, "seen", "is empty: a rule is proposed with its source")


def _values(one: Row, first: date, other: Row, second: date) -> Iterator[Change]:
    was, now = one.at(first), other.at(second)
    for term in sorted(was.terms.keys() | now.terms.keys()):
        before, after = was.value(term), now.value(term)
        if before != after:
            yield Change(other.id, CHANGES, f"terms.{term}", plain(before), plain(after))
