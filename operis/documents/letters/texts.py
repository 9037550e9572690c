"""Which words does a letter have? Parts of our own texts, each with its rows, under a condition, with slots that the record fills."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from operis.core.wording import Label
from operis.documents.textbank import SLOT, plain_tree
from operis.strict_yaml import parse

FILE = Path(__file__).with_name("texts.yaml")
ALL = "all"
"""Under this name stand the parts that every letter has."""
NOT, AND = "not ", " and "


@dataclass(frozen=True, slots=True)
class Part:
    words: Label
    rows: tuple[str, ...]
    when: str

    @property
    def slots(self) -> frozenset[str]:
        return frozenset(SLOT.findall(self.words.en)) | frozenset(SLOT.findall(self.words.zh))

    def stands(self, known: Mapping[str, str], facts: frozenset[str]) -> bool:
        """Whether its condition holds and the record fills each of its slots."""
        asked = self.when.split(AND) if self.when else []
        holds = all((one.removeprefix(NOT) in facts) is not one.startswith(NOT) for one in asked)
        return holds and all(known.get(one) for one in self.slots)


@dataclass(frozen=True, slots=True)
class Letter:
    """Its own parts, and after them those that every letter has."""

    title: Label
    own: tuple[Part, ...]
    shared: tuple[Part, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*self.own, *self.shared)


@cache
def letters() -> Mapping[str, Letter]:
    """By what became of the bid."""
    said: dict[str, Any] = plain_tree(parse(FILE.read_text(encoding="utf-8")))
    shared = tuple(_parts(said[ALL]))
    return {name: Letter(Label(one["title"]["en"], one["title"]["zh"]), tuple(_parts(one)), shared)
            for name, one in said.items() if name != ALL}  # fmt: skip


def _parts(said: Mapping[str, Any]) -> Iterator[Part]:
    return (Part(Label(one["en"], one["zh"]), tuple(one["rows"]), one.get("when", "")) for one in said["parts"])
