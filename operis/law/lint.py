"""Is the law sound: does each row name what exists, hold when it says, and say one thing; and do the checks read what is there?"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Final

from operis.law.book import Book, Fault, LawError, Row, covers_budget, load_book
from operis.law.loading import LEVELS
from operis.law.looks import lint_looks
from operis.law.own import lint_own
from operis.law.rows import ALL

# Names in `data` whose values are IDs of rows.
REFERENCES: Final = (
    "adds_to", "cites", "conflicts_with", "follows", "instruments", "of", "parameters", "programmes", "see", "subjects", "under",
)  # fmt: skip
COUNTIES: Final = "city_county"
"""How a floor is called that stands for cities and counties alike."""
READ: Final = "by-steps"
"""The reason of rows that no check is bound to, and whose values the steps read."""
ENGLISH: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
CHINESE: Final = "零一二三四五六七八九"
RANGE: Final = re.compile(r"\S+ to \S+")  # INV-1 to INV-5: for a reader


@dataclass(frozen=True, slots=True)
class Binding:
    """A rule of a procedure, a row it is bound to, the method in which that stands ("" for none), and the terms it reads by name."""

    rule: str
    row: str
    method: str
    terms: frozenset[str] = frozenset()


def load_sound_book(folder: Path | None = None) -> Book:
    """The book, or LawError with all that lint finds: nothing starts on law that is not sound."""
    book = load_book(folder)
    faults = list(lint(book))
    if faults:
        raise LawError(faults)
    return book


def lint(book: Book) -> Iterator[Fault]:
    """Every fault of the rows themselves."""
    for instrument in book.instruments.values():
        if instrument.first and instrument.last and instrument.last < instrument.first:
            yield Fault("", None, instrument.id, "instrument.until", "lies before its first day")
        yield from (
            Fault("", None, instrument.id, "instrument.seen", *_no_source(key)) for key in instrument.seen if key not in book.sources
        )
    for row in book.rows.values():
        yield from _references(book, row)
        yield from _dates(row)
        yield from _period(book, row)
        yield from _citation(row)
        yield from _place(row)
    yield from _overlaps(book)
    yield from lint_looks(book)
    yield from lint_own(book)


def lint_bindings(book: Book, bindings: Iterable[Binding]) -> Iterator[Fault]:
    """Rules bound to rows that are not there, never hold, do not cover their method, or lack a number that is read."""
    for one in bindings:
        row = book.rows.get(one.row)
        if row is None:
            yield Fault("", None, one.row, one.rule, "is bound to a row that is not there", {"rule": one.rule})
            continue
        if row.first is None:
            yield _wrong(row, one.rule, "is bound to a row that is never in force")
        if one.method and not row.covers(method=one.method):
            covers = ", ".join(row.methods)
            yield _wrong(row, one.rule, "is bound in {method}, which the row does not cover: {covers}", method=one.method, covers=covers)
        for term in sorted(one.terms - set(row.terms)):
            yield _wrong(row, one.rule, "reads {term}, which the row does not say", term=term)


def unread_terms(book: Book, read: Collection[tuple[str, str]]) -> Iterator[Fault]:
    """Terms that no check reads and that say not why; reasons that are none, or that are given for what is read."""
    for row in book.rows.values():
        silent = [term for term in row.terms if (row.id, term) not in read]
        for term in silent:
            why = row.why_unread(term)
            if not why:
                yield _wrong(row, f"terms.{term}", "is read by no check, and `unread` does not say why")
            elif why not in book.unread:
                yield _wrong(row, f"unread.{term}", "{word} is no reason; unread.yaml lists them", word=why)
        for term in row.unread:
            if term not in silent and (term != ALL or (row.terms and not silent)):
                yield _wrong(row, f"unread.{term}", "is given for what is read, or is no term of the row")


def why_unchecked(row: Row) -> tuple[str, ...]:
    """Why no check looks at a row that none is bound to: names of the table `unread`, none where nobody has said it."""
    said = tuple(dict.fromkeys(why for term in row.terms or (ALL,) if (why := row.why_unread(term))))
    return said or ((READ,) if row.terms else ())


def unexplained(book: Book, bindings: Iterable[Binding]) -> Iterator[Fault]:
    """Rows of law in force that no check looks at and that say not why."""
    bound = {one.row for one in bindings}
    for row in book.rows.values():
        if row.id not in bound and row.first is not None and row.instrument.legal and not why_unchecked(row):
            yield _wrong(row, "unread", "is looked at by no check, and `unread` does not say why")


def unread_periods(book: Book, bindings: Iterable[Binding], acts_made: Mapping[str, Collection[str]]) -> Iterator[tuple[str, Row]]:
    """Method and row of each period that covers the method, starts from an act it makes, and is read by no step of it."""
    read = {(one.method, one.row) for one in bindings}
    for method, acts in acts_made.items():
        for row in book.of("cn"):
            starts = row.event is not None and book.events[row.event.start].act in acts
            if starts and row.first is not None and row.covers(method=method, object="services") and (method, row.id) not in read:
                yield method, row


def _wrong(row: Row, path: str, says: str, **facts: str) -> Fault:
    return Fault(row.file, row.line, row.id, path, says, facts)


def _no_source(key: str) -> tuple[str, dict[str, str]]:
    return "{key} is no source; sources.yaml lists them", {"key": key}


def _references(book: Book, row: Row) -> Iterator[Fault]:
    for name, words, known in (
        ("methods", row.methods, book.methods),
        ("objects", row.objects, book.objects),
        ("levels", row.levels, LEVELS),
    ):
        for word in words:
            if word not in known:
                yield _wrong(row, f"applies.{name}", "{word} is not known; known are {known}", word=word, known=", ".join(sorted(known)))
    for key in row.seen:
        if key not in book.sources:
            yield Fault(row.file, row.line, row.id, "seen", *_no_source(key))
    for name in REFERENCES:
        said = row.data.get(name, [])
        for id in said if isinstance(said, list) else [said]:
            if isinstance(id, str) and id not in book.rows and not RANGE.fullmatch(id):
                yield _wrong(row, f"data.{name}", "{id} is no row of the law", id=id)


def _dates(row: Row) -> Iterator[Fault]:
    if row.first and row.last and row.last < row.first:
        yield _wrong(row, "until", "lies before its first day")
    for term, values in row.terms.items():
        for first, _ in values:
            if row.first and first < row.first:
                yield _wrong(row, f"terms.{term}", "{day} lies before the row's first day", day=first.isoformat())
            if row.last and first > row.last:
                yield _wrong(row, f"terms.{term}", "{day} lies after the row's last day", day=first.isoformat())


def _period(book: Book, row: Row) -> Iterator[Fault]:
    if row.event is None:
        if row.kind == "period":
            yield _wrong(row, "event", "is missing: a period starts from something and ends with something")
        return
    for at, name in (("from", row.event.start), ("to", row.event.end)):
        if name not in book.events:
            yield _wrong(row, f"event.{at}", "{name} is no act and no moment", name=name)
    lengths = row.at(row.last or date.max).lengths()
    for term in row.event.lengths:
        if term not in lengths:
            yield _wrong(row, "event.lengths", "{term} is no length of this row", term=term)
    if row.event.bound == "before" and lengths:
        yield _wrong(row, "event.bound", "is before, which has no length: {lengths}", lengths=", ".join(lengths))
    if row.event.bound != "before" and not lengths:
        yield _wrong(row, "terms", "has no length for the period")


def _citation(row: Row) -> Iterator[Fault]:
    if row.article is not None and row.confidence.article == "none":
        yield _wrong(row, "confidence.article", "is none, but there is an article")
    if row.article is not None and not row.article.zh.startswith("第"):
        yield _wrong(row, "article", "names more than an article: what it stands in goes into document")


def _place(row: Row) -> Iterator[Fault]:
    folder, _, name = row.file.rpartition("/")
    place = name.removesuffix(".yaml") if folder.endswith("/places") else ""
    if row.place != place:
        yield _wrong(row, "data.place", "is {place}, but the file is that of {file}", place=row.place or "-", file=place or "-")
    if place and not isinstance(row.data.get("budgets"), list):
        yield _wrong(row, "data.budgets", "is missing: a row of a place says whose budgets it covers")


def _overlaps(book: Book) -> Iterator[Fault]:
    """Amounts are looked up by term: two rows that give one for the same budget on the same day would be a guess."""
    amounts = [row for row in book.rows.values() if row.kind == "amount" and row.first is not None]
    for one, other in combinations(amounts, 2):
        if one.place == other.place and one.pack == other.pack and _share_days(one, other) and _share_budgets(one, other):
            for term in sorted(term for term in set(one.terms) & set(other.terms) if term.endswith("_fen")):
                yield _wrong(other, f"terms.{term}", "is given by {other} too, for the same budgets on the same days", other=one.id)


def below_floor(book: Book) -> Iterator[tuple[Row, str]]:
    """Amounts of places that lie under the floor for their level on or after the day by which places had to follow. Told, and no fault."""
    for guide in (row for row in book.rows.values() if "local_standards_follow_by" in row.data):
        by, floors = guide.data["local_standards_follow_by"], guide.at(guide.last or date.max)
        for row in book.rows.values():
            if isinstance(by, date) and row.kind == "amount" and row.place and row.pack == guide.pack and (row.last or date.max) >= by:
                for term, values in row.terms.items():
                    lowest = [fen for level in row.levels if (fen := _floor(floors, term, level)) is not None]
                    held = [row.at(max(first, by)).value(term) for first, _ in values]
                    if any(isinstance(value, int) and value < fen for fen in lowest for value in held):
                        yield row, term


def _floor(guide: Row, term: str, level: str) -> int | None:
    """The floor under an amount: that of a level, where the guide tells levels apart."""
    whole = term.removesuffix("_fen")
    named = (each for each in guide.terms if each == f"{whole}_min_fen" or (each.startswith(f"{whole}_{level}_")))
    return next((guide.fen(each) for each in (*named, f"{whole}_{COUNTIES}_min_fen") if each in guide.terms), None)


def _share_days(one: Row, other: Row) -> bool:
    first, last = max(one.first or date.min, other.first or date.min), min(one.last or date.max, other.last or date.max)
    return first <= last


def _share_budgets(one: Row, other: Row) -> bool:
    """Whether some budget is covered by both: tried for each level, in each city that either names, and in one that neither does."""
    places = {one.place, f"{one.place}99", *_cities(one), *_cities(other)}
    objects = not one.objects or not other.objects or bool(set(one.objects) & set(other.objects))
    return objects and any(
        all(row.covers(level=level) and covers_budget(row, place, level) for row in (one, other)) for level in LEVELS for place in places
    )


def _cities(row: Row) -> Iterator[str]:
    budgets = row.data.get("budgets")
    for entry in budgets if isinstance(budgets, list) else []:
        yield from (*entry.get("within", []), *entry.get("except", []))


def repeated_numbers(book: Book) -> Iterator[tuple[Row, str]]:
    """Rows whose words repeat a number of their terms: it has to be changed in both places. Listed, and no fault."""
    for row in book.rows.values():
        said = f"{row.says.en} {row.says.zh}"
        for term, values in row.terms.items():
            numbers = [value for _, value in values if isinstance(value, int) and not isinstance(value, bool)]
            if any(_stands(form, said) for value in numbers for form in _forms(term, value)):
                yield row, term


def _stands(form: str, said: str) -> bool:
    return re.search(rf"(?<![\d,.]){re.escape(form)}(?![\d,.]\d|\d)", said) is not None


def _forms(term: str, value: int) -> Iterator[str]:
    """How a number may stand in a text: in digits, in English or Chinese words, an amount in yuan or in ten thousands of them."""
    if "fen" in term.split("_"):
        yield f"{value // 100:,}"
        yield f"{value // 1_000_000}万"
    elif value > 1:  # a one is in every other word
        yield f"{value:,}"
        yield from (f" {word} " for word in ENGLISH[value : value + 1])
        if value < 100:
            tens, ones = divmod(value, 10)
            yield (CHINESE[tens] if tens > 1 else "") + ("十" if tens else "") + (CHINESE[ones] if ones or not tens else "")
