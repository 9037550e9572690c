"""The body that is asked answers truthfully, once, and until it is decided: GPL-65."""

from datetime import date

from operis.dockets.supervision.acts import InspectionAnswered
from operis.procedures.supervision import SUPERVISION
from tests.procedures.supervision.documents import answered, answering, decided, opened
from tests.statute import CHEN, DONG, at, case

given = case(SUPERVISION)


def test_the_body_answers_late_too() -> None:
    for day in (date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 9)):
        given(opened).happening(at(day)).when(answering()).then(InspectionAnswered)


def test_nothing_is_answered_twice_or_after_the_decision() -> None:
    given(opened, answered).when(answering()).refused_under("OURS-OPEN", status=409)
    told = given(opened, answered, decided).when(answering()).refused_under("OURS-OPEN", status=409)
    assert [ground.check for ground in told] == ["not_decided"]


def test_nothing_is_answered_before_it_is_asked() -> None:
    given().when(answering()).refused_under("OURS-OPEN", status=409)


def test_another_body_learns_nothing_of_it() -> None:
    for stranger in (CHEN, DONG):
        given(opened).when(answering(), by=stranger).refused_under("GPL-65", status=403)
