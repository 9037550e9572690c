"""Which clauses has a contract of each form that no other has, and by which words is one seen? The rows `OWN-…`, typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from operis.law.book import Book
from operis.law.looks import LANGUAGES, REFUSE, Patterns
from operis.law.rows import Fault, Row, Text

ASKED = frozenset({"form", "clause", "group", "weight", "cites", "name"})


@dataclass(frozen=True, slots=True)
class OwnClause:
    """`cites` has the rows in force that ask for the same, the nearest first; `says` is what would do."""

    row: str
    form: str
    id: str
    group: str
    refuses: bool
    cites: tuple[str, ...]
    name: Text
    says: Text
    finds: Patterns


@lru_cache(maxsize=64)
def own_clauses(book: Book, pack: str, form: str) -> tuple[OwnClause, ...]:
    """Those of a form, in their order."""
    return tuple(one for one in map(_own, filter(is_own, book.of(pack))) if one.form == form)


def is_own(row: Row) -> bool:
    return "clause" in row.data and "form" in row.data


def _own(row: Row) -> OwnClause:
    data: Any = row.data
    return OwnClause(
        row=row.id, form=data["form"], id=data["clause"], group=data["group"], refuses=data["weight"] == REFUSE, cites=tuple(data["cites"]),
        name=Text(**data["name"]), says=row.says, finds={language: tuple(data[language]) for language in LANGUAGES},
    )  # fmt: skip


def lint_own(book: Book) -> Iterator[Fault]:
    """What is missing in a row, or in one language."""
    for row in filter(is_own, book.rows.values()):
        data: Any = row.data
        missing = sorted({*ASKED, *LANGUAGES} - {name for name in data if data[name]})
        yield from (Fault(row.file, row.line, row.id, f"data.{name}", "is needed of an own clause", {}) for name in missing)
        if not missing and not all(data["name"].get(language) for language in LANGUAGES):
            yield Fault(row.file, row.line, row.id, "data.name", "needs a text in both languages", {})
