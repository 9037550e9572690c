"""From which facts was a document drafted, and does the notice still say the same? Each by its digest, and in words where it is short."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any

from operis.core.fields import plain
from operis.documents.purchasing.conditions import parts_of
from operis.documents.purchasing.filling import Facts
from operis.documents.purchasing.texts import Text
from operis.documents.purchasing.values import looked_up, root_of, said_of

COMPARED = frozenset({"plan", "notice"})
SHORT = 120
"""What is longer is told by its name alone."""
Drawn = Mapping[str, Mapping[str, str]]


def drawn_from(text: Text, facts: Facts) -> dict[str, dict[str, str]]:
    """By source: of plan and notice all that stands in the text or decides what stands there."""
    return {source: _fact(looked_up(facts, source)) for source in sorted(set(_sources(text)))}


def _sources(text: Text) -> Iterator[str]:
    for clause in text.clauses:
        tests = (test.source for test in parts_of(clause.when))
        yield from (source for source in (*clause.sources, *tests) if root_of(source) in COMPARED)


def _fact(value: Any) -> dict[str, str]:
    said = said_of(value) if not _records(value) else {"zh": "", "en": ""}
    stored = [plain(one) for one in value] if _records(value) else said
    digest = hashlib.sha256(json.dumps(stored, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return {"sha256": digest, **{language: words if len(words) <= SHORT else "" for language, words in said.items()}}


def _records(value: Any) -> bool:
    return isinstance(value, tuple) and any(is_dataclass(one) for one in value)


def changed(before: Drawn, now: Drawn) -> tuple[str, ...]:
    """The sources that say something else now."""
    return tuple(source for source, fact in before.items() if source in now and now[source]["sha256"] != fact["sha256"])
