"""What is wrong with the record, in words of either language: a template with its facts, which keeps well in a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

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
