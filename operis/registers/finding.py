"""Which dockets have these words? Asked of FTS5 or of PostgreSQL's text search, with the same answer."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup, Q, QuerySet, TextField

from operis.registers.bigrams import begins, phrases, root_of
from operis.registers.models import Award, Contract, Docket, Party, Searchable

PARTIES_MAX = 200
"""So many bodies and suppliers of a name stand for it; who looks for more of them narrows the words."""

MANY = 10_000
"""Of more than these nobody reads to the end: they come in their own order, whatever has the words in its title."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that follow one another; the last may be the beginning of one."""

    tokens: tuple[str, ...]
    begins: bool = False

    def within(self, cut: str) -> bool:
        """Whether a text that was cut has it."""
        return f" {' '.join(self.tokens)}{'' if self.begins else ' '}" in f" {cut} "


Word = tuple[Phrase, ...]
"""What stands for a word that was typed: as it is, or in another form."""


def words_of(query: str) -> list[Word]:
    """Each word that was typed, as it is and without its ending."""
    return [_word(tuple(tokens)) for tokens in phrases(query)]


def _word(tokens: tuple[str, ...]) -> Word:
    typed = Phrase(tokens, begins(tokens[-1]))
    root = root_of(tokens[0]) if len(tokens) == 1 else ""
    return (typed, Phrase((root,))) if root and root != tokens[0] else (typed,)


@TextField.register_lookup
class Has(Lookup):
    """`title__has=[word, word]`: whether a column of the search register has every word, each in one of its forms."""

    lookup_name = "has"

    def get_prep_lookup(self) -> tuple[Word, ...]:
        return tuple(self.rhs)

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[str]]:
        column, alias = self.lhs.target.column, self.lhs.alias
        words = " AND ".join(f"({' OR '.join(map(_quoted_sqlite, word))})" for word in self.rhs)
        found = "SELECT rowid FROM register_words WHERE register_words MATCH %s"
        return f"{compiler.quote_name_unless_alias(alias)}.id IN ({found})", [f"{{{column}}} : ({words})"]

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[str]]:
        column, alias = self.lhs.target.column, self.lhs.alias
        words = " & ".join(f"({' | '.join(map(_quoted_postgresql, word))})" for word in self.rhs)
        return f"{compiler.quote_name_unless_alias(alias)}.in_{column} @@ to_tsquery('simple', %s)", [words]


@TextField.register_lookup
class Says(Has):
    """`title__says="养老 day"`: the same of what was typed."""

    lookup_name = "says"

    def get_prep_lookup(self) -> tuple[Word, ...]:
        return tuple(words_of(self.rhs))


def _quoted_sqlite(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.tokens)}"{"*" if phrase.begins else ""}'


def _quoted_postgresql(phrase: Phrase) -> str:
    quoted = [f"'{token}'" for token in phrase.tokens]
    return f"({' <-> '.join(quoted)}{':*' if phrase.begins else ''})"


def searches(words: str) -> bool:
    """Whether there is anything in the words to look for."""
    return bool(phrases(words))


def as_number(words: str) -> str:
    """What was typed, as a number is written; signs that no database keeps are left out."""
    return "".join(filter(str.isprintable, unicodedata.normalize("NFKC", words))).strip().upper()


def having(words: str, among: QuerySet[Docket]) -> QuerySet[Docket]:
    """Those that have the words, or with no title of their own were made for what has them; and those of whom the words name.

    One list of numbers, looked up one by one: asked as alternatives every row there is would be gone through. Words that so many have
    lead no further than to those.
    """
    hits = Searchable.objects.filter(whole__says=words).values("docket")
    if hits[: MANY + 1].count() > MANY:
        return among.filter(number__in=hits)
    numbers = hits.union(among.order_by().filter(title_zh="", title_en="", need__in=hits).values("number"))
    if keys := parties_having(words):
        bought, won = Docket.objects.filter(body__in=keys), Award.objects.filter(supplier__in=keys)
        numbers = numbers.union(bought.values("number"), won.values("docket"))
    return among.filter(number__in=numbers)


def contracts_having(words: str, among: QuerySet[Contract]) -> QuerySet[Contract]:
    """The same of contracts, whose provider may have the words in its name."""
    dockets = having(words, Docket.objects.filter(kind="contract"))
    return among.filter(Q(docket__in=dockets.values("number")) | Q(supplier__in=parties_having(words)))


def parties_having(words: str) -> list[str]:
    """Short names of bodies and suppliers that are called so."""
    named = Searchable.objects.filter(title__says=words)
    return list(Party.objects.filter(docket__in=named.values("docket")).values_list("key", flat=True)[:PARTIES_MAX])


def best_first(words: str, numbers: list[str]) -> list[str]:
    """The number that was typed, what has the words in its title, the rest: each in the order in which it came."""
    if len(numbers) > MANY:
        return numbers
    named, typed = set(Searchable.objects.filter(title__says=words).values_list("docket", flat=True)), as_number(words)
    return sorted(numbers, key=lambda number: (number != typed, number not in named))
