"""Which dockets have these words? Asked of FTS5 or of PostgreSQL's text search, with the same answer."""

import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, IntegerField, Lookup, Q, QuerySet, TextField, Value, When

from operis.registers.bigrams import phrases
from operis.registers.models import Award, Docket, Party, Searchable

PARTIES_MAX = 200
"""So many bodies and suppliers of a name stand for it; who looks for more of them narrows the words."""


@TextField.register_lookup
class Says(Lookup):
    """`title__says="养老 day"`: whether a column of the search register has every word, each as one phrase."""

    lookup_name = "says"

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[str]]:
        column, alias = self.lhs.target.column, self.lhs.alias
        words = " AND ".join(f'"{" ".join(tokens)}"{"*" if len(tokens[-1]) == 1 else ""}' for tokens in phrases(self.rhs))
        found = "SELECT rowid FROM register_words WHERE register_words MATCH %s"
        return f"{compiler.quote_name_unless_alias(alias)}.id IN ({found})", [f"{{{column}}} : ({words})"]

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[str]]:
        column, alias = self.lhs.target.column, self.lhs.alias
        words = " & ".join(f"({' <-> '.join(_quoted(tokens))})" for tokens in phrases(self.rhs))
        return f"{compiler.quote_name_unless_alias(alias)}.in_{column} @@ to_tsquery('simple', %s)", [words]


def _quoted(tokens: list[str]) -> list[str]:
    return [*(f"'{token}'" for token in tokens[:-1]), f"'{tokens[-1]}'{':*' if len(tokens[-1]) == 1 else ''}"]


def searches(words: str) -> bool:
    """Whether there is anything in the words to look for."""
    return bool(phrases(words))


def as_number(words: str) -> str:
    """What was typed, as a number is written; signs that no database keeps are left out."""
    return "".join(filter(str.isprintable, unicodedata.normalize("NFKC", words))).strip().upper()


def having(words: str, among: QuerySet[Docket]) -> QuerySet[Docket]:
    """Those that have the words or were made for what has them, and those of bodies and of winners whose name has them."""
    hits = Searchable.objects.filter(whole__says=words)
    named = Searchable.objects.filter(title__says=words)
    keys = list(Party.objects.filter(docket__in=named.values("docket")).values_list("key", flat=True)[:PARTIES_MAX])
    found = Q(number__in=hits.values("docket")) | Q(need__in=hits.values("docket"))
    if keys:
        found |= Q(body__in=keys) | Q(number__in=Award.objects.filter(supplier__in=keys).values("docket"))
    return among.filter(found)


def best_first(words: str, found: QuerySet[Docket], *then: str) -> QuerySet[Docket]:
    """The number that was typed, what has the words in its title, the rest; and among equals by these fields."""
    named = Searchable.objects.filter(title__says=words).values("docket")
    rank = Case(
        When(number=as_number(words), then=Value(0)),
        When(number__in=named, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return found.order_by(rank, *then)
