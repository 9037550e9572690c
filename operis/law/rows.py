"""What does one row of law say, from when, where does it stand, and how sure are we of it?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

Term = int | str | bool | tuple[str, ...]

# How sure a row must be before it may refuse anything; what is less sure warns.
SURE: Final = frozenset({"verified", "secondary", "source", "recalled-high"})
LENGTH: Final = re.compile(r"(?:^|_)(working_days|days|months|years|minutes)(?:_(min|max))?$")
ALL: Final = "*"
UNITS: Final = {"working_days": "working-day", "days": "day", "months": "month", "years": "year", "minutes": "minute"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a law file: where, and in words (an English template for `facts`)."""

    file: str
    line: int | None
    row: str
    path: str
    says: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(filter(None, [place, ".".join(filter(None, [self.row, self.path])), self.says.format(**self.facts)]))


class LawError(Exception):
    """The law cannot be read as asked: files that are wrong, or a rule that asks a row for what it does not say."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


@dataclass(frozen=True, slots=True)
class Text:
    en: str
    zh: str

    def said(self, lang: str) -> str:
        return self.zh if lang.lower().startswith("zh") else self.en


LEGAL = frozenset({"law", "regulation", "order", "notice", "local"})


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, an order, a notice; or practice, the source text, and our own advice."""

    id: str
    kind: str
    title: Text
    short: Text
    """As it stands in a citation: 财政部令第87号, 《政府采购法》."""
    number: str | None
    issued: date | None
    first: date | None
    last: date | None
    seen: tuple[str, ...]
    note: Text | None
    unread: str = ""
    """Why no check reads the terms of its rows, where one reason stands for all of them: a name of the table `unread`."""

    @property
    def legal(self) -> bool:
        """Whether it binds others: practice, a source text and what this platform says of itself do not."""
        return self.kind in LEGAL


@dataclass(frozen=True, slots=True)
class Event:
    """What starts a period and what ends it: acts by their kind, or moments."""

    start: str
    end: str
    bound: str
    rolls: bool | None = None
    lengths: tuple[str, ...] = ()
    """The terms that are lengths of this period, where the row has lengths of something else too."""
    first_day_counts: bool = False
    """British law counts "beginning with the day"; everyone else begins with the day after."""


@dataclass(frozen=True, slots=True)
class Period:
    """So many days, at least, at most or exactly."""

    bound: str
    length: int
    unit: str
    rolls: bool | None = None
    """Whether a last day on a day off moves on; None: as its bound has it."""
    first_day_counts: bool = False

    @property
    def rolls_on(self) -> bool:
        """A time to act in ends on a day when one can act; a time to wait is not made longer."""
        return self.bound == "max" if self.rolls is None else self.rolls


