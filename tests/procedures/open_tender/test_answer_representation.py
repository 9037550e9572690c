"""A question is answered to all, and nobody is told who asked: GPL-51, REG-52, O87-27."""

from datetime import date, timedelta
from typing import Any

import pytest

from operis.core.decider import Procedure, follow
from operis.core.duties import Met, Owed
from operis.core.fields import plain
from operis.dockets.procurement.acts import NoticeCorrected, RepresentationAnswered
from operis.dockets.procurement.commands import AnswerRepresentation
from operis.dockets.procurement.duties import CORRECTION, met, owed
from operis.dockets.representation.facts import Mention, Mentions, Question, mentions, question
from operis.procedures.below_threshold import BELOW_THRESHOLD
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.documents import CLOSING, correction, filed, intended, issued, noticed, words
from tests.statute import BO, OFFICE, Given, at, case

TUESDAY = at(date(2026, 3, 10))
TEXT = words("Is the kitchen there? We at Sunrise must know.")
DOCKET = (intended(), filed(), noticed(30), issued())


def given(*later: Any, procedure: Procedure[Any] = OPEN_TENDER) -> Given:
    asked = Question(no=1, asked_on=date(2026, 3, 9), text=TEXT)
    return case(procedure)(*DOCKET, *later).told(question, asked).happening(TUESDAY)


def answer(**changed: Any) -> AnswerRepresentation:
    return AnswerRepresentation(**{"question": "1", "answer": words("It is."), **changed})


def answered(**changed: Any) -> RepresentationAnswered:
    (act,) = given().when(answer(**changed)).then(RepresentationAnswered)
    assert isinstance(act, RepresentationAnswered)
    return act


@pytest.mark.parametrize("procedure", [OPEN_TENDER, COMPETITIVE_CONSULTATION, BELOW_THRESHOLD])
def test_question_and_answer_are_public_with_the_answer(procedure: Procedure[Any]) -> None:
    (act,) = given(procedure=procedure).when(answer()).then(RepresentationAnswered)
    assert act == RepresentationAnswered(
        happened=TUESDAY, no=1, asked_on=date(2026, 3, 9), asked=TEXT, answer=words("It is."), changes=False
    )
    assert act.public == "now"


def test_what_would_tell_who_asks_is_left_out_and_nothing_in_the_act_says_it() -> None:
    act = answered(restated=words("Is the kitchen there?"))
    assert act.asked == words("Is the kitchen there?")
    assert "Sunrise" not in f"{plain(act)}"
    assert {"supplier", "docket", "body"}.isdisjoint(plain(act))


def test_only_a_question_that_waits_is_answered() -> None:
    given().told(question).when(answer(question="7")).refused_under("OURS-OPEN", status=409)
    given(answered()).when(answer()).refused_under("OURS-OPEN", status=409)


def test_a_supplier_answers_nothing() -> None:
    given().when(answer(), by=BO).refused_under("REG-52", status=403)


def test_after_closing_an_answer_changes_nothing_any_more() -> None:
    late = given().happening(at(CLOSING, "09:30"))
    late.when(answer(changes=True)).refused_under("OURS-OPEN", status=409)
    late.when(answer()).then(RepresentationAnswered)
    given().happening(at(CLOSING, "09:29")).when(answer(changes=True)).then(RepresentationAnswered)


def duties(*acts: Any) -> list[Owed]:
    return [one for one in owed(follow(OPEN_TENDER, (*DOCKET, *acts))) if one.duty is CORRECTION]


def test_an_answer_that_changes_something_is_followed_by_a_correction_that_names_it() -> None:
    changing = answered(changes=True)
    assert duties(answered()) == []
    assert duties(changing) == [Owed(duty=CORRECTION, party=OFFICE, about="1", until=at(CLOSING, "09:30"))]
    (act,) = given(changing).when(correction(answers=("1",), bids_close=at(CLOSING + timedelta(days=1)))).then(NoticeCorrected)
    assert isinstance(act, NoticeCorrected)
    assert act.answers == ("1",)
    assert duties(changing, act) == []
    given(changing).when(correction(answers=("2",))).refused_under("OURS-OPEN", status=409)


def test_the_answer_meets_what_the_question_waits_for() -> None:
    there = met(follow(OPEN_TENDER, (*DOCKET, answered())))
    assert [one for one in there if one.command is AnswerRepresentation] == [Met(command=AnswerRepresentation, about="1")]


def test_whoever_answers_is_told_of_a_supplier_that_everyone_would_read_of_and_answers_all_the_same() -> None:
    named = Mentions((Mention("sunrise", "Sunrise Care", "sunrisecare"), Mention("hill", "Hill", "hill")))
    told = given().told(mentions, named).when(answer())
    assert [one.finding.facts["name"] for one in told.warned_under("OURS-ASKER")] == ["Sunrise Care"]
    assert given().told(mentions, Mentions(named.found[1:])).when(answer()).warned_under() == ()
