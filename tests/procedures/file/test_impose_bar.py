"""A bar is as long as its article allows, for a ground that it names, on the file of whom it bars: GPL-77, REG-73, O94-37, REG-75."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.wording import Slug
from operis.dockets.file.acts import BarImposed, FileEntered
from operis.dockets.file.commands import ImposeBar
from operis.procedures.file import FILE
from tests.procedures.documents import said
from tests.procedures.file.documents import bar, supplier
from tests.procedures.file.documents import entered as body
from tests.statute import ALICE, BO, CHEN, at, case

FIRM = FileEntered(**said(supplier), happened=at(date(2026, 1, 5)))
EXPERT = replace(FIRM, key=Slug("wen"), party=Slug("expert"), nature=Slug("individual"), size=None)
given = case(FILE)(FIRM)


def of_complaint(basis: str, **changed: Any) -> ImposeBar:
    return bar(basis=Slug(basis), **{"ground": Slug("fabricated-facts"), **changed})


def of_expert(**changed: Any) -> ImposeBar:
    return bar(**{"basis": Slug("reg-75"), "ground": Slug("bribe"), "last": None, **changed})


def test_a_supplier_is_barred_from_taking_part_and_an_expert_from_evaluating() -> None:
    (act,) = given.when(bar(), by=CHEN).then(BarImposed)
    assert isinstance(act, BarImposed)
    assert (act.scope, act.decision, act.first, act.last) == ("supplying", "2025-17", date(2025, 10, 1), date(2026, 9, 30))
    (act,) = case(FILE)(EXPERT).when(of_expert(), by=CHEN).then(BarImposed)
    assert isinstance(act, BarImposed)
    assert (act.scope, act.last) == ("evaluating", None)


@pytest.mark.parametrize(("asked", "row"), [(bar(), "GPL-77"), (of_complaint("reg-73"), "REG-73"), (of_complaint("o94-37"), "O94-37")])
@pytest.mark.parametrize(
    ("last", "allowed"),
    [(date(2026, 9, 29), False), (date(2026, 9, 30), True), (date(2028, 9, 30), True), (date(2028, 10, 1), False), (None, False)],
)
def test_it_lasts_a_year_at_least_and_three_at_most(asked: ImposeBar, row: str, last: date | None, allowed: bool) -> None:
    outcome = given.when(replace(asked, last=last), by=CHEN)
    outcome.then(BarImposed) if allowed else outcome.refused_under(row, status=422)


def test_a_year_from_the_first_of_march_ends_with_february() -> None:
    given.when(bar(first=date(2027, 3, 1), last=date(2028, 2, 29)), by=CHEN).then(BarImposed)
    given.when(bar(first=date(2027, 3, 1), last=date(2028, 2, 28)), by=CHEN).refused_under("GPL-77")


@pytest.mark.parametrize(
    ("asked", "row"),
    [
        (bar(ground=Slug("fabricated-facts")), "GPL-77"),
        (of_complaint("reg-73", ground=Slug("collusion")), "REG-73"),
        (of_complaint("o94-37", ground=Slug("collusion")), "O94-37"),
    ],
)
def test_it_is_for_a_ground_that_its_article_names(asked: ImposeBar, row: str) -> None:
    (ground,) = given.when(asked, by=CHEN).refused_under(row, status=422)
    assert ground.finding.at == "ground"


def test_an_expert_is_barred_where_the_result_was_affected_and_for_an_interest_or_a_bribe() -> None:
    for ground in ("result-affected", "undeclared-interest", "bribe"):
        case(FILE)(EXPERT).when(of_expert(ground=Slug(ground)), by=CHEN).then(BarImposed)
    case(FILE)(EXPERT).when(of_expert(ground=Slug("collusion")), by=CHEN).refused_under("REG-75", status=422)


def test_proof_obtained_unlawfully_is_a_ground_in_the_words_of_both_laws() -> None:
    for basis in ("reg-73", "o94-37"):
        given.when(of_complaint(basis, ground=Slug("illegally-obtained-proof")), by=CHEN).then(BarImposed)


def test_the_article_is_that_of_the_day_of_the_decision() -> None:
    """The measures on complaints bar since 1 March 2018."""
    asked = of_complaint("o94-37", first=date(2018, 3, 1), last=date(2019, 2, 28))
    given.happening(at(date(2018, 3, 1))).when(asked, by=CHEN).then(BarImposed)
    given.happening(at(date(2018, 2, 28))).when(asked, by=CHEN).refused_under("OURS-OPEN", status=409)


def test_it_stands_on_the_file_of_whom_it_bars() -> None:
    case(FILE)(body).when(bar(), by=CHEN).refused_under("OURS-OPEN", status=409)
    case(FILE)(EXPERT).when(bar(), by=CHEN).refused_under("OURS-OPEN", status=409)
    given.when(of_expert(), by=CHEN).refused_under("OURS-OPEN", status=409)
    case(FILE)().when(bar(), by=CHEN).refused_under("OURS-OPEN", status=409)


def test_a_new_entry_of_the_file_lifts_no_bar() -> None:
    (act,) = given.when(bar(), by=CHEN).then(BarImposed)
    state = case(FILE)(FIRM, act, FIRM).case(bar(), by=CHEN).state
    assert state.bars == (act,)


def test_only_the_finance_department_bars() -> None:
    for who in (ALICE, BO):
        given.when(bar(), by=who).refused_under("GPL-77", status=403)
