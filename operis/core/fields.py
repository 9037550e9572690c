"""How is a field asked for? Said once, on the record: it makes the form, the schema, the file reader and what is stored."""

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, dataclass_transform
from zoneinfo import ZoneInfo

from operis.core.kinds import (
    AnswersKind,
    BoolKind,
    CountKind,
    DayKind,
    DecimalKind,
    Json,
    Kind,
    ManyKind,
    MomentKind,
    MoneyKind,
    OptionalKind,
    RecordKind,
    SlugKind,
    TextKind,
    WordingKind,
    bounded,
    read_record,
)
from operis.core.money import Fen
from operis.core.reading import UNREAD, Reading, Unread
from operis.core.refers import RefersTo
from operis.core.scores import Scores, ScoresKind
from operis.core.wording import Label, Slug, Wording
from operis.strict_yaml import Mapping as MappingNode
from operis.strict_yaml import Node, below

R = TypeVar("R")
Answers = Mapping[str, bool | int | str]
Happened = date | datetime
"""When something happened, by the law's time: a moment, or a day where only that is known."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Stands in the place of a private value that the reader may not see, or that was erased: its commitment."""

    commitment: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person is told who fills in a field."""

    label: Label
    hint: Label | None = None
    unit: Label | None = None
    choices: tuple[tuple[str, Label], ...] = ()
    of: RefersTo | None = None
    """To what it refers."""
    given: str = ""
    """The field by whose choice a form names it where nobody has: people know it by other words, and are not asked."""
    before: Label | None = None
    """What is refused later on where it is missing, though it may be left out here."""
    past: bool = False
    """Whether it is the day of something that has happened: no day to come is taken."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field as every door sees it: `name` outside, `attribute` in Python."""

    name: str
    attribute: str
    kind: Kind
    asked: Asked
    required: bool
    private: bool = False
    later: bool = False
    """Whether it was added after acts had been stored without it."""


def ask(
    en: str,
    zh: str,
    *,
    hint: tuple[str, str] | None = None,
    unit: tuple[str, str] | None = None,
    choices: Mapping[str, tuple[str, str]] | None = None,
    default: Any = MISSING,
    later: bool = False,
    most: int | None = None,
    of: RefersTo | None = None,
    given: str = "",
    before: tuple[str, str] | None = None,
    past: bool = False,
) -> Any:
    """Declare a field with its words in both languages; with a `default` it may be left out; a `later` one older acts lack.

    `of` says to what it refers, `given` by which field a form names it instead of asking, `before` what is refused without it later on;
    `most` is how many signs or entries are read where it is not what its kind says; `past` says that its day has come.
    """
    asked = Asked(
        Label(en, zh),
        Label(*hint) if hint else None,
        Label(*unit) if unit else None,
        tuple((slug, Label(*words)) for slug, words in (choices or {}).items()),
        of,
        given,
        Label(*before) if before else None,
        past,
    )
    return field(default=default, metadata={"asked": asked, "later": later, "most": most})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(ask, field))
def record(cls: type[R]) -> type[R]:
    """Our dataclass: frozen, keyword-only."""
    return dataclass(frozen=True, kw_only=True)(cls)


def label_of(cls: type, name: str) -> Wording:
    """What a field is called, in both languages, as a fact of a finding."""
    label = walk(cls)[name].asked.label
    return Wording(en=label.en, zh=label.zh)


_WALKED: dict[type, Mapping[str, Field]] = {}


def walk(cls: type) -> Mapping[str, Field]:
    """The asked-for fields of a record by their outside names, in the order in which they were declared."""
    if cls not in _WALKED:
        _WALKED[cls] = _walk(cls)
    return _WALKED[cls]


def _walk(cls: type) -> Mapping[str, Field]:
    hints = typing.get_type_hints(cls)
    found = [
        _field(one.name, hints[one.name], one.metadata, one.default is MISSING) for one in dataclass_fields(cls) if "asked" in one.metadata
    ]
    return {one.name: one for one in found}


