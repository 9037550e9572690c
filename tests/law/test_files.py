"""Which law files are read, and what is told about those that are not? What is expected stands beside each input."""

from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from operis.law.book import LawError, Row, load_book
from operis.law.lint import lint, load_sound_book

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").iterdir())
GOOD = load_sound_book(HERE / "good" / "pack")


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_every_fault_is_told_at_once_with_file_line_row_and_field(case: Path) -> None:
    with pytest.raises(LawError) as raised:
        load_sound_book(case)
    assert str(raised.value) + "\n" == (case / "expected.txt").read_text("utf8")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "bytes.yaml").write_bytes(b"instrument: \xff\xfe")
    with pytest.raises(LawError) as raised:
        load_book(tmp_path)
    assert str(raised.value) == "bytes.yaml: This is not UTF-8 text: invalid start byte."


def test_a_row_holds_all_that_its_file_says() -> None:
    row = GOOD.rows["ACT-1"]
    assert (row.instrument.id, row.instrument.kind, row.instrument.number) == ("ACT", "order", "示例令第1号")
    assert (row.instrument.issued, row.instrument.first, row.instrument.last) == (date(2019, 6, 30), date(2020, 1, 1), None)
    assert row.instrument.note is not None
    assert (row.says.said("en"), row.says.said("zh-hans")) == ("At least ten days.", "不少于十日。")
    assert row.text == {"zh": "自发出之日起不得少于十日。"}
    assert (row.kind, row.methods, row.objects, row.levels, row.governed_by) == ("period", ("open-tender",), ("services",), (), "notice")
    assert row.terms == {"bidding_days_min": ((date(2020, 1, 1), 10), (date(2022, 1, 1), 20))}
    assert (row.data, row.seen, row.pack, row.place, row.file, row.line) == (
        {"cites": ["ACT-2"], "see": "ACT-3"}, ("S1",), "cn", "", "cn/act.yaml", 14,
    )  # fmt: skip


def test_a_row_takes_what_it_does_not_say_from_its_instrument() -> None:
    def dates(row: Row) -> tuple[date | None, date | None, tuple[str, ...]]:
        return row.first, row.last, row.seen

    assert dates(GOOD.rows["ACT-1"]) == (date(2020, 1, 1), None, ("S1",))
    assert dates(GOOD.rows["ACT-2"]) == (date(2020, 1, 1), None, ("S2", "S3"))
    assert dates(GOOD.rows["ACT-3"]) == (date(2020, 1, 1), date(2020, 12, 31), ("S1",))
    assert dates(GOOD.rows["ACT-4"]) == (None, None, ("S1",))


def test_a_folder_without_tables_is_read_with_ours() -> None:
    ours = load_book()
    assert (GOOD.events, GOOD.sources, GOOD.zones, GOOD.methods, GOOD.objects) == (
        ours.events, ours.sources, ours.zones, ours.methods, ours.objects,
    )  # fmt: skip


def test_a_folder_with_a_table_is_read_with_it(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("sources:\n  X1: A book\n", "utf8")
    (tmp_path / "moments.yaml").write_text(
        "moments:\n  noon: {at: notice-published.bids_close, en: Noon, zh: 正午}\n  doom: {at: outside, en: Doom, zh: 末日}\n", "utf8"
    )
    book = load_book(tmp_path)
    assert book.sources == {"X1": "A book"}
    assert (book.events["noon"].act, book.events["noon"].field) == ("notice-published", "bids_close")
    assert (book.events["doom"].act, book.events["doom"].field) == ("", "")
    assert (book.events["contract-signed"].act, book.events["contract-signed"].title.zh) == ("contract-signed", "合同签订")


def test_our_own_law_is_sound_and_quickly_read() -> None:
    start = perf_counter()
    book = load_book()
    assert perf_counter() - start < 1
    assert list(lint(book)) == []
    assert len(book.rows) > 900


def test_every_act_of_the_dockets_may_start_or_end_a_period() -> None:
    book = load_book()
    assert {moment.act for moment in book.events.values()} - {""} <= {name for name in book.events}
    assert all(book.events[name].field == "" for name in ("contract-signed", "report-received"))
