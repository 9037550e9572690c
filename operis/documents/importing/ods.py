"""What stands in the sheets of an OpenDocument workbook, .ods?

Read from the tree in which it was counted: no kept library tells of its errors, its joined cells, or the noughts that its reader sees.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.etree import ElementTree

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from operis.documents.importing.cells import COLUMNS_MAX, SCANNED_MAX, UNCOUNTED, Cell, Sheet, too_wide
from operis.documents.importing.grid import FAULTY, Cells, Joined, day, number, remarks, rows, truth, within
from operis.documents.importing.parts import Parts, attributes, local, with_a_password

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
ERROR = re.compile(r"#(REF|DIV/0|N/A|NAME|NULL|NUM|VALUE)[!?]?|Err:[0-9]+")
CELLS = frozenset({"table-cell", "covered-table-cell"})
APART = frozenset({"annotation", "note", "ruby-text"})
"""What hangs on a text and is not in it."""


def sheets(parts: Parts) -> Iterator[Sheet]:
    if MANIFEST in parts.names and b"encryption-data" in parts.archive.read(MANIFEST):
        raise with_a_password()
    root = parts.root(CONTENT)
    (body,) = [one for one in root.iter() if local(one.tag) == "spreadsheet"]
    tables = [one for one in body if local(one.tag) == "table"]
    unseen = _unseen(root)
    hidden = [one for one in tables if attributes(one).get("style-name") in unseen]
    begins = [attributes(one).get("date-value", "") for one in body.iter() if local(one.tag) == "null-date"]
    epoch = CALENDAR_MAC_1904 if begins == [f"{CALENDAR_MAC_1904:%Y-%m-%d}"] else CALENDAR_WINDOWS_1900
    for table in tables:
        if table not in hidden:
            read = _Table(epoch)
            found = list(read.rows(table))
            told = rows(found, within(read.joined, read.last))
            yield Sheet(told, remarks(attributes(table).get("name", ""), read.hidden, [attributes(one).get("name", "") for one in hidden]))


def _unseen(root: ElementTree.Element) -> set[str]:
    """The styles whose tables are not shown."""
    styles = [one for one in root.iter() if local(one.tag) == "style"]
    return {attributes(one).get("name", "") for one in styles for each in one if attributes(each).get("display") == "false"}


@dataclass(slots=True)
class _Table:
    epoch: datetime
    joined: list[Joined] = field(default_factory=list)
    hidden: int = 0
    last: int = 0

    def rows(self, table: ElementTree.Element) -> Iterator[tuple[int, Cells]]:
        """The rows that are not empty; one that is written once and holds for many is told as often."""
        at, told = 1, 0
        for row in table.iter():
            if local(row.tag) != "table-row":
                continue
            about = attributes(row)
            repeated = _times(about, "number-rows-repeated")
            if cells := self._cells(row, at):
                self.last, shut = at + repeated - 1, about.get("visibility", "visible") != "visible"
                self.hidden += repeated * shut
                for number_ in range(at, at + min(repeated, SCANNED_MAX + 1 - told)):
                    told += 1
                    yield number_, cells
            at += repeated

    def _cells(self, row: ElementTree.Element, at: int) -> dict[int, Cell]:
        place, found = 0, dict[int, Cell]()
        for one in row:
            if local(one.tag) not in CELLS:
                continue
            about = attributes(one)
            repeated, cell = _times(about, "number-columns-repeated"), _cell(one, about, self.epoch)
            wide, high = _times(about, "number-columns-spanned"), _times(about, "number-rows-spanned")
            if wide > 1 or high > 1:
                self.joined.append(Joined(at, place, at + high - 1, place + wide - 1))
            if (cell.text.strip() or cell.wrong) and local(one.tag) == "table-cell":
                if place + repeated > COLUMNS_MAX:
                    raise too_wide(at)
                found |= dict.fromkeys(range(place, place + repeated), cell)
            place += repeated
        return found


def _times(about: dict[str, str], name: str) -> int:
    return max(1, int(about.get(name, "1")))


def _cell(one: ElementTree.Element, about: dict[str, str], epoch: datetime) -> Cell:
    kinds = {name: value for name, value in one.attrib.items() if local(name) == "value-type"}
    text = about.get("string-value") or "\n".join(_text(each) for each in one if local(each.tag) == "p")
    if "error" in kinds.values() or ("formula" in about and ERROR.fullmatch(text)):
        return Cell(wrong=FAULTY)
    if "formula" in about and not kinds:
        return Cell(wrong=UNCOUNTED)
    match about.get("value-type"):
        case "float" | "percentage" | "currency":
            value = float(about["value"])
            as_seen = text if text.isdecimal() and text.isascii() and text.startswith("0") and int(text) == value else ""
            return number(value, "0" * len(as_seen), epoch)
        case "date":
            return day(date.fromisoformat(about["date-value"][:10]))
        case "boolean":
            return truth(about["boolean-value"] == "true")
    return Cell(text)


def _text(one: ElementTree.Element) -> str:
    """What a paragraph shows: several spaces, tabs and ends of lines are elements of their own."""
    match local(one.tag):
        case "s":
            return " " * min(_times(attributes(one), "c"), 1_000)
        case "tab":
            return "\t"
        case "line-break":
            return "\n"
    return (one.text or "") + "".join(("" if local(each.tag) in APART else _text(each)) + (each.tail or "") for each in one)
