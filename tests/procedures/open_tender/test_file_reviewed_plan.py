"""A plan is filed after both its reviews, made by others than those who wrote and file it: REQ-29."""

from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.file.facts import body
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.facts import Writers, plan_writers
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.documents import plan
from tests.statute import ALICE, MORNING, OFFICE, case, reviews_of

given = case(OPEN_TENDER)


def test_a_plan_is_filed_after_both_reviews_and_bears_the_name_of_who_made_them() -> None:
    (act,) = given().when(plan()).then(ImplementationPlanFiled)
    assert isinstance(act, ImplementationPlanFiled)
    assert act.reviewed_by == "erin"
    grounds = given.unreviewed()().when(plan()).refused_under("REQ-29", status=422)
    assert [ground.finding.facts["review"] for ground in grounds] == ["general-review", "key-review"]


def test_the_key_review_is_left_out_where_a_rule_of_the_body_says_so() -> None:
    general, key = reviews_of(plan(), MORNING)
    given.unreviewed()(general).when(plan()).refused_under("REQ-29", status=422)
    given.unreviewed()(key).when(plan()).refused_under("REQ-29", status=422)
    given.unreviewed().told(body, key_review=False)(general).when(plan()).then(ImplementationPlanFiled)
    given.unreviewed().told(body, key_review=False)(key).when(plan()).refused_under("REQ-29", status=422)


def test_what_was_returned_or_changed_is_reviewed_again() -> None:
    passed = reviews_of(plan(), MORNING)
    returned = reviews_of(plan(), MORNING, outcome=Slug("returned"))
    given.unreviewed()(*passed, *returned).when(plan()).refused_under("REQ-29", status=422)
    given.unreviewed()(*returned, *passed).when(plan()).then(ImplementationPlanFiled)
    changed = plan(payment_days=29)
    given.unreviewed()(*passed).when(changed).refused_under("REQ-29", status=422)
    given.unreviewed()(*passed, *reviews_of(changed, MORNING)).when(changed).then(ImplementationPlanFiled)
    given.unreviewed()(*passed, *reviews_of(changed, MORNING)).when(plan()).refused_under("REQ-29", status=422)


def test_nobody_files_a_plan_that_he_reviewed_nor_reviews_one_that_he_wrote() -> None:
    own = reviews_of(plan(), MORNING, reviewer="alice")
    given.unreviewed()(*own).when(plan()).refused_under("REQ-29", status=422)
    entered = Mandate(role=Role.BUYER, office="purchasing", body=OFFICE, persons=("gina",), decided_by="alice", by="import")
    given.unreviewed()(*own).when(plan(), by=entered).refused_under("REQ-29", status=422)
    by_gina = reviews_of(plan(), MORNING, reviewer="gina")
    given.unreviewed()(*by_gina).when(plan(), by=entered).then(ImplementationPlanFiled)
    given.told(plan_writers, Writers(("erin",)))().when(plan()).refused_under("REQ-29", status=422)
    assert ALICE.deciders == ("alice",)
