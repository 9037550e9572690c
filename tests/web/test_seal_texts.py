"""The sealing page reads texts, names, amounts and tables as everything else here does: so both make the same bid of the same words."""

import io
import random
import zipfile
from base64 import b64encode
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from operis.attachments.receiving import FILES_MAX
from operis.core.fields import read
from operis.core.money import Fen, fen, yuan
from operis.core.reading import CLAUSE_MAX, ROLL_MAX, TITLE_MAX
from operis.core.signs import CONTROL, SEEN, TURNING
from operis.documents.capitals import capitals
from operis.rules.sums import amount
from operis.sealing.plain import LINE_MAX
from operis.strict_yaml import Malformed, Mapping, Scalar
from operis.web.bidding.draft import Draft
from operis.web.bidding.pricing import UnreadTableError, listed, with_table
from operis.web.bidding.sections import Listed
from operis.web.desk.files import NAME_MAX, clean
from tests.web.sealing import answered, tab_with

pytestmark = pytest.mark.slow

BLANKS = "\t\n\x0b\x0c\r\x1c\x1f \x85\xa0\u1680\u2003\u2028\u202f\u3000"
TEXTS = ["", " ", "word", "字", *(f"{one}字 word{one}" for one in BLANKS), "\ufeffword\ufeff", "\u200b", "\u3164 ", "a\x00b", "a\u202eb",
         "㐀", "豈", "𠀀", "a\r\nb\rc", "e\u0301"]  # fmt: skip
NAMES = ["a.pdf", "  a  b .pdf ", "no ending", ".hidden", "a.", "字" * 300 + ".docx", "x." + "y" * 300, "a\x00b.pdf", "a\u202efdp.exe",
         "a\tb.txt", "e\u0301.pdf", "𠀀" * 200 + ".pdf", "a.b.c", "...", ""]  # fmt: skip
AMOUNTS = ["860000", "860000.00", "860,000.5", "8600,00", "¥ 860 000元整", "８６００００元", "1.005", "12,50", "", "x", "-1", "1e3",
           "人民币1元", "9" * 15, "1 yuan", "0", "0.01", "1,000", "1,000,00"]  # fmt: skip
ZONE, WORD, ONE = ZoneInfo("UTC"), Scalar("x", False, 1), Scalar("1", False, 1)
NUMBERS = ["2100", "2,100", "0.5", "００.５", "1.", ".5", "1e3", "", "-1", "1234567890123456", "0.1234567891", "007", "1 000.25"]


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    with tab_with(chromium, "pricelist.js", "content.js", "capitals.js") as one:
        yield one


def each(tab: Page, call: str, given: list[str]) -> list[object]:
    found: list[object] = answered(tab, f"return given[0].map(one => {call});", given)
    return found


def test_the_limits_are_those_of_the_fields(tab: Page) -> None:
    limits = {"TEXT_MAX": CLAUSE_MAX, "ITEM_MAX": TITLE_MAX, "LINES_MAX": ROLL_MAX, "FILES_MAX": FILES_MAX, "CONTENT_MAX_BYTES": LINE_MAX}
    assert answered(tab, "return given[0].map(one => of[one]);", [*limits]) == [*limits.values()]


def test_the_ends_of_a_text_are_those_that_python_takes_off(tab: Page) -> None:
    assert each(tab, "of.stripped(one)", TEXTS) == [one.strip() for one in TEXTS]
    chance = random.Random(7)
    made = ["".join(chance.choices(BLANKS + "\ufeff\u200bab字", k=9)) for _count in range(200)]
    assert each(tab, "of.stripped(one)", made) == [one.strip() for one in made]


def test_what_is_kept_of_a_text_can_be_read_again(tab: Page) -> None:
    """Else a bid could be sealed that nobody can open."""
    for text in each(tab, "of.stripped(of.cleaned(one))", [*TEXTS, "\ud800x", f"x{BLANKS}"]):
        assert isinstance(text, str)
        assert text == "" or not (CONTROL.search(text) or TURNING.search(text) or SEEN.search(text) is None)


def test_a_file_has_the_name_that_it_has_elsewhere(tab: Page) -> None:
    assert each(tab, "of.nameOf(one)", NAMES) == [clean(one) for one in NAMES]
    assert answered(tab, "return of.signs(of.nameOf(given[0]));", "字" * 300) == NAME_MAX


def test_amounts_and_quantities_are_read_alike(tab: Page) -> None:
    def of_yuan(text: str) -> str | None:
        try:
            return yuan(fen(text)) if fen(text) < 10**14 else None
        except ValueError:
            return None

    shown = "of.fenOf(one) === null ? null : of.yuanOf(of.fenOf(one))"
    assert each(tab, shown, AMOUNTS) == [of_yuan(one) for one in AMOUNTS]

    def of_number(text: str) -> str | None:
        try:
            listed = read(Listed, Mapping({"name": WORD, "quantity": Scalar(text, False, 1), "unit_price": ONE}, {}, 1), zone=ZONE)
        except Malformed:
            return None
        return f"{listed.quantity:f}"

    assert each(tab, "of.numberOf(one)", NUMBERS) == [of_number(one) for one in NUMBERS]


def test_a_line_comes_to_the_same_fen(tab: Page) -> None:
    made = [*product(["1", "0.5", "2100", "0.333333333", "7", "999999999999999.999999999"], ["0.01", "0.05", "7571.43", "999999.99"])]
    found = answered(tab, "return given[0].map(([count, unit]) => of.yuanOf(of.amountOf(count, of.fenOf(unit))));", made)
    assert found == [yuan(amount(Decimal(count), Fen(fen(unit)))) for count, unit in made]


