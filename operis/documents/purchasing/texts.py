"""Of which clauses is a purchasing document made? Chapters of our own texts, in both languages, each clause with the law it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from operis.core.wording import Label
from operis.documents.textbank import SLOT, Words, plain_tree
from operis.strict_yaml import parse

FOLDER = Path(__file__).with_name("texts")
COMMON, SOURCES, CONTRACT, FORMS = "common", "sources", "contract", "forms"
LAW = "law:"
"""So begins a source that is a number of the law."""
YES = "true"


@dataclass(frozen=True, slots=True)
class Column:
    words: Label
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    """A row for each of a list."""

    rows: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """`frozen`: the law prescribes what it says; `rows` is the law of every method, `articles` law that is no row yet."""

    id: str
    words: Words
    slots: Mapping[str, str]
    when: str
    rows: tuple[str, ...]
    articles: tuple[Label, ...]
    frozen: bool
    table: Table | None
    each: str
    """The list for each of which the text is said once more."""
    signed: bool
    """Whether a bidder signs it and adds it to a bid where nothing else asks for it."""

    @property
    def sources(self) -> Iterator[str]:
        yield from self.slots.values()
        if self.table is not None:
            yield self.table.rows
            yield from (one.source for one in self.table.columns)


@dataclass(frozen=True, slots=True)
class Chapter:
    id: str
    title: Label
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A whole document; `rest` is the law under a clause for which no row counts."""

    slug: str
    methods: tuple[str, ...]
    by_reference: tuple[str, ...]
    rest: str | Label
    title: Label
    words: Mapping[str, str]
    none: Mapping[str, Words]
    """What this document says where the record leaves a field empty."""
    basis: Mapping[str, Any]
    contents: Mapping[str, tuple[str, ...]]
    """What is asked of such a document, each with the clauses that hold it."""
    chapters: tuple[Chapter, ...]

    @property
    def clauses(self) -> Iterator[Clause]:
        return (clause for chapter in self.chapters for clause in chapter.clauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the officer fills in: with our proposal, or a choice."""

    name: str
    words: Label
    hint: Label | None
    propose: Words
    slots: Mapping[str, str]
    number: bool
    choices: Mapping[str, Label]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where a slot may come from."""

    record: Mapping[str, tuple[str, ...]]
    later: Mapping[str, tuple[str, ...]]
    none: Mapping[str, Words]
    """What is said where the record leaves a field empty that it may leave empty."""
    unasked: frozenset[str]
    """What a requirement says that asks nothing, in small letters."""
    blank: frozenset[str]
    asked: Mapping[str, Asked]


@cache
def texts() -> Mapping[str, Text]:
    """Every document, by its name."""
    names = sorted({file.stem for file in FOLDER.glob("*.yaml")} - {COMMON, SOURCES, CONTRACT, FORMS})
    return {name: text_of(file_said(name), shared_clauses()) for name in names}


def shared_clauses() -> dict[str, Any]:
    return {one["id"]: one for one in file_said(COMMON)["clauses"]}


@cache
def forms_alone() -> Text:
    """The forms of a bid for a way of buying without a document of ours."""
    return text_of(file_said(FORMS), shared_clauses())


def text_for(method: str) -> Text | None:
    """The document of a method; some methods have none."""
    return next((one for one in texts().values() if method in one.methods), None)


def every_text() -> Mapping[str, Text]:
    """All that a lint has to read: the documents, and the forms alone."""
    return {**texts(), FORMS: forms_alone()}


def forms_for(method: str) -> Text | None:
    """The document with the forms of a bid: that of the method, or the forms alone."""
    return text_for(method) or (forms_alone() if method in forms_alone().methods else None)


def signed_forms(text: Text) -> Mapping[str, Label]:
    """The forms that a bidder signs, by their titles: the first sentence of each."""
    told = {one.id: {tongue: SLOT.sub(lambda slot: text.words[slot[1]], said) for tongue, said in _first(one.words).items()}
            for one in text.clauses if one.signed}  # fmt: skip
    return {id: _label(said) for id, said in told.items()}


def _first(words: Words) -> dict[str, str]:
    return {"zh": words["zh"].partition("。")[0], "en": words["en"].partition(". ")[0]}


@cache
def sources() -> Sources:
    return sources_of(file_said(SOURCES))


def file_said(name: str) -> dict[str, Any]:
    file = FOLDER / f"{name}.yaml"
    said: dict[str, Any] = plain_tree(parse(file.read_text("utf8"), file.name))
    return said


def text_of(said: Mapping[str, Any], shared: Mapping[str, Any]) -> Text:
    rest = said["rest"]
    return Text(
        slug=said["document"], methods=tuple(said["methods"]), by_reference=tuple(said.get("by_reference", ())),
        rest=rest["row"] if "row" in rest else _label(rest["article"]), title=_label(said["title"]), words=said["words"],
        none=said.get("none", {}),
        basis=said["covers"]["basis"], contents={name: tuple(held) for name, held in said["covers"]["contents"].items()},
        chapters=tuple(_chapter(one, shared) for one in said["chapters"]),
    )  # fmt: skip


def _chapter(said: Mapping[str, Any], shared: Mapping[str, Any]) -> Chapter:
    whole = (({**shared[one["use"]], **one} if "use" in one else one) for one in said["clauses"])
    return Chapter(said["id"], _label(said["title"]), tuple(map(clause_of, whole)))


def clause_of(said: Mapping[str, Any]) -> Clause:
    table = said.get("table")
    columns = tuple(Column(_label(one), one["from"]) for one in table["columns"]) if table else ()
    return Clause(
        id=said["id"], words={"zh": said["zh"], "en": said["en"]}, slots=said.get("slots", {}), when=said.get("when", ""),
        rows=tuple(said.get("rows", ())), articles=tuple(map(_label, said.get("articles", ()))), frozen=said["frozen"] == YES,
        table=Table(table["rows"], columns) if table else None, each=said.get("each", ""), signed=said.get("signed") == YES,
    )  # fmt: skip


def sources_of(said: Mapping[str, Any]) -> Sources:
    lists = {part: {root: tuple(fields) for root, fields in said[part].items()} for part in ("record", "later")}
    asked = {name: _asked(name, one) for name, one in said["asked"].items()}
    unasked = frozenset(word for words in said["unasked"].values() for word in words)
    return Sources(**lists, none=said["none"], unasked=unasked, blank=frozenset(said["blank"]), asked=asked)


def _asked(name: str, said: Mapping[str, Any]) -> Asked:
    suggest, hint = said.get("suggest", ""), said.get("hint")
    return Asked(
        name=name, words=_label(said), hint=_label(hint) if hint else None, propose=said.get("propose", {"zh": suggest, "en": suggest}),
        slots=said.get("slots", {}), number=bool(suggest) or said.get("number") == YES,
        choices={slug: _label(one) for slug, one in said.get("choices", {}).items()},
    )  # fmt: skip


def _label(said: Mapping[str, Any]) -> Label:
    return Label(said["en"], said["zh"])
