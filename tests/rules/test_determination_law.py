"""Does the determination follow the law of the day, whatever it says, and say so where it cannot be read?"""

from datetime import date
from pathlib import Path

import pytest

from operis.law.book import Law, LawError
from operis.rules.determination import Answers, PartOutcome, determine, in_force, rulebook, still_open
from tests.rules.determining import SERVICE, changed, law

FOUR: Answers = {"F01": "supplier", "F08": "supplier"}
F01 = "weights: {supplier: 3, shared: 0, body: -3, institution: -3}"


def under(changed_law: Law, answers: Answers) -> PartOutcome:
    return determine(changed_law, [(None, answers)]).parts[0]


def test_with_another_weight_the_outcome_is_another(tmp_path: Path) -> None:
    assert (under(law(), FOUR).outcome, under(law(), FOUR).score) == ("REFER", 4)
    heavier = changed(tmp_path, (F01, F01.replace("supplier: 3", "supplier: 4")))
    assert (under(heavier, FOUR).outcome, under(heavier, FOUR).score) == ("SERVICE", 5)


def test_with_another_band_the_outcome_is_another(tmp_path: Path) -> None:
    lower = changed(tmp_path, ("weigh_service_min: {2020-03-01: 5}", "weigh_service_min: {2020-03-01: 5, 2026-01-01: 4}"))
    assert under(lower, FOUR).outcome == "SERVICE"
    assert under(Law(lower.book, act_day=date(2025, 12, 31)), FOUR).outcome == "REFER"


def test_with_another_condition_another_rule_decides(tmp_path: Path) -> None:
    wider = changed(
        tmp_path, ("when: {F01: [supplier], F02: [result, quantity],", "when: {F01: [supplier, shared], F02: [result, quantity],")
    )
    assert under(law(), {**SERVICE, "F01": "shared"}).decided_by == ("weighed",)
    assert under(wider, {**SERVICE, "F01": "shared"}).decided_by == ("R4",)


def test_with_another_order_another_rule_comes_first(tmp_path: Path) -> None:
    both: Answers = {"F01": "body", "F02": "time", "F08": "body"}
    turned = changed(tmp_path, ("order: 2, when: {F08: [body]}", "order: 9, when: {F08: [body]}"))
    assert (under(law(), both).decided_by, under(turned, both).decided_by) == (("R2",), ("R1",))


def test_with_another_limit_the_hold_is_another(tmp_path: Path) -> None:
    longer = changed(tmp_path, ("term_months_long_max: {2020-03-01: 36}", "term_months_long_max: {2020-03-01: 60}"))
    assert (under(law(), {**SERVICE, "V04": 60}).holds, under(longer, {**SERVICE, "V04": 60}).holds) == (("TERM",), ())


def test_before_the_questions_hold_there_is_no_determination() -> None:
    first, before = law(day=date(2020, 3, 1)), law(day=date(2020, 2, 29))
    assert (in_force(first), in_force(before)) == (True, False)
    assert under(first, SERVICE).outcome == "SERVICE"
    for asked in (rulebook, lambda law: still_open(law, {})):
        with pytest.raises(LawError, match="gates: the questions hold from 2020-03-01, not on 2020-02-29"):
            asked(before)


def test_the_law_of_the_notice_governs_once_there_is_one() -> None:
    both = Law(law().book, act_day=date(2020, 2, 29), notice_day=date(2020, 3, 1))
    assert in_force(both)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (F01, "weights: {supplier: three, shared: 0, body: -3, institution: -3}", "F01.data.weights.supplier: needs a whole number"),
        (F01, "weights: heavy", "F01.data.weights: needs names and values"),
        ("      answers: [own, task, wanted]", "      answers: own", "F09.data.answers: needs a list"),
        ("      answers: [organ, institution, other]", "      answers: [organ, 3]", "V03.data.answers.1: needs a word"),
        ("      - {when: {}, then: 'NEITHER:N-LABOUR'}", "      - {when: {}, then: 5}", "people.data.steps.3.then: needs a word"),
        ("      asked_when: SERVICE\n", "      decisive: perhaps\n", "C01.data.decisive: needs true or false"),
    ],
)
def test_data_that_does_not_fit_is_a_fault_of_its_file(tmp_path: Path, old: str, new: str, fault: str) -> None:
    pairs = [(old, new)] if "asked_when" not in old else [("      decisive: false\n      asked_when: SERVICE\n", new)]
    with pytest.raises(LawError, match=f"^determination.yaml:[0-9]+: {fault}$"):
        rulebook(changed(tmp_path, *pairs))
