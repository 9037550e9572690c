"""What stands in the law files, and which of it cannot be read?

A law file is YAML in one of two forms. A pack has `instrument` (where the rows come from) and `rows`. A table has one name of
TABLES and its entries: `sources` (what the keys under `seen` stand for), `acts` and `moments` (what may start or end a period),
`methods` and `objects` (what rows may apply to), `packs` (the zone in which each pack counts days), `unread` (why terms are
read by no check). The first folder of a file's path is its pack; a file beside the folders belongs to every pack.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Final, TypeVar

from operis.law.rows import ALL, Confidence, Event, Fault, Instrument, Row, Term, Text
from operis.strict_yaml import Malformed, Node, Scalar, parse
from operis.strict_yaml import Mapping as Pairs
from operis.strict_yaml import Sequence as Items

TABLES: Final = ("acts", "methods", "moments", "objects", "packs", "sources", "unread")
KINDS: Final = frozenset(
    {
        "definition",
        "role",
        "condition",
        "prohibition",
        "duty",
        "period",
        "amount",
        "formula",
        "content",
        "sanction",
        "remedy",
        "form",
        "question",
        "outcome",
        "advice",
    }
)
INSTRUMENTS: Final = frozenset({"law", "regulation", "order", "notice", "local", "practice", "source", "advice"})
RULE: Final = frozenset({"verified", "secondary", "source", "recalled-high", "recalled-medium", "recalled-low"})
ARTICLE: Final = frozenset({"verified", "secondary", "recalled", "none"})
LEVELS: Final = frozenset({"central", "province", "city", "county"})
BOUNDS: Final = frozenset({"min", "max", "exact", "before"})
GOVERNED: Final = frozenset({"notice", "act"})

DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
WHOLE: Final = re.compile(r"-?(0|[1-9]\d*)")
FLOAT: Final = re.compile(r"[-+]?(\d+\.\d*|\.\d+|\d+(\.\d*)?[eE][-+]?\d+)")
SNAKE: Final = re.compile(r"[a-z][a-z0-9_]*")
YES_OR_NO: Final = frozenset(
    {"yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "True", "TRUE", "False", "FALSE"}
)

NOTHING: Final = Text("", "")  # stands in for a text that is wrong, in a row that is thrown away
NO_PAIRS: Final = Pairs({}, {}, 0)
NO_DATA: Final[Mapping[str, object]] = MappingProxyType({})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a table says about a name: a title in both languages (or one text for both), and for a moment the act that fixes it."""

    title: Text
    at: str = ""


