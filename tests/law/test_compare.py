"""What changes in the law from one day or one edition to another, and for whom?"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from operis.law.book import Law, LawError, load_book
from operis.law.compare import Change, between_books, between_days, under, with_overlay

GOOD = load_book(Path(__file__).parent / "good" / "pack")
ON = date(2026, 3, 2)
OVERLAY = """
instrument: {id: HA, kind: local, title: {en: Henan standards of 2027, zh: 河南省标准（2027年版）}, from: 2027-01-01, seen: [S8]}
rows:
  HA-C:
    says: {en: Counties, zh: 县级}
    kind: amount
    applies: {levels: [county]}
    terms: {quota_services_fen: {2020-01-01: 30000000, 2027-01-01: 50000000}}
    governed_by: notice
    from: 2020-01-01
    confidence: {rule: secondary, article: none}
    data: {place: '41', budgets: [{level: county}]}
  HA-T:
    says: {en: Cities, zh: 市级}
    kind: amount
    applies: {levels: [city]}
    terms: {quota_services_fen: {2027-01-01: 60000000}}
    governed_by: notice
    confidence: {rule: secondary, article: none}
    data: {place: '41', budgets: [{level: city}]}
"""
AFTER = with_overlay(GOOD, OVERLAY, "cn/places/41.yaml")


def county(on: date) -> Law:
    return Law(GOOD, "cn", "41", "county", act_day=on)


def test_between_two_days_rows_begin_end_and_change() -> None:
    assert list(between_days(GOOD.rows.values(), date(2019, 12, 31), date(2020, 1, 1))) == [
        Change(id, "begins") for id in ("ACT-1", "ACT-2", "ACT-3", "HA-C", "OUR-1")
    ]
    assert list(between_days(GOOD.rows.values(), date(2020, 12, 31), date(2022, 1, 1))) == [
        Change("ACT-1", "changes", "terms.bidding_days_min", 10, 20),
        Change("ACT-2", "changes", "terms.later", None, True),
        Change("ACT-3", "ends"),
    ]
    assert list(between_days(GOOD.rows.values(), ON, ON)) == []


def test_between_two_books_rows_are_added_removed_and_say_other_things() -> None:
    assert list(between_books(GOOD, AFTER)) == [
        Change("HA-C", "changes", "terms", {"quota_services_fen": [["2020-01-01", 30000000]]},
               {"quota_services_fen": [["2020-01-01", 30000000], ["2027-01-01", 50000000]]}),
        Change("HA-C", "changes", "seen", [], ["S8"]),
        Change("HA-T", "added"),
    ]  # fmt: skip
    assert list(between_books(AFTER, GOOD))[-1] == Change("HA-T", "removed")
    assert list(between_books(GOOD, load_book(Path(__file__).parent / "good" / "pack"))) == []


def test_a_case_reads_differently_only_what_concerns_it() -> None:
    before, after = county(date(2027, 1, 1)), replace(county(date(2027, 1, 1)), book=AFTER)
    assert list(under(before, after)) == [Change("HA-C", "changes", "terms.quota_services_fen", 30000000, 50000000)]
    city = Law(GOOD, "cn", "41", "city", act_day=date(2027, 1, 1))
    assert list(under(city, replace(city, book=AFTER))) == [Change("HA-T", "begins")]
    assert list(under(replace(city, book=AFTER), city)) == [Change("HA-T", "ends")]


def test_an_overlay_is_a_new_edition_of_its_instrument_and_leaves_the_rest() -> None:
    assert list(AFTER.rows) == ["ACT-1", "ACT-2", "ACT-3", "ACT-4", "OUR-1", "HA-C", "HA-T"]
    assert AFTER.instruments["HA"].title.en == "Henan standards of 2027"
    assert AFTER.digest("cn/41") != GOOD.digest("cn/41")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OVERLAY.replace("id: HA,", "id: HB,"), "cn/places/41.yaml:4: HA-C: is a row of cn/places/41.yaml already"),
        (OVERLAY.replace("seen: [S8]", "seen: []"), "cn/places/41.yaml:4: HA-C.seen: is empty: a rule is proposed with its source"),
        (OVERLAY.replace("level: city", "level: county").replace("[city]", "[county]"),
         "cn/places/41.yaml:13: HA-T.terms.quota_services_fen: is given by HA-C too, for the same budgets on the same days"),
        ("rows: {}", "cn/places/41.yaml:1: instrument: is missing"),
    ],
)  # fmt: skip
def test_an_overlay_that_is_not_sound_is_told_why(text: str, expected: str) -> None:
    with pytest.raises(LawError) as raised:
        with_overlay(GOOD, text, "cn/places/41.yaml")
    assert str(raised.value).splitlines()[0] == expected
