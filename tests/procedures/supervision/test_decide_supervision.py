"""What was asked is decided: it is in order, or the plan is to be corrected on a ground of REG-67 or GPL-71, by a day."""

from datetime import date

import pytest

from operis.core.wording import Slug
from operis.dockets.supervision.acts import SupervisionDecided
from operis.dockets.supervision.facts import inspected
from operis.procedures.supervision import SUPERVISION
from tests.procedures.supervision.documents import NUMBER, answered, decided, deciding, effect, opened
from tests.statute import ALICE, CHEN, at, case

given = case(SUPERVISION)
heard = given(opened, answered)
IN_ORDER = deciding(result=Slug("in-order"), grounds=(), correct_by=None)


def test_an_order_names_what_is_to_be_done_where_and_until_when() -> None:
    (act,) = heard.when(deciding(), by=CHEN).then(SupervisionDecided)
    assert isinstance(act, SupervisionDecided)
    assert (act.effects, act.procurement, act.body) == ((effect,), NUMBER, decided.body)


def test_what_is_in_order_orders_nothing() -> None:
    (act,) = heard.when(IN_ORDER, by=CHEN).then(SupervisionDecided)
    assert isinstance(act, SupervisionDecided)
    assert act.effects == ()
    told = heard.when(deciding(result=Slug("in-order")), by=CHEN).refused_under("REG-67", status=422)
    assert [ground.finding.at for ground in told] == ["grounds"]


def test_the_body_has_its_time_to_answer() -> None:
    for day, open_still in ((date(2026, 3, 6), True), (date(2026, 3, 7), False)):
        asked = given(opened).happening(at(day)).when(IN_ORDER, by=CHEN)
        if open_still:
            [ground] = asked.refused_under("OURS-OPEN", status=409)
            assert ground.check == "heard"
        else:
            asked.then(SupervisionDecided)


@pytest.mark.parametrize("ground", ["splitting", "method-changed-without-right", "standard-raised", "discrimination"])
def test_each_ground_of_the_law_will_do(ground: str) -> None:
    heard.when(deciding(grounds=(Slug(ground),)), by=CHEN).then(SupervisionDecided)


def test_an_order_has_a_ground_of_the_law() -> None:
    heard.when(deciding(grounds=()), by=CHEN).refused_under("REG-67", status=422)


def test_splitting_is_a_ground_since_the_regulation_of_2015() -> None:
    for day, listed in ((date(2015, 2, 28), False), (date(2015, 3, 1), True)):
        asked = heard.happening(at(day)).when(deciding(), by=CHEN)
        if listed:
            asked.then(SupervisionDecided)
        else:
            [ground] = asked.refused_under("GPL-71", status=422)
            assert ground.finding.facts["ground"] == "splitting"


def test_an_order_has_a_day_that_is_to_come() -> None:
    heard.when(deciding(correct_by=date(2026, 3, 2)), by=CHEN).then(SupervisionDecided)
    for by in (None, date(2026, 3, 1)):
        [ground] = heard.when(deciding(correct_by=by), by=CHEN).refused_under("GPL-71", status=422)
        assert ground.finding.at == "correct_by"


def test_once_the_notice_is_out_the_plan_can_not_be_filed_again() -> None:
    for state in ("receiving", "result", "terminated"):
        out = heard.told(inspected, state=state)
        [ground] = out.when(deciding(), by=CHEN).refused_under("OURS-OPEN", status=409)
        assert ground.check == "can_be_filed_again"
        out.when(IN_ORDER, by=CHEN).then(SupervisionDecided)


def test_it_is_decided_once() -> None:
    given(opened, answered, decided).when(IN_ORDER, by=CHEN).refused_under("OURS-OPEN", status=409)


def test_nothing_is_decided_that_was_not_asked() -> None:
    given().told(inspected).when(IN_ORDER, by=CHEN).refused_under("OURS-OPEN", status=409)


def test_the_body_does_not_decide_its_own() -> None:
    heard.when(IN_ORDER, by=ALICE).refused_under("GPL-13", status=403)
