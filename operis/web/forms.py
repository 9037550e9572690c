"""How is a command asked for on a page? A Django form made from its list of fields, read by the same kinds as a file.

An input is named by the way to its value, with hyphens: `budget`, `lots-0-name-zh` (free text has an input for each language),
`answers-0-key` and `answers-0-value` (a table whose names are free). `lots-rows` says how many rows of a list are on the page. What
is left empty is not given, an empty row is no row, and rows that are left keep their order.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.utils.translation import gettext as _

from operis.core.acts import Outside
from operis.core.fields import Field, read, walk
from operis.core.kinds import NO as NO_WORDS
from operis.core.kinds import YES as YES_WORDS
from operis.core.kinds import AnswersKind, BoolKind, Kind, ManyKind, OptionalKind, RecordKind, SlugKind, WordingKind
from operis.core.scores import ScoresKind
from operis.core.typed import folded
from operis.core.wording import LANGUAGES
from operis.dockets.procurement.terms import Document
from operis.documents.said import said
from operis.documents.shown import language
from operis.strict_yaml import Malformed, Mistake, Node, Scalar, Sequence, below, few
from operis.strict_yaml import Mapping as Table

Typed = Mapping[str, str]
Options = tuple[tuple[str, str], ...]
"""What may be chosen, with its words."""


class Searched(tuple[tuple[str, str], ...]):
    """Some of many that may be chosen: others are found by words, which are typed beside."""

    missed: bool = False
    """Whether nothing was found by the words that were typed."""


FIND = "find"
"""What the input for those words is called, behind the name of the input that is chosen at."""
YES, NO = "yes", "no"
SCAN = "scan"
"""The field of what happened elsewhere that holds the fingerprint of a stamped paper."""
ROWS_MAX = 100


class Counted(str):
    """How many rows of a list a guide has written itself: as many as there are, since no page sent them."""


KEYED = (AnswersKind, ScoresKind)
_ROW = re.compile(r"-\d+(?=-|$)")
_BETWEEN = re.compile(r"[\s,，、;；]+")


def named(*way: str | int) -> str:
    """The name of an input, or of a group of them, by the way to it."""
    return "-".join(str(one) for one in way if one != "")


def any_row(name: str) -> str:
    """The name of an input with * for the number of each row."""
    return _ROW.sub("-*", name)


def bare(kind: Kind) -> Kind:
    """What is asked for where something may be left out."""
    return kind.of if isinstance(kind, OptionalKind) else kind


def rows_of(typed: Typed, name: str) -> int:
    """How many rows of a list are on the page."""
    given = typed.get(named(name, "rows"), "")
    if isinstance(given, Counted):
        return int(given)
    return min(int(given), ROWS_MAX) if given.isascii() and given.isdigit() and len(given) < len(str(10**6)) else 0


class Reader:
    """What was typed as the tree that a file would give, and which input each place of it came from."""

    def __init__(self, typed: Typed) -> None:
        self.typed = typed
        self.names: dict[str, str] = {}
        self.mistakes: list[Mistake] = []

    def record(self, cls: type, name: str = "", at: str = "") -> Table:
        found = {one.name: self.node(one.kind, named(name, one.name), below(at, one.name)) for one in walk(cls).values()}
        return Table({key: node for key, node in found.items() if node is not None}, {}, 0)

    def node(self, kind: Kind, name: str, at: str) -> Node | None:
        """None where nothing was typed."""
        self.names[at] = name
        match bare(kind):
            case ManyKind() as many:
                return self._rows(many, name, at)
            case RecordKind() as of:
                table = self.record(of.record, name, at)
                return table if table.pairs else None
            case WordingKind():
                found = {one: self._scalar(named(name, one), below(at, one)) for one in LANGUAGES}
                written = {one: node for one, node in found.items() if node is not None}
                return Table({**written}, {}, 0) if written else None
            case SlugKind() | BoolKind():
                return self._scalar(name, at, as_word=True)
            case AnswersKind() | ScoresKind() as keyed:
                return self._keyed(isinstance(keyed, ScoresKind), name, at)
        return self._scalar(name, at)

    def _scalar(self, name: str, at: str, *, as_word: bool = False) -> Scalar | None:
        """A word of a list is meant where it was typed full-width or with a blank around it; all else stays as it was typed."""
        self.names[at] = name
        text = self.typed.get(name, "").replace("\r\n", "\n")
        text = folded(text) if as_word else text
        return Scalar(text, plain=False, line=0) if text.strip() else None

    def _rows(self, many: ManyKind, name: str, at: str) -> Sequence | None:
        items: list[Node] = []
        for row in range(rows_of(self.typed, name)):
            item = self.node(many.of, named(name, row), below(at, len(items)))
            if item is not None:
                items.append(item)
        return Sequence(tuple(items), 0) if items else None

    def _keyed(self, several: bool, name: str, at: str) -> Table | None:
        pairs: dict[str, Node] = {}
        for row in range(rows_of(self.typed, name)):
            of_key, of_value = (named(name, row, part) for part in ("key", "value"))
            key, value = self.typed.get(of_key, "").strip(), self.typed.get(of_value, "").strip()
            if not key and value:
                self._wrong(of_key, Mistake(below(at, ""), "A value is missing."))
            elif key in pairs:
                self._wrong(of_key, Mistake(below(at, key), "“{key}” is given twice.", None, {"key": key}))
            elif key:
                pairs[key] = self._value(value, several, of_value, below(at, key))
        return Table(pairs, {}, 0) if pairs else None

    def _value(self, value: str, several: bool, name: str, at: str) -> Node:
        """One figure, or one for each expert, with anything between them."""
        parts = _BETWEEN.split(value) if several else [value]
        self.names |= {at: name, **{below(at, place): name for place in range(len(parts))}}
        items = tuple(Scalar(part, plain=False, line=0) for part in parts)
        return Sequence(items, 0) if len(items) > 1 else items[0]

    def _wrong(self, name: str, mistake: Mistake) -> None:
        self.names[mistake.pointer] = name
        self.mistakes.append(mistake)


def typed_from(cls: type, node: Node, spoken: str = "zh") -> dict[str, str]:
    """What would have been typed to give a file's content; `spoken` is the language of its bare words."""
    return dict(_typed_record(cls, node, "", spoken))


