"""What was referred is decided by the authority: O102-04."""

from datetime import date

from operis.core.mandates import Mandate, Role
from operis.dockets.need.acts import ReferralDecided
from operis.dockets.need.state import evolve
from operis.procedures.need import NEED
from operis.rules.needs import ruling_readable
from tests.procedures.needs import POST, SERVICE, determined, recorded, ruling
from tests.statute import ALICE, CHEN, DONG, Given, at, case

PERSONNEL = Mandate(role=Role.PERSONNEL, office="posts", body="personnel", persons=("ivy",))
given: Given = case(NEED)(recorded(), determined("REFER", answers={"G01": True}))


def test_finance_and_personnel_decide_with_answers_that_settle_it() -> None:
    for decider in (CHEN, PERSONNEL):
        (act,) = given.when(ruling(SERVICE), by=decider).then(ReferralDecided)
        assert isinstance(act, ReferralDecided)
        assert (act.part.outcome, act.part.answers) == ("SERVICE", SERVICE)
        assert evolve(given.case(ruling(SERVICE)).state, act).outcomes == {"1": act.part}


def test_the_deciders_answers_are_laid_over_those_that_were_given() -> None:
    few = {question: answer for question, answer in SERVICE.items() if question != "G01"}
    (act,) = given.when(ruling(few), by=CHEN).then(ReferralDecided)
    assert isinstance(act, ReferralDecided)
    assert act.part.answers == SERVICE


def test_answers_that_leave_it_open_are_refused() -> None:
    given.when(ruling({"G02": "unknown"}), by=CHEN).refused_under("OURS-OPEN", status=409)


def test_only_what_was_referred_is_decided() -> None:
    done: Given = case(NEED)(recorded(), determined("SERVICE"))
    done.when(ruling(POST), by=CHEN).refused_under("OURS-OPEN", status=409)
    given.when(ruling(POST, part="2"), by=CHEN).refused_under("OURS-OPEN", status=409)
    case(NEED)().when(ruling(POST), by=CHEN).refused_under("OURS-OPEN", status=409)


def test_before_the_questions_were_law_nothing_is_decided_by_them() -> None:
    given.happening(at(date(2020, 2, 29))).when(ruling(SERVICE), by=CHEN).refused_under("gates", status=409)


def test_answers_that_no_question_takes_are_mistakes_by_place() -> None:
    asked = ruling({"G01": 1, "F01": "supplier"})
    assert [mistake.pointer for mistake in ruling_readable(asked, given.case(asked).law)] == ["/answers/G01"]
    assert list(ruling_readable(asked, given.happening(at(date(2020, 2, 29))).case(asked).law)) == []


def test_the_body_does_not_decide_in_its_own_need() -> None:
    for stranger in (ALICE, DONG):
        given.when(ruling(SERVICE), by=stranger).refused_under("O102-04", status=403)
