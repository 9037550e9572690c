"""What does one row say on a day, how is it cited, and what is told to a rule that asks it for what it does not say?"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from operis.law.book import Fault, LawError, Period, Row, load_book

GOOD = load_book(Path(__file__).parent / "good" / "pack")
LAW = load_book()
ON = date(2020, 6, 1)


def row(id: str, day: date = ON) -> Row:
    return GOOD.rows[id].at(day)


def test_a_value_holds_from_its_first_day() -> None:
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2021, 12, 31), date(2022, 1, 1))
    assert [row("ACT-1", day).value("bidding_days_min") for day in days] == [None, 10, 10, 20]
    assert [row("ACT-2", day).has("later") for day in (date(2020, 12, 31), date(2021, 1, 1))] == [False, True]
    assert row("ACT-2").has("nothing") is False


def test_a_row_holds_from_its_first_to_its_last_day_and_a_draft_never() -> None:
    assert [GOOD.rows["ACT-3"].holds(date(*day)) for day in ((2019, 12, 31), (2020, 1, 1), (2020, 12, 31), (2021, 1, 1))] == [
        False, True, True, False,
    ]  # fmt: skip
    assert (GOOD.rows["ACT-1"].holds(date(9999, 12, 31)), GOOD.rows["ACT-4"].holds(ON)) == (True, False)


def test_typed_readers_hand_back_what_is_asked() -> None:
    asked = row("ACT-2")
    assert (asked.count("people_min_count"), asked.fen("limit_fen"), asked.yes("written")) == (3, 100000, True)
    assert (asked.percent("share_percent"), asked.percent("whole_percent")) == (Decimal("0.5"), Decimal(30))
    assert (asked.slugs("grounds"), asked.slugs("one_of"), asked.slug("one_of")) == (("first", "second"), ("single",), "single")


def test_the_only_length_needs_no_name_and_one_of_several_does() -> None:
    assert row("ACT-1").period() == Period("min", 10, "day")
    assert row("ACT-2").period("hard_answer_working_days_max") == Period("max", 10, "working-day", rolls=False)
    assert row("ACT-2").lengths() == {
        "answer_working_days_max": Period("max", 5, "working-day", rolls=False),
        "hard_answer_working_days_max": Period("max", 10, "working-day", rolls=False),
    }
    assert row("ACT-1", date(2019, 1, 1)).lengths() == {}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: row("ACT-2").period(), "ACT-2.terms: has 2 lengths, not this one"),
        (lambda: row("ACT-1").period("weeks"), "ACT-1.weeks: has 1 lengths, not this one"),
        (lambda: row("ACT-2").count("written"), "ACT-2.written: is no whole number on this day"),
        (lambda: row("ACT-2").count("later"), "ACT-2.later: is no whole number on this day"),
        (lambda: row("ACT-2").fen("people_min_count"), "ACT-2.people_min_count: is no amount in fen"),
        (lambda: row("ACT-2").percent("people_min_count"), "ACT-2.people_min_count: is no percentage on this day"),
        (lambda: row("ACT-2").percent("no_percent"), "ACT-2.no_percent: is no percentage on this day"),
        (lambda: row("ACT-2").yes("later"), "ACT-2.later: is neither yes nor no on this day"),
        (lambda: row("ACT-2").slugs("people_min_count"), "ACT-2.people_min_count: is no list of words on this day"),
        (lambda: row("ACT-2").slug("grounds"), "ACT-2.grounds: is not one word on this day"),
        (
            lambda: GOOD.rows["ACT-2"].has("written"),
            "ACT-2.written: was read without a day; use the row that Law.get or Row.at hands back",
        ),
    ],
)
def test_a_rule_that_asks_for_what_a_row_does_not_say_is_a_fault_with_its_place(wrong: Callable[[], object], says: str) -> None:
    with pytest.raises(LawError) as raised:
        wrong()
    assert str(raised.value).partition(": ")[2] == says
    assert str(raised.value).startswith("cn/act.yaml:")


def test_a_bound_is_that_of_the_name_else_that_of_the_event() -> None:
    ours = {id: LAW.rows[id].at(date(2026, 3, 2)) for id in ("POST-25a", "GPL-35", "O87-16", "GPL-22", "EU-2a")}
    assert ours["POST-25a"].lengths() == {
        "hire_notice_days_min": Period("min", 7, "day"),
        "hire_notice_working_days_min": Period("min", 7, "working-day"),
        "hire_notice_days_max": Period("max", 15, "day"),
    }
    assert ours["GPL-35"].period() == Period("min", 20, "day")
    assert ours["O87-16"].period() == Period("exact", 5, "working-day")
    assert ours["GPL-22"].period() == Period("exact", 3, "year")  # looks back, so neither at least nor at most
    assert ours["EU-2a"].period("standstill_other_days_min") == Period("exact", 15, "day", rolls=True)


def test_a_time_to_act_rolls_and_a_time_to_wait_does_not_unless_the_row_says_so() -> None:
    bounds = [Period(bound, 5, "day") for bound in ("min", "max", "exact")]
    assert [period.rolls_on for period in bounds] == [False, True, False]
    assert [Period("max", 5, "day", rolls=False).rolls_on, Period("min", 5, "day", rolls=True).rolls_on] == [False, True]


def test_what_is_sure_blocks_and_what_is_remembered_advised_or_marked_warns() -> None:
    assert {id: one.blocks for id, one in GOOD.rows.items()} == {
        "ACT-1": True, "ACT-2": True, "ACT-3": False, "ACT-4": False, "HA-C": True, "OUR-1": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("id", "english", "chinese"),
    [
        ("ACT-1", "Order 1, Art. 1", "示例令第1号第一条"),
        ("ACT-2", "Order 1", "示例令第1号"),
        ("ACT-3", "Civil Code, Art. 200", "《民法典》第二百条"),
        ("ACT-4", "CaiKu [2020] No. 1", "财库〔2020〕1号"),
        ("HA-C", "Henan standards", "河南省标准"),
        ("OUR-1", "Our advice", "我们的建议"),
    ],
)
def test_a_citation_names_no_article_that_was_not_compared(id: str, english: str, chinese: str) -> None:
    assert (GOOD.rows[id].cite("en"), GOOD.rows[id].cite("zh-hans")) == (english, chinese)


def test_the_articles_of_the_order_on_tendering_were_all_compared_with_its_text() -> None:
    order = [row for row in LAW.rows.values() if row.instrument.id == "O87" and row.article is not None]
    assert [row.id for row in order if not row.compared or row.confidence.rule != "verified"] == []
    assert LAW.rows["O87-33"].cite("en") == "Order 87, Art. 33"


def test_a_row_covers_what_it_names_and_all_if_it_names_nothing() -> None:
    tender, anything = GOOD.rows["ACT-1"], GOOD.rows["ACT-2"]
    assert [tender.covers(method=method) for method in (None, "open-tender", "inquiry")] == [True, True, False]
    assert [tender.covers(object=one) for one in ("services", "goods")] == [True, False]
    assert [anything.covers(method="inquiry", object="works", level=level) for level in ("", "county")] == [True, True]
    assert [GOOD.rows["HA-C"].covers(level=level) for level in (None, "county", "city", "")] == [True, True, False, False]


def test_a_row_read_on_a_day_is_still_that_row() -> None:
    assert row("ACT-1") == row("ACT-1")
    assert row("ACT-1") != row("ACT-1", date(2021, 1, 1))
    assert len({row("ACT-1"), row("ACT-1"), row("ACT-1", date(2021, 1, 1))}) == 2


def test_a_fault_says_as_much_of_its_place_as_is_known() -> None:
    assert str(Fault("a.yaml", 3, "A-1", "terms.x", "is {what}", {"what": "wrong"})) == "a.yaml:3: A-1.terms.x: is wrong"
    assert str(Fault("a.yaml", None, "", "", "is wrong")) == "a.yaml: is wrong"
    assert str(Fault("", None, "A-1", "", "is wrong")) == "A-1: is wrong"
