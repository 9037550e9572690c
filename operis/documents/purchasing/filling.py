"""What does a document say for one procurement? Its clauses with what the record holds in their slots, numbered, each with its law.

A clause whose condition fails is left out, and so is one that tells a number of a row that is silent on the day; the numbering closes up.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from operis.core.wording import Label
from operis.documents.purchasing.conditions import holds
from operis.documents.purchasing.texts import LAW, Clause, Text, sources
from operis.documents.purchasing.values import looked_up, of_law, root_of, said_of
from operis.documents.textbank import SLOT, Words
from operis.law.book import Law, Row

Facts = Mapping[str, object]
BLANK, FORMS = "blank", "forms"
LINE = "＿＿＿＿＿＿"
BLANK_ROWS = 5
"""So many empty rows has a table that the supplier fills in."""
STOPS = "。；，.;,"
MISSING = {"zh": "【待填】", "en": "[to be filled in]"}


@dataclass(frozen=True, slots=True)
class Row_:
    """The cells of a table's row, by language."""

    zh: tuple[str, ...]
    en: tuple[str, ...]

    def within(self, language: str) -> tuple[str, ...]:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A clause as it will be printed; `asks` names the sources that nothing was found at."""

    clause: Clause
    number: str
    words: Words
    head: tuple[Label, ...]
    cells: tuple[Row_, ...]
    law: tuple[Row, ...]
    frozen: bool
    own: bool
    """Whether the officer wrote it otherwise."""
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChapterFilled:
    id: str
    title: Label
    clauses: tuple[Filled, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    text: Text
    chapters: tuple[ChapterFilled, ...]

    @property
    def clauses(self) -> Iterator[Filled]:
        return (clause for chapter in self.chapters for clause in chapter.clauses)

    @property
    def missing(self) -> tuple[str, ...]:
        """The sources that nothing was found at, each once, in the order of the document."""
        return tuple(dict.fromkeys(source for clause in self.clauses for source in clause.asks))

    @property
    def uncovered(self) -> tuple[str, ...]:
        """What is asked of such a document and stands in none of the clauses that are left."""
        there = {clause.clause.id for clause in self.clauses}
        return tuple(content for content, held in self.text.contents.items() if not there & {*held})


def before_stop(value: str, slot: re.Match[str]) -> str:
    """What is put before a stop brings none of its own."""
    after = slot.string[slot.end() : slot.end() + 1]
    return value.rstrip(STOPS) if after and after in STOPS else value


def drafted(text: Text, facts: Facts, law: Law, own: Mapping[str, Words] | None = None) -> Drafted:
    """`own`: what the officer wrote instead of a text of ours, by clause, with slots in braces; an empty one is left out."""
    chapters = (_chapter(chapter, place, _Filling(text, facts, law, own or {})) for place, chapter in enumerate(text.chapters, 1))
    return Drafted(text, tuple(chapters))


def forms_filled(text: Text, facts: Facts, law: Law, untrue: frozenset[str] = frozenset()) -> Drafted:
    """The forms for the bid alone, with what is known of the bidder in place of its lines; what is not known stays a line.

    `untrue` are rows by which this bidder declares nothing: a form that rests on one is left out.
    """
    filling = _Filling(text, facts, law, {}, forms=True, untrue=untrue)
    chapters = tuple(_chapter(one, place, filling) for place, one in enumerate(text.chapters, 1) if one.id == FORMS)
    return Drafted(text, chapters)


def _chapter(chapter: Any, place: int, filling: "_Filling") -> ChapterFilled:
    there = [one for clause in chapter.clauses if (one := filling.filled(clause)) is not None]
    numbered = (replace(one, number=f"{place}.{number}") for number, one in enumerate(there, 1))
    return ChapterFilled(chapter.id, chapter.title, tuple(numbered))


@dataclass(frozen=True, slots=True)
class _Filling:
    text: Text
    facts: Facts
    law: Law
    own: Mapping[str, Words]
    forms: bool = False
    """Whether the bidder fills in what is missing, on a line."""
    untrue: frozenset[str] = frozenset()

    def look(self, source: str) -> Any:
        return looked_up(self.facts, source)

    def filled(self, clause: Clause) -> Filled | None:
        numbers = {one: of_law(self.law, one) for one in clause.slots.values() if one.startswith(LAW)}
        if None in numbers.values() or not holds(clause.when, self.look) or not self.untrue.isdisjoint(clause.rows):
            return None
        rows = self.rows(clause)
        frozen = clause.frozen and bool(rows or clause.articles)
        written = None if frozen else self.own.get(clause.id)
        if written is not None and not any(said.strip() for said in written.values()):
            return None
        said = {name: self.value(source) for name, source in clause.slots.items()}
        asks = tuple(dict.fromkeys(clause.slots[name] for name, words in said.items() if not any(words.values())))
        head, cells, empty = self.table(clause)
        return Filled(
            clause=clause, number="", words=self.said(written or clause.words, said, clause), head=head, cells=cells,
            law=rows or self.rest(), frozen=frozen, own=written is not None, asks=(*asks, *empty),
        )  # fmt: skip

    def said(self, words: Words, slots: Mapping[str, Words], clause: Clause) -> Words:
        """The text in each language, once, or once for each of a list."""
        each = [self.facts] if not clause.each else [{**self.facts, clause.each: one} for one in self.look(clause.each) or ()]
        told = [self._once(words, slots if not clause.each else _of(clause, facts)) for facts in each]
        return {"zh": "".join(one["zh"] for one in told), "en": " ".join(one["en"] for one in told)}

    def _once(self, words: Words, slots: Mapping[str, Words]) -> Words:
        return {language: SLOT.sub(partial(self._slot, slots, language), text) for language, text in words.items()}

    def _slot(self, slots: Mapping[str, Words], language: str, found: re.Match[str]) -> str:
        if found[1] in self.text.words:
            return self.text.words[found[1]]
        value = slots.get(found[1], {}).get(language) or (LINE if self.forms else MISSING[language])
        return before_stop(value, found)

    def value(self, source: str) -> Words:
        if source.startswith(LAW):
            number = of_law(self.law, source) or ""
            return {"zh": number, "en": number}
        found = said_of(self.look(source))
        if root_of(source) == BLANK:
            return {language: found[language] or LINE for language in found}
        return found if any(found.values()) else {**sources().none, **self.text.none}.get(source, found)

    def table(self, clause: Clause) -> tuple[tuple[Label, ...], tuple[Row_, ...], tuple[str, ...]]:
        """Head, rows and, where a list that has to be there is empty, its source; what is of another record is left to the supplier."""
        if clause.table is None:
            return (), (), ()
        columns, blank = clause.table.columns, root_of(clause.table.rows) == BLANK
        there = self.look(clause.table.rows)
        listed = there or ([None] * BLANK_ROWS if blank else ())
        own = root_of(columns[0].source)
        if any(root_of(one.source) != own for one in columns):  # the supplier answers it, and nothing is answered to what asks nothing
            listed = [row for row in listed if not _asks_nothing(row, columns[0].source, own)]
        cells = [[_cell(row, one.source, own) for one in columns] for row in listed]
        shown = tuple(Row_(tuple(cell["zh"] for cell in row), tuple(cell["en"] for cell in row)) for row in cells)
        return tuple(one.words for one in columns), shown, () if shown or clause.table.rows == "plan.conditions" else (clause.table.rows,)

    def rows(self, clause: Clause) -> tuple[Row, ...]:
        """Of its law what is in force and applies to the method."""
        return tuple(row for id in clause.rows if (row := self.counts(id)) is not None)

    def counts(self, id: str) -> Row | None:
        methods = (*self.text.methods, *self.text.by_reference)
        return next((row for method in methods if (row := self.law.get(id, method=method)) is not None), None)

    def rest(self) -> tuple[Row, ...]:
        return (row,) if isinstance(self.text.rest, str) and (row := self.counts(self.text.rest)) is not None else ()


def _of(clause: Clause, facts: Facts) -> dict[str, Words]:
    return {name: said_of(looked_up(facts, source)) for name, source in clause.slots.items()}


def _asks_nothing(row: Any, source: str, own: str) -> bool:
    said = _cell(row, source, own).values()
    return all(one.rstrip(STOPS).lower() in sources().unasked for one in said)


def _cell(row: Any, source: str, own: str) -> Words:
    root, _dot, field = source.partition(".")
    if row is None or root != own:
        return {"zh": "", "en": ""}
    return said_of(looked_up({root: row}, source), type(row), field)
