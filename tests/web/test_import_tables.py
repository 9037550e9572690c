"""What is read of a table that somebody brings, and what is said of one that cannot be read?"""

import io
import random
import zipfile
from datetime import date

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from operis.core.money import Fen
from operis.core.wording import Wording
from operis.documents.importing.brought import IMPORTS
from operis.documents.importing.cells import BYTES_MAX, ROWS_MAX
from operis.documents.importing.columns import columns
from operis.documents.importing.tables import CSV, XLSX, report, template
from operis.strict_yaml import Malformed
from tests.web.brought import CELLS, HEAD, HEADS, ROW, lines, packed, sheet, told, unread, why


def test_a_row_becomes_a_line_of_the_budget_and_amounts_are_added_up() -> None:
    table = told(lines(f"{HEAD}\n{ROW}\n" + ROW.replace("BL-7", "BL-8").replace("860000", '"１２０，０００．５０元"')))
    (first, second) = (line.record for line in table.good)
    assert (first.line, first.item, first.amount, first.basis) == ("BL-7", Wording(zh="日间照料"), Fen(860_000_00), "豫财〔2026〕1号")
    assert second.amount == Fen(120_000_50)
    assert [(label.en, amount) for label, amount in table.sums] == [("Amount", Fen(980_000_50))]


@pytest.mark.parametrize(
    ("heading", "item"),
    [("item.zh", Wording(zh="日间照料")), ("Item (in English)", Wording(en="日间照料")), ("ITEM.EN", Wording(en="日间照料")),
     ("项目名称（中文）", Wording(zh="日间照料")), (" 项目 名称 * ", Wording(zh="日间照料")), ("item", Wording(zh="日间照料"))],
)  # fmt: skip
def test_headings_are_field_names_or_labels_in_either_language(heading: str, item: Wording) -> None:
    assert [one.record.item for one in told(lines(f"{HEAD.replace('项目名称', heading)}\n{ROW}")).good] == [item]


def test_members_of_a_list_have_columns_of_their_own_and_close_ranks() -> None:
    head, row = f"{HEAD},yearly.1.year,yearly.1.amount,分年度资金安排3：年度,分年度资金安排3：金额（元）", f"{ROW},,,2027,5000"
    (line,) = told(lines(f"{head}\n{row}")).good
    assert [(one.year, one.amount) for one in line.record.yearly] == [(2027, Fen(5_000_00))]
    assert why(told(lines(f"{head}\n{row},".replace("2027", "soon")))) == [(2, "yearly.3.year", "Write a whole number instead of “soon”.")]


def test_a_bad_row_has_its_number_its_column_and_the_reason_beside_good_ones() -> None:
    table = told(lines(f"{HEAD}\n{ROW}\n\nBL-8,,2081006,86万,\n"))
    assert [one.number for one in table.good] == [2]
    assert why(table) == [
        (4, "item.zh", "“Item (in Chinese)” is missing."),
        (4, "amount", "Write the amount in yuan with at most two places, like 860000 or “860000.00”, instead of “86万”."),
        (4, "basis", "“Basis document” is missing."),
    ]  # fmt: skip


def test_choices_are_read_by_their_words_and_named_by_them() -> None:
    head = "编码,级次,类别,名称,起"
    table = told(lines(f"{head}\nA1,1,公共服务,养老,2026年1月1日\nA2,1,Own duties,x,\nA3,1,own-duties,x,"), "directory")
    assert [(one.record.class_, one.record.first) for one in table.good] == [("public", date(2026, 1, 1)), ("own-duties", None)]
    assert why(table) == [(3, "class", "“Own duties” is not one of: for the public, for government's own duties.")]


@pytest.mark.parametrize(
    ("content", "remarks"),
    [
        (f"{HEAD}\n{ROW}".encode("gb18030"), ["Its characters are encoded as GB18030, not UTF-8; it was read so. Look at the rows below."]),
        (f"{HEAD}\n{ROW}".encode("utf-16"), ["Its characters are encoded as UTF-16; it was read so."]),
        (f"{HEAD}\n{ROW}".encode("utf-8-sig"), []),
        (f"{HEAD}\n{ROW}".replace(",", ";").encode(), ["Its cells are separated by semicolons; that was taken into account."]),
        (f"{HEAD}\n{ROW}".replace(",", "\t").replace("\n", "\r\n").encode(), []),
    ],
)
def test_encodings_and_separators_are_found_and_said(content: bytes, remarks: list[str]) -> None:
    table = told(content)
    assert ([one.record.line for one in table.good], [one.says for one in table.remarks]) == (["BL-7"], remarks)


