"""Do the procedures read what the rows say, and what do they leave unread?"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from operis.law.book import Row, load_book
from operis.law.lint import Binding, below_floor, lint_bindings, repeated_numbers, unread_periods, unread_terms
from operis.procedures import terms_read_of

BOOK = load_book()
GOOD = load_book(Path(__file__).parent / "good" / "pack")


def test_a_rule_bound_to_a_row_that_says_what_it_reads_is_sound() -> None:
    sound = [
        Binding("stays_open", "GPL-35", "open-tender", frozenset({"bidding_days_min"})),
        Binding("budgeted", "O102-16", "open-tender"),
        Binding("signed_in_time", "O87-71", "", frozenset({"contract_days_max"})),
    ]
    assert list(lint_bindings(BOOK, sound)) == []


def test_each_fault_of_a_binding_is_told() -> None:
    wrong = [
        Binding("stays_open", "GPL-999", "open-tender"),
        Binding("not_yet", "NEW-GPL-draft", "open-tender"),
        Binding("stays_open", "GPL-35", "inquiry", frozenset({"days_min", "bidding_days_min", "a_count"})),
    ]
    assert [str(fault).partition(": ")[2] if fault.file else str(fault) for fault in lint_bindings(BOOK, wrong)] == [
        "GPL-999.stays_open: is bound to a row that is not there",
        "NEW-GPL-draft.not_yet: is bound to a row that is never in force",
        "GPL-35.stays_open: is bound in inquiry, which the row does not cover: open-tender, invited-tender",
        "GPL-35.stays_open: reads a_count, which the row does not say",
        "GPL-35.stays_open: reads days_min, which the row does not say",
    ]


def test_a_period_that_starts_from_an_act_of_the_method_and_is_read_by_no_step_is_listed() -> None:
    made = {"competitive-consultation": {"bidding-documents-issued"}, "open-tender": {"bidding-documents-issued", "query-received"}}
    read = [Binding("stays_open", "CC-10a", "competitive-consultation"), Binding("stays_open", "GPL-35", "open-tender")]
    assert [(method, row.id) for method, row in unread_periods(BOOK, read, made)] == [
        ("competitive-consultation", "CC-10b"), ("open-tender", "GPL-53"), ("open-tender", "GPL-55"), ("open-tender", "O94-13"),
        ("open-tender", "O94-17"), ("open-tender", "REG-31a"),
    ]  # fmt: skip


def test_each_term_of_our_law_is_read_or_says_why_not() -> None:
    assert [str(fault) for fault in unread_terms(BOOK, set(terms_read_of(BOOK)))] == []


def test_what_the_steps_read_is_found_in_their_checks() -> None:
    read = set(terms_read_of(BOOK))
    by_name, its_only_length, concluded, elsewhere = (
        ("GPL-27", "approval_exempt_methods"), ("GPL-35", "bidding_days_min"), ("O87-71", "contract_days_max"), ("GPL-36", "grounds_any"),
    )  # fmt: skip
    assert {by_name, its_only_length, concluded, elsewhere, ("THR-HA-2020-C", "quota_services_fen")} <= read
    assert not {("GPL-77", "fine_base"), ("O87-20", "documents_contents")} & read


def test_a_term_that_nothing_reads_gives_a_known_reason_and_one_that_is_read_gives_none() -> None:
    row = BOOK.rows["GPL-42a"]
    one = replace(BOOK, rows={row.id: row})

    def told(read: set[tuple[str, str]], **unread: str) -> list[str]:
        return [fault.says for fault in unread_terms(replace(one, rows={row.id: replace(row, unread=unread)}), read)]

    of_row = {(row.id, "retention_years_min")}
    assert told(set(), retention_years_min="stage-archive") == told(set(), **{"*": "stage-archive"}) == told(of_row) == []
    assert told(set()) == ["is read by no check, and `unread` does not say why"]
    assert told(set(), retention_years_min="some-day") == ["{word} is no reason; unread.yaml lists them"]
    assert told(of_row, retention_years_min="stage-archive") == ["is given for what is read, or is no term of the row"]
    assert told(of_row, **{"*": "stage-archive"}) == ["is given for what is read, or is no term of the row"]


def test_numbers_that_the_words_repeat_are_listed() -> None:
    assert [(row.id, term) for row, term in repeated_numbers(GOOD)] == [
        ("ACT-1", "bidding_days_min"), ("ACT-2", "answer_working_days_max"), ("ACT-2", "hard_answer_working_days_max"),
    ]  # fmt: skip
    ours = {(row.id, term) for row, term in repeated_numbers(BOOK)}
    assert {("THR-HA-2020-C", "quota_services_fen"), ("GPL-35", "bidding_days_min"), ("PAY-09", "payment_days_max")} <= ours
    assert ("GPL-22", "no_such_term") not in ours


def test_a_place_that_goes_lower_than_the_floor_of_its_level_is_told() -> None:
    assert [*below_floor(BOOK)] == []
    county, province = BOOK.rows["THR-HA-2020-C"], BOOK.rows["THR-HA-2020-P"]
    since = date(2020, 3, 9)

    def told(row: Row, term: str, *values: tuple[date, int]) -> list[tuple[str, str]]:
        changed = replace(row, terms={**row.terms, term: values})
        return [(row.id, term) for row, term in below_floor(replace(BOOK, rows={**BOOK.rows, row.id: changed}))]

    guide = BOOK.rows["THR-GUIDE-2020"].at(date(2026, 3, 2))
    for row, term, floor in (
        (county, "quota_services_fen", guide.fen("quota_services_city_county_min_fen")),
        (province, "quota_services_fen", guide.fen("quota_services_province_min_fen")),
        (county, "open_tender_services_fen", guide.fen("open_tender_services_min_fen")),
    ):
        assert told(row, term, (since, floor)) == []
        assert told(row, term, (since, floor - 1)) == [(row.id, term)]
        assert told(row, term, (since, floor - 1), (date(2021, 1, 1), floor)) == []
        assert told(row, term, (since, floor - 1), (date(2021, 1, 2), floor)) == [(row.id, term)]
