"""The intention, before any method is chosen: INT-01 to INT-03."""

from datetime import date

from operis.core.acts import Due
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.dockets.file.facts import body
from operis.dockets.need.facts import need_part
from operis.dockets.procurement.acts import IntentionPublished
from operis.procedures.open_tender import OPEN_TENDER
from operis.procedures.start import START
from tests.procedures.documents import filed, intended, intention, noticed, plan
from tests.statute import BO, DONG, OFFICE, at, case

given = case(START)


def test_the_day_before_which_there_is_no_notice_is_carried() -> None:
    (act,) = given().when(intention()).then(IntentionPublished)
    assert isinstance(act, IntentionPublished)
    assert (act.body, act.notice_from) == (OFFICE, Due(day=date(2026, 4, 1), row="INT-03"))


def test_before_intentions_were_law_there_is_no_such_day_and_nothing_is_missing() -> None:
    early = given.happening(at(date(2020, 6, 30)))().when(intention(project_name=None))
    (act,) = early.then(IntentionPublished)
    assert isinstance(act, IntentionPublished)
    assert act.notice_from is None
    given.happening(at(date(2020, 7, 1)))().when(intention(project_name=None)).refused_under("INT-02", status=422)


def test_four_contents_are_stated() -> None:
    lacking = intention(project_name=None, needs_overview=None, budget=None, expected_month=None)
    grounds = given().when(lacking).refused_under("INT-02", status=422)
    assert [ground.finding.facts["content"] for ground in grounds] == ["project-name", "needs-overview", "budget", "expected-month"]
    given().when(intention(budget=Fen(0))).then(IntentionPublished)


def test_a_post_is_not_intended_to_be_bought() -> None:
    given.told(need_part, outcome="POST")().when(intention(budget=None)).refused_under("O102-10", status=409)


def test_the_need_is_the_bodys_own_and_the_body_is_on_file() -> None:
    given.told(need_part, body="education")().when(intention()).refused_under("OURS-OPEN", status=409)
    given.told(body, accepted=False)().when(intention()).refused_under("OURS-OPEN", status=409)


def test_held_needs_and_excluded_bodies_are_refused() -> None:
    given.told(need_part, holds=("TERM",))().when(intention()).refused_under("O102-14", status=422)
    given.told(body, nature="public-institution", category="class-1")().when(intention()).refused_under("O102-08", status=422)


def test_no_intention_after_the_notice() -> None:
    tender = case(OPEN_TENDER)
    tender(intended(), filed()).when(intention()).then(IntentionPublished)
    tender(intended(), filed(), noticed()).when(intention()).refused_under("OURS-OPEN", status=409)


def test_only_the_buyer_of_the_body_publishes_it() -> None:
    agency = Mandate(role=Role.AGENCY, office="agency", body="agency", for_=OFFICE, persons=("frank",))
    for stranger in (BO, agency):
        given().when(intention(), by=stranger).refused_under("INT-01", status=403)
    given(intended()).when(intention(), by=DONG).refused_under("INT-01", status=403)


def test_a_plan_whose_method_is_not_built_is_no_step_here() -> None:
    given(intended()).when(plan()).refused_under("OURS-STEP", status=409)