def _field(attribute: str, hint: Any, said: Mapping[str, Any], required: bool) -> Field:
    members = set(typing.get_args(hint)) if isinstance(hint, types.UnionType) else set()
    private = Withheld in members
    if private:
        hint = _union(members - {Withheld})
    asked: Asked = said["asked"]
    kind = kind_of(hint, asked)
    if said["most"] is not None:
        kind = bounded(kind, said["most"])
    return Field(attribute.rstrip("_"), attribute, kind, asked, required, private, said["later"])


def _union(members: set[Any]) -> Any:
    joined: Any = None
    for member in sorted(members, key=lambda one: one is types.NoneType):
        joined = member if joined is None else joined | member
    return joined


_SIMPLE: Mapping[Any, Kind] = {
    str: TextKind(),
    bool: BoolKind(),
    int: CountKind(),
    Fen: MoneyKind(),
    Decimal: DecimalKind(),
    date: DayKind(),
    datetime: MomentKind(),
    Happened: MomentKind(or_day=True),
    Wording: WordingKind(),
    Answers: AnswersKind(),
    Scores: ScoresKind(),
}


def kind_of(hint: Any, asked: Asked | None = None) -> Kind:
    """The kind for a type hint; TypeError for one that no door could read."""
    if hint is Slug:
        return SlugKind(tuple(slug for slug, _ in asked.choices) if asked else ())
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    arguments = typing.get_args(hint)
    if isinstance(hint, types.UnionType) and types.NoneType in arguments:
        return OptionalKind(kind_of(_union(set(arguments) - {types.NoneType}), asked))
    if typing.get_origin(hint) is tuple and arguments[1:] == (...,):
        return ManyKind(kind_of(arguments[0], asked))
    if isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        return RecordKind(hint, walk)
    raise TypeError(f"no kind for {hint!r}")


def read(cls: type[R], node: Node, *, zone: ZoneInfo, language: str = "zh", at: str = "") -> R:
    """A record from a file or a request; Malformed with every mistake, by place, if it cannot be read."""
    reading = Reading(zone, language)
    if isinstance(node, MappingNode):
        value = read_record(cls, walk(cls), node, at, reading)
    else:
        value = reading.wrong(at, node, "Give a table with: {fields}.", fields=", ".join(walk(cls)))
    reading.finish()
    assert isinstance(value, cls)  # what could not be read has left a mistake
    return value


def read_in_part(cls: type, node: MappingNode, *, zone: ZoneInfo, language: str = "zh") -> dict[str, Any]:
    """What of a record is written already, by attribute: defaults where nothing is given, nothing for what cannot be read."""
    reading, defaults = Reading(zone, language), {one.name: one.default for one in dataclass_fields(cls)}
    given = {one.attribute: one.kind.read(node.pairs[name], below("", name), reading) if name in node.pairs else defaults[one.attribute]
             for name, one in walk(cls).items()}  # fmt: skip
    return {name: value for name, value in given.items() if value is not MISSING and value is not UNREAD}


def plain(value: object) -> dict[str, Json]:
    """A record as canonical JSON holds it, its private fields included."""
    return {name: one.kind.plain(getattr(value, one.attribute)) for name, one in walk(type(value)).items()}


def load(cls: type[R], stored: Mapping[str, Json]) -> R:
    """The inverse of `plain`; fields that a younger version added are absent from older text and take their default."""
    return cls(**{one.attribute: one.kind.load(stored[name]) for name, one in walk(cls).items() if name in stored})


def schema(cls: type) -> dict[str, Json]:
    """JSON Schema of what may be sent for a record: what has a default may be left out."""
    fields = walk(cls)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, one in fields.items() if one.required],
        "properties": {name: {**one.kind.schema(), "title": one.asked.label.en} for name, one in fields.items()},
    }


__all__ = [
    "Answers",
    "Asked",
    "Field",
    "Happened",
    "Unread",
    "Withheld",
    "ask",
    "kind_of",
    "label_of",
    "load",
    "plain",
    "read",
    "record",
    "schema",
    "walk",
]
