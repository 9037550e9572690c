"""What stands in the sheets of an XLSX workbook? Read from its parts alone, so that no drawing, style or add-in of another program matters.

Only values count: of a formula the value that was saved with it. Sizes are those that the archive declares, and Python reads no more than
that, so that a small file cannot grow without bound; how deep and how many its elements are is counted while they are read. Merged cells,
errors and formulas without a value are told, never guessed.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.etree import ElementTree

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from operis.documents.importing.cells import COLUMNS_MAX, ROWS_MAX, UNCOUNTED, Cell, Remark, Row, Sheet, kept, too_wide, unread
from operis.strict_yaml import Malformed

UNPACKED_MAX = 10_000_000
PARTS_MAX = 2_000
JOINED_MAX = 100
DEEPEST, ELEMENTS_MAX = 30, 400_000
"""Of the elements of a part, and of all parts that are read: no sheet of the size that is taken needs more."""
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
NOUGHTS = re.compile(r"0{2,}")
DIGITS = 15
"""As many as a spreadsheet keeps of a number."""
DAMAGED = (ElementTree.ParseError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, IndexError, EOFError, NotImplementedError,
           RuntimeError, OverflowError)  # fmt: skip
"""What the parts of a damaged, encrypted or strangely packed archive raise."""
MERGED = _("This cell is joined with another. Divide them, and write in each row what holds for it.")
TOO_LONG = _("This number has more digits than a spreadsheet keeps. Format the column as text, and write it again.")
FAULTY = _("There is an error of the spreadsheet in this cell. Correct its formula, or write the value.")


def workbook(content: bytes) -> tuple[Sheet, ...]:
    """The sheets that are not hidden; Malformed with the cure for what is no workbook, or too large to be opened."""
    try:
        return tuple(_sheets(zipfile.ZipFile(io.BytesIO(content))))
    except Malformed:
        raise
    except DAMAGED as error:
        raise unread(_("This workbook is damaged, or is none. Open it in your program, save it as .xlsx, and try again.")) from error


def _sheets(archive: zipfile.ZipFile) -> Iterator[Sheet]:
    names = set(archive.namelist())
    if len(names) > PARTS_MAX or sum(one.file_size for one in archive.infolist()) > UNPACKED_MAX:
        facts = {"most": f"{UNPACKED_MAX // 1_000_000}"}
        raise unread(_("Unpacked, this workbook has more than {most} MB: it was not opened. Copy the rows into a new workbook."), facts)
    if any(one.endswith("vbaProject.bin") for one in names):
        raise unread(_("This workbook carries macros. Save it as .xlsx without macros: a program of others is not opened here."))
    if "xl/workbook.xml" not in names:
        raise unread(_("This is no workbook of the kind .xlsx. Save it as .xlsx or as CSV."))
    parsed = _Parts(archive)
    book = parsed.root("xl/workbook.xml")
    parts = {one.get("Id", ""): one.get("Target", "") for one in parsed.root("xl/_rels/workbook.xml.rels")}
    reading = _Reading(_texts(parsed, names), _formats(parsed, names), _epoch(book))
    listed = [one for one in book.iter() if _name(one) == "sheet"]
    seen = [one for one in listed if one.get("state", "visible") == "visible"]
    hidden = gettext(", ").join(one.get("name", "") for one in listed if one not in seen)
    for one in seen:
        target = next((value for key, value in one.attrib.items() if key.endswith("}id")), "")
        part = _part(parts[target])
        if part not in names:
            continue  # a chart sheet, or one that another program keeps elsewhere
        shown, told = reading.sheet(parsed.root(part))
        remarks = [Remark(_("It was read from the sheet “{sheet}”."), {"sheet": one.get("name", "")}), *told]
        if hidden:
            remarks.append(Remark(_("Hidden sheets were not read: {sheets}."), {"sheets": hidden}))
        yield Sheet(shown, tuple(remarks))


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


@dataclass(slots=True)
class _Parts:
    """The parts of an archive as trees, none deeper and all together no larger than a table needs."""

    archive: zipfile.ZipFile
    elements: int = 0

    def root(self, part: str) -> ElementTree.Element:
        content = self.archive.read(part)
        if b"<!DOCTYPE" in content[:4096]:
            raise ValueError(part)  # no workbook has one, and what it declares could grow
        root: ElementTree.Element | None = None
        depth = 0
        for event, element in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):
            depth += 1 if event == "start" else -1
            self.elements += event == "start"
            if depth > DEEPEST or self.elements > ELEMENTS_MAX:
                raise unread(_("This workbook has more inside than a table of {most} rows. Copy the rows into a new workbook."),
                             {"most": f"{ROWS_MAX:,}"})  # fmt: skip
            root = element if root is None else root
        if root is None:
            raise ValueError(part)
        return root


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _inside(element: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next((one for one in element if _name(one) == name), None)


def _text(element: ElementTree.Element) -> str:
    """The words of a rich text, without how they are read aloud."""
    parts = [element, *(one for one in element if _name(one) == "r")]
    return "".join(one.text or "" for part in parts for one in part if _name(one) == "t")


def _texts(parsed: _Parts, names: set[str]) -> list[str]:
    if "xl/sharedStrings.xml" not in names:
        return []
    return [_text(one) for one in parsed.root("xl/sharedStrings.xml")]


def _formats(parsed: _Parts, names: set[str]) -> list[str]:
    """The number format of each style, by its place."""
    if "xl/styles.xml" not in names:
        return []
    styles = parsed.root("xl/styles.xml")
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.iter() if _name(one) == "numFmt"}
    used = _inside(styles, "cellXfs")
    places = [one.get("numFmtId", "0") for one in used] if used is not None else []
    return [own.get(place) or BUILTIN_FORMATS.get(int(place), "General") for place in places]


def _epoch(book: ElementTree.Element) -> datetime:
    told = next((one for one in book if _name(one) == "workbookPr"), None)
    epoch: datetime = CALENDAR_MAC_1904 if told is not None and told.get("date1904") in ("1", "true") else CALENDAR_WINDOWS_1900
    return epoch


@dataclass(frozen=True, slots=True)
class _Joined:
    """A range of cells that were made one; only the first of them holds anything."""

    top: int
    left: int
    bottom: int
    right: int

    def columns(self, first: bool) -> range:
        """Those that it hides in a row: in its first row all but its first cell."""
        return range(self.left + first, self.right + 1)


def _joined(ranges: Iterable[str], rows: int) -> list[_Joined]:
    """Those that reach into what is read, no further than that; Malformed where they are more than anybody could divide."""
    found: list[_Joined] = []
    for ends in map(PLACE.findall, ranges):
        if len(ends) > 1:
            (left, top), (right, bottom) = ends[:2]
            one = _Joined(int(top), _column(left), min(int(bottom), rows), min(_column(right), COLUMNS_MAX - 1))
            found += [one] if one.top <= one.bottom and one.left <= one.right else []
        if len(found) > JOINED_MAX:
            raise unread(_("This sheet has more than {most} joined cells. Divide them, and write in each row what holds for it."),
                         {"most": f"{JOINED_MAX}"})  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Which cells of a row are hidden by joined ones; rows under the same ranges have the same."""

    joined: Sequence[_Joined]
    known: dict[tuple[tuple[int, bool], ...], frozenset[int]] = field(default_factory=dict)

    def within(self, row: int) -> frozenset[int]:
        here = tuple((place, one.top == row) for place, one in enumerate(self.joined) if one.top <= row <= one.bottom)
        if here not in self.known:
            self.known[here] = frozenset().union(*(self.joined[place].columns(first) for place, first in here))
        return self.known[here]


