"""What stands in a list with several columns? Rows of cells; the first cell of a row names it."""

from dataclasses import dataclass

from operis.web.components.status import Status


@dataclass(frozen=True, slots=True)
class Column:
    words: str
    number: bool = False
    """Amounts and counts stand at the right."""
    wide: bool = False
    """What the row is about: on a narrow screen it has the whole width."""


@dataclass(frozen=True, slots=True)
class Cell:
    words: str
    url: str = ""
    tag: str = ""
    """The language of the words, where it is not that of the page."""
    status: Status | None = None
    code: bool = False
    """A number of a record."""
    whole: bool = False
    """A day or a month, which does not break."""
    kept: bool = False
    """A word of the law, which breaks between words alone."""


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def pairs(self) -> list[list[tuple[Column, Cell]]]:
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]
