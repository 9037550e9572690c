"""What is handed out for an import? A template made from the fields of what is asked, and the bad rows of a file with their reasons.

A text that a spreadsheet would take for a formula is disarmed: in CSV by an apostrophe before it, in a workbook by being kept as text.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from operis.core.findings import Ground
from operis.core.kinds import BoolKind, CountKind, DayKind, Kind, MoneyKind, SlugKind, TextKind
from operis.documents.importing.brought import Brought, Fault, Import
from operis.documents.importing.cells import DANGEROUS, ROWS_MAX
from operis.documents.importing.columns import MEMBERS_SHOWN, Column, bare, columns
from operis.documents.said import said
from operis.documents.shown import language

CSV, XLSX = "csv", "xlsx"
TYPES = {CSV: "text/csv; charset=utf-8", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
CELL_MAX = 32_767
WIDTH, WIDE = 22, 70


def reason(fault: Fault) -> str:
    """What is wrong, in the reader's words, with the name of the column."""
    if isinstance(fault.why, Ground):
        finding = fault.why.finding
        return f"{said(finding.says, finding.facts)} {said(finding.do, finding.facts)}"
    facts = dict(fault.why.facts)
    if fault.column is not None and "field" in facts:
        facts["field"] = fault.column.heading.within(language())
    if fault.column is not None and "choices" in facts:
        facts["choices"] = _(", ").join(words.within(language()) for _slug, words in fault.column.about.asked.choices)
    return said(fault.why.says, facts)


def where(fault: Fault) -> str:
    return fault.column.heading.within(language()) if fault.column is not None else ""


def template(what: Import, form: str) -> bytes:
    listed = columns(what.record, MEMBERS_SHOWN)
    head = [one.heading.within(language()) for one in listed]
    if form == CSV:
        return _csv([head])
    book = Workbook()
    sheet, notes = book.active, book.create_sheet(_("How to fill it in"))
    assert isinstance(sheet, Worksheet)
    sheet.title = _("Rows")
    _fill(sheet, [head])
    for place, one in enumerate(listed, 1):
        _prepared(sheet, get_column_letter(place), one)
    _fill(notes, [[_("Column"), _("Name"), _("Needed"), _("What to write")], *(_note(one) for one in listed)])
    return _xlsx(book)


def report(table: Brought, form: str) -> bytes:
    """The bad rows as they came, each with what is wrong with it: corrected there, the file can be brought again."""
    head = [_("Row"), _("What is wrong"), *(one.heading.within(language()) for one in table.columns)]
    rows = [
        [f"{line.number}", _reasons(line.faults), *(line.cells[one].text if one in line.cells else "" for one in table.columns)]
        for line in table.bad
    ]
    if form == CSV:
        return _csv([head, *rows])
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _("Rows")
    _fill(sheet, [head, *rows])
    sheet.column_dimensions["B"].width = WIDE
    return _xlsx(book)


def _reasons(faults: Iterable[Fault]) -> str:
    return "\n".join(_("{column}: {reason}").format(column=where(one), reason=reason(one)) if where(one) else reason(one) for one in faults)


def _note(column: Column) -> list[str]:
    hint = column.about.asked.hint
    needed = _("yes") if column.required else _("no")
    told = [_kind(column), *([hint.within(language())] if hint else [])]
    return [column.heading.within(language()), column.name, needed, " ".join(filter(None, told))]


def _kind(column: Column) -> str:
    match bare(column.kind):
        case SlugKind():
            words = (label.within(language()) for _slug, label in column.about.asked.choices)
            return _("One of: {choices}.").format(choices=_(", ").join(words))
        case BoolKind():
            return _("Yes or no.")
        case CountKind():
            return _("A whole number.")
        case MoneyKind():
            return _("An amount in yuan, like 860000.")
        case DayKind():
            return _("A day, like 2026-03-02.")
    return ""


def _prepared(sheet: Worksheet, letter: str, column: Column) -> None:
    """Codes stay text, so that no nought is lost; where there are choices, they can be chosen."""
    kind = bare(column.kind)
    shown_as = _shown_as(kind)
    for row in range(2, SHEET_ROWS + 2):
        sheet[f"{letter}{row}"].number_format = shown_as
    words = [label.within(language()) for _slug, label in column.about.asked.choices]
    if isinstance(kind, BoolKind):
        words = [_("yes"), _("no")]
    if words:
        listed = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        listed.add(f"{letter}2:{letter}{ROWS_MAX + 1}")
        sheet.add_data_validation(listed)


SHEET_ROWS = 200
"""So many rows of a template are prepared; more may be written."""


def _shown_as(kind: Kind) -> str:
    match kind:
        case DayKind():
            return "yyyy-mm-dd"
        case MoneyKind():
            return "#,##0.00"
        case TextKind():
            return "@"
    return "General"


def _fill(sheet: Worksheet, rows: Iterable[Sequence[str]]) -> None:
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(number, place)
            assert isinstance(cell, Cell)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)[:CELL_MAX]
            cell.data_type = "s"  # a text that begins like a formula stays a text
            cell.style = "Normal"
            cell.quotePrefix = text.startswith(DANGEROUS)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for place in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    sheet.freeze_panes = "A2"


def _xlsx(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    """With the mark at its head by which a spreadsheet knows UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[disarmed(one) for one in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def disarmed(text: str) -> str:
    return f"'{text}" if text.startswith(DANGEROUS) else text