def test_titles_above_the_headings_empty_rows_and_unknown_columns_do_no_harm() -> None:
    table = told(lines(f"2026年预算表,,,,,\n,,,,,\n{HEAD},备注\n,,,,,\n{ROW},先付\n"))
    assert [(one.number, one.record.line) for one in table.good] == [(5, "BL-7")]
    assert [one.facts for one in table.remarks] == [{"columns": "备注"}]


def test_a_workbook_is_read_by_its_values() -> None:
    def prepare(made: Workbook) -> None:
        page = made.worksheets[0]
        page.append(["BL-8", "培训", 12, 1234.5, "=A1"])
        page["C3"].number_format = "0000000"
        hidden = made.create_sheet("旧")
        hidden.sheet_state = "hidden"
        hidden.append(HEADS)

    content = sheet(HEADS, CELLS, change=prepare)
    saved = packed(
        content,
        {
            "xl/worksheets/sheet1.xml": lambda old: old.replace(b"<f>A1</f><v></v>", b"<f>A1</f><v>7</v>").replace(
                b"<f>A1</f><v />", b"<f>A1</f><v>7</v>"
            )
        },
    )
    assert [(one.record.budget_item, one.record.amount, one.record.basis) for one in told(saved).good] == [
        ("2081006", Fen(860_000_00), "豫财〔2026〕1号"), ("0000012", Fen(1_234_50), "7")]  # fmt: skip
    assert [(one.says, one.facts) for one in told(saved).remarks] == [
        ("It was read from the sheet “{sheet}”.", {"sheet": "Sheet"}),
        ("Hidden sheets were not read: {sheets}.", {"sheets": "旧"})]  # fmt: skip
    assert why(told(content)) == [
        (
            3,
            "basis",
            "There is a formula without a saved value in this cell. Open the file in your program and save it, or write the value.",
        )
    ]


def test_days_are_read_as_days_as_numbers_of_days_and_in_words() -> None:
    head = ["code", "tier", "class", "name", "from", "until"]
    rows = [["A1", 1, "public", "x", date(2026, 3, 2), 46083], ["A2", 1, "public", "x", "2026年3月2日", "2026/12/31"]]
    table = told(sheet(head, *rows), "directory", "en")
    assert [(one.record.first, one.record.last) for one in table.good] == [
        (date(2026, 3, 2), date(2026, 3, 2)), (date(2026, 3, 2), date(2026, 12, 31))]  # fmt: skip


def test_rich_text_and_the_other_epoch_are_read_as_they_are_shown() -> None:
    head = ["code", "tier", "class", "name.zh", "from"]
    plain = sheet(head, ["A1", 1, "public", "-", 44621])
    runs = "<r><t>日间</t></r><r><rPr><b/></rPr><t>照料</t></r><rPh sb='0' eb='1'><t>ri</t></rPh>"
    texts = f"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>not this</t></si><si>{runs}</si></sst>"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    parts = {
        "xl/worksheets/sheet1.xml": lambda old: old.replace(b't="inlineStr"><is><t>-</t></is>', b't="s"><v>1</v>'),
        "xl/workbook.xml": lambda old: old.replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>'),
        "[Content_Types].xml": lambda old: old.replace(
            b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
        ),
    }
    changed = packed(plain, parts, {"xl/sharedStrings.xml": texts.encode()})
    assert [(one.record.name, one.record.first) for one in told(changed, "directory").good] == [(Wording(zh="日间照料"), date(2026, 3, 2))]


def test_what_a_spreadsheet_turned_into_a_date_is_not_taken_for_a_code() -> None:
    table = told(sheet(HEADS, [date(2026, 1, 2), *CELLS[1:]]))
    assert [one[:2] for one in why(table)] == [(2, "line")]
    assert "turned this text into a date" in why(table)[0][2]


def test_a_number_of_which_the_last_digits_are_lost_is_not_taken() -> None:
    (told_so,) = why(told(sheet(HEADS, [91_410_100_778_899_123, *CELLS[1:]])))
    assert told_so[:2] == (2, "line")
    assert "more digits than a spreadsheet keeps" in told_so[2]