@dataclass(frozen=True, slots=True)
class Confidence:
    rule: str
    article: str


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    instrument: Instrument
    document: Text | None
    """The document that says it, where that is not the instrument of the file."""
    article: Text | None
    says: Text
    text: Mapping[str, str]
    kind: str
    methods: tuple[str, ...]
    objects: tuple[str, ...]
    levels: tuple[str, ...]
    event: Event | None
    terms: Mapping[str, tuple[tuple[date, Term], ...]]
    governed_by: str
    first: date | None
    last: date | None
    confidence: Confidence
    seen: tuple[str, ...]
    note: Text | None
    data: Mapping[str, object]
    pack: str
    place: str
    file: str
    line: int
    unread: Mapping[str, str] = field(default_factory=dict)
    """Why no check reads a term, by its name (ALL: every other one): names of the table `unread`."""
    day: date | None = None
    """The day on which it is read; set by `at`."""

    def __hash__(self) -> int:
        return hash((self.id, self.day))

    def at(self, day: date) -> "Row":
        return replace(self, day=day)

    def holds(self, day: date) -> bool:
        """A row without a first day is a draft, or a text nobody has read: it never holds."""
        return self.first is not None and self.first <= day and (self.last is None or day <= self.last)

    def covers(self, *, method: str | None = None, object: str | None = None, level: str | None = None) -> bool:
        """Whether it applies; None does not ask, and a level that is not known ("") is no level the row names."""
        asked = ((self.methods, method), (self.objects, object), (self.levels, level))
        return all(one is None or not these or one in these for these, one in asked)

    @property
    def blocks(self) -> bool:
        """Whether it may refuse; our advice, and what we only remember, warns."""
        return self.confidence.rule in SURE and self.instrument.kind != "advice" and self.data.get("effect") != "warn"

    @property
    def compared(self) -> bool:
        """Whether somebody compared where it says so with the text: the page of the rule tells of what nobody did."""
        return self.confidence.article != "recalled"

    def cite(self, lang: str) -> str:
        """Instrument and article; a number that nobody has compared with the text is not printed."""
        source = (self.document or self.instrument.short).said(lang)
        if self.article is None or not self.compared:
            return source
        return source + self.article.zh if lang.lower().startswith("zh") else f"{source}, {self.article.en}"

    def value(self, term: str) -> Term | None:
        """What it says on its day, None where it says nothing yet; the typed readers below ask for what they need."""
        if self.day is None:
            raise self._wrong(term, "was read without a day; use the row that Law.get or Row.at hands back")
        value = None
        for first, dated in self.terms.get(term, ()):  # in order of days
            if first <= self.day:
                value = dated
        return value

    def why_unread(self, term: str) -> str:
        """The reason that the law files give for a term that no check reads; "" where they give none."""
        return self.unread.get(term) or self.unread.get(ALL) or self.instrument.unread

    def has(self, term: str) -> bool:
        return self.value(term) is not None

    def period(self, term: str = "") -> Period:
        """Its only length, or the named one."""
        lengths = self.lengths()
        if not term and len(lengths) == 1:
            return next(iter(lengths.values()))
        if term not in lengths:
            raise self._wrong(term or "terms", "has {count} lengths, not this one", count=str(len(lengths)))
        return lengths[term]

    def lengths(self) -> dict[str, Period]:
        """Every length of its period that it gives on the day, by the name of its term."""
        named = self.event.lengths if self.event else ()
        return {term: period for term in named or self.terms if (period := self._length(term)) is not None}

    def count(self, term: str) -> int:
        value = self.value(term)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(term, "is no whole number on this day")
        return value

    def percent(self, term: str) -> Decimal:
        value = self.value(term)
        if "percent" not in term or isinstance(value, (bool, tuple)) or value is None:
            raise self._wrong(term, "is no percentage on this day")
        return Decimal(value)

    def fen(self, term: str) -> int:
        if "fen" not in term.split("_"):
            raise self._wrong(term, "is no amount in fen")
        return self.count(term)

    def yes(self, term: str) -> bool:
        value = self.value(term)
        if not isinstance(value, bool):
            raise self._wrong(term, "is neither yes nor no on this day")
        return value

    def slugs(self, term: str) -> tuple[str, ...]:
        value = self.value(term)
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, tuple):
            raise self._wrong(term, "is no list of words on this day")
        return value

    def slug(self, term: str) -> str:
        words = self.slugs(term)
        if len(words) != 1:
            raise self._wrong(term, "is not one word on this day")
        return words[0]

    def _length(self, term: str) -> Period | None:
        value, length = self.value(term), LENGTH.search(term)
        if length is None or not isinstance(value, int) or isinstance(value, bool):
            return None
        rolls, first_day_counts = (self.event.rolls, self.event.first_day_counts) if self.event else (None, False)
        return Period(self._bound(length[2]), value, UNITS[length[1]], rolls, first_day_counts)

    def _bound(self, suffix: str | None) -> str:
        if self.event is not None and (suffix is None or self.event.bound == "exact"):
            return self.event.bound
        return suffix or "exact"

    def _wrong(self, term: str, says: str, **facts: str) -> LawError:
        return LawError([Fault(self.file, self.line, self.id, term, says, facts)])
