"""Which texts may an officer start from? Ten common services, in both languages, with slots for what differs; advice and no law."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from operis.core.wording import Label
from operis.strict_yaml import Mapping as Table
from operis.strict_yaml import Node, Scalar, Sequence, parse

FOLDER = Path(__file__).with_name("textbanks")
SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
COUNTED = re.compile(
    r"\{([a-z][a-z0-9_]*)\}"
    r"( (?:(?!of |the |a |an |and |in |on |or |per |is |has )[a-z-]+ ){0,2}?)"
    r"(people|persons|(?!is\b|has\b|was\b|its\b)[a-z-]*[a-rt-z]s\b|[a-z]+sses\b)"
)
"""A slot and what it counts in English: the next word in the plural, with at most two before it that say of which kind."""
ENDINGS = {"people": "person", "sses": "ss", "shes": "sh", "ies": "y", "s": ""}
CLASS = "C01"
"""The question about the class of the service, which a bank answers by its own word."""
Words = Mapping[str, str]
"""A text in both languages."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What differs from case to case; `suggest` is our advice, empty where we dare none."""

    name: str
    words: Label
    suggest: str


@dataclass(frozen=True, slots=True)
class Bank:
    """The texts of one service; `said` is the file as it was written, all values as text."""

    slug: str
    said: Mapping[str, Any]

    @property
    def name(self) -> Label:
        return Label(**self.said["service"]["name"])

    @property
    def public(self) -> bool:
        """Whether it is a service for the public, so that those served are asked."""
        return bool(self.said["service"]["class"] == "public")

    @property
    def for_enterprises(self) -> bool:
        """Whether enterprises can provide it, so that it can be kept for small ones."""
        return bool(self.said["service"].get("enterprises", "true") == "true")

    @property
    def slots(self) -> Mapping[str, Slot]:
        return {name: Slot(name, Label(one["en"], one["zh"]), one.get("suggest", "")) for name, one in self.said["slots"].items()}

    def usual(self) -> Mapping[str, str]:
        """Answers often given for this service, by question: to be looked at one by one."""
        groups: Mapping[str, Mapping[str, str]] = self.said["determination"]["usual"]
        answers = {question: answer for group in groups.values() for question, answer in group.items()}
        return {**answers, CLASS: self.said["determination"]["class"]}

    def suggested(self) -> Mapping[str, str]:
        return {name: slot.suggest for name, slot in self.slots.items() if slot.suggest}


@cache
def banks() -> Mapping[str, Bank]:
    """All of them, by slug."""
    found = (Bank(file.stem, plain_tree(parse(file.read_text("utf8"), file.name))) for file in sorted(FOLDER.glob("*.yaml")))
    return {bank.slug: bank for bank in found}


def open_slots(text: str) -> tuple[str, ...]:
    """The slots that a text still has, each once."""
    return tuple(dict.fromkeys(SLOT.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the values that are given in its slots; the others stay in their braces. What is counted by one is no plural."""
    singular = COUNTED.sub(lambda found: counted(found, one=values.get(found[1]) == "1"), text)
    return SLOT.sub(lambda found: values.get(found[1]) or found[0], singular)


def counted(found: re.Match[str], *, one: bool) -> str:
    """The slot with what it counts: “{sites} canteens”, and of one “{sites} canteen”."""
    ending = ending_of(found[3])
    return f"{{{found[1]}}}{found[2]}{found[3].removesuffix(ending)}{ENDINGS[ending]}" if one else found[0]


def ending_of(plural: str) -> str:
    return next(ending for ending in ENDINGS if plural.endswith(ending))


def spoken(words: Words, values: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """A text in both languages, each with the values of its own language."""
    return {language: filled(words[language], values.get(language, {})) for language in ("zh", "en")}


def texts(tree: Any) -> Iterator[Words]:
    """Every text in a part of a bank."""
    if isinstance(tree, Mapping):
        if isinstance(tree.get("zh"), str) and isinstance(tree.get("en"), str):
            yield tree
        for inside in tree.values():
            yield from texts(inside)
    elif isinstance(tree, list):
        for inside in tree:
            yield from texts(inside)


def plain_tree(node: Node) -> Any:
    match node:
        case Table():
            return {key: plain_tree(value) for key, value in node.pairs.items()}
        case Sequence():
            return [plain_tree(item) for item in node.items]
        case Scalar():
            return node.text
