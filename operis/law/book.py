"""Which law holds on a day, in a place, for a method; and what does all of it together say?"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from operis.law.loading import LEVELS, TABLES, Entry, read_files, read_text
from operis.law.rows import Confidence, Event, Fault, Instrument, LawError, Period, Row, Term, Text

__all__ = [
    "OWN", "Book", "Confidence", "Event", "Fault", "Instrument", "Law", "LawError", "Moment", "Period", "Row", "Term", "Text",
    "canonical", "covers_budget", "load_book", "parse_place",
]  # fmt: skip

OWN: Final = Path(__file__).parent
CODE: Final = re.compile(r"([0-9]{2}){1,3}")
APART: Final = frozenset({"file", "line", "day", "unread"})
READ_MAX: Final = 10_000
"""Rows as they are read on a day that are kept at most: some ten days of all of them."""

PACK = "cn"
"""The pack of an installation, and of what says no other: the one place where it is named."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What may start or end a period: an act, or a moment that a field of an act fixes, or one outside the record (no act)."""

    name: str
    title: Text
    act: str
    field: str


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """Every row that this installation knows; one book is the same as another only if it is that one."""

    rows: Mapping[str, Row]
    instruments: Mapping[str, Instrument]
    events: Mapping[str, Moment]
    sources: Mapping[str, str]
    zones: Mapping[str, str]
    methods: Mapping[str, Text]
    objects: Mapping[str, Text]
    unread: Mapping[str, Text]
    """Why terms are read by no check."""
    _by_term: dict[str, tuple[Row, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _written: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _texts: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _digests: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _read: dict[tuple[str, date], Row] = field(default_factory=dict, init=False, repr=False, compare=False)

    def of(self, pack: str, place: str = "") -> Iterator[Row]:
        """The rows of a pack for a place: those for everyone, and those of the place and of what lies above it."""
        return (row for row in self.rows.values() if row.pack in ("", pack) and place.startswith(row.place))

    def digest(self, pack: str) -> str:
        """SHA-256 of all that holds in a pack (`cn`, `cn/41`), whatever the day; names the law that a decision looked at."""
        if pack not in self._digests:
            self._digests[pack] = hashlib.sha256(self.written(pack).encode()).hexdigest()
        return self._digests[pack]

    def packs(self) -> list[str]:
        """Every pack, and every place with rows of its own."""
        return sorted({f"{row.pack}/{row.place}" if row.place else row.pack for row in self.rows.values() if row.pack})

    def written(self, pack: str) -> str:
        """The text that the digest is of: every row of the pack, by its id."""
        if pack not in self._written:
            name, place, _ = parse_place(pack)
            rows = sorted(self.of(name, place), key=lambda row: row.id)
            self._written[pack] = "{" + ",".join(f"{canonical(row.id)}:{self._text(row)}" for row in rows) + "}"
        return self._written[pack]

    def _text(self, row: Row) -> str:
        """Written once for all packs that it stands in."""
        if row.id not in self._texts:
            self._texts[row.id] = canonical(plain(row))
        return self._texts[row.id]

    def on(self, row: Row, day: date) -> Row:
        """The row as it is read on a day; kept, since each step reads many, and forgotten before there are too many."""
        read = self._read.get((row.id, day))
        if read is None:
            if len(self._read) >= READ_MAX:
                self._read.clear()
            read = self._read[row.id, day] = row.at(day)
        return read

    def having(self, term: str) -> tuple[Row, ...]:
        if term not in self._by_term:
            self._by_term[term] = tuple(row for row in self.rows.values() if term in row.terms)
        return self._by_term[term]


@dataclass(frozen=True, slots=True)
class Law:
    """The law for one case: its pack, place and budget level, and the days that govern it."""

    book: Book
    pack: str = PACK
    place: str = ""
    level: str = ""
    act_day: date = field(kw_only=True)
    notice_day: date | None = field(default=None, kw_only=True)

    @property
    def digest(self) -> str:
        return self.book.digest(self.whole)

    @property
    def whole(self) -> str:
        """What the digest is of: the pack, with the place where there is one."""
        return f"{self.pack}/{self.place}" if self.place else self.pack

    def day(self, row: Row) -> date:
        """The day that governs a row: that of the notice, once there is one, for what follows the notice's law."""
        return self.notice_day if row.governed_by == "notice" and self.notice_day is not None else self.act_day

    def row(self, id: str) -> Row:
        """The row, in force or not: for a citation."""
        row = self.book.rows.get(id)
        if row is None:
            raise LawError([Fault("", None, id, "", "is no row of the law")])
        return self.book.on(row, self.day(row))

    def get(self, id: str, *, method: str | None = None, object: str | None = "services") -> Row | None:
        """The row, if it is in force on its day and applies here."""
        row = self.row(id)
        return row if self._applies(row, method, object) else None

    def first(self, ids: Iterable[str], *, method: str | None = None, object: str | None = "services") -> Row | None:
        """The first that is in force: the exception stands before the rule."""
        return next((row for id in ids if (row := self.get(id, method=method, object=object)) is not None), None)

    def having(self, term: str, object: str | None = "services") -> Row | None:
        """The row that gives this amount here: of the nearest place, the surest, the latest."""
        return max(self.every_having(term, object), key=lambda row: (len(row.place), row.blocks, row.first or date.min), default=None)

    def every_having(self, term: str, object: str | None = "services") -> list[Row]:
        """Each row that gives this here, of whatever place."""
        rows = [self.book.on(row, self.day(row)) for row in self.book.having(term)]
        return [row for row in rows if self._applies(row, None, object) and row.has(term)]

    def rows(
        self, *, kind: str | None = None, start: str | None = None, method: str | None = None, object: str | None = None
    ) -> Iterator[Row]:
        """Every row in force here, or those of one kind, or those whose period one event starts."""
        for row in self.book.of(self.pack, self.place):
            asked = (kind is None or row.kind == kind) and (start is None or (row.event is not None and row.event.start == start))
            if asked and self._applies(row, method, object):
                yield self.book.on(row, self.day(row))

    def _applies(self, row: Row, method: str | None, object: str | None) -> bool:
        here = row.pack in ("", self.pack) and self.place.startswith(row.place)
        covers = row.covers(method=method, object=object, level=self.level)
        return here and row.holds(self.day(row)) and covers and covers_budget(row, self.place, self.level)


def covers_budget(row: Row, place: str, level: str) -> bool:
    """Whether a row of a place covers the budgets of this level there: all cities, one of them, all but one."""
    entries = row.data.get("budgets")
    return not isinstance(entries, list) or any(_budget(entry, place, level) for entry in entries)


def _budget(entry: Mapping[str, object], place: str, level: str) -> bool:
    within, but = _codes(entry, "within"), _codes(entry, "except")
    if entry.get("level") != level or any(len(place) < len(code) for code in (*within, *but)):
        return False  # which city is not known: its amount is asked for, never taken from another
    return (not within or place.startswith(within)) and not (but and place.startswith(but))


def _codes(entry: Mapping[str, object], key: str) -> tuple[str, ...]:
    codes = entry.get(key, [])
    return tuple(map(str, codes)) if isinstance(codes, list) else (str(codes),)


def parse_place(law: str) -> tuple[str, str, str]:
    """`cn/41/county` as pack, place and level; `cn/central` has no place."""
    pack, *rest = law.split("/")
    level = rest.pop() if rest and not rest[-1].isdigit() else ""
    place = rest.pop() if rest else ""
    wrong = (
        ("{law}: the pack's name is missing; write cn, cn/41 or cn/41/county", not pack),
        ("{law}: nothing stands behind a stroke; write cn, cn/41 or cn/41/county", law.endswith("/") or "//" in law),
        ("{law}: {place} is no code of a place; it has two, four or six digits", place and not CODE.fullmatch(place)),
        ("{law}: {level} is no level; levels are central, province, city, county", level and level not in LEVELS),
        ("{law}: there is more here than pack, place and level, as in cn/41/county", rest),
    )
    faults = [Fault("", None, "", "--law", says, {"law": law, "place": place, "level": level}) for says, holds in wrong if holds]
    if faults:
        raise LawError(faults)
    return pack, place, level


def load_book(folder: Path | None = None) -> Book:
    """The book of a folder of law files, or of our own; raises LawError with every fault.

    A folder without a table (acts, sources ...) is read with ours: an overlay need not repeat what the program knows.
    """
    folder = folder or OWN
    return _book(tuple((path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*.yaml"))))


@lru_cache(maxsize=2)
def _book(files: tuple[tuple[str, bytes], ...]) -> Book:
    """Files that say the same are read once: a book never changes."""
    found = read_files(files)
    for name in TABLES:
        if name not in found.tables:
            read_text((OWN / f"{name}.yaml").read_text("utf8"), f"{name}.yaml", found)
    if found.faults:
        raise LawError(found.faults)
    titles = {name: {key: entry.title for key, entry in table.items()} for name, table in found.tables.items()}
    events = {**found.tables["acts"], **found.tables["moments"]}
    return Book(
        rows=MappingProxyType(found.rows),
        instruments=MappingProxyType(found.instruments),
        events=MappingProxyType({name: _moment(name, entry) for name, entry in events.items()}),
        sources=MappingProxyType({key: title.en for key, title in titles["sources"].items()}),
        zones=MappingProxyType({pack: zone.en for pack, zone in titles["packs"].items()}),
        methods=MappingProxyType(titles["methods"]),
        objects=MappingProxyType(titles["objects"]),
        unread=MappingProxyType(titles["unread"]),
    )


def _moment(name: str, entry: Entry) -> Moment:
    """An act is fixed by itself; a moment by an act or a field of it, or by nothing here (`outside`)."""
    act, _, field = (entry.at or name).partition(".")
    return Moment(name, entry.title, "" if act == "outside" else act, field)


def plain(value: object) -> object:
    """A row as plain data, for a digest or a comparison; where it stands, when and by what it is read are no part of what it says."""
    if value is None or isinstance(value, (str, int)):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _said(type(value))}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def _said(kind: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name not in APART)


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
