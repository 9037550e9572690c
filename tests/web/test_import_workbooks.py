"""Are workbooks of three kinds read alike, and what is said of one that cannot be read, or should not be?

The files in `workbooks/` are one table as a spreadsheet saved it in each kind.
"""

import random
import struct
from datetime import date
from pathlib import Path

import pytest

from operis.core.money import Fen
from operis.documents.importing.cells import BYTES_MAX, UNCOUNTED, sheets
from operis.documents.importing.grid import FAULTY, MERGED, TOO_LONG
from operis.strict_yaml import Malformed
from tests.web.brought import HEADS, packed, told, unread, why

BOOKS = Path(__file__).parent / "workbooks"
KINDS = ("xlsx", "xls", "ods")


def book(kind: str) -> bytes:
    return (BOOKS / f"budget.{kind}").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_shows_the_same_cells(kind: str) -> None:
    (page,) = sheets(book(kind))
    assert [(one.number, [cell.wrong or cell.text for cell in one.cells]) for one in page.rows] == [
        (1, ["2026年预算表"]),
        (2, [*HEADS, "备注"]),
        (3, ["BL-7", "日间  照料", "2081006", "860000", "豫财〔2026〕1号", "2026-03-02"]),
        (4, ["BL-8", "培训", "0000012", "1234.5", "BL-7", "0.5"]),
        (5, ["BL-9", "合并", "2081006", "3000", "豫财〔2026〕2号", "yes"]),
        (6, ["BL-10", "合并", "2081006", "3000", MERGED, "2026-03-02"]),
        (7, ["BL-11", "错误", "2081006", FAULTY, "豫财〔2026〕3号", "46083"]),
        (8, ["0012", "隐藏行", "2081006", "100.00", "豫财〔2026〕3号", "第一行\n第二行"]),
    ]
    at = {one.number: one.cells[5] for one in page.rows[2:]}
    assert [(number, cell.day, cell.serial) for number, cell in at.items() if cell.day or cell.serial == date(2026, 3, 2)] == [
        (3, date(2026, 3, 2), None), (6, date(2026, 3, 2), None), (7, None, date(2026, 3, 2))]  # fmt: skip
    assert [(one.says, dict(one.facts)) for one in page.remarks] == [
        ("It was read from the sheet “{sheet}”.", {"sheet": "预算"}),
        ("{count} hidden rows were read too.", {"count": "1"}),
        ("Hidden sheets were not read: {sheets}.", {"sheets": "旧"})]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_the_same_import(kind: str) -> None:
    table = told(book(kind))
    assert [(one.record.line, one.record.budget_item, one.record.amount, one.record.basis) for one in table.good] == [
        ("BL-7", "2081006", Fen(860_000_00), "豫财〔2026〕1号"), ("BL-8", "0000012", Fen(1_234_50), "BL-7"),
        ("BL-9", "2081006", Fen(3_000_00), "豫财〔2026〕2号"), ("0012", "2081006", Fen(100_00), "豫财〔2026〕3号")]  # fmt: skip
    assert why(table) == [(6, "basis", MERGED), (7, "amount", FAULTY)]


SECTOR = 512


