"""The reviews before a plan is filed: REQ-29, by whom, on which points, in writing."""

from dataclasses import replace
from typing import Any

import pytest

from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.file.facts import body
from operis.dockets.procurement.acts import ImplementationPlanFiled, PlanReviewed
from operis.dockets.procurement.commands import ReviewPlan
from operis.dockets.procurement.facts import Writers, plan_writers, reviewed_plan
from operis.dockets.procurement.kind import PROCUREMENT_KIND
from operis.dockets.procurement.reviewing import GENERAL, KEY, PointReviewed, ReviewAnswer, plan_sha256
from operis.dockets.procurement.terms import Condition
from operis.dockets.standing import Standing
from operis.procedures.open_tender import OPEN_TENDER
from operis.procedures.start import START
from tests.procedures.documents import filed, noticed, plan, words
from tests.statute import ALICE, MORNING, OFFICE, case, reviews_of

given = case(START)
ERIN = Mandate(role=Role.REVIEWER, office="review", body=OFFICE, persons=("erin",))
"""Erin reviews."""
GENERAL_POINTS = ("within-rules-of-budget-and-assets", "reasons-for-choices", "approvals-arranged", "plan-complete")
KEY_POINTS = ("non-discrimination", "competition", "policy", "performance-risk")


def points(*names: str, result: str = "met", **more: Any) -> tuple[PointReviewed, ...]:
    return tuple(PointReviewed(point=Slug(one), result=Slug(result), **more) for one in names)


def review(**changed: Any) -> ReviewPlan:
    answers = (ReviewAnswer(about=Slug("criterion"), no=2, words=words("It measures how the day is planned")),)
    whole = ReviewPlan(plan=plan(), points=points(*GENERAL_POINTS, *KEY_POINTS), answers=answers, outcome=Slug("passed"))
    return replace(whole, **changed)


def test_both_reviews_are_recorded_at_once_and_a_docket_may_begin_with_them() -> None:
    general, key = given().when(review(), by=ERIN).then(PlanReviewed, PlanReviewed)
    assert isinstance(general, PlanReviewed)
    assert isinstance(key, PlanReviewed)
    assert (general.review, key.review, key.reviewer, key.body) == (GENERAL, KEY, "erin", OFFICE)
    assert key.plan_sha256 == plan_sha256(plan()) != plan_sha256(plan(payment_days=29))


def test_a_docket_in_review_goes_by_the_need_of_its_plan() -> None:
    """On desks it has its need's title; a review of before that knew no need leaves it without one."""
    general, key = given().when(review(), by=ERIN).then(PlanReviewed, PlanReviewed)
    assert PROCUREMENT_KIND.parent(PROCUREMENT_KIND.folded((general, key))) == plan().need
    assert PROCUREMENT_KIND.parent(PROCUREMENT_KIND.folded(reviews_of(plan(), MORNING))) is None


def test_one_review_can_be_made_alone_by_one_person_each() -> None:
    (act,) = given().when(review(reviews=(GENERAL,), points=points(*GENERAL_POINTS)), by=ERIN).then(PlanReviewed)
    assert isinstance(act, PlanReviewed)
    assert act.review == GENERAL
    (act,) = given().when(review(reviews=(KEY,), points=points(*KEY_POINTS)), by=ERIN).then(PlanReviewed)
    assert isinstance(act, PlanReviewed)
    assert act.review == KEY
    given().when(review(reviews=()), by=ERIN).refused_under("REQ-29", status=422)
    given().when(review(reviews=(Slug("quick"),)), by=ERIN).refused_under("REQ-29", status=422)


def test_the_reviewer_of_the_body_reviews_and_nobody_else() -> None:
    given().when(review(), by=ALICE).refused_under("REQ-29", status=403)
    stranger = replace(ERIN, body="education")
    given(filed()).when(review(), by=stranger).refused_under("REQ-29", status=403)


def test_who_wrote_in_the_plan_does_not_review_it() -> None:
    given.told(plan_writers, Writers(("alice",)))().when(review(), by=ERIN).then(PlanReviewed, PlanReviewed)
    given.told(plan_writers, Writers(("alice", "erin")))().when(review(), by=ERIN).refused_under("REQ-29", status=422)
    entered = replace(ERIN, persons=("gina",), decided_by="alice", by="import")
    given.told(plan_writers, Writers(("alice",)))().when(review(), by=entered).refused_under("REQ-29", status=422)


def test_a_plan_is_reviewed_on_one_docket() -> None:
    """OURS-ONE: a second docket for the same version is not opened."""
    elsewhere = given.told(reviewed_plan, Standing("DC-2026-S-0009"))
    elsewhere().when(review(), by=ERIN).refused_under("OURS-ONE", status=409)
    given.told(reviewed_plan, Standing("DC-2026-S-0001"))(filed()).when(review(), by=ERIN).then(PlanReviewed, PlanReviewed)


