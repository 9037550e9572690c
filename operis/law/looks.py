"""Which wordings does a reviewer look for, under which row, and what would do instead? The rows `FIND-…`, typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from operis.law.book import Book
from operis.law.rows import Fault, Row, Text

NOTATION: Final = "FIND-NOTATION"
LANGUAGES: Final = ("zh", "en")
PLACES: Final = frozenset(
    {
        "condition", "criterion", "requirement", "acceptance", "notice", "remark", "words",
        "clause", "clause-price", "clause-duration", "clause-settlement", "clause-drawn", "change",
        "form-lease", "form-franchise", "form-strategic-cooperation", "unit-price", "amount", "number",
        "paid-by-time", "provider", "quantity", "quantity-whole",
    }
)
RECORDED: Final = frozenset({"price-yuan", "payment-days", "term-months", "all-months", "end-year"})
"""Numbers that the record has of a contract; a look that compares with one is silent where there is none."""
LIFTS: Final = frozenset({"price-rule", "extensions", "agreed"})
"""What on the record lets stand what would be refused without it: then it is asked about."""
REFUSE, ASK = "refuse", "ask"
SILENCES: Final = "!"

Patterns = Mapping[str, tuple[str, ...]]
"""By language."""


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look for; `under` has its row and those that say the same, the nearest first."""

    id: str
    under: tuple[str, ...]
    where: frozenset[str]
    severity: str
    limit: float | None
    term: str
    record: str
    """The number of the record that is the limit, such as the days of payment."""
    by: float
    """What it is divided by, where the look counts in another unit: twelve months to a year."""
    lifted_by: str
    bands: bool
    sentence: bool
    """Whether what silences it does so from anywhere in the sentence."""
    finds: Patterns
    silent: Patterns
    fits: Mapping[str, Patterns]
    """By service: what is lawful there."""
    means: Text
    unless: Text | None
    instead: Text

    @property
    def compares(self) -> bool:
        """Whether it holds words against a record that refutes them, wherever they stand."""
        return bool(self.record or self.lifted_by)


def looks(book: Book, pack: str) -> tuple[Look, ...]:
    """Every look of a pack."""
    return tuple(_look(row) for row in book.of(pack) if is_look(row))


def notation(book: Book) -> Mapping[str, Any]:
    """The words of which patterns, numbers, clauses and intervals are made; nothing where a book has no looks."""
    row = book.rows.get(NOTATION)
    return row.data if row is not None else {}


def is_look(row: Row) -> bool:
    return "severity" in row.data and "under" in row.data


def under(row: Row) -> tuple[str, ...]:
    """The rows that a look stands for, the nearest first."""
    data: Any = row.data
    return (data["under"], *data.get("see", ()))


def _look(row: Row) -> Look:
    data: Any = row.data
    limit = data.get("limit", {})
    return Look(
        id=row.id,
        under=under(row),
        where=frozenset(data["where"]),
        severity=data["severity"],
        limit=limit.get("value"),
        term=limit.get("term", ""),
        record=limit.get("record", ""),
        by=limit.get("by", 1),
        lifted_by=data.get("lifted_by", ""),
        bands=data.get("measure") == "bands",
        sentence=data.get("reach") == "sentence",
        finds=_patterns(data, silent=False),
        silent=_patterns(data, silent=True),
        fits={service: _patterns(said, silent=False) for service, said in data.get("fits", {}).items()},
        means=row.says,
        unless=Text(**data["unless"]) if "unless" in data else None,
        instead=Text(**data["instead"]),
    )


def _patterns(data: Mapping[str, Any], *, silent: bool) -> Patterns:
    return {
        language: tuple(one.removeprefix(SILENCES) for one in data.get(language, ()) if one.startswith(SILENCES) == silent)
        for language in LANGUAGES
    }


def lint_looks(book: Book) -> Iterator[Fault]:
    """What is missing in a look, in one language, or differs from its row."""
    for row in filter(is_look, book.rows.values()):
        for name, known in (("where", PLACES), ("severity", {REFUSE, ASK})):
            said = row.data.get(name)
            for word in said if isinstance(said, list) else [said]:
                if word not in known:
                    yield _wrong(row, name, "{word} is not known; known are {known}", word=str(word), known=", ".join(sorted(known)))
        limit: Any = row.data.get("limit")
        for name, known, word in (
            ("limit.record", RECORDED, limit.get("record") if isinstance(limit, Mapping) else None),
            ("lifted_by", LIFTS, row.data.get("lifted_by")),
        ):
            if word is not None and word not in known:
                yield _wrong(row, name, "{word} is not known; known are {known}", word=str(word), known=", ".join(sorted(known)))
        for name in ("unless", "instead", "clause"):
            text: Any = row.data.get(name)
            whole = isinstance(text, Mapping) and all(text.get(language) for language in LANGUAGES)
            if not whole and (name in row.data or name != "unless"):
                yield _wrong(row, name, "needs a text in both languages")
        if row.data.get("measure") is None and not all(row.data.get(language) for language in LANGUAGES):
            yield _wrong(row, "zh", "needs patterns in both languages")
        yield from _limit(book, row)


def _limit(book: Book, row: Row) -> Iterator[Fault]:
    """A limit repeats the number of its row, or of one that says the same."""
    limit: Any = row.data.get("limit")
    if not isinstance(limit, Mapping) or "term" not in limit:
        return
    term, rows = limit["term"], (book.rows.get(id) for id in under(row))
    values = [one.terms[term][-1][1] for one in rows if one is not None and term in one.terms]
    if not values:
        yield _wrong(row, "limit.term", "is no term of the row: {term}", term=term)
    elif limit["value"] not in values:
        yield _wrong(row, "limit.value", "is {value}, but the row says {number}", value=str(limit["value"]), number=str(values[0]))


def _wrong(row: Row, name: str, says: str, **facts: str) -> Fault:
    return Fault(row.file, row.line, row.id, f"data.{name}", says, facts)
