"""What stands in the sheets of a workbook of the old kind, .xls? Its records are counted before the library reads them."""

import io
import struct
from collections.abc import Iterator
from datetime import datetime
from typing import cast

import xlrd
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from xlrd.compdoc import CompDoc

from operis.documents.importing.cells import COLUMNS_MAX, Cell, Sheet, too_wide
from operis.documents.importing.grid import FAULTY, Cells, Joined, number, remarks, rows, truth, within
from operis.documents.importing.parts import PARTS_MAX, overfull, with_a_password, with_macros

WIDTH_MAX = 2_000_000
"""Of all rows together, to their last cell that has any format: so many places the library makes."""
STREAM, SECTORS_BEGIN, SIZES, SHORT_BELOW, END = 2, 512, 30, 56, -2
USUAL = (9, 6)
"""Sectors of 512 and of 64 bytes, as powers of two."""
BEGINS, SHEET, LOCKED = 0x0809, 0x0085, 0x002F
ONE_CELL = frozenset({0x0006, 0x00D6, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD})
SOME_CELLS = 0x00BD
EMPTY, SOME_EMPTY = 0x0201, 0x00BE
ENCRYPTED, PROGRAM = "EncryptedPackage".encode("utf-16-le"), "_VBA_PROJECT".encode("utf-16-le")


def sheets(content: bytes) -> Iterator[Sheet]:
    if ENCRYPTED in content:
        raise with_a_password()
    if PROGRAM in content:
        raise with_macros()
    stream = _stream(content)
    _count(stream)
    book = xlrd.open_workbook(file_contents=stream, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    hidden = [one.name for one in book.sheets() if one.visibility]
    for page in book.sheets():
        if not page.visibility:
            joined = [Joined(top + 1, left, bottom, right - 1) for top, bottom, left, right in page.merged_cells]
            shut = sum(bool(one.hidden) for one in page.rowinfo_map.values())
            yield Sheet(rows(_rows(book, page), within(joined, page.nrows)), remarks(page.name, shut, hidden))


def _stream(content: bytes) -> bytes:
    """The records, from the sectors in which they lie; a chain of sectors that comes back to itself has no end."""
    if struct.unpack_from("<2H", content, SIZES) != USUAL:
        raise ValueError("sectors of another size")
    found = CompDoc(content, logfile=io.StringIO())
    named = [one for one in found.dirlist if one.name.lower() in ("workbook", "book") and one.etype == STREAM]
    if not named:
        raise ValueError("no workbook")
    about = max(named, key=lambda one: one.name)
    (least,) = struct.unpack_from("<I", content, SHORT_BELOW)
    short = about.tot_size < least
    table, size = (found.SSAT, found.short_sec_size) if short else (found.SAT, found.sec_size)
    held, at, sectors = (cast(bytes, found.SSCS) if short else content[SECTORS_BEGIN:]), about.first_SID, list[bytes]()
    while at >= 0 and len(sectors) <= len(table):
        sectors.append(held[at * size : (at + 1) * size])
        at = table[at]
    if at != END:
        raise ValueError("no end")
    return b"".join(sectors)[: about.tot_size]


def _count(stream: bytes) -> None:
    """Malformed where there is more in it than in a table, or a password before it; the format is the one of 1995 and later."""
    place, row, pages, listed, widths = 0, 0, 0, 0, dict[tuple[int, int], int]()
    while place + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, place)
        pages, listed = pages + (code == BEGINS), listed + (code == SHEET)
        if code == LOCKED:
            raise with_a_password()
        if code in ONE_CELL or code in (SOME_CELLS, EMPTY, SOME_EMPTY):
            row, column = struct.unpack_from("<HH", stream, place + 4)
            last = column if code in ONE_CELL or code == EMPTY else struct.unpack_from("<H", stream, place + 2 + length)[0]
            if last >= COLUMNS_MAX and code not in (EMPTY, SOME_EMPTY):
                raise too_wide(row + 1)
            widths[pages, row] = max(widths.get((pages, row), 0), last + 1)
        place += 4 + length
    if sum(widths.values()) > WIDTH_MAX or listed > PARTS_MAX:
        raise overfull()


def _rows(book: xlrd.book.Book, page: xlrd.sheet.Sheet) -> Iterator[tuple[int, Cells]]:
    epoch = CALENDAR_MAC_1904 if book.datemode else CALENDAR_WINDOWS_1900
    for row in range(page.nrows):
        yield row + 1, {place: _cell(book, one, epoch) for place, one in enumerate(page.row(row)) if place < COLUMNS_MAX}


def _cell(book: xlrd.book.Book, one: xlrd.sheet.Cell, epoch: datetime) -> Cell:
    match one.ctype:
        case xlrd.XL_CELL_TEXT:
            return Cell(str(one.value))
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            return number(float(one.value), book.format_map[book.xf_list[one.xf_index or 0].format_key].format_str, epoch)
        case xlrd.XL_CELL_BOOLEAN:
            return truth(bool(one.value))
        case xlrd.XL_CELL_ERROR:
            return Cell(wrong=FAULTY)
    return Cell()
