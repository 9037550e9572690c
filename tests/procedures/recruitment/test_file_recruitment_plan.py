"""A recruitment plan fills posts that were determined, within free places: POST-1, POST-2, INV-1, SRC-03."""

from dataclasses import replace
from typing import Any

import pytest

from operis.core.wording import Slug
from operis.dockets.establishment.facts import vacancy
from operis.dockets.need.facts import need_part
from operis.dockets.recruitment.acts import RecruitmentPlanFiled
from operis.procedures.recruitment import RECRUITMENT
from tests.procedures.recruitment.documents import HUA, filed, plan
from tests.statute import ALICE, case

given = case(RECRUITMENT).told(need_part, outcome="POST").told(vacancy, approved=46, filled=38, reserved_outside=2, reserved_here=1)


def test_the_places_wanted_are_free_and_are_reserved() -> None:
    (act,) = given().when(plan(5), by=HUA).then(RecruitmentPlanFiled)
    assert isinstance(act, RecruitmentPlanFiled)
    assert (act.body, act.places) == ("care-home", 5)
    (ground,) = given().when(plan(6), by=HUA).refused_under("INV-1", status=422)
    assert {name: ground.finding.facts[name] for name in ("free", "reserved", "wanted")} == {"free": 5, "reserved": 3, "wanted": 6}


def test_a_plan_wants_a_place() -> None:
    given().when(plan(0), by=HUA).refused_under("INV-1", status=422)
    given.told(vacancy, approved=38)().when(plan(0), by=HUA).refused_under("INV-1", status=422)
    given().when(plan(posts=()), by=HUA).refused_under("INV-1", "POST-2", status=422)


def test_an_institution_recruits_within_its_own_establishment() -> None:
    given.told(vacancy, holder="other", allotment="institution")().when(replace(plan(), holder="other"), by=HUA).refused_under("POST-1")
    given.told(vacancy, holder="three-supports", allotment="programme")().when(replace(plan(), holder="three-supports"), by=HUA).then(
        RecruitmentPlanFiled
    )


def test_without_an_establishment_on_record_there_are_no_places() -> None:
    (ground,) = given.told(vacancy)().when(plan(), by=HUA).refused_under("INV-1", status=422)
    assert ground.finding.facts == {"what": "vacancy"}


@pytest.mark.parametrize("outcome", ["SERVICE", "REFER", "NEITHER:N-LABOUR", None])
def test_only_what_was_determined_a_post_is_recruited_for(outcome: str | None) -> None:
    given.told(need_part, outcome=outcome)().when(plan(), by=HUA).refused_under("SRC-03", status=409)


def test_direct_assessment_only_for_the_part_that_was_determined_so() -> None:
    """POST-S1a: the plan's method is that of the determination."""
    assessed = given.told(need_part, outcome="POST:ASSESSED")()
    direct = plan(method=Slug("direct-assessment"))
    assessed.when(direct, by=HUA).then(RecruitmentPlanFiled)
    assessed.when(plan(), by=HUA).refused_under("POST-S1a", status=422)
    given().when(plan(), by=HUA).then(RecruitmentPlanFiled)
    (ground,) = given().when(direct, by=HUA).refused_under("POST-S1a", status=422)
    assert ground.finding.facts == {"cases": ("high-level-urgently-needed", "scarce-professional"), "part": "1"}
    given.told(need_part, outcome="NEITHER:N-LABOUR")().when(direct, by=HUA).refused_under("SRC-03", status=409)


def test_a_need_that_is_not_on_record_is_told() -> None:
    given.told(need_part)().when(plan(), by=HUA).refused_under("SRC-03", "POST-1", status=409)


def test_a_hold_stops_the_plan_but_for_the_question_of_places() -> None:
    given.told(need_part, holds=("QUOTA",))().when(plan(), by=HUA).then(RecruitmentPlanFiled)
    given.told(need_part, holds=("QUOTA", "DRIFT"))().when(plan(), by=HUA).refused_under("POST-1", status=422)


@pytest.mark.parametrize(
    ("left_out", "content"),
    [
        ({"holder": ""}, "vacancies"),
        ({"method": None}, "method"),
        ({"time": None}, "time"),
        ({"examination": None}, "examination-manner"),
        ({"channels": ()}, "channels"),
    ],
)
def test_the_plan_states_six_contents(left_out: dict[str, Any], content: str) -> None:
    (ground,) = given().when(plan(**left_out), by=HUA).refused_under("POST-2", status=422)
    assert ground.finding.facts == {"content": content}


def test_a_docket_has_one_plan() -> None:
    given(filed).when(plan(), by=HUA).refused_under("OURS-OPEN", status=409)


def test_only_the_institution_files_it() -> None:
    given().when(plan(), by=ALICE).refused_under("POST-2", status=403)
    given(filed).when(plan(), by=replace(HUA, body="rural-school")).refused_under("POST-2", status=403)