@dataclass(slots=True)
class Folder:
    """All that the files of one folder say."""

    instruments: dict[str, Instrument] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    tables: dict[str, dict[str, Entry]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_files(files: Iterable[tuple[str, bytes]]) -> Folder:
    """What the files of a folder say, each by its name below it."""
    found = Folder()
    for name, content in files:
        try:
            read_text(content.decode("utf8"), name, found)
        except UnicodeDecodeError as error:
            found.faults.append(Fault(name, None, "", "", "This is not UTF-8 text: {reason}.", {"reason": error.reason}))
    return found


def read_text(text: str, name: str, into: Folder) -> None:
    """Add what one file says."""
    reader = _Reader(name, into.faults)
    try:
        top = parse(text, name)
    except Malformed as error:
        into.faults.extend(Fault(name, wrong.line, "", wrong.pointer, wrong.says, wrong.facts) for wrong in error.mistakes)
    else:
        if isinstance(top, Pairs) and set(top.pairs) & set(TABLES):
            for key, node in top.pairs.items():
                _table(reader, key, node, into)
        else:
            _pack(reader, top, into)


def _table(reader: "_Reader", key: str, node: Node, into: Folder) -> None:
    if key not in TABLES:
        reader.wrong(node, key, "is no table; tables are {tables}", tables=", ".join(TABLES))
    table = into.tables.setdefault(key, {})
    for name, entry in reader.entries(node, key).pairs.items():
        if name in table:
            reader.wrong(entry, f"{key}.{name}", "stands in another file too")
        table[name] = _entry(reader, entry, f"{key}.{name}")


def _entry(reader: "_Reader", node: Node, at: str) -> Entry:
    if isinstance(node, Scalar):
        word = reader.word(node, at)
        return Entry(Text(word, word))
    said = reader.fields(node, at, ("en", "zh"), ("at",))
    title = Text(reader.read(said, f"{at}.en", reader.word, ""), reader.read(said, f"{at}.zh", reader.word, ""))
    return Entry(title, reader.read(said, f"{at}.at", reader.word, ""))


def _pack(reader: "_Reader", top: Node, into: Folder) -> None:
    parts = reader.fields(top, "", ("instrument", "rows"), ())
    instrument = _instrument(reader, parts["instrument"]) if "instrument" in parts else None
    if instrument is None:
        return  # what is wrong with it is told; its rows cannot be read without it
    if instrument.id in into.instruments:
        reader.wrong(parts["instrument"], "instrument.id", "{id} stands in another file too", id=instrument.id)
    into.instruments[instrument.id] = instrument
    rows = reader.entries(parts["rows"], "rows") if "rows" in parts else NO_PAIRS
    for name, node in rows.pairs.items():
        reader.row = name
        row = _row(reader, name, node, instrument)
        if name in into.rows:
            reader.wrong(node, "", "stands in {file} too", file=into.rows[name].file)
        elif row is not None:
            into.rows[name] = replace(row, line=rows.key_lines[name])


def _instrument(reader: "_Reader", node: Node) -> Instrument | None:
    must, may = ("id", "kind", "title", "from"), ("short", "number", "issued", "until", "seen", "note", "unread")
    said = reader.fields(node, "instrument", must, may)
    before = len(reader.faults)
    title = reader.read(said, "instrument.title", reader.both, NOTHING)
    made = Instrument(
        id=reader.read(said, "instrument.id", reader.word, ""),
        kind=reader.one_of(said, "instrument.kind", INSTRUMENTS),
        title=title,
        short=reader.read(said, "instrument.short", reader.both, title),
        number=reader.read(said, "instrument.number", reader.word, None),
        issued=reader.read(said, "instrument.issued", reader.day, None),
        first=reader.read(said, "instrument.from", reader.day, None),
        last=reader.read(said, "instrument.until", reader.day, None),
        seen=reader.read(said, "instrument.seen", reader.words, ()),
        note=reader.read(said, "instrument.note", reader.both, None),
        unread=reader.read(said, "instrument.unread", reader.word, ""),
    )
    return made if len(reader.faults) == before and set(must) <= set(said) else None


def _row(reader: "_Reader", name: str, node: Node, instrument: Instrument) -> Row | None:
    must = ("says", "kind", "governed_by", "confidence")
    may = ("document", "article", "text", "applies", "event", "terms", "from", "until", "seen", "note", "data", "unread")
    before = len(reader.faults)
    said = reader.fields(node, "", must, may)
    applies = reader.members(said, "applies", (), ("methods", "objects", "levels"))
    sure = reader.members(said, "confidence", ("rule", "article"), ())
    data = reader.read(said, "data", reader.mapping, NO_DATA)
    first = reader.read(said, "from", reader.day, None) if "from" in said else instrument.first
    made = Row(
        id=name,
        instrument=instrument,
        document=reader.read(said, "document", reader.both, None),
        article=reader.read(said, "article", reader.both, None),
        says=reader.read(said, "says", reader.both, NOTHING),
        text=reader.read(said, "text", reader.by_language, {}),
        kind=reader.one_of(said, "kind", KINDS),
        methods=reader.read(applies, "applies.methods", reader.words, ()),
        objects=reader.read(applies, "applies.objects", reader.words, ()),
        levels=reader.read(applies, "applies.levels", reader.words, ()),
        event=_event(reader, said),
        terms=reader.read(said, "terms", lambda node, at: _terms(reader, node, first), {}),
        governed_by=reader.one_of(said, "governed_by", GOVERNED),
        first=first,
        last=reader.read(said, "until", reader.day, None) if "until" in said else instrument.last,
        confidence=Confidence(reader.one_of(sure, "confidence.rule", RULE), reader.one_of(sure, "confidence.article", ARTICLE)),
        seen=reader.read(said, "seen", reader.words, ()) if "seen" in said else instrument.seen,
        note=reader.read(said, "note", reader.both, None),
        data=data,
        pack=reader.file.partition("/")[0] if "/" in reader.file else "",
        place=str(data.get("place", "")),
        file=reader.file,
        line=node.line,
        unread=reader.read(said, "unread", reader.reasons, {}),
    )
    return made if len(reader.faults) == before else None


def _event(reader: "_Reader", said: Mapping[str, Node]) -> Event | None:
    event = reader.members(said, "event", ("from", "to", "bound"), ("rolls", "lengths", "first_day_counts"))
    if not event:
        return None
    return Event(
        start=reader.read(event, "event.from", reader.word, ""),
        end=reader.read(event, "event.to", reader.word, ""),
        bound=reader.one_of(event, "event.bound", BOUNDS),
        rolls=reader.read(event, "event.rolls", reader.yes, None),
        lengths=reader.read(event, "event.lengths", reader.words, ()),
        first_day_counts=reader.read(event, "event.first_day_counts", reader.yes, False),
    )


def _terms(reader: "_Reader", node: Node, first: date | None) -> dict[str, tuple[tuple[date, Term], ...]]:
    if not isinstance(node, Pairs):
        reader.wrong(node, "terms", "needs names and, for each, values by their first day")
        return {}
    terms = {}
    for name, values in node.pairs.items():
        at = f"terms.{name}"
        if not SNAKE.fullmatch(name):
            reader.wrong(values, at, "is not in snake case")
        if not isinstance(values, Pairs) or not values.pairs:
            reader.wrong(values, at, "needs values by their first day")
            continue
        dated = [(reader.day(Scalar(day, True, value.line), at), reader.term(value, at)) for day, value in values.pairs.items()]
        terms[name] = tuple(sorted(((day, value) for day, value in dated if day is not None), key=lambda pair: pair[0]))
    return terms


class _Reader:
    """Reads one file; each method hands back a value, or what stands for it after writing down what is wrong."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.file = file
        self.faults = faults
        self.row = ""

    def wrong(self, node: Node, path: str, says: str, **facts: str) -> None:
        self.faults.append(Fault(self.file, node.line, self.row, path, says, facts))

    def fields(self, node: Node, at: str, must: tuple[str, ...], may: tuple[str, ...]) -> dict[str, Node]:
        """The members of a mapping by name; unknown and missing ones are faults."""
        if not isinstance(node, Pairs):
            self.wrong(node, at, "needs names and values: {names}", names=", ".join((*must, *may)))
            return {}
        for key, value in node.pairs.items():
            if key not in must and key not in may:
                self.wrong(value, _in(at, key), "is not a name known here; known are {names}", names=", ".join((*must, *may)))
        for key in must:
            if key not in node.pairs:
                self.wrong(node, _in(at, key), "is missing")
        return {key: value for key, value in node.pairs.items() if key in must or key in may}

    def entries(self, node: Node, at: str) -> Pairs:
        if isinstance(node, Pairs):
            return node
        self.wrong(node, at, "needs names and values")
        return NO_PAIRS

    def mapping(self, node: Node, at: str) -> Mapping[str, object]:
        return {key: self.plain(value, _in(at, key)) for key, value in self.entries(node, at).pairs.items()}

    def members(self, said: Mapping[str, Node], key: str, must: tuple[str, ...], may: tuple[str, ...]) -> dict[str, Node]:
        node = said.get(key)
        return {} if node is None or (isinstance(node, Scalar) and node.null) else self.fields(node, key, must, may)

    def read(self, said: Mapping[str, Node], at: str, reader: Callable[[Node, str], T], absent: T) -> T:
        node = said.get(at.rpartition(".")[2])
        return absent if node is None or (isinstance(node, Scalar) and node.null) else reader(node, at)

    def one_of(self, said: Mapping[str, Node], at: str, allowed: frozenset[str]) -> str:
        word = self.read(said, at, self.word, "")
        if word and word not in allowed:
            node = said[at.rpartition(".")[2]]
            self.wrong(node, at, "{word} is not known here; known are {allowed}", word=word, allowed=", ".join(sorted(allowed)))
        return word

    def word(self, node: Node, at: str) -> str:
        if isinstance(node, Scalar) and node.text.strip() and not node.null:
            return node.text
        self.wrong(node, at, "needs a text")
        return ""

    def yes(self, node: Node, at: str) -> bool:
        if isinstance(node, Scalar) and node.plain and node.text in ("true", "false"):
            return node.text == "true"
        self.wrong(node, at, "needs true or false")
        return False

    def words(self, node: Node, at: str) -> tuple[str, ...]:
        """A list of words; a single one may stand alone."""
        items = node.items if isinstance(node, Items) else (node,)
        return tuple(self.word(item, at) for item in items)

    def reasons(self, node: Node, at: str) -> dict[str, str]:
        """A reason for each term by name, or one for all of them."""
        return (
            {key: self.word(item, _in(at, key)) for key, item in node.pairs.items()}
            if isinstance(node, Pairs)
            else {ALL: self.word(node, at)}
        )

    def both(self, node: Node, at: str) -> Text:
        said = self.fields(node, at, ("en", "zh"), ())
        return Text(self.read(said, f"{at}.en", self.word, ""), self.read(said, f"{at}.zh", self.word, ""))

    def by_language(self, node: Node, at: str) -> dict[str, str]:
        said = self.fields(node, at, (), ("en", "zh"))
        return {lang: self.word(text, f"{at}.{lang}") for lang, text in said.items()}

    def day(self, node: Node, at: str) -> date | None:
        if isinstance(node, Scalar) and DATE.fullmatch(node.text):
            try:
                return date.fromisoformat(node.text)
            except ValueError:  # the thirtieth of February
                self.wrong(node, at, "{day} is no day of the calendar", day=node.text)
                return None
        self.wrong(node, at, "needs a day as 2026-03-02")
        return None

    def term(self, node: Node, at: str) -> Term:
        if isinstance(node, Items):
            return self.words(node, at)
        value = self.plain(node, at)
        if isinstance(value, (bool, int, str)):
            return value
        self.wrong(node, at, "needs a whole number, a text, true or false, or a list of words")
        return ""

    def plain(self, node: Node, at: str) -> object:
        """Plain typed data: whole numbers, days, true and false, null; all else is text."""
        if isinstance(node, Pairs):
            return {key: self.plain(value, _in(at, key)) for key, value in node.pairs.items()}
        if isinstance(node, Items):
            return [self.plain(item, at) for item in node.items]
        return self._typed(node, at) if node.plain else node.text

    def _typed(self, node: Scalar, at: str) -> object:
        text = node.text
        if node.null:
            return None
        if text in ("true", "false"):
            return text == "true"
        if WHOLE.fullmatch(text):
            return int(text)
        if DATE.fullmatch(text):
            return self.day(node, at)
        if FLOAT.fullmatch(text):
            self.wrong(node, at, "{text} would lose places as a number: quote it", text=text)
        if text in YES_OR_NO:
            self.wrong(node, at, "{text} is read in two ways: write true or false, or quote it", text=text)
        return text


def _in(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key
