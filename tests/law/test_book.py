"""Which law holds on a day, in a place, for a method?"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from operis.law.book import Law, LawError, load_book, parse_place

BOOK = load_book()
GOOD = load_book(Path(__file__).parent / "good" / "pack")
ON = date(2026, 3, 2)


def law(place: str = "cn", on: date = ON, notice: date | None = None) -> Law:
    pack, code, level = parse_place(place)
    return Law(BOOK, pack, code, level, act_day=on, notice_day=notice)


def amount(place: str, term: str = "quota_services_fen", on: date = ON) -> tuple[str, int] | None:
    row = law(place, on).having(term)
    return (row.id, row.fen(term)) if row else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cn", ("cn", "", "")),
        ("cn/41", ("cn", "41", "")),
        ("cn/41/county", ("cn", "41", "county")),
        ("cn/4101/city", ("cn", "4101", "city")),
        ("cn/410122/county", ("cn", "410122", "county")),
        ("cn/central", ("cn", "", "central")),
        ("eu", ("eu", "", "")),
    ],
)
def test_a_place_is_read(text: str, expected: tuple[str, str, str]) -> None:
    assert parse_place(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["--law: : the pack's name is missing; write cn, cn/41 or cn/41/county"]),
        ("cn/4", ["--law: cn/4: 4 is no code of a place; it has two, four or six digits"]),
        ("cn/41/town", ["--law: cn/41/town: town is no level; levels are central, province, city, county"]),
        ("cn/41/", ["--law: cn/41/: nothing stands behind a stroke; write cn, cn/41 or cn/41/county"]),
        ("cn/a/41/county", ["--law: cn/a/41/county: there is more here than pack, place and level, as in cn/41/county"]),
        (
            "cn/411/shire",
            [
                "--law: cn/411/shire: 411 is no code of a place; it has two, four or six digits",
                "--law: cn/411/shire: shire is no level; levels are central, province, city, county",
            ],
        ),
    ],
)
def test_a_place_that_cannot_be_read_is_told_with_the_cure(text: str, expected: list[str]) -> None:
    with pytest.raises(LawError) as raised:
        parse_place(text)
    assert str(raised.value).splitlines() == expected


def test_a_row_in_force_is_handed_back_read_on_its_day() -> None:
    row = law().get("GPL-35", method="open-tender")
    assert row is not None
    assert (row.day, row.period().length) == (ON, 20)


def test_a_row_is_silent_before_its_first_day_and_after_its_last() -> None:
    assert [law(on=day).get("ALP-01") is None for day in (date(2026, 1, 31), date(2026, 2, 1))] == [True, False]
    assert [law(on=day).get("PM14-04") is None for day in (date(2020, 2, 29), date(2020, 3, 1))] == [False, True]
    assert law().get("NEW-GPL-draft") is None


def test_the_notice_day_governs_what_the_notice_fixed_and_the_act_day_the_rest() -> None:
    after = law(on=date(2026, 2, 10), notice=date(2026, 1, 31))
    assert after.get("ALP-01") is None  # governed by the notice
    assert law(on=date(2026, 2, 10)).get("ALP-01") is not None
    paid = law(on=date(2025, 6, 1), notice=date(2025, 5, 31))
    assert paid.get("PAY-09") is not None  # governed by the act
    assert (after.day(after.row("GPL-35")), after.day(after.row("GPL-46"))) == (date(2026, 1, 31), date(2026, 2, 10))


def test_a_row_of_another_method_object_level_place_or_pack_is_silent() -> None:
    assert law().get("GPL-35", method="competitive-consultation") is None
    assert law().get("O74-45", method="inquiry") is None  # goods only
    assert law().get("O74-45", method="inquiry", object="goods") is not None
    assert law().get("O74-45", method="inquiry", object=None) is not None
    assert [law(place).get("CHG-17") is None for place in ("cn", "cn/41/county", "cn/central")] == [True, True, False]
    assert [law(place).get("SME-08xa") is None for place in ("cn", "cn/41/county", "cn/35/county")] == [True, True, False]
    assert law("eu").get("GPL-35") is None
    assert law("eu").get("EU-27", object=None) is not None
    assert law("eu").get("SRC-01", object=None) is not None  # the source text belongs to every pack


def test_the_exception_stands_before_the_rule() -> None:
    found = law().first(("CC-21x", "CC-34"), method="competitive-consultation")
    assert found is not None
    assert (found.id, found.count("suppliers_min_count")) == ("CC-21x", 2)
    goods = law().first(("CC-21x", "CC-34"), method="competitive-consultation", object="goods")
    assert goods is not None
    assert (goods.id, goods.count("suppliers_min_count")) == ("CC-34", 3)
    assert law().first(("GPL-35", "O74-29"), method="single-source") is None


def test_a_row_is_cited_whether_in_force_or_not_and_a_row_that_is_not_there_is_a_fault() -> None:
    assert law(on=date(2026, 1, 1)).row("PM14-04").id == "PM14-04"
    with pytest.raises(LawError) as raised:
        law().row("GPL-999")
    assert str(raised.value) == "GPL-999: is no row of the law"


def test_an_amount_is_that_of_the_place_and_of_its_level() -> None:
    assert amount("cn/41/province") == ("THR-HA-2020-P", 100000000)
    assert amount("cn/4101/city") == ("THR-HA-2020-Z", 100000000)
    assert amount("cn/4102/city") == ("THR-HA-2020-M", 50000000)
    assert amount("cn/410122/county") == ("THR-HA-2020-C", 30000000)
    assert amount("cn/41/county") == ("THR-HA-2020-C", 30000000)
    assert amount("cn/central") == ("THR-CN-2020", 100000000)
    assert amount("cn/35/county", "open_tender_services_fen") == ("THR-FJ-M", 200000000)


def test_where_the_place_or_its_city_is_not_known_no_amount_is_another_s() -> None:
    assert [amount(place) for place in ("cn", "cn/county", "cn/11/county", "cn/41", "cn/41/city", "cn/33/county")] == [None] * 6
    assert amount("cn/41/county", on=date(2020, 3, 8)) is None


def test_the_surer_row_of_one_place_comes_first_and_then_the_later() -> None:
    weak = replace(GOOD.rows["HA-C"], id="HA-W", confidence=replace(GOOD.rows["HA-C"].confidence, rule="recalled-low"))
    late = replace(GOOD.rows["HA-C"], id="HA-L", first=date(2025, 1, 1))
    town = replace(weak, id="HA-T", place="4101")
    book = replace(GOOD, rows={row.id: row for row in (weak, GOOD.rows["HA-C"])})
    for rows, expected in (([weak, GOOD.rows["HA-C"]], "HA-C"), ([late, GOOD.rows["HA-C"]], "HA-L"), ([late, town], "HA-T")):
        book = replace(GOOD, rows={row.id: row for row in rows})
        found = Law(book, "cn", "4101", "county", act_day=ON).having("quota_services_fen")
        assert found is not None
        assert found.id == expected


def test_rows_are_listed_by_kind_by_what_starts_them_and_by_method() -> None:
    started = {row.id for row in law().rows(start="bidding-documents-issued", method="open-tender")}
    assert started == {"GPL-35", "REG-31a"}
    amounts = {row.id for row in law("cn/4101/city").rows(kind="amount", object="services") if row.place}
    assert amounts == {"THR-HA-2020-Z"}
    assert all(row.day == ON for row in law().rows(kind="period"))


def test_a_digest_names_the_law_of_a_pack_and_place_and_nothing_else() -> None:
    assert law("cn").digest == BOOK.digest("cn") == load_book().digest("cn")
    assert law("cn/41/county").digest == law("cn/4101/city").digest == BOOK.digest("cn/41")
    assert len({BOOK.digest(pack) for pack in ("cn", "cn/41", "cn/35", "eu")}) == 4
    assert len(BOOK.digest("cn")) == 64
    changed = replace(BOOK, rows={**BOOK.rows, "GPL-35": replace(BOOK.rows["GPL-35"], terms={})})
    assert changed.digest("cn") != BOOK.digest("cn")
    moved = replace(BOOK, rows={**BOOK.rows, "GPL-35": replace(BOOK.rows["GPL-35"], line=1, file="x.yaml")})
    assert moved.digest("cn") == BOOK.digest("cn")


def test_rows_as_they_were_read_are_forgotten_before_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("operis.law.book.READ_MAX", 1)
    fresh, days = replace(BOOK), [date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 2)]
    assert [fresh.on(fresh.rows["GPL-35"], day).day for day in days] == days
    assert len(fresh._read) == 1