def _typed_record(cls: type, node: Node, name: str, spoken: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Table):
        for one in walk(cls).values():
            if one.name in node.pairs:
                yield from _typed(bare(one.kind), node.pairs[one.name], named(name, one.name), spoken)


def _typed(kind: Kind, node: Node, name: str, spoken: str) -> Iterator[tuple[str, str]]:
    match kind, node:
        case ManyKind(), Sequence():
            yield named(name, "rows"), str(len(node.items))
            for row, item in enumerate(node.items):
                yield from _typed(bare(kind.of), item, named(name, row), spoken)
        case RecordKind(), _:
            yield from _typed_record(kind.record, node, name, spoken)
        case WordingKind(), Table():
            yield from ((named(name, key), value.text) for key, value in node.pairs.items() if isinstance(value, Scalar))
        case WordingKind(), Scalar():
            yield named(name, spoken), node.text
        case ((AnswersKind() | ScoresKind()), Table()):
            yield named(name, "rows"), str(len(node.pairs))
            for row, (key, value) in enumerate(node.pairs.items()):
                figures = value.items if isinstance(value, Sequence) else (value,)
                yield named(name, row, "key"), key
                yield named(name, row, "value"), " ".join(one.text for one in figures if isinstance(one, Scalar))
        case BoolKind(), Scalar():
            word = node.text.strip().lower()
            yield name, YES if word in YES_WORDS else NO if word in NO_WORDS else node.text
        case _, Scalar() if not node.null:
            yield name, node.text


def blank(cls: type) -> dict[str, str]:
    """A form that nobody has touched: lists that have to have something begin with a row, but for files, which are chosen."""
    chosen = {*file_lists(cls, {})}
    lists = (one.name for one in walk(cls).values() if one.required and isinstance(one.kind, (ManyKind, *KEYED)))
    return {named(name, "rows"): "1" for name in lists if name not in chosen}


