"""Do the procedures read what the rows say, and what do they leave unread?"""

from pathlib import Path

from operis.law.book import load_book
from operis.law.lint import Binding, lint_bindings, repeated_numbers, unread_periods

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


def test_numbers_that_the_words_repeat_are_listed() -> None:
    assert [(row.id, term) for row, term in repeated_numbers(GOOD)] == [
        ("ACT-1", "bidding_days_min"), ("ACT-2", "answer_working_days_max"), ("ACT-2", "hard_answer_working_days_max"),
    ]  # fmt: skip
    ours = {(row.id, term) for row, term in repeated_numbers(BOOK)}
    assert {("THR-HA-2020-C", "quota_services_fen"), ("GPL-35", "bidding_days_min"), ("PAY-09", "payment_days_max")} <= ours
    assert ("GPL-22", "no_such_term") not in ours
