"""Of what is a figure asked? Of one year, of one body or supplier, of one service; and which services does a purchase belong to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from operis.figures.tables import Name
from operis.registers import models

AT_ONCE = 1000
SERVICE_TIER = 2
"""Services are told apart as the second tier of the directory names them."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Empty words ask of everything."""

    year: int
    today: date
    body: str = ""
    supplier: str = ""
    service: str = ""

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.year, 12, 31)

    def holds(self, day: date | None) -> bool:
        return day is not None and day.year == self.year


@dataclass(frozen=True, slots=True)
class Services:
    """The directory as it stands: each item, and which service it is part of."""

    items: Mapping[str, models.DirectoryItem]

    def of(self, code: str) -> str:
        """The item of the second tier that it belongs to; itself where there is none; nothing where no directory knows it."""
        one = self.items.get(code)
        while one is not None and one.tier > SERVICE_TIER and one.parent in self.items:
            one = self.items[one.parent]
        return one.code if one is not None else ""

    def named(self, code: str) -> Name:
        one = self.items.get(code)
        return Name(code, one.name_zh, one.name_en, "service") if one is not None else OTHER

    def below(self, code: str) -> tuple[models.DirectoryItem, ...]:
        return tuple(one for one in self.items.values() if self.of(one.code) == code)


OTHER = Name("", "", words=_("Not in the directory"))


def services() -> Services:
    return Services({one.code: one for one in models.DirectoryItem.objects.order_by("id")})


def service_of(dockets: Iterable[str] | None = None) -> dict[str, str]:
    """By procurement the service that it buys, as the budget line of its plan says, also where it has ended."""
    known = services()
    lines = {(body, year, line): item for body, year, line, item in
             models.BudgetLine.objects.values_list("body", "year", "line", "directory_item")}  # fmt: skip
    fields = ("docket", "body", "year", "line")
    every = models.PlannedLine.objects.all()
    rows = every.values_list(*fields) if dockets is None else of_these(every, "docket", dockets, *fields)
    return {docket: known.of(lines.get((body, year, line), "")) for docket, body, year, line in rows}


def of_these(rows: "QuerySet[Any]", field: str, wanted: Iterable[str], *columns: str) -> Iterator[tuple[Any, ...]]:
    """Columns of those rows whose `field` is one of many: by parts, since a database takes only so many values at once."""
    keys = sorted(set(wanted))
    for start in range(0, len(keys), AT_ONCE):
        yield from rows.filter(**{f"{field}__in": keys[start : start + AT_ONCE]}).values_list(*columns)


def parties(keys: Iterable[str]) -> dict[str, Name]:
    """Each leads to the page of its kind; one of which there is no file leads nowhere."""
    wanted = set(keys)
    rows = of_these(models.Party.objects.all(), "key", wanted, "key", "name_zh", "name_en", "party")
    known = {key: Name(key, zh, en, party) for key, zh, en, party in rows}
    return {key: known.get(key, Name(key, key)) for key in wanted}
