"""What is wrong with the record, in words of either language: a template with its facts, which keeps well in a file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext_noop

Part = tuple[str, str]
"""A template for a part of an entry, with the path in it where it names one."""
Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that is not as it was signed, or not as the record has it."""

    says: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    def words(self, translate: Translate = str) -> str:
        parts = translate(", ").join(translate(template).format(path=path) for template, path in self.parts)
        return translate(self.says).format(**self.facts, parts=parts)

    def plain(self) -> dict[str, Any]:
        return {"says": self.says, "facts": dict(self.facts), "parts": [list(part) for part in self.parts]}

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> "Seen":
        return cls(stored["says"], stored["facts"], tuple((template, path) for template, path in stored["parts"]))


LONGEST = 300
"""Of what somebody wrote into a column so many signs are told."""


def _told(fact: object) -> str | int:
    return fact if isinstance(fact, int) else (fact if isinstance(fact, str) else f"{fact!r}")[:LONGEST]


def to_the_end(look: Iterator[Seen], about: str) -> Iterator[Seen]:
    """What a look finds; that a row of a kind which nobody writes ends it is a finding too, and other looks go on.

    What was found is kept as JSON, so a fact that is neither text nor number is told as text.
    """
    try:
        for seen in look:
            yield replace(seen, facts={name: _told(one) for name, one in seen.facts.items()})
    except Exception as fault:  # a database that does not answer is no finding; text in it that is no text is one
        if isinstance(fault, DatabaseError) and "decode" not in str(fault):
            raise
        why: dict[str, str | int] = {"about": about, "why": type(fault).__name__}
        yield Seen(gettext_noop("{about}: it cannot be looked at to the end ({why})"), why)
