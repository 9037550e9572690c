"""Which columns has a table of a record, how are they headed, and what does a row of it say? All from the record's own list of fields.

A column is named by the way to its value: `amount`, `item.zh` (free text has a column for each language), `yearly.1.year` (a list has
columns for each of its members). A heading may be that name or the label in either language, with or without its unit.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_noop as _

from operis.core.acts import Command
from operis.core.fields import Field, read, walk
from operis.core.kinds import DayKind, Kind, ManyKind, MomentKind, OptionalKind, RecordKind, SlugKind, TextKind, WordingKind
from operis.core.wording import LANGUAGES, Label
from operis.documents.importing.cells import Cell
from operis.strict_yaml import Malformed, Mistake, Node, Scalar, Sequence, below
from operis.strict_yaml import Mapping as Table

MEMBERS_MAX = 10
"""So many members of a list can have columns."""
MEMBERS_SHOWN = 3
"""And so many have them in a template."""
IN = {"zh": Label("in Chinese", "中文"), "en": Label("in English", "英文")}
NOT_ASKED = frozenset(walk(Command))
"""Of a whole command: what concerns the single entry, and is empty in a table."""
Way = tuple[str | int, ...]
A_DATE = _("The program that made this table has turned this text into a date. Format the column as text, and write it again.")


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """`about` is the field whose words it bears; the headings are those of a template."""

    way: Way
    kind: Kind
    about: Field
    heading: Label
    required: bool

    @property
    def name(self) -> str:
        return ".".join(f"{one + 1}" if isinstance(one, int) else one for one in self.way)


@dataclass(frozen=True, slots=True)
class Read:
    """What a row says, or what is wrong with it and in which column; no column: it concerns the row."""

    record: Any
    wrong: tuple[tuple[Column | None, Mistake], ...] = ()


def bare(kind: Kind) -> Kind:
    return kind.of if isinstance(kind, OptionalKind) else kind


def columns(record: type, members: int = MEMBERS_MAX) -> tuple[Column, ...]:
    return tuple(_columns(record, (), None, members))


def _columns(record: type, way: Way, above: Label | None, members: int) -> Iterator[Column]:
    for one in walk(record).values():
        if way or one.name not in NOT_ASKED:
            yield from _of(one, one.kind, (*way, one.name), _below(above, one.asked.label), members, one.required and above is None)


def _of(one: Field, kind: Kind, way: Way, heading: Label, members: int, required: bool) -> Iterator[Column]:
    match bare(kind):
        case ManyKind(of=of):
            for place in range(members):
                yield from _of(one, of, (*way, place), Label(f"{heading.en} {place + 1}", f"{heading.zh}{place + 1}"), members, False)
        case RecordKind(record=inside):
            yield from _columns(inside, way, heading, members)
        case WordingKind():
            for spoken in LANGUAGES:
                head = Label(f"{heading.en} ({IN[spoken].en})", f"{heading.zh}（{IN[spoken].zh}）")
                yield Column((*way, spoken), TextKind(), one, head, required)
        case plain:
            unit = one.asked.unit
            head = Label(f"{heading.en} ({unit.en})", f"{heading.zh}（{unit.zh}）") if unit else heading
            yield Column(way, plain, one, head, required)


def _below(above: Label | None, label: Label) -> Label:
    return label if above is None else Label(f"{above.en}: {label.en}", f"{above.zh}：{label.zh}")


def headings(listed: tuple[Column, ...], spoken: str) -> Mapping[str, Column]:
    """By every heading that is understood, the column; bare free text is in the language of its heading, its name in the reader's."""
    exact = [(words, one) for one in listed for words in (one.name, one.heading.en, one.heading.zh)]
    loose = [(words, one) for one in listed for words in _loosely(one, spoken)]  # after them: what is said exactly comes first
    return {plain_heading(words): one for words, one in reversed([*exact, *loose])}


def _loosely(column: Column, spoken: str) -> tuple[str, ...]:
    """Without the unit or the language in brackets."""
    language = column.way[-1]
    if language not in LANGUAGES:
        return _less(column.heading.en), _less(column.heading.zh)
    name = (column.name.rpartition(".")[0],) if language == spoken else ()
    return (_less(column.heading.within(str(language))), *name)


def _less(heading: str) -> str:
    """Without the unit or the language in brackets."""
    return re.sub(r"(?: \([^()]*\)|（[^（）]*）)$", "", heading)


def plain_heading(words: str) -> str:
    """A heading as it is compared: full-width signs, spaces, capitals and marks of what is required make no difference."""
    return re.sub(r"[\s*:]+", "", unicodedata.normalize("NFKC", words)).casefold()


def row_read(record: type, cells: Mapping[Column, Cell], line: int, zone: ZoneInfo, spoken: str) -> Read:
    """The record that a row gives, with its own mistakes by column."""
    wrong: list[tuple[Column | None, Mistake]] = []
    there: dict[Way, Node] = {}
    for column, cell in cells.items():
        if says := cell.wrong or (A_DATE if cell.day and isinstance(bare(column.kind), TextKind) else ""):
            wrong.append((column, Mistake(column.name, says, line)))
        elif cell.text.strip():
            there[column.way] = Scalar(_said(column, cell), plain=False, line=line)
    ways: dict[str, Way] = {}
    node = _tree(there, (), "", ways)
    try:
        found: Any = read(record, node, zone=zone, language=spoken)
    except Malformed as mistaken:
        by_way = {one.way: one for one in cells}
        told = [one for one, _says in wrong]
        for one in mistaken.mistakes:
            at = _column_of(one.pointer, ways, by_way)
            if at not in told:
                wrong.append((at, one))
        return Read(None, tuple(wrong))
    return Read(None if wrong else found, tuple(wrong))


def _said(column: Column, cell: Cell) -> str:
    """The text of a cell as its kind reads it: a choice by its words, a day where the number of a day stands."""
    match bare(column.kind):
        case DayKind() | MomentKind() if cell.serial is not None:
            return f"{cell.serial:%Y-%m-%d}"
        case SlugKind():
            words = plain_heading(cell.text)
            named = (
                slug for slug, label in column.about.asked.choices if words in {plain_heading(one) for one in (slug, label.en, label.zh)}
            )
            return next(named, cell.text.strip())
    return cell.text


def _tree(there: Mapping[Way, Node], way: Way, at: str, ways: dict[str, Way]) -> Node:
    """The cells as the tree that a file would give: members of a list close ranks, and `ways` keeps where each place came from."""
    ways[at] = way
    if way in there:
        return there[way]
    steps = list(dict.fromkeys(one[len(way)] for one in there if one[: len(way)] == way))
    if steps and isinstance(steps[0], int):
        return Sequence(tuple(_tree(there, (*way, step), below(at, place), ways) for place, step in enumerate(steps)), 0)
    return Table({str(step): _tree(there, (*way, step), below(at, step), ways) for step in steps}, {}, 0)


def _column_of(pointer: str, ways: Mapping[str, Way], by_way: Mapping[Way, Column]) -> Column | None:
    """The column of a place; of what is missing the one that would hold it."""
    above, _slash, name = pointer.rpartition("/")
    way = ways[pointer] if pointer in ways else (*ways.get(above, ()), name)
    return by_way.get(way) or next((one for key, one in by_way.items() if key[: len(way)] == way), None)