def test_it_is_reviewed_again_once_something_in_it_or_in_what_is_found_has_changed() -> None:
    acts = given().when(review(), by=ERIN).then(PlanReviewed, PlanReviewed)
    grounds = given(*acts).when(review(), by=ERIN).refused_under("OURS-ONE", status=409)
    assert [one.finding.facts for one in grounds] == [{"review": "general-review"}, {"review": "key-review"}]
    for anew, by in (
        (review(plan=plan(payment_days=29)), ERIN),
        (review(outcome=Slug("returned"), reason=words("The market was not looked at")), ERIN),
        (review(), replace(ERIN, persons=("gina",))),
    ):
        given(*acts).when(anew, by=by).then(PlanReviewed, PlanReviewed)


@pytest.mark.parametrize("missing", [*GENERAL_POINTS, *KEY_POINTS])
def test_every_point_has_a_result(missing: str) -> None:
    rest = points(*(one for one in (*GENERAL_POINTS, *KEY_POINTS) if one != missing))
    (ground,) = given().when(review(points=rest), by=ERIN).refused_under("REQ-29", status=422)
    assert ground.finding.facts == {"point": missing}


def test_what_is_not_in_order_does_not_pass_and_is_said_in_words() -> None:
    first, *others = review().points
    wrong = replace(first, result=Slug("not-met"), words=words("The line is that of another task"))
    given().when(review(points=(wrong, *others)), by=ERIN).refused_under("REQ-29", status=422)
    returned = review(points=(wrong, *others), outcome=Slug("returned"), reason=words("Name the right line"))
    given().when(returned, by=ERIN).then(PlanReviewed, PlanReviewed)
    given().when(replace(returned, reason=None), by=ERIN).refused_under("REQ-29", status=422)
    for result in ("not-met", "not-applicable"):
        silent = replace(returned, points=(replace(wrong, result=Slug(result), words=None), *others))
        (ground,) = given().when(silent, by=ERIN).refused_under("REQ-29", status=422)
        assert ground.finding.at == "points/0/words"


def test_a_review_comes_before_the_notice_and_a_changed_plan_is_reviewed_again() -> None:
    again = case(OPEN_TENDER)
    again(filed()).when(review(), by=ERIN).then(PlanReviewed, PlanReviewed)
    again(filed(), noticed()).when(review(), by=ERIN).refused_under("OURS-OPEN", status=409)
    given.told(body, accepted=False)().when(review(), by=ERIN).refused_under("OURS-OPEN", status=409)


def test_every_sentence_of_the_bodys_own_and_every_wording_found_has_its_answer() -> None:
    own = plan(conditions=(Condition(about=Slug("equipment-and-skills"), text=words("A kitchen for sixty people"), serves=3),))
    both = (*review().answers, ReviewAnswer(about=Slug("condition"), no=1, words=words("Sixty people eat there every day")))
    given().when(review(plan=own, answers=both), by=ERIN).then(PlanReviewed, PlanReviewed)
    (ground,) = given().when(review(plan=own), by=ERIN).refused_under("REQ-29", status=422)
    assert (ground.finding.facts["about"], ground.finding.facts["no"]) == ("condition", 1)
    returned = review(plan=own, answers=(), outcome=Slug("returned"), reason=words("Say what the kitchen is for"))
    given().when(returned, by=ERIN).then(PlanReviewed, PlanReviewed)


def test_words_that_would_refuse_stand_only_with_a_reason_that_supervision_reads() -> None:
    capital = Condition(about=Slug("equipment-and-skills"), text=words("Registered capital of five million yuan"), serves=3)
    tailored = plan(conditions=(capital,))
    lifted = (*review().answers, ReviewAnswer(about=Slug("condition"), no=1, look="FIND-CAPITAL", words=words("A bank's own rule asks it")))
    given().when(review(plan=tailored), by=ERIN).refused_under("REQ-29", status=422)
    outcome = given().when(review(plan=tailored, answers=lifted), by=ERIN)
    outcome.then(PlanReviewed, PlanReviewed)
    (note,) = outcome.warned_under("REQ-29")
    assert note.finding.facts["words"] == "registered capital of five million"
    again = case(OPEN_TENDER).unreviewed()
    again(*reviews_of(tailored, MORNING)).when(tailored).refused_under("O87-17", status=422)
    again(*reviews_of(tailored, MORNING, answers=lifted)).when(tailored).then(ImplementationPlanFiled)


@pytest.mark.parametrize(("said", "enough"), [("ok", False), ("Fine, ok", False), ("It measures the plan", True)])
def test_what_may_stand_stands_for_a_reason(said: str, enough: bool) -> None:
    """OURS-REASON: at least eight letters, four of them different."""
    answered = review(answers=(ReviewAnswer(about=Slug("criterion"), no=2, words=words(said)),))
    outcome = given().when(answered, by=ERIN)
    if enough:
        outcome.then(PlanReviewed, PlanReviewed)
    else:
        assert [one.finding.at for one in outcome.refused_under("OURS-REASON", status=409)] == ["answers/0/words"]
