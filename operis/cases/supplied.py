"""What if the law of a place has no amounts on record? A case may supply them with their source, for its own run and no other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from operis.core.kinds import MoneyKind, TextKind
from operis.core.money import Fen
from operis.core.reading import Reading
from operis.law.book import Book, Confidence, Instrument, Law, Row, Text
from operis.rules.amounts import OPEN_TENDER_AMOUNT, QUOTA
from operis.strict_yaml import Mapping as Table
from operis.strict_yaml import Mistake, Node

ID = "SUPPLIED"
TERMS = {"quota_services": QUOTA, "open_tender_services": OPEN_TENDER_AMOUNT}
KEYS = (*TERMS, "source")


@dataclass(frozen=True)
class Amounts:
    """Amounts in fen by the term of the law they stand in for, and where the author of the case has them from."""

    terms: tuple[tuple[str, Fen], ...]
    source: str


def read_amounts(node: Node | None, reading: Reading) -> Amounts | None:
    """`amounts: {quota_services: "300000.00", open_tender_services: "2000000.00", source: ...}`: all three, in yuan."""
    if node is None:
        return None
    if not isinstance(node, Table):
        reading.wrong("/amounts", node, "Give a table with: {fields}.", fields=", ".join(KEYS))
        return None
    for key in KEYS:
        if key not in node.pairs:
            reading.wrong(f"/amounts/{key}", node, "“{field}” is missing.", field=key)
    for key, value in node.pairs.items():
        if key not in KEYS:
            reading.wrong(
                f"/amounts/{key}", value, "There is no field “{given}” here; there are: {fields}.", given=key, fields=", ".join(KEYS)
            )
    given = {key: kind.read(node.pairs[key], f"/amounts/{key}", reading) for key, kind in _kinds() if key in node.pairs}
    terms = tuple((term, amount) for key, term in TERMS.items() if isinstance(amount := given.get(key), Fen))
    source = given.get("source")
    return Amounts(terms, source) if len(terms) == len(TERMS) and isinstance(source, str) else None


def _kinds() -> Iterator[tuple[str, MoneyKind | TextKind]]:
    yield from ((key, MoneyKind()) for key in TERMS)
    yield "source", TextKind()


def with_amounts(book: Book, pack: str, place: str, amounts: Amounts, first: date) -> Book:
    """The same law with one row more, marked as supplied; what a pack has on record cannot be replaced by it (see `wrong_amounts`)."""
    words = Text(f"Supplied by the case file, from: {amounts.source}", f"案例文件提供，来源：{amounts.source}")
    title = Text("Amounts supplied by a case file", "案例文件提供的数额标准")
    instrument = Instrument(ID, "local", title, title, None, None, first, None, (), None)
    terms = {term: ((first, amount),) for term, amount in amounts.terms}
    row = Row(
        id=ID, instrument=instrument, document=None, article=None, says=words, text={}, kind="amount", methods=(), objects=("services",),
        levels=(), event=None, terms=terms, governed_by="notice", first=first, last=None,
        confidence=Confidence("secondary", "none"), seen=(), note=None, data={}, pack=pack, place=place, file="", line=0,
    )  # fmt: skip
    return replace(book, rows={**book.rows, ID: row}, instruments={**book.instruments, ID: instrument})


def wrong_amounts(law: Law, amounts: Amounts | None, line: int | None) -> Iterator[Mistake]:
    """Where an amount is needed and not on record it is asked for; one that is on record is not supplied again."""
    for key, term in TERMS.items():
        row = law.having(term)
        if row is None and amounts is None:
            yield Mistake(
                f"/amounts/{key}", "The law of {place} has no {term} on {day}: give it under `amounts`, with its source.", line,
                {"place": f"{law.pack}/{law.place}/{law.level}".rstrip("/"), "term": term, "day": f"{law.act_day}"},
            )  # fmt: skip
        elif row is not None and amounts is not None:
            yield Mistake(
                f"/amounts/{key}", "The law has this amount already ({row}): strike it out here.", line, {"row": row.id}
            )  # fmt: skip
