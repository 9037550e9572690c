"""What is a figure made of? A table with typed columns, from which its picture, its page and its files are made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import override

from operis.core.kinds import Json
from operis.core.money import yuan

TAGS = {"zh": "zh-hans", "en": "en"}


class Sort(Enum):
    """Of which sort the values of a column are."""

    NAME = "name"
    COUNT = "count"
    FEN = "fen"
    SHARE = "share"
    DAY = "day"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something by its key, in both languages; `page` is the page about it, if there is one."""

    key: str
    zh: str
    en: str = ""
    page: str = ""
    words: Promise | None = None
    """Our own words, where it is no name of anybody."""

    def within(self, language: str) -> str:
        if self.words is not None:
            with override(TAGS[language]):
                return str(self.words)
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


Value = Name | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    slug: str
    words: Promise
    sort: Sort = Sort.COUNT


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows in the order in which they are shown; `whole` is the row that sums them, where they sum."""

    slug: str
    words: Promise | str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    whole: tuple[Value, ...] = ()
    looked: int | None = None
    """Of how many processes it could be said, where the rows are only those that stand out."""
    few: bool = False
    """Whether these are too few to say that nothing does."""

    def plain(self) -> Iterator[dict[str, Json]]:
        """Each row as files hand it out: money in yuan, a name by its key and in both languages."""
        for row in self.rows:
            yield {name: value for column, one in zip(self.columns, row, strict=True) for name, value in _plain(column, one)}

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for column in self.columns for name in _fields(column))


def _fields(column: Column) -> tuple[str, ...]:
    if column.sort is Sort.NAME:
        return column.slug, f"{column.slug}_zh", f"{column.slug}_en"
    return (f"{column.slug}_yuan",) if column.sort is Sort.FEN else (column.slug,)


def _plain(column: Column, value: Value) -> Iterator[tuple[str, Json]]:
    names = _fields(column)
    match value:
        case Name():
            both = (value.zh, value.en) if value.words is None else (value.within("zh"), value.within("en"))
            yield from zip(names, (value.key, *both), strict=True)
        case None:
            yield from ((name, None) for name in names)
        case date():
            yield names[0], f"{value:%Y-%m-%d}"
        case Decimal():
            yield names[0], f"{value:f}"
        case int():
            yield names[0], yuan(value) if column.sort is Sort.FEN else value


def summed(words: Name, rows: tuple[tuple[Value, ...], ...], columns: tuple[Column, ...]) -> tuple[Value, ...]:
    """The last row: counts and money together; of a share or a day there is no sum."""
    sums = (sum(one for row in rows if isinstance(one := row[place], int)) if column.sort in (Sort.COUNT, Sort.FEN) else None
            for place, column in enumerate(columns[1:], start=1))  # fmt: skip
    return (words, *sums)
