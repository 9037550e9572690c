"""A supplier that is asked explains in time, once for each thing that was asked: O87-60, ALP-06."""

from datetime import timedelta

from operis.dockets.bid.acts import ExplanationGiven
from operis.dockets.bid.commands import GiveExplanation
from operis.dockets.procurement.facts import Asked, asked_of, procurement
from operis.procedures.bid import BID
from tests.procedures.bids import OBTAINED, sealed
from tests.procedures.documents import words
from tests.procedures.evaluating import EVALUATED
from tests.statute import ALICE, BO, CHEN, Given, case

UNTIL = EVALUATED + timedelta(minutes=30)
MINE = (OBTAINED, sealed())
ANSWER = GiveExplanation(text=words("The staff lives nearby"), signed_by="Zhao Qiming")
given = case(BID).happening(EVALUATED).told(asked_of, Asked(("1",), (UNTIL,)))


def asked(*lots: str, until: int = 30) -> Given:
    moments = tuple(EVALUATED + timedelta(minutes=until) for _ in lots)
    return case(BID).happening(EVALUATED).told(asked_of, Asked(lots, moments))


def test_who_is_asked_answers_until_the_end_of_its_time() -> None:
    (act,) = given(*MINE).when(ANSWER, by=BO).then(ExplanationGiven)
    assert act == ExplanationGiven(happened=EVALUATED, lot="1", text=ANSWER.text, documents=(), signed_by="Zhao Qiming")
    given.happening(UNTIL)(*MINE).when(ANSWER, by=BO).then(ExplanationGiven)
    (late,) = given.happening(UNTIL + timedelta(seconds=1))(*MINE).when(ANSWER, by=BO).refused_under("OURS-OPEN", status=409)
    assert (late.check, late.finding.facts) == ("was_asked", {"until": UNTIL})


def test_who_is_not_asked_says_nothing() -> None:
    (ground,) = asked()(*MINE).when(ANSWER, by=BO).refused_under("OURS-OPEN", status=409)
    assert ground.finding.facts == {"lot": "1"}
    asked("2")(*MINE).when(ANSWER, by=BO).refused_under("OURS-OPEN", status=409)
    asked("1", "2")(*MINE).when(ANSWER, by=BO).then(ExplanationGiven)
    (unknown, *_) = case(BID).happening(EVALUATED)(*MINE).when(ANSWER, by=BO).refused_under("OURS-OPEN", status=409)
    assert unknown.finding.says == "Not on record: {what}."


def test_each_question_has_one_answer() -> None:
    (first,) = given(*MINE).when(ANSWER, by=BO).then(ExplanationGiven)
    (ground,) = given(*MINE, first).when(ANSWER, by=BO).refused_under("OURS-OPEN", status=409)
    assert ground.check == "explained_once"
    (second,) = asked("1", "1")(*MINE, first).when(ANSWER, by=BO).then(ExplanationGiven)
    asked("1", "1")(*MINE, first, second).when(ANSWER, by=BO).refused_under("OURS-OPEN", status=409)
    asked("1", "2")(*MINE, first).when(ANSWER, by=BO).refused_under("OURS-OPEN", status=409)


def test_of_two_questions_the_later_end_counts() -> None:
    both = given.told(asked_of, Asked(("1", "1"), (UNTIL, UNTIL + timedelta(minutes=30))))
    both.happening(UNTIL + timedelta(minutes=30))(*MINE).when(ANSWER, by=BO).then(ExplanationGiven)


def test_after_the_end_of_the_procurement_nothing_is_explained() -> None:
    (ground,) = given.told(procurement)(*MINE).when(ANSWER, by=BO).refused_under("OURS-OPEN", status=409)
    assert ground.check == "goes_on"


def test_only_the_supplier_itself_explains() -> None:
    for who in (ALICE, CHEN):
        given(*MINE).when(ANSWER, by=who).refused_under("O87-60", status=403)
