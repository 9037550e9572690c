"""Of what is a paper made, whatever it is written as? Headings, lines with a name, paragraphs, tables, and a place for the stamp.

What an act does not say is not left out in silence: a line without words says that it is not stated, and the paper lists it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from operis.core.fields import walk
from operis.core.wording import Wording
from operis.documents.said import TAGS
from operis.documents.shown import language

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
CHINESE = "〇一二三四五六七八九十"


class Foreign(str):
    """Words that there are only in the other language; `tongue` as a browser wants it."""

    __slots__ = ("tongue",)
    tongue: str


def foreign(words: str, tongue: str) -> Foreign:
    marked = Foreign(words)
    marked.tongue = tongue
    return marked


@dataclass(frozen=True, slots=True)
class Heading:
    words: str
    id: str = ""
    """By which a list of contents leads to it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A name and what stands behind it; None: nothing was said of it."""

    label: str
    words: str | None
    alone: bool = False
    """Whether a heading has said its name already."""

    @property
    def written(self) -> str:
        return _("(not stated)") if self.words is None else self.words


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `boxed` for the outline that opens a notice."""

    words: str
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    label: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    alone: bool = False

    @property
    def by_hand(self) -> tuple[bool, ...]:
        """Of each column whether it is left to be filled in."""
        return tuple(not any(row[place] for row in self.rows) for place in range(len(self.head)))

    @property
    def cells(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Each row with the heads of its cells."""
        return tuple(tuple(zip(self.head, row, strict=True)) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who stamps it, with room for the stamp, and the day."""

    who: str
    day: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The parts of a long paper, before the first of them."""

    label: str
    parts: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered text in paragraphs, with the law under it; what is a form of its own begins a page."""

    number: str
    title: str
    paragraphs: tuple[str, ...]
    law: str
    form: bool = False


Block = Heading | Line | Words | Table | Signed | Contents | Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper, made of one act; `slug` is its name among those of the docket, `no` the act's place there."""

    slug: str
    title: str
    about: str
    number: str
    no: int
    body: str
    made: datetime
    code: str
    blocks: tuple[Block, ...]
    long: bool = False
    """Whether it is set smaller, as documents of many pages are."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What the act does not say, by name."""
        return tuple(one.label for one in self.blocks if isinstance(one, Line) and one.words is None)

    @property
    def only_foreign(self) -> tuple[str, ...]:
        """What it says in the other language alone, by name."""
        return tuple(one.label for one in self.blocks if isinstance(one, Line) and isinstance(one.words, Foreign))


def numbered(headings: Iterator[tuple[str, tuple[Block, ...]]]) -> Iterator[Block]:
    """Parts under 一、二、三、 or 1. 2. 3., in their order."""
    for place, (words, blocks) in enumerate(headings, start=1):
        number = f"{chinese(place)}、" if language() == "zh" else f"{place}. "
        yield Heading(f"{number}{words}")
        yield from blocks


def chinese(number: int) -> str:
    """一 to 十九: no paper has more parts."""
    tens, ones = divmod(number, 10)
    return CHINESE[ones] if not tens else CHINESE[10] + (CHINESE[ones] if ones else "")


def in_words(text: Wording | None) -> str | None:
    """What a person wrote, in the language of the paper, else in the other, and marked so."""
    if text is None:
        return None
    tongue, words = text.within(language())
    return words.strip() if tongue == language() else foreign(words.strip(), TAGS[tongue])


def printable(words: str) -> str:
    """Without the characters that steer machines: no font draws them, and no XML holds them."""
    return CONTROLS.sub("", words)


def field(record: type, name: str) -> str:
    """The name of a field in the language of the paper."""
    return walk(record)[name].asked.label.within(language())


def choice(record: object, name: str) -> str:
    """A choice by its words."""
    value = getattr(record, name)
    words = dict(walk(type(record))[name].asked.choices).get(value)
    return words.within(language()) if words else str(value)


Named = Callable[[str], str]
"""The name of a body or a supplier, by the short name it has on record."""
