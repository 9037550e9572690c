"""The finance department asks about a plan that was filed: GPL-13, GPL-65."""

from datetime import date

from operis.dockets.supervision.acts import InspectionOpened
from operis.dockets.supervision.facts import inspected
from operis.procedures.supervision import SUPERVISION
from tests.procedures.supervision.documents import opening
from tests.statute import ALICE, BO, CHEN, OFFICE, case

given = case(SUPERVISION)()


def test_a_filed_plan_may_be_asked_about() -> None:
    (act,) = given.when(opening(), by=CHEN).then(InspectionOpened)
    assert isinstance(act, InspectionOpened)
    assert (act.body, act.procurement, act.answer_by) == (OFFICE, "DC-2026-S-0001", date(2026, 3, 6))


def test_whatever_became_of_it_since() -> None:
    for state in ("receiving", "result", "terminated"):
        given.told(inspected, state=state).when(opening(), by=CHEN).then(InspectionOpened)


def test_without_a_plan_there_is_nothing_to_ask_about() -> None:
    for told in (given.told(inspected), given.told(inspected, planned=False)):
        [ground] = told.when(opening(), by=CHEN).refused_under("OURS-OPEN", status=409)
        assert (ground.check, ground.finding.at) == ("plan_on_file", "procurement")


def test_the_answer_is_asked_for_a_day_to_come() -> None:
    given.when(opening(answer_by=date(2026, 3, 2)), by=CHEN).then(InspectionOpened)
    given.when(opening(answer_by=date(2026, 3, 1)), by=CHEN).refused_under("GPL-65", status=422)


def test_the_finance_department_alone_asks() -> None:
    for stranger in (ALICE, BO):
        given.when(opening(), by=stranger).refused_under("GPL-65", status=403)


def test_an_inspection_is_opened_once_and_another_question_is_another_one() -> None:
    opened = given.when(opening(), by=CHEN).then(InspectionOpened)
    [ground] = case(SUPERVISION)(*opened).when(opening(), by=CHEN).refused_under("OURS-OPEN", status=409)
    assert ground.check == "not_opened_yet"