def with_row(typed: Typed, name: str) -> dict[str, str]:
    """One more row of a list, still empty."""
    return {**typed, named(name, "rows"): str(min(rows_of(typed, name) + 1, ROWS_MAX))}


def without_row(typed: Typed, row: str) -> dict[str, str]:
    """A row less; those after it move up. A row that is not there takes nothing away; of a scan nothing is left."""
    name, _hyphen, number = row.rpartition("-")
    if number == SCAN:
        return {key: value for key, value in typed.items() if key != row}
    count = rows_of(typed, name)
    if not (number.isascii() and number.isdigit() and int(number) < count):
        return dict(typed)
    gone, kept = int(number), {}
    inside = re.compile(rf"{re.escape(name)}-(\d+)(-.*)?")
    for key, value in typed.items():
        found = inside.fullmatch(key)
        if found is None or int(found[1]) < gone:
            kept[key] = value
        elif int(found[1]) > gone:
            kept[f"{named(name, int(found[1]) - 1)}{found[2] or ''}"] = value
    return {**kept, named(name, "rows"): str(count - 1)}


MISSING = "“{field}” is missing."
"""What a reading says of a field that has to be there."""


class CommandForm(forms.Form):
    """What is asked, by the inputs that are on the page; `asked` is there when nothing is wrong."""

    record: ClassVar[type[Any]]

    def __init__(
        self, typed: Typed | None = None, *, zone: ZoneInfo, initial: Typed | None = None, offers: Mapping[str, Options] | None = None
    ) -> None:
        """`offers`: what a page knows that may be chosen, by the name of the input with * for the number of a row."""
        super().__init__(dict(typed) if typed is not None else None, initial={**(initial or {})}, auto_id="f-%s")
        self.zone = zone
        self.offers = offers or {}
        self.typed: Typed = typed if typed is not None else initial or {}
        self.asked: Any = None
        self.mistakes: list[Mistake] = []
        self.known = dict(islice(_inputs(self.record, self.typed, ""), settings.DATA_UPLOAD_MAX_NUMBER_FIELDS))
        if len(self.known) == settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
            raise TooManyFieldsSent(self.record.__name__)  # rows that are counted cost nothing to ask for; and this could not be sent back
        self.reader = Reader(self.typed)
        self.node = self.reader.record(self.record)
        self.wrong: dict[str, list[str]] = {}
        for name, one in self.known.items():
            drawn = forms.Select if self.offered(name) else widget(bare(one.kind))
            self.fields[name] = forms.Field(required=False, label=one.asked.label.within(language()), widget=drawn)

    def offered(self, name: str) -> Options:
        """What may be chosen at an input, where the page knows it."""
        return self.offers.get(name) or self.offers.get(any_row(name), ())

    def clean(self) -> dict[str, Any]:
        try:
            self.asked = read(self.record, self.node, zone=self.zone, language=language())
        except Malformed as wrong:
            self.mark(few([*self.reader.mistakes, *wrong.mistakes]))
        else:
            self.mark(few(self.reader.mistakes))
        return self.cleaned_data

    def mark(self, mistakes: list[Mistake]) -> None:
        """Set each mistake beside the input, or the group of inputs, that it is about."""
        for one in mistakes:
            field = _field_at(self.record, one.pointer)
            if field is not None and field.asked.given and one.says == MISSING:
                continue  # what names it is missing as well
            self.mistakes.append(replace(one, line=None))
            name = self.name_of(one.pointer)
            for at, says in self._missing_in(one, name) or ((name, self._in_words(one, name)),):
                self.wrong.setdefault(at, []).append(says)
                self.add_error(at if at in self.fields else None, says)

    def _missing_in(self, mistake: Mistake, name: str) -> tuple[tuple[str, str], ...]:
        """Of a group that is missing, each input in it that has to be filled, as far as they are on the page."""
        one = _field_at(self.record, mistake.pointer) if mistake.says == MISSING else None
        if one is None:
            return ()
        return tuple((at, said(MISSING, {"field": inner.asked.label.within(language())})) for at, inner in self._required(one, name))

    def _required(self, one: Field, name: str) -> Iterator[tuple[str, Field]]:
        kind = bare(one.kind)
        if isinstance(kind, ManyKind) and rows_of(self.typed, name):
            name, kind = named(name, 0), bare(kind.of)
        if isinstance(kind, RecordKind):
            for inner in walk(kind.record).values():
                if inner.required:
                    at = named(name, inner.name)
                    yield from tuple(self._required(inner, at)) or ((at, inner),)

    def name_of(self, pointer: str) -> str:
        """The input for a place, else the nearest group around it."""
        while pointer and pointer not in self.reader.names:
            pointer = pointer.rpartition("/")[0]
        return self.reader.names.get(pointer, "")

    def _in_words(self, mistake: Mistake, name: str) -> str:
        """A page names a field and its choices by their words, never by the codes of a file."""
        facts = dict(mistake.facts)
        one = self.known.get(name) or _field_at(self.record, mistake.pointer)
        if one is not None and "field" in facts:
            facts["field"] = one.asked.label.within(language())
        if one is not None and "choices" in facts:
            fixed = [words.within(language()) for _slug, words in one.asked.choices]
            facts["choices"] = _(", ").join(fixed or [words for _slug, words in self.offered(name)])
        return said(mistake.says, facts)


