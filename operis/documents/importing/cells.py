"""What stands in a table that somebody brings, cell by cell?

It is a text with separators or a workbook: the bytes say which, never the name.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_noop as _

from operis.core.reading import TABLE_MAX
from operis.strict_yaml import Malformed, Mistake

BYTES_MAX = 1_500_000
ROWS_MAX = TABLE_MAX
SCANNED_MAX = 100_000
"""Rows that are looked at, empty ones included: a sheet may be formatted to its end."""
COLUMNS_MAX = 200
HEADING_SIGNS = 10_000
"""So much of the first line is looked at to find what separates its cells."""
SEPARATORS = (",", ";", "\t")
ZIP, OLD_OFFICE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
QUOTED = re.compile('="([^"]*)"')
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a text for a formula."""
UNCOUNTED = _("There is a formula without a saved value in this cell. Open the file in your program and save it, or write the value.")
WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; `day` where it is a date of the workbook, `serial` where it is a number that could be one."""

    text: str = ""
    day: date | None = None
    serial: date | None = None
    wrong: str = ""
    """Why it cannot be used, as an English template without facts."""


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as the reader's own program counts it."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def empty(self) -> bool:
        return not any(one.text.strip() or one.wrong for one in self.cells)


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found in the file beside its rows: an English template with facts."""

    says: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...] = ()


def sheets(content: bytes) -> tuple[Sheet, ...]:
    """The tables of a file that can be seen, first to last; Malformed with the cure where there is none to read."""
    from operis.documents.importing.workbook import workbook

    if not content.strip():
        raise unread(_("This file is empty. Choose a file with a row of headings and a row for each thing to enter."))
    if len(content) > BYTES_MAX:
        facts = {"most": f"{BYTES_MAX / 1_000_000:.1f}"}
        raise unread(_("This file has more than {most} MB. Take pictures out of it, save it as CSV, or divide it."), facts)
    if content.startswith((ZIP, OLD_OFFICE)):
        return workbook(content)
    if content.startswith(PDF):
        raise unread(_("This is a PDF file, not a table. Use the workbook or the CSV file that it was made from."))
    return (_separated(content),)


def unread(says: str, facts: Mapping[str, str] | None = None, line: int | None = None) -> Malformed:
    return Malformed([Mistake("", says, line, dict(facts or {}))])


def kept(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows in which something stands; Malformed where they are too many."""
    found = list[Row]()
    for place, row in enumerate(rows):
        if not row.empty:
            found.append(row)
        if place >= SCANNED_MAX or len(found) > ROWS_MAX + 1:
            raise unread(_("This file has more than {most} rows. Divide it into smaller files."), {"most": f"{ROWS_MAX:,}"})
    return tuple(found)


def _separated(content: bytes) -> Sheet:
    text, remarks = _decoded(content)
    if "\0" in text:
        raise unread(_("This is no table that can be read here. Give a workbook (.xlsx, .xls or .ods) or a CSV file."))
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(SEPARATORS, key=lambda one: len(next(csv.reader([first[:HEADING_SIGNS]], delimiter=one), [])))
    if separator == ";":
        remarks.append(Remark(_("Its cells are separated by semicolons; that was taken into account.")))
    read = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = kept(Row(number, tuple(map(_cell, _bounded(number, cells)))) for number, cells in enumerate(read, 1))
    except csv.Error as error:
        raise unread(
            _("Row {row} cannot be divided into cells: a quotation mark is not closed, or a cell is too long."), {"row": f"{read.line_num}"}
        ) from error
    return Sheet(rows, tuple(remarks))


def _bounded(number: int, cells: list[str]) -> list[str]:
    """The cells of a row that are read; beyond them there is to be nothing."""
    if any(cells[COLUMNS_MAX:]):
        raise too_wide(number)
    return cells[:COLUMNS_MAX]


def too_wide(row: int) -> Malformed:
    says = _("Row {row} has more than {most} columns. Leave out those that are not needed, or take the template.")
    return unread(says, {"row": f"{row}", "most": f"{COLUMNS_MAX}"})


def _cell(text: str) -> Cell:
    """The mark with which we disarm a text on its way out comes off on its way in; so does the `="0012"` that keeps noughts."""
    if text.startswith("'") and text[1:].startswith(DANGEROUS):
        return Cell(text[1:])
    if kept_so := QUOTED.fullmatch(text):
        return Cell(kept_so[1])
    return Cell(text, wrong=UNCOUNTED if text.startswith("=") else "")


def _decoded(content: bytes) -> tuple[str, list[Remark]]:
    for mark, encoding in WIDE.items():
        if content.startswith(mark):
            try:
                return content.decode(encoding), [Remark(_("Its characters are encoded as UTF-16; it was read so."))]
            except UnicodeDecodeError as error:
                raise unread(_("The characters of this file cannot be read. Save it as CSV in UTF-8, or as .xlsx.")) from error
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass  # the next encoding is tried, and the reader is told which one it was
    try:
        return content.decode("gb18030"), [
            Remark(_("Its characters are encoded as GB18030, not UTF-8; it was read so. Look at the rows below."))
        ]
    except UnicodeDecodeError as error:
        raise unread(_("The characters of this file are neither UTF-8 nor GB18030. Save it as CSV in UTF-8, or as .xlsx.")) from error