def test_an_amount_is_written_in_the_same_capitals(tab: Page) -> None:
    chance = random.Random(11)
    made = [0, 1, 10, 105, 100_00, 1_000_00, 10_001_00, 356_000_00, 100_000_000_00, 10**14 - 1]
    made += [chance.randrange(10 ** chance.randrange(1, 15)) for _count in range(300)]
    found = answered(tab, "return given[0].map(one => of.capitals(BigInt(one)));", [f"{one}" for one in made])
    assert found == [capitals(one) for one in made]


GOOD = [("2026年报价", "", "", ""), ("分项名称", "数量", "单价（元）", "金额（元）"), ("日间托管", "2,100", "120", "252000.00"),
        ("", "", "", ""), ('Lunch, "warm"', "2100", "18.5", ""), ("合计", "", "", "1")]  # fmt: skip


def csv_of(rows: Sequence[tuple[str, ...]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    quoted = [separator.join('"' + one.replace('"', '""') + '"' if set(one) & set(',;"\t') else one for one in row) for row in rows]
    return "\r\n".join(quoted).encode(encoding)


def xlsx_of(rows: Sequence[tuple[object, ...]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


NUMBERED: list[tuple[object, ...]] = [("项目", "数量", "单价"), ("日间托管", 2100, 120.1), ("午餐", 0.1, 18.05), ("保险", 60.0, "220.00")]
TABLES = {
    "csv": csv_of(GOOD), "semicolons": csv_of(GOOD, ";"), "tabs": csv_of(GOOD, "\t"), "gb18030": csv_of(GOOD, encoding="gb18030"),
    "a mark of utf-8": csv_of(GOOD, encoding="utf-8-sig"), "utf-16": csv_of(GOOD, encoding="utf-16"), "workbook": xlsx_of([*GOOD]),
    "numbers in a workbook": xlsx_of(NUMBERED), "English": csv_of([("Item", "Quantity", "Unit price (yuan)"), ("Lunch", "1", "2")]),
    "disarmed": csv_of([("Item", "Quantity", "Unit price"), ("'=1+1", '="0012"', "2")]),
}  # fmt: skip
FAULTY = {
    "no headings": csv_of([("a", "b"), ("1", "2")]), "empty": b"", "no line": csv_of([("Item", "Quantity", "Unit price")]),
    "an amount that differs": csv_of([("Item", "Quantity", "Unit price", "Amount"), ("Lunch", "2", "3", "7")]),
    "no unit price": csv_of([("Item", "Quantity", "Unit price"), ("Lunch", "2", "x")]),
    "three places": csv_of([*GOOD, ("Tea", "1", "18.005", "")]),
    "no item": csv_of([("Item", "Quantity", "Unit price"), ("", "2", "3")]), "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a formula": csv_of([("Item", "Quantity", "Unit price"), ("Lunch", "=1+1", "3")]),
    "open quotation": b'Item,Quantity,Unit price\n"a,1,2',
    "a PDF": b"%PDF-1.7", "an old workbook": b"\xd0\xcf\x11\xe0" + bytes(600), "a damaged workbook": xlsx_of([*GOOD])[:900],
    "too large": b"x" * 1_500_001,
}  # fmt: skip

PRICED = """const found = await of.priceList(Uint8Array.from(atob(given[0]), one => one.charCodeAt(0)));
    return found.items ?? found.faults.map(one => one.fault);"""


def priced(tab: Page, content: bytes) -> list[object]:
    found: list[object] = answered(tab, PRICED, b64encode(content).decode())
    return found


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_has_the_lines_that_it_has_elsewhere(tab: Page, table: bytes) -> None:
    there = [{"name": next(iter(one.name))[1], "quantity": f"{one.quantity:f}", "unit_price": yuan(one.unit_price)}
             for one in listed(with_table(Draft(), table))]  # fmt: skip
    assert there
    assert priced(tab, table) == there


@pytest.mark.parametrize("table", FAULTY.values(), ids=FAULTY)
def test_a_table_that_is_not_read_elsewhere_is_not_read_here(tab: Page, table: bytes) -> None:
    with pytest.raises((Malformed, UnreadTableError)):
        with_table(Draft(), table)
    assert all(isinstance(one, str) for one in priced(tab, table))


def packed(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_bomb_is_left_alone_and_its_own_word_about_its_size_is_not_believed(tab: Page) -> None:
    bomb = packed({**parts_of(xlsx_of([*GOOD])), "xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 60_000_000})
    assert len(bomb) < 100_000
    assert priced(tab, bomb) == ["too-big-inside"]
    assert priced(tab, bomb.replace((60_000_011).to_bytes(4, "little"), (11).to_bytes(4, "little"))) == ["too-big-inside"]


def test_entities_are_not_spread_out(tab: Page) -> None:
    parts = parts_of(xlsx_of([*GOOD]))
    sheet = parts["xl/worksheets/sheet1.xml"]
    spread = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + sheet
    assert priced(tab, packed({**parts, "xl/worksheets/sheet1.xml": spread})) == ["damaged"]


def test_the_first_sheet_that_can_be_seen_is_read(tab: Page) -> None:
    book = openpyxl.Workbook()
    hidden, shown = book.active, book.create_sheet("Prices")
    assert hidden is not None
    hidden.sheet_state = "hidden"
    hidden.append(["Item", "Quantity", "Unit price"])
    hidden.append(["Secret", 1, 1])
    for row in NUMBERED:
        shown.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    assert [one["name"] for one in priced(tab, kept.getvalue()) if isinstance(one, dict)] == ["日间托管", "午餐", "保险"]