def form_for(record: type) -> type[CommandForm]:
    """The form of a command, or of any record that is asked for."""
    return type(f"{record.__name__}Form", (CommandForm,), {"record": record})


def _inputs(cls: type, typed: Typed, name: str) -> Iterator[tuple[str, Field]]:
    """Every input that is on the page, in order, with the field that it belongs to."""
    for one in walk(cls).values():
        yield from _inputs_of(one, bare(one.kind), typed, named(name, one.name))


def _inputs_of(one: Field, kind: Kind, typed: Typed, name: str) -> Iterator[tuple[str, Field]]:
    match kind:
        case ManyKind():
            for row in range(rows_of(typed, name)):
                yield from _inputs_of(replace(one, kind=kind.of), bare(kind.of), typed, named(name, row))
        case RecordKind():
            yield from _inputs(kind.record, typed, name)
        case WordingKind():
            yield from ((named(name, spoken), one) for spoken in LANGUAGES)
        case AnswersKind() | ScoresKind():
            for row in range(rows_of(typed, name)):
                yield from ((named(name, row, part), one) for part in ("key", "value"))
        case _:
            yield name, one


def file_lists(cls: type, typed: Typed, name: str = "") -> Iterator[str]:
    """The lists of files that are on the page, at any depth."""
    for one in walk(cls).values():
        kind, full = bare(one.kind), named(name, one.name)
        if takes_files(kind):
            yield full
        elif isinstance(kind, RecordKind):
            yield from file_lists(kind.record, typed, full)
        elif isinstance(kind, ManyKind) and isinstance(inner := bare(kind.of), RecordKind):
            for row in range(rows_of(typed, full)):
                yield from file_lists(inner.record, typed, named(full, row))


def scans(cls: type, name: str = "") -> Iterator[str]:
    """The fields that hold the fingerprint of a scan, which can be chosen where it is kept."""
    for one in walk(cls).values():
        kind, full = bare(one.kind), named(name, one.name)
        if isinstance(kind, RecordKind):
            yield from [named(full, SCAN)] if kind.record is Outside else scans(kind.record, full)


def takes_files(kind: Kind) -> bool:
    """Whether it is a list of files, which can be chosen where they are kept."""
    return isinstance(kind, ManyKind) and isinstance(kind.of, RecordKind) and kind.of.record is Document


def _field_at(cls: type, pointer: str) -> Field | None:
    """The field at a place: of a list it is the list's."""
    found: Field | None = None
    fields = walk(cls)
    for step in pointer.split("/")[1:]:
        if step not in fields:
            continue  # a row, a language
        found = fields[step]
        kind = bare(found.kind)
        kind = bare(kind.of) if isinstance(kind, ManyKind) else kind
        fields = walk(kind.record) if isinstance(kind, RecordKind) else {}
    return found


def widget(kind: Kind) -> type[forms.Widget]:
    match kind:
        case WordingKind():
            return forms.Textarea
        case BoolKind():
            return forms.Select
        case SlugKind(choices=choices) if choices:
            return forms.Select
    return forms.TextInput