def test_joined_cells_and_errors_of_formulas_are_told_and_never_guessed() -> None:
    def join(made: Workbook) -> None:
        made.worksheets[0].append(["BL-8", *CELLS[1:]])
        made.worksheets[0].append(["BL-9", *CELLS[1:4], "#REF!"])
        made.worksheets[0].merge_cells("E2:E3")

    told_so = why(told(sheet(HEADS, CELLS, change=join)))
    assert [one[:2] for one in told_so] == [(3, "basis"), (4, "basis")]
    assert ("joined with another" in told_so[0][2], "error of the spreadsheet" in told_so[1][2]) == (True, True)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This file is empty."), (b" \n", "This file is empty."), (b"%PDF-1.7 x", "This is a PDF file"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "damaged, or is none"),
        (b"PK\x03\x04 broken", "damaged, or is none"), (b"a\x00b,c", "no table that can be read"),
        (b"\xff\xff\xff", "neither UTF-8 nor GB18030"),
        (f'{HEAD}\n"open'.encode(), "Row 2 cannot be divided into cells"), (f"{HEAD}\n".encode(), "no row below the headings"),
        (b"one,two\n1,2", "No row of headings was found"),
        (f"{HEAD.replace(',批复文号', '')}\n{ROW}".encode(), "These columns are missing: 批复文号."),
        (f"{HEAD},金额\n{ROW},1".encode(), "stand there twice: 金额（元）"), (b"x" * (BYTES_MAX + 1), "more than 1.5 MB"),
        (f"{HEAD}\n{ROW}\n".encode() + f"{ROW}\n".encode() * 100_000, "more than 1.5 MB"),
        (f"{HEAD}\n".encode() + b"a,b,c,1,e\n" * (ROWS_MAX + 1), "more than 5,000 rows"),
        (f"{HEAD}\n".encode() + b"\n" * 100_001, "more than 5,000 rows"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_this_kind_is_said_with_the_cure(content: bytes, says: str) -> None:
    assert says in unread(content)


def test_of_rows_that_are_dockets_of_their_own_there_may_be_a_thousand() -> None:
    head, row = b"holder,document,approved,filled\n", b"school,D-1,2,1\n"
    assert len(told(head + row * 1_000, "establishment").good) == 1_000
    assert "more than 1,000 rows" in unread(head + row * 1_001, "establishment")


def test_a_hundred_thousand_rows_in_a_workbook_are_refused_before_they_are_read() -> None:
    row = b"<row>" + b"<c><v>1</v></c>" + b"</row>"
    many = packed(
        sheet(HEADS, CELLS), {"xl/worksheets/sheet1.xml": lambda old: old.replace(b"</sheetData>", row * 100_000 + b"</sheetData>")}
    )
    assert "more than 5,000 rows" in unread(many)


def changed(*texts: tuple[bytes, bytes]) -> bytes:
    """A workbook with these texts of its sheet replaced."""

    def change(old: bytes) -> bytes:
        for was, now in texts:
            assert was in old
            old = old.replace(was, now)
        return old

    return packed(sheet(HEADS, CELLS), {"xl/worksheets/sheet1.xml": change})


def merged(count: int, where: str = "A2:E3") -> bytes:
    ranges = f'<mergeCell ref="{where}"/>'.encode() * count
    return changed((b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>"))


def test_a_hundred_joined_cells_are_told_and_more_are_too_many() -> None:
    says = "This cell is joined with another. Divide them, and write in each row what holds for it."
    assert [reason for _row, _column, reason in why(told(merged(100)))] == [says] * 4
    assert unread(merged(101)) == "This sheet has more than 100 joined cells. Divide them, and write in each row what holds for it."
    assert why(told(merged(101, "A9000000:B9000001"))) == []
    assert why(told(merged(101, "ZZA1:ZZZ9999999"))) == []


def test_joined_cells_over_the_whole_of_a_long_sheet_are_refused_at_once() -> None:
    rows = b"".join(b'<row r="%d"><c><v>1</v></c></row>' % number for number in range(3, 5_000))
    joined = b'<mergeCell ref="A1:ZZZ9999999"/>' * 1_000
    attack = changed((b"</sheetData>", rows + b"</sheetData><mergeCells>" + joined + b"</mergeCells>"))
    assert "more than 100 joined cells" in unread(attack)
    some = changed((b"</sheetData>", rows + b"</sheetData><mergeCells>" + joined[: len(joined) // 10] + b"</mergeCells>"))
    assert "These columns are missing" in unread(some)


def test_elements_may_be_thirty_deep_and_four_hundred_thousand_many() -> None:
    says = "This workbook has more inside than a table of 5,000 rows. Copy the rows into a new workbook."

    def nested(depth: int) -> bytes:
        return changed((b"</worksheet>", b"<x>" * depth + b"</x>" * depth + b"</worksheet>"))

    assert unread(nested(1_400_000)) == says
    assert (unread(nested(30)), len(told(nested(29)).good)) == (says, 1)
    assert unread(changed((b"</worksheet>", b"<x/>" * 400_000 + b"</worksheet>"))) == says
    assert len(told(changed((b"</worksheet>", b"<x/>" * 390_000 + b"</worksheet>"))).good) == 1


def test_two_hundred_columns_are_read_and_what_stands_beyond_is_told() -> None:
    says = "Row 1 has more than 200 columns. Leave out those that are not needed, or take the template."
    assert len(told(lines(f"{HEAD}{',x' * 195}\n{ROW}")).good) == 1
    assert unread(lines(f"{HEAD}{',x' * 196}\n{ROW}")) == says
    assert len(told(lines(f"{HEAD}\n{ROW}" + "," * 10_000)).good) == 1
    assert (len(told(sheet([*HEADS, *["x"] * 195], CELLS)).good), unread(sheet([*HEADS, *["x"] * 196], CELLS))) == (1, says)


@pytest.mark.parametrize("first", [",", '"', "a"])
def test_a_first_line_longer_than_any_cell_is_a_sentence(first: str) -> None:
    assert unread(lines(first * 1_400_000)).startswith(("Row 1 cannot be divided into cells", "No row of headings was found here"))


def test_what_would_grow_when_unpacked_is_not_opened() -> None:
    assert "Unpacked, this workbook has more than 10 MB" in unread(packed(sheet(HEADS, CELLS), {}, {"xl/media/a.bin": bytes(10_000_000)}))
    laughs = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    grown = packed(sheet(HEADS, CELLS), {"xl/workbook.xml": lambda old: laughs + old})
    assert "damaged, or is none" in unread(grown)


def test_macros_other_archives_and_other_offices_are_named() -> None:
    assert "carries macros" in unread(packed(sheet(HEADS, CELLS), {}, {"xl/vbaProject.bin": b"x"}))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("word/document.xml", "<w/>")
    assert "no workbook of the kind .xlsx" in unread(out.getvalue())


def test_a_damaged_workbook_is_read_or_refused_and_never_breaks_anything() -> None:
    whole, chance = sheet(HEADS, CELLS), random.Random(20260302)
    parts = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]

    def hurt(old: bytes) -> bytes:
        place = chance.randrange(len(old))
        return old[:place] + chance.randbytes(chance.randrange(4)) + old[place + chance.randrange(6) :]

    outcomes = set[object]()
    for turn in range(300):
        broken = packed(whole, {chance.choice(parts): hurt}) if turn % 2 else hurt(whole)
        try:
            outcomes.add(len(told(broken).lines))
        except Malformed as refused:
            outcomes.add(refused.mistakes[0].says[:4])
    assert outcomes >= {1, "This"}


@pytest.mark.parametrize("kind", IMPORTS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("form", [CSV, XLSX])
def test_a_template_has_the_fields_of_what_is_asked_and_is_understood_again(kind: str, language: str, form: str) -> None:
    with translation.override(language):
        made = template(IMPORTS[kind], form)
    assert "no row below the headings" in unread(made, kind)
    if form == XLSX:
        page = load_workbook(io.BytesIO(made)).worksheets[0]
        assert [one.value for one in page[1]] == [one.heading.within(language[:2]) for one in columns(IMPORTS[kind].record, 3)]


@pytest.mark.parametrize("form", [CSV, XLSX])
def test_the_rows_to_correct_carry_their_reasons_and_can_be_brought_again(form: str) -> None:
    bad = told(lines(f"{HEAD}\n{ROW}\n'=BL-8,@照料,+1,x,-2"))
    with translation.override("zh-hans"):
        made = report(bad, form)
    (line,) = told(made).bad
    assert [one.text for one in line.cells.values()] == ["=BL-8", "@照料", "+1", "x", "-2"]
    if form == CSV:
        assert b",'=BL-8,'@" in made
    else:
        page = load_workbook(io.BytesIO(made)).worksheets[0]
        assert ([one.data_type for one in page[2]], page["C2"].quotePrefix) == (["s"] * 7, True)
        assert "请以元为单位填写金额" in page["B2"].value
