"""What stands in the sheets of a workbook of the kind .xlsx? The library reads the values; what it would pass over in silence is told here.

Only values count: of a formula the value that was saved with it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from operis.documents.importing.cells import COLUMNS_MAX, UNCOUNTED, Cell, Sheet, too_wide
from operis.documents.importing.grid import FAULTY, Joined, day, number, remarks, rows, truth, within
from operis.documents.importing.parts import Parts, local, only, packed

PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
COMMON = ("[Content_Types].xml", WORKBOOK, RELATIONS, "xl/sharedStrings.xml", "xl/styles.xml")


def sheets(parts: Parts) -> Iterator[Sheet]:
    roots = {part: parts.root(part) for part in COMMON if part in parts.names}
    targets = {one.get("Id", ""): _part(one.get("Target", "")) for one in roots[RELATIONS]}
    listed = [one for one in roots[WORKBOOK].iter() if local(one.tag) == "sheet"]
    seen = [one for one in listed if one.get("state", "visible") == "visible"]
    hidden = [one.get("name", "") for one in listed if one not in seen]
    places = [targets[next((value for key, value in one.attrib.items() if local(key) == "id"), "")] for one in seen]
    pages = {part: parts.root(part) for part in places if part in parts.names}  # no chart, which is a sheet too
    given = roots | {WORKBOOK: only(roots[WORKBOOK], "workbookPr", "sheets")}
    book = load_workbook(packed(given | {part: only(page, "sheetData") for part, page in pages.items()}), read_only=True, data_only=True)
    looked = [_Looked.through(page) for page in pages.values()]
    for page, found in zip(book.worksheets, looked, strict=True):
        page.reset_dimensions()
        read = ((at, {place: _cell(one, book.epoch) for place, one in enumerate(row)}) for at, row in enumerate(page.iter_rows(), 1))
        told = ((at, {**cells, **found.uncounted.get(at, {})}) for at, cells in read)
        yield Sheet(rows(told, within(found.joined, found.last)), remarks(page.title, found.hidden, hidden))


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


@dataclass(slots=True)
class _Looked:
    """What the library does not tell of a sheet: joined cells, hidden rows, formulas without a value."""

    joined: list[Joined] = field(default_factory=list)
    uncounted: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden: int = 0
    last: int = 0

    @classmethod
    def through(cls, sheet: ElementTree.Element) -> "_Looked":
        found = cls()
        for one in sheet:
            if local(one.tag) == "sheetData":
                for row in one:
                    found._row(row)
            elif local(one.tag) == "mergeCells":
                found.joined += filter(None, map(_joined, one))
        return found

    def _row(self, row: ElementTree.Element) -> None:
        at = int(row.get("r") or self.last + 1)
        if at <= self.last:
            raise ValueError(at)  # the library would leave it out
        self.last = at
        self.hidden += row.get("hidden") in ("1", "true")
        place = -1
        for one in row:
            where = PLACE.fullmatch(one.get("r", ""))
            place = column_index_from_string(where[1]) - 1 if where else place + 1
            if place >= COLUMNS_MAX and len(one):
                raise too_wide(at)
            inside = {local(each.tag): each for each in one}
            if "f" in inside and not ("v" in inside and inside["v"].text):
                self.uncounted.setdefault(at, {})[place] = Cell(wrong=UNCOUNTED)


def _joined(one: ElementTree.Element) -> Joined | None:
    ends = PLACE.findall(one.get("ref", ""))
    if len(ends) < 2:
        return None
    (left, top), (right, bottom) = ends[:2]
    return Joined(int(top), column_index_from_string(left) - 1, int(bottom), column_index_from_string(right) - 1)


def _cell(one: Any, epoch: datetime) -> Cell:
    value = one.value
    if value is None:
        return Cell()
    if one.data_type == "e":
        return Cell(wrong=FAULTY)
    match value:
        case bool():
            return truth(value)
        case datetime():
            return day(value.date())
        case date():
            return day(value)
        case int() | float():
            return number(value, one.number_format, epoch)
    return Cell(str(value))
