"""A file is reviewed by the finance department, with a reason where it is not accepted: GPL-13."""

import pytest

from operis.dockets.file.acts import FileReviewed
from operis.procedures.file import FILE
from tests.procedures.documents import words
from tests.procedures.file.documents import entered, review
from tests.statute import ALICE, BO, CHEN, case

given = case(FILE)(entered)


def test_finance_accepts_without_a_reason() -> None:
    given.when(review(), by=CHEN).warned_under()


@pytest.mark.parametrize("result", ["returned", "refused"])
def test_another_result_takes_a_reason(result: str) -> None:
    given.when(review(result, words("The licence is missing")), by=CHEN).warned_under()
    given.when(review(result), by=CHEN).warned_under("OURS-OPEN")


def test_there_is_something_to_review() -> None:
    case(FILE)().when(review(), by=CHEN).refused_under("OURS-OPEN", status=409)


def test_nobody_reviews_himself() -> None:
    for stranger in (ALICE, BO):
        given.when(review(), by=stranger).refused_under("GPL-13", status=403)


def test_what_was_reviewed_is_an_act() -> None:
    given.when(review(), by=CHEN).then(FileReviewed)