@dataclass(frozen=True, slots=True)
class _Reading:
    texts: list[str]
    formats: list[str]
    epoch: datetime

    def sheet(self, sheet: ElementTree.Element) -> tuple[tuple[Row, ...], list[Remark]]:
        data, joined = _inside(sheet, "sheetData"), _inside(sheet, "mergeCells")
        if data is None:
            return (), []
        last = max((int(one.get("r") or 0) for one in data), default=0)
        ranges = [one.get("ref", "") for one in joined] if joined is not None else []
        rows = kept(self._rows(data, _Hidden(_joined(ranges, max(last, len(data))))))
        hidden = sum(one.get("hidden") in ("1", "true") for one in data)
        return rows, [Remark(_("{count} hidden rows were read too."), {"count": f"{hidden}"})] if hidden else []

    def _rows(self, data: ElementTree.Element, hidden: _Hidden) -> Iterator[Row]:
        number = 0
        for one in data:
            number = int(one.get("r") or number + 1)
            cells = dict(self._cells(one, number))
            cells |= dict.fromkeys(hidden.within(number), Cell(wrong=MERGED))
            yield Row(number, tuple(cells.get(place, Cell()) for place in range(max(cells, default=-1) + 1)))

    def _cells(self, row: ElementTree.Element, number: int) -> Iterator[tuple[int, Cell]]:
        place = -1
        for one in row:
            where = PLACE.fullmatch(one.get("r", ""))
            place = _column(where[1]) if where else place + 1
            if place < COLUMNS_MAX:
                yield place, self._cell(one)
            elif len(one):
                raise too_wide(number)

    def _cell(self, one: ElementTree.Element) -> Cell:
        value, kind = _inside(one, "v"), one.get("t", "n")
        text = (value.text or "") if value is not None else ""
        inline = _inside(one, "is")
        if kind == "e":
            return Cell(wrong=FAULTY)
        if kind == "inlineStr" and inline is not None:
            return Cell(_text(inline))
        if not text:
            return Cell(wrong=UNCOUNTED) if _inside(one, "f") is not None else Cell()
        match kind:
            case "s":
                return Cell(self.texts[int(text)])
            case "b":
                return Cell("yes" if text == "1" else "no")
            case "d":
                return Cell(text, day=datetime.fromisoformat(text).date())
            case "n":
                return self._number(float(text), self._format(one))
        return Cell(text)

    def _format(self, one: ElementTree.Element) -> str:
        style = int(one.get("s") or 0)
        return self.formats[style] if style < len(self.formats) else "General"

    def _number(self, value: float, shown_as: str) -> Cell:
        """A number is a day where it is shown as one; `0012` is what its reader sees of 12 in a cell of four noughts."""
        day = self._day(value)
        written = f"{value:.{DIGITS}g}"
        if abs(value) >= 10**DIGITS:
            return Cell(written, wrong=TOO_LONG)
        if is_date_format(shown_as):
            return Cell(f"{day:%Y-%m-%d}" if day else written, day=day)
        if NOUGHTS.fullmatch(shown_as) and written.isdigit():
            written = written.zfill(len(shown_as))
        return Cell(written, serial=day)

    def _day(self, value: float) -> date | None:
        try:
            found = from_excel(value, self.epoch)
        except (OverflowError, ValueError):
            return None
        return found.date() if isinstance(found, datetime) else None


def _column(letters: str) -> int:
    return int(column_index_from_string(letters)) - 1
