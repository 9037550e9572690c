"""Which periods does an event start, and what is answered about each?"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from operis.core.calendar import Calendar
from operis.core.deadlines import Deadline, deadlines
from operis.law.book import Law, LawError, load_book, parse_place

BOOK = load_book()
CALENDAR = Calendar.of(BOOK)
ON = date(2026, 3, 2)
UNITS = {"days": "day", "working_days": "working-day", "minutes": "minute", "years": "year"}
AT_A_GLANCE: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "periods.yml").read_text("utf8"))


def answers(
    day: date | datetime, *events: str, law: str = "cn", on: date = ON, method: str | None = None, object: str | None = None
) -> list[Deadline]:
    pack, place, level = parse_place(law)
    asked = Law(BOOK, pack, place, level, act_day=on)
    return list(deadlines(asked, Calendar.of(BOOK, pack=pack), dict.fromkeys(events, day), method=method, object=object))


def only(rule: str, day: date | datetime, event: str, term: str = "") -> Deadline:
    [found] = [one for one in answers(day, event) if one.rule == rule and term in ("", one.term)]
    return found


def how(one: Deadline) -> list[str]:
    return [reason.says.format(**reason.facts) for reason in one.how]


@pytest.mark.parametrize("period", AT_A_GLANCE, ids=lambda period: f"{period['row']}-{period['value']}")
def test_every_period_at_a_glance_is_answered(period: dict[str, Any]) -> None:
    law = "cn/central" if period["applies"].get("levels") == ["central"] else "cn"
    started = answers(date(2026, 3, 2), period["from"], law=law)
    found = [one for one in started if one.rule == period["row"] and one.length == period["value"]]
    unit = period["unit"] and UNITS[period["unit"]]
    assert [(one.start, one.to, one.bound, one.length, one.unit) for one in found] == [
        (period["from"], period["to"], period["bound"], period["value"], unit)
    ]
    methods, objects = period["applies"].get("methods", []), period["applies"].get("objects", [])
    assert all(found[0].row.covers(method=method) for method in methods)
    assert all(found[0].row.covers(object=one) for one in objects)


def test_the_answer_carries_rule_event_bound_length_and_day() -> None:
    one = only("GPL-35", date(2026, 3, 2), "bidding-documents-issued")
    assert (one.term, one.start, one.to, one.bound, one.length, one.unit, one.date, one.provisional) == (
        "bidding_days_min", "bidding-documents-issued", "bids-close", "min", 20, "day", date(2026, 3, 22), False,
    )  # fmt: skip
    assert how(one) == ["The first day is not counted.", "2026-03-22 is a day off; that does not change a time to wait."]


def test_a_method_and_an_object_leave_out_what_does_not_cover_them() -> None:
    def rules(method: str | None = None, object: str | None = None) -> list[str]:
        return [one.rule for one in answers(ON, "bidding-documents-issued", method=method, object=object)]

    assert rules() == ["CC-10a", "CC-10b", "GPL-35", "O74-29", "O74-45", "REG-31a"]
    assert rules(method="competitive-consultation") == ["CC-10a", "CC-10b"]
    assert rules(method="inquiry", object="goods") == ["O74-45"]
    assert rules(method="inquiry", object="services") == []


def test_a_level_that_is_not_known_leaves_out_nothing_and_a_known_one_does() -> None:
    def rules(law: str) -> list[str]:
        return [one.rule for one in answers(ON, "method-applied-for", law=law)]

    assert rules("cn") == ["CHG-17", "CHG-17a", "CHG-17b", "CHG-17x"]
    assert rules("cn/central") == rules("cn")
    assert rules("cn/41/county") == []


def test_a_row_that_does_not_hold_yet_is_silent() -> None:
    assert [one.rule for one in answers(datetime(2026, 3, 2, 9).astimezone(), "explanation-asked", on=date(2026, 1, 31))] == ["O94-22"]
    assert [one.rule for one in answers(ON, "explanation-asked", on=date(2026, 2, 1))] == ["ALP-06", "O94-22"]


def test_minutes_are_answered_from_a_time_and_asked_for_from_a_day() -> None:
    asked = datetime(2026, 3, 2, 9, 0, tzinfo=CALENDAR.zone)
    one = only("ALP-06", asked, "explanation-asked")
    assert (one.date, one.unit) == (datetime(2026, 3, 2, 9, 30, tzinfo=CALENDAR.zone), "minute")
    assert how(one) == ["Minutes run from the moment itself."]
    unknown = only("ALP-06", ON, "explanation-asked")
    assert (unknown.date, unknown.provisional) == (None, False)
    assert how(unknown) == ["Minutes are counted from a time of day: give one, as in 2026-03-02T09:00."]


def test_working_days_tell_what_was_left_out_and_which_make_up_day_counted() -> None:
    assert how(only("GPL-47", date(2026, 2, 13), "contract-signed")) == [
        "The first day is not counted.",
        "Working days are counted; 10 days in between are days off.",
        "2026-02-14 is a make-up working day and counts.",
        "2026-02-28 is a make-up working day and counts.",
    ]
    assert how(only("REG-50", date(2026, 3, 2), "contract-signed")) == ["The first day is not counted."]


def test_a_last_day_on_a_day_off_tells_where_it_went() -> None:
    award = only("GPL-46", date(2026, 1, 20), "result-published")
    assert award.date == date(2026, 2, 24)
    assert how(award) == ["The first day is not counted.", "2026-02-19 is a day off, so the last day is the next working day."]
    suspension = only("O94-28", date(2026, 3, 6), "proceedings-suspended")
    assert suspension.date == date(2026, 4, 5)
    assert how(suspension) == ["The first day is not counted.", "2026-04-05 is a day off; the end of this period does not move."]


def test_a_year_ends_on_the_corresponding_day_or_at_the_end_of_the_month() -> None:
    corresponding = only("O102-24", date(2025, 3, 3), "contract-started", term="term_years_max")
    month_end = only("O102-24", date(2024, 2, 29), "contract-started", term="term_years_max")
    assert (corresponding.date, how(corresponding)[1:]) == (date(2026, 3, 3), ["It ends on the corresponding day of the last month."])
    assert month_end.date == date(2025, 2, 28)
    assert how(month_end)[1:] == ["The last month has no such day, so it ends on the last day of that month."]


def test_what_reaches_a_year_without_a_notice_is_provisional_and_says_which() -> None:
    one = only("O94-26", date(2026, 12, 1), "complaint-received")
    assert (one.date, one.provisional) == (date(2027, 1, 12), True)
    assert how(one)[-1] == "The days off of 2027 are not known here yet, so the day may still move."
    assert only("GPL-47", date(2026, 12, 1), "contract-signed").provisional is False


def test_what_has_to_come_first_has_no_length() -> None:
    one = only("GPL-27", ON, "method-decided")
    assert (one.bound, one.length, one.unit, one.date, one.to) == ("before", None, None, ON, "notice-published")
    assert how(one) == ["No length of time is fixed: this has to come first."]


def test_a_row_with_two_lengths_gives_two_answers() -> None:
    paid = [one for one in answers(ON, "performance-reported") if one.rule == "PAY-09"]
    assert [(one.term, one.length) for one in paid] == [("payment_days_max", 30), ("payment_agreed_days_max", 60)]


def test_a_place_adds_its_own_and_a_budget_that_is_not_its_own_is_left_out() -> None:
    started = answers(ON, "award-notice-published", law="eu")
    assert [(one.rule, one.to, one.bound, one.date, how(one)[0]) for one in started] == [
        ("UK6", "standstill-ends", "exact", date(2026, 3, 11), "The first day is counted.")
    ]


def test_an_event_that_nobody_knows_is_named() -> None:
    with pytest.raises(LawError) as raised:
        answers(ON, "contract-signd", "notice-published", "moon-landed")
    assert str(raised.value).splitlines() == ["contract-signd: is no act and no moment", "moon-landed: is no act and no moment"]
