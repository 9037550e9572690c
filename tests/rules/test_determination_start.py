"""The form is a service: may it start, and what should one look out for?"""

import pytest

from operis.rules.determination import Answers
from tests.rules.determining import CLERKS, POST, SERVICE, found


@pytest.mark.parametrize(("question", "hold"), [("V01", "DIRECTORY"), ("V02", "BUDGET")])
def test_what_is_not_listed_or_not_budgeted_is_held_back(question: str, hold: str) -> None:
    assert found(SERVICE, **{question: False}).holds == (hold,)
    assert found(SERVICE, **{question: True}).holds == ()
    assert found(SERVICE, **{question: "unknown"}).holds == ()


def test_a_contract_of_more_than_thirty_six_months_is_too_long() -> None:
    assert (found(SERVICE, V04=36, V05=True).holds, found(SERVICE, V04=37, V05=True).holds) == ((), ("TERM",))
    assert found(SERVICE, V04=37).holds == ("TERM",)


def test_a_contract_of_more_than_twelve_months_needs_steady_content_funding_and_price() -> None:
    assert (found(SERVICE, V04=12, V05=False).holds, found(SERVICE, V04=13, V05=False).holds) == ((), ("TERM",))
    assert (found(SERVICE, V04=13, V05=True).holds, found(SERVICE, V04=13, V05="unknown").holds) == ((), ())


def test_one_hold_is_told_once_and_all_in_their_order() -> None:
    part = found(SERVICE, V01=False, V02=False, V04=60, V05=False)
    assert part.holds == ("DIRECTORY", "BUDGET", "TERM")
    assert [sentence.en for sentence in part.next][-1] == "Then go on with procurement."


FLAGS: Answers = {"V03": "institution", "V06": True, "V07": True, "V08": True, "F19": True}


@pytest.mark.parametrize("question", FLAGS)
def test_each_flag_is_raised_by_its_answer(question: str) -> None:
    assert found(SERVICE, **{question: FLAGS[question]}).flags == (question,)
    assert found(SERVICE, **{question: "other" if question == "V03" else False}).flags == ()


def test_flags_and_holds_are_those_of_a_service() -> None:
    others: Answers = {**FLAGS, "V01": False, "V02": False, "V04": 60}
    assert found(SERVICE, **others).flags == ("V03", "V06", "V07", "V08", "F19")
    assert (found(POST, **others).holds, found(POST, **others).flags) == ((), ())
    assert (found(CLERKS, **others).holds, found(CLERKS, **others).flags) == ((), ())
    assert (found(SERVICE, **others, G03=True).holds, found(SERVICE, **others, G03=True).flags) == ((), ())


@pytest.mark.parametrize("class_", ["public", "own-duties"])
def test_the_class_is_that_of_a_service(class_: str) -> None:
    assert found(SERVICE, C01=class_).class_ == class_
    assert found(SERVICE).class_ is None
    assert found(SERVICE, C01="unknown").class_ is None
    assert found(POST, C01=class_).class_ is None
