"""What do the cells of a workbook show, whatever kind of file it is? Numbers, days, and cells that were joined."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import from_excel

from operis.documents.importing.cells import COLUMNS_MAX, Cell, Remark, Row, kept, unread

JOINED_MAX = 100
NOUGHTS = re.compile(r"0{2,}")
DIGITS = 15
"""As many as a spreadsheet keeps of a number."""
MERGED = _("This cell is joined with another. Divide them, and write in each row what holds for it.")
TOO_LONG = _("This number has more digits than a spreadsheet keeps. Format the column as text, and write it again.")
FAULTY = _("There is an error of the spreadsheet in this cell. Correct its formula, or write the value.")

Cells = Mapping[int, Cell]
"""What stands in a row, by column from 0."""


def number(value: float, shown_as: str, epoch: datetime) -> Cell:
    """A number is a day where it is shown as one; `0012` is what its reader sees of 12 in a cell of four noughts."""
    found = day_of(value, epoch)
    written = f"{value:.{DIGITS}g}"
    if abs(value) >= 10**DIGITS:
        return Cell(written, wrong=TOO_LONG)
    if is_date_format(shown_as):
        return day(found) if found else Cell(written)
    if NOUGHTS.fullmatch(shown_as) and written.isdigit():
        written = written.zfill(len(shown_as))
    return Cell(written, serial=found)


def day(found: date) -> Cell:
    return Cell(f"{found:%Y-%m-%d}", day=found)


def truth(value: bool) -> Cell:
    return Cell("yes" if value else "no")


def day_of(value: float, epoch: datetime) -> date | None:
    try:
        found = from_excel(value, epoch)
    except (OverflowError, ValueError):
        return None
    return found.date() if isinstance(found, datetime) else None


@dataclass(frozen=True, slots=True)
class Joined:
    """A range of cells that were made one, rows from 1 and columns from 0; only the first of them holds anything."""

    top: int
    left: int
    bottom: int
    right: int

    def columns(self, first: bool) -> range:
        """Those that it hides in a row: in its first row all but its first cell."""
        return range(self.left + first, self.right + 1)


def within(ranges: Iterable[Joined], rows: int) -> list[Joined]:
    """Those that reach into what is read, no further than that; Malformed where they are more than anybody could divide."""
    found: list[Joined] = []
    for each in ranges:
        one = Joined(each.top, each.left, min(each.bottom, rows), min(each.right, COLUMNS_MAX - 1))
        found += [one] if one.top <= one.bottom and one.left <= one.right else []
        if len(found) > JOINED_MAX:
            facts = {"most": f"{JOINED_MAX}"}
            raise unread(_("This sheet has more than {most} joined cells. Divide them, and write in each row what holds for it."), facts)
    return found


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Which cells of a row are hidden by joined ones; rows under the same ranges have the same."""

    joined: Sequence[Joined]
    known: dict[tuple[tuple[int, bool], ...], frozenset[int]] = field(default_factory=dict)

    def within(self, row: int) -> frozenset[int]:
        here = tuple((place, one.top == row) for place, one in enumerate(self.joined) if one.top <= row <= one.bottom)
        if here not in self.known:
            self.known[here] = frozenset().union(*(self.joined[place].columns(first) for place, first in here))
        return self.known[here]


def rows(found: Iterable[tuple[int, Cells]], joined: Sequence[Joined]) -> tuple[Row, ...]:
    """The rows in which something stands; a cell that another hides is told, never guessed."""
    hidden = _Hidden(joined)

    def told() -> Iterator[Row]:
        for at, cells in found:
            all_ = {**cells, **dict.fromkeys(hidden.within(at), Cell(wrong=MERGED))}
            yield Row(at, tuple(all_.get(place, Cell()) for place in range(max(all_, default=-1) + 1)))

    return kept(told())


def remarks(sheet: str, hidden_rows: int, hidden_sheets: Iterable[str]) -> tuple[Remark, ...]:
    """Where it was read from, and what else was there or was not read."""
    told = [Remark(_("It was read from the sheet “{sheet}”."), {"sheet": sheet})]
    if hidden_rows:
        told.append(Remark(_("{count} hidden rows were read too."), {"count": f"{hidden_rows}"}))
    if names := gettext(", ").join(hidden_sheets):
        told.append(Remark(_("Hidden sheets were not read: {sheets}."), {"sheets": names}))
    return tuple(told)
