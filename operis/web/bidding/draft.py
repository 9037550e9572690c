"""What has been written of a bid so far? Texts, files and ticks by the part that they answer; the price as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from operis.dockets.procurement.terms import Document


@dataclass(frozen=True, slots=True)
class Draft:
    """`taken` names the answers that came from an earlier bid and were not looked at here yet."""

    texts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[Document, ...]] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    typed: Mapping[str, str] = field(default_factory=dict)
    """Inputs of the parts that are forms of fields: who joins, and the price."""
    listed: tuple[Mapping[str, Any], ...] = ()
    """The lines of a price list that came as a file, as records are stored."""
    visited: frozenset[str] = frozenset()
    """Sections that were saved once."""
    taken: frozenset[str] = frozenset()
    came: Mapping[str, str] = field(default_factory=dict)
    """By answer, the procurement for which it was made, where that is another."""

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> "Draft":
        """As it was kept."""
        files = {key: tuple(Document(name=name, size=size, sha256=sha256) for name, size, sha256 in rows)
                 for key, rows in said["files"].items()}  # fmt: skip
        several = {name: frozenset(said[name]) for name in ("ticked", "visited", "taken")}
        return cls(texts=dict(said["texts"]), files=files, typed=dict(said["typed"]), listed=tuple(said["listed"]),
                   came=dict(said.get("came", {})), **several)  # fmt: skip

    @property
    def said(self) -> dict[str, Any]:
        """As it is kept."""
        files = {key: [[one.name, one.size, one.sha256] for one in rows] for key, rows in self.files.items() if rows}
        return {"texts": dict(self.texts), "files": files, "typed": dict(self.typed), "ticked": sorted(self.ticked),
                "listed": [*self.listed], "visited": sorted(self.visited), "taken": sorted(self.taken),
                **({"came": dict(self.came)} if self.came else {})}  # fmt: skip

    def text(self, key: str) -> str:
        return self.texts.get(key, "")

    def files_at(self, key: str) -> tuple[Document, ...]:
        return self.files.get(key, ())

    def elsewhere(self, key: str) -> tuple[Document, ...]:
        """The files that stand at other questions, and not at this one: who means the same file chooses it once."""
        here = {one.sha256 for one in self.files_at(key)}
        return tuple({one.sha256: one for rows in self.files.values() for one in rows if one.sha256 not in here}.values())

    def with_text(self, key: str, text: str) -> "Draft":
        return replace(self, texts={**self.texts, key: text})

    def with_tick(self, key: str, ticked: bool) -> "Draft":
        return replace(self, ticked=self.ticked | {key} if ticked else self.ticked - {key})

    def with_file(self, key: str, one: Document) -> "Draft":
        """One more; the same file again is the same."""
        there = self.files_at(key)
        if one.sha256 in {other.sha256 for other in there}:
            return self
        return replace(self, files={**self.files, key: (*there, one)})

    def without_file(self, key: str, sha256: str) -> "Draft":
        return replace(self, files={**self.files, key: tuple(one for one in self.files_at(key) if one.sha256 != sha256)})

    def with_typed(self, typed: Mapping[str, str], names: tuple[str, ...]) -> "Draft":
        """The inputs of some fields, in place of what was typed in them before."""
        others = {name: text for name, text in self.typed.items() if name.partition("-")[0] not in names}
        return replace(self, typed={**others, **{name: text for name, text in typed.items() if name.partition("-")[0] in names}})