def old_office(stream: bytes, name: str = "Workbook") -> bytes:
    """A file of sectors, as Office of the old kind writes it, with one stream in it."""
    stream += bytes(max(0, 4096 - len(stream)))
    count = -(-len(stream) // SECTOR)
    tables = -(-(count + 20) // 128)
    first = tables + 1
    chain = [-3] * tables + [-2] + [*range(first + 1, first + count), -2]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9i", 0, tables, tables, 0, 4096, -2, 0, -2, 0) + struct.pack("<109i", *range(tables), *[-1] * (109 - tables))

    def entry(title: str, kind: int, below: int, start: int, size: int) -> bytes:
        text = title.encode("utf-16-le") + b"\0\0"
        return text.ljust(64, b"\0") + struct.pack("<HBB3i36xiI4x", len(text), kind, 1, -1, -1, below, start, size)

    folder = entry("Root Entry", 5, 1, -2, 0) + entry(name, 2, -1, first, len(stream)) + bytes(256)
    table = struct.pack(f"<{len(chain)}i", *chain).ljust(tables * SECTOR, b"\xff")
    return head + table + folder + stream.ljust(count * SECTOR, b"\0")


def record(code: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", code, len(content)) + content


BEGIN = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
OVERFULL = "This workbook has more inside than a table of 5,000 rows. Copy the rows into a new workbook."


def blank(row: int, column: int) -> bytes:
    return record(0x0201, struct.pack("<3H", row, column, 0))


def number(row: int, column: int) -> bytes:
    return record(0x0203, struct.pack("<3Hd", row, column, 0, 1.0))


def run(row: int, first: int, last: int) -> bytes:
    """Several numbers in one record."""
    cells = struct.pack("<HI", 0, 2) * (last - first + 1)
    return record(0x00BD, struct.pack("<2H", row, first) + cells + struct.pack("<H", last))


@pytest.mark.parametrize(
    ("stream", "says"),
    [
        (BEGIN + record(0x002F, bytes(6)), "This workbook has a password."),
        (BEGIN + number(7, 200), "Row 8 has more than 200 columns."),
        (BEGIN + run(7, 190, 200), "Row 8 has more than 200 columns."),
        (BEGIN + b"".join(blank(row, 255) for row in range(7_813)), OVERFULL),
        ((BEGIN + b"".join(blank(row, 255) for row in range(4_000))) * 2, OVERFULL),
        (BEGIN + record(0x0085, bytes(6) + b"\x01\0a") * 2_001, OVERFULL),
        (BEGIN + number(7, 199), "damaged, or is none"), (BEGIN + run(7, 190, 199), "damaged, or is none"),
        (BEGIN + b"".join(blank(row, 255) for row in range(7_812)), "damaged, or is none"),
        (BEGIN + struct.pack("<HH", 0x0203, 14) + b"\0", "damaged, or is none"), (b"", "damaged, or is none"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_records_of_the_old_kind_are_counted_before_they_are_read(stream: bytes, says: str) -> None:
    assert says in unread(old_office(stream))


def test_a_program_a_password_and_another_document_of_the_old_kind_are_named() -> None:
    assert "carries macros" in unread(old_office(b"", "_VBA_PROJECT_CUR"))
    assert "has a password" in unread(old_office(b"", "EncryptedPackage"))
    assert "damaged, or is none" in unread(old_office(b"", "WordDocument"))


def test_sectors_that_come_back_to_themselves_have_no_end() -> None:
    whole = old_office(BEGIN)
    round_and_round = whole[:SECTOR] + struct.pack("<i", -3) + struct.pack("<4i", -2, 3, 4, 2) + whole[SECTOR + 20 :]
    assert "damaged, or is none" in unread(round_and_round)


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_of_each_kind_is_read_or_refused_and_never_breaks_anything(kind: str) -> None:
    whole, chance = book(kind), random.Random(20260302)
    outcomes = set[str]()
    for _turn in range(200):
        broken = bytearray(whole)
        for _place in range(chance.randrange(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            outcomes.add(f"{len(told(bytes(broken)).lines)} rows")
        except Malformed as refused:
            outcomes.add(refused.mistakes[0].says[:4])
    assert outcomes >= {"6 rows", "This"}


HEADING = "".join(f'<table:table-cell office:value-type="string"><text:p>{one}</text:p></table:table-cell>' for one in HEADS)


def opened(rows: str, before: str = "") -> bytes:
    """A workbook of OpenDocument with these rows below the headings."""
    names = {"office": "office", "table": "table", "text": "text", "style": "style"}
    declared = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for one, name in names.items())
    body = f'<table:table table:name="a"><table:table-row>{HEADING}</table:table-row>{rows}</table:table>'
    inside = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    content = f"{before}<office:document-content {declared}>{inside}</office:document-content>"
    return packed(book("ods"), {"content.xml": lambda _old: content.encode()})


def row(*cells: str, about: str = "") -> str:
    return f"<table:table-row {about}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", about: str = "", kind: str = "string") -> str:
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell {f"""office:value-type="{kind}" """ if kind else ""}{about}>{shown}</table:table-cell>'


def first(*cells: str, before: str = "") -> list[str]:
    """What stands in the first row below the headings, or why it cannot be used."""
    (page,) = sheets(opened(row(*cells), before))
    return [one.wrong or one.text for one in page.rows[1].cells]


def test_values_of_an_opendocument_workbook_are_read_as_they_are_meant() -> None:
    assert first(
        cell("3.000,00 €", 'office:value="3000" office:currency="EUR"', "currency"), cell("50 %", 'office:value="0.5"', "percentage"),
        cell("ja", 'office:boolean-value="true"', "boolean"), cell("nein", 'office:boolean-value="false"', "boolean"),
        cell("2. März", 'office:date-value="2026-03-02T10:30:00"', "date"), cell("10:30", 'office:time-value="PT10H30M"', "time"),
    ) == ["3000", "0.5", "yes", "no", "2026-03-02", "10:30"]  # fmt: skip
    assert first(
        cell("0012", 'office:value="12"', "float"), cell("0012", 'office:value="13"', "float"),
        cell("1E+017", 'office:value="1e17"', "float"), cell("#REF!", 'table:formula="of:=1"'),
        cell("Err:502", 'table:formula="of:=1"'), cell("#REF!"),
        cell("", 'table:formula="of:=1"', ""), cell("7", 'table:formula="of:=1" office:value="7"', "float"),
    ) == ["0012", "13", TOO_LONG, FAULTY, FAULTY, "#REF!", UNCOUNTED, "7"]  # fmt: skip


def test_a_text_of_an_opendocument_workbook_is_what_it_shows() -> None:
    note = "<office:annotation><text:p>a note</text:p></office:annotation>"
    told_so = first(
        cell(f'a<text:s text:c="2"/>b<text:tab/><text:span>c<text:line-break/></text:span>d{note}'),
        f"<table:table-cell>{note}<text:p>one</text:p><text:p>two</text:p></table:table-cell>",
        cell("a", 'table:number-columns-repeated="3"'), cell("last"),
    )  # fmt: skip
    assert told_so == ["a  b\tc\nd", "one\ntwo", "a", "a", "a", "last"]


def test_what_is_written_once_for_many_is_counted_before_it_is_made() -> None:
    far = 'table:number-rows-repeated="1048576"'
    line = [cell("BL-7"), cell("x"), cell("2081006"), cell("1"), cell("y")]
    assert "more than 5,000 rows" in unread(opened(row(*line, about=far)))
    assert "Row 2 has more than 200 columns" in unread(opened(row(cell("a", 'table:number-columns-repeated="201"'))))
    assert "Row 2 has more than 200 columns" in unread(opened(row(cell("", 'table:number-columns-repeated="16383"'), cell("a"))))
    table = told(opened(row(cell("", far.replace("rows", "columns")), about=far) + row(*line, about='table:number-rows-repeated="2"')))
    assert [one.number for one in table.lines] == [1048578, 1048579]
    spanned = cell("", 'table:number-columns-spanned="2"')
    assert "more than 100 joined cells" in unread(opened(row(cell("a"), spanned * 101)))


def test_nothing_grows_is_run_or_is_fetched_from_an_opendocument_workbook() -> None:
    declared = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    for before in (declared, f"<!--{'x' * 5_000}-->{declared}"):
        assert "damaged, or is none" in unread(opened(row(cell("&b;")), before))
    wide = packed(book("ods"), {"content.xml": lambda old: old.decode().replace("UTF-8", "UTF-16").encode("utf-16")})
    assert "damaged, or is none" in unread(wide)
    for name in ("Basic/Standard/Module1.xml", "Scripts/python/a.py"):
        assert "carries macros" in unread(packed(book("ods"), {}, {name: b"x"}))
    assert "has a password" in unread(packed(book("ods"), {"META-INF/manifest.xml": lambda old: old + b"<manifest:encryption-data/>"}))
    assert "more than 10 MB" in unread(packed(book("ods"), {}, {"Pictures/a.png": bytes(10_000_000)}))
    assert unread(opened("<table:x>" * 30 + "</table:x>" * 30)) == OVERFULL
    assert unread(opened("<table:x/>" * 400_000)) == OVERFULL
    linked = row(cell("a"), cell('<text:a xlink:href="file:///etc/passwd" xmlns:xlink="http://www.w3.org/1999/xlink">b</text:a>'))
    (page,) = sheets(opened(linked))
    assert [one.text for one in page.rows[1].cells] == ["a", "b"]


def test_another_file_of_opendocument_is_no_workbook() -> None:
    text = packed(book("ods"), {"mimetype": lambda _old: b"application/vnd.oasis.opendocument.text"})
    assert "no workbook of the kind .xlsx, .xls or .ods" in unread(text)
    assert "more than 1.5 MB" in unread(book("ods") + bytes(BYTES_MAX))
