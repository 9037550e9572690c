"""What does a YAML or JSON file say, and is there anything in it that two readers could take differently?

The file is read as a tree of texts: no scalar is turned into a number, a date or a yes, because only the field that asks knows
which of them is meant (`010`, `off`, `12.50`, `2026-03-02` are traps of YAML 1.1). Doubled keys, anchors and aliases, tags, keys
that are no plain text and second documents are mistakes. All mistakes of a file are told at once, each with its line and path.
"""

import json
import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Facts
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

# The C scanner is ten times as fast and ships in every wheel; the Python one reads the same language.
LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST: Final = 64  # whoever reads the tree may recurse: a file of ten thousand brackets must not exhaust the stack
UNSEEN: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufffe\uffff]")  # JSON may hold them as they are; YAML breaks lines there, or stops
STRING: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?')
KEY_MAX: Final = 1000  # YAML looks no further than 1,024 characters for the colon after a key, unless a question mark announces it
NODES_MAX: Final = 150_000  # names, values, lists and tables: a budget of 5,000 lines has half of it
MISTAKES_MAX: Final = 50
PAIR: Final = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong at one place; `says` is an English template for `facts`, translated where it is shown."""

    pointer: str
    says: str
    line: int | None = None
    facts: Facts[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        where = [f"line {self.line}"] if self.line is not None else []
        return ": ".join([*where, *filter(None, [self.pointer]), self.says.format(**self.facts)])


def cut(text: str, most: int = 80) -> str:
    """What was given, as far as it helps to find it again."""
    return text if len(text) <= most else f"{text[:most]}…"


def few(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """As many mistakes as anybody reads, none longer than a paragraph, and how many there are besides."""
    found = list(mistakes)
    more = _more(0).says
    told = [one for one in found if one.says != more]
    left = max(len(told) - MISTAKES_MAX, 0) + sum(int(one.facts["count"]) for one in found if one.says == more)
    kept = [_short(one) for one in told[:MISTAKES_MAX]]
    return [*kept, *([_more(left)] if left else [])]


def _more(count: int) -> Mistake:
    return Mistake("", "There are {count} more mistakes; mend these first.", None, {"count": f"{count}"})


def _short(mistake: Mistake) -> Mistake:
    facts = {name: cut(value, 1_500) for name, value in mistake.facts.items()}
    return Mistake(cut(mistake.pointer, 500), mistake.says, mistake.line, facts)


class Malformed(Exception):
    """The input cannot be read; carries every mistake that was found, as far as they are told."""

    def __init__(self, mistakes: list[Mistake], name: str = "") -> None:
        super().__init__(mistakes, name)
        self.mistakes = few(mistakes)
        self.name = name

    def __str__(self) -> str:
        return "\n".join(f"{self.name}: {mistake}" if self.name else str(mistake) for mistake in self.mistakes)


@dataclass(frozen=True, slots=True)
class Scalar:
    text: str
    plain: bool
    line: int

    @property
    def null(self) -> bool:
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    pairs: dict[str, "Node"]
    key_lines: dict[str, int]
    line: int


Node = Scalar | Sequence | Mapping


def parse(text: str, name: str = "") -> Node:
    """The tree of the one document in `text`; raises Malformed with all that is wrong."""
    reader = _Reader(name)
    node = reader.read(_as_yaml(text.removeprefix("\ufeff")))
    if reader.mistakes or node is None:
        raise Malformed(reader.mistakes, name)
    return node


def below(pointer: str, key: str | int) -> str:
    """The JSON Pointer (RFC 6901) of a member."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def _as_yaml(text: str) -> str:
    """JSON is YAML but for some things: tabs between tokens, unseen characters, those beyond the first plane as two escapes, far colons."""
    if not text.lstrip().startswith(("{", "[", '"')):
        return text
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text  # not JSON, so flow YAML or broken: the scanner says which
    seen = UNSEEN.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text.replace("\t", " "))
    return STRING.sub(_announced, PAIR.sub(lambda pair: json.loads(f'"{pair.group()}"'), seen))


def _announced(string: re.Match[str]) -> str:
    """A key that is long, or whose colon stands on another line, is announced."""
    far = string[1] and (len(string[0]) > KEY_MAX or "\n" in string[1])
    return f"? {string[0]}" if far else string[0]


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.mistakes: list[Mistake] = []
        self.nodes = 0

    def read(self, text: str) -> Node | None:
        node: Node | None = None
        try:
            text.encode()  # a lone surrogate is no character, and the scanner would crash on it
            events = iter(yaml.parse(text, Loader=LOADER))
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if node is not None:
                        self.wrong("", "A second document begins here; one file holds one document.", _line(event))
                        break
                    node = self.node(next(events), events, "", 0)
            if node is None:
                self.wrong("", "There is nothing in this file.", 1)
        except UnicodeEncodeError as error:
            self.wrong("", "There is a character here that is not Unicode text.", text.count("\n", 0, error.start) + 1)
        except yaml.YAMLError as error:
            self.mistakes.append(_syntax(text, error))
        return node

    def wrong(self, pointer: str, says: str, line: int, **facts: str) -> None:
        self.mistakes.append(Mistake(pointer, says, line, facts))

    def node(self, event: Any, events: Iterator[Any], pointer: str, depth: int) -> Node:
        line = _line(event)
        if depth > DEEPEST:
            self.wrong(pointer, "This is nested more than {deepest} levels deep.", line, deepest=str(DEEPEST))
            raise Malformed(self.mistakes, self.name)
        self.nodes += 1
        if self.nodes > NODES_MAX:
            self.wrong(pointer, "Up to here there are {most} names and values, which is the most; divide what you send.", line,
                       most=f"{NODES_MAX:,}")  # fmt: skip
            raise Malformed(self.mistakes, self.name)
        if event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self.wrong(pointer, "Anchors and aliases are not read here ({anchor}); write the value out.", line, anchor=sign + event.anchor)
        if getattr(event, "tag", None) is not None:
            self.wrong(pointer, "Tags are not read here ({tag}); write the plain value.", line, tag=event.tag)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, pointer, depth, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, pointer, depth, line)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, event.style is None or event.style == "", line)
        return Scalar("", True, line)  # an alias, already told

    def sequence(self, events: Iterator[Any], pointer: str, depth: int, line: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self.node(event, events, below(pointer, len(items)), depth + 1))
        return Sequence(tuple(items), line)

    def mapping(self, events: Iterator[Any], pointer: str, depth: int, line: int) -> Mapping:
        pairs: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, pointer, depth + 1)
            named = isinstance(key, Scalar) and not key.null
            name = key.text if isinstance(key, Scalar) else ""
            value = self.node(next(events), events, below(pointer, name), depth + 1)
            if not named:
                self.wrong(pointer, "A name must be one plain text.", key.line)
            elif name in pairs:
                facts = {"name": name, "first": str(lines[name])}
                self.wrong(below(pointer, name), "{name} is given twice; the first is on line {first}.", key.line, **facts)
            else:
                pairs[name], lines[name] = value, key.line
        return Mapping(pairs, lines, line)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _syntax(text: str, error: yaml.YAMLError) -> Mistake:
    """What the scanner found, in words; a tab is named, because nobody sees it."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else text.count("\n", 0, getattr(error, "position", 0)) + 1
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    lines = text.splitlines()
    shown = lines[line - 1] if line <= len(lines) else ""
    if mark is not None and "\t" in shown[: mark.column + 1]:
        return Mistake("", "There is a tab here; indent with spaces.", line)
    return Mistake("", "This is not YAML: {problem}.", line, {"problem": problem})
