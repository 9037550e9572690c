"""Which words may a plan or a correction choose from, and how does the law itself word what it has of suppliers?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from operis.core.wording import Slug, Wording
from operis.dockets.procurement.commands import CorrectNotice, FilePlan
from operis.dockets.procurement.terms import Condition
from operis.law.book import Book, Law
from operis.rules.wording.finder import one_form
from operis.strict_yaml import Mistake

SERVICES, CONDITIONS, FACTORS, CHANGES = "LIST-SERVICES", "LIST-CONDITIONS", "LIST-FACTORS", "LIST-CHANGES"
FORBIDDEN = ("discriminatory", "size_conditions", "financial_figures", "treated_alike_in")
"""Terms that name what may not be asked, so that who knows the word can say it and is told."""


@dataclass(frozen=True, slots=True)
class Statutory:
    """A condition of the law in its words; where `services` are named, of those alone."""

    slug: str
    text: Wording
    services: frozenset[str]

    def asked_of(self, service: str) -> bool:
        return not self.services or service in self.services


def services(law: Law) -> tuple[str, ...]:
    return _slugs(law, SERVICES, "listed")


def statutory(law: Law) -> Mapping[str, Statutory]:
    """Every condition that the law has of the suppliers of some service, by its word."""
    return _statutory(law.book) if _of_here(law, CONDITIONS) else {}


@lru_cache(maxsize=2)
def asking_nothing(book: Book) -> frozenset[str]:
    """Words of conditions that say that there is none, and to which no bidder has anything to answer."""
    listed: Any = book.rows[CONDITIONS].data["statutory"]
    return frozenset(one["slug"] for one in listed if one.get("asks_nothing"))


def conditions(law: Law) -> tuple[str, ...]:
    return (*statutory(law), *_slugs(law, CONDITIONS, "own"), *forbidden(law))


def own_conditions(law: Law) -> tuple[str, ...]:
    """What a condition of the body's own may be about."""
    return _slugs(law, CONDITIONS, "own")


def own_factors(law: Law) -> tuple[str, ...]:
    return _slugs(law, FACTORS, "own")


def factors(law: Law) -> tuple[str, ...]:
    """What a criterion may be about; what is a condition already is told when it is scored."""
    return tuple(dict.fromkeys((*own_factors(law), *elements(law), *conditions(law))))


def elements(law: Law) -> tuple[str, ...]:
    """What a need has to say."""
    return _words(law.book, ("need_contents",))


def price_not_scored(law: Law) -> tuple[str, ...]:
    """Why a price may earn no points."""
    return _words(law.book, ("price_not_scored",))


def forbidden(law: Law) -> tuple[str, ...]:
    return _words(law.book, FORBIDDEN)


def changes(law: Law) -> Mapping[str, str]:
    """What a correction may be about, and as what its words are read: a notice, a criterion, a requirement, or nothing."""
    return {one["slug"]: one.get("read", "") for one in _entries(law, CHANGES, "own")}


def in_words_of_law(condition: Condition, service: str, law: Law) -> bool:
    """Whether it is one that the law itself has of this service, in the law's words."""
    listed = statutory(law).get(condition.about)
    if listed is None or not listed.asked_of(service):
        return False
    words = dict(listed.text)
    return all(one_form(text, language) == one_form(words[language], language) for language, text in condition.text)


def plan_chosen_from_lists(asked: FilePlan, law: Law) -> Iterator[Mistake]:
    """Words that stand in no list of the law."""
    yield from _chosen("/service", asked.service, services(law))
    for place, condition in enumerate(asked.conditions):
        yield from _chosen(f"/conditions/{place}/about", condition.about, conditions(law))
    for place, requirement in enumerate(asked.requirements):
        yield from _chosen(f"/requirements/{place}/about", requirement.about, elements(law))
    for place, criterion in enumerate(asked.criteria):
        yield from _chosen(f"/criteria/{place}/about", criterion.about, factors(law))


def changes_chosen_from_list(asked: CorrectNotice, law: Law) -> Iterator[Mistake]:
    for place, change in enumerate(asked.changes):
        yield from _chosen(f"/changes/{place}/about", change.about, tuple(changes(law)))


def _chosen(at: str, given: Slug | None, known: Iterable[str]) -> Iterator[Mistake]:
    known = tuple(known)
    if known and given is not None and given not in known:
        facts = {"given": str(given), "choices": ", ".join(known)}
        yield Mistake(at, "“{given}” is not one of: {choices}.", None, facts)


def _slugs(law: Law, row: str, name: str) -> tuple[str, ...]:
    return tuple(one["slug"] for one in _entries(law, row, name))


def _entries(law: Law, row: str, name: str) -> Any:
    return law.book.rows[row].data[name] if _of_here(law, row) else ()


def _of_here(law: Law, row: str) -> bool:
    found = law.book.rows.get(row)
    return found is not None and found.pack in ("", law.pack)


@lru_cache(maxsize=2)
def _statutory(book: Book) -> Mapping[str, Statutory]:
    listed: Any = book.rows[CONDITIONS].data["statutory"]
    made = (Statutory(one["slug"], Wording(**one["text"]), frozenset(one.get("services", ()))) for one in listed)
    return {one.slug: one for one in made}


@lru_cache(maxsize=8)
def _words(book: Book, terms: tuple[str, ...]) -> tuple[str, ...]:
    """Every word that a row of the book has ever listed under one of the terms."""
    values = (value for term in terms for row in book.having(term) for _day, value in row.terms[term])
    return tuple(dict.fromkeys(word for value in values if isinstance(value, tuple) for word in value))
