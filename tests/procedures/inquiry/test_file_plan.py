"""A request for quotations is for goods: GPL-32."""

from operis.core.wording import Slug
from operis.procedures.inquiry import INQUIRY
from tests.procedures.documents import filed, notice, plan
from tests.statute import case

given = case(INQUIRY)


def test_a_service_is_never_bought_by_a_request_for_quotations() -> None:
    (ground,) = given().when(plan(method=Slug("inquiry"))).refused_under("GPL-32", status=422)
    assert ground.finding.facts == {"method": "inquiry", "objects": ("goods",)}


def test_if_the_law_let_services_in_the_plan_would_pass() -> None:
    row = given().case(plan()).law.row("GPL-32")
    wider = {**row.terms, "objects_allowed": tuple((day, ("goods", "services")) for day, _ in row.terms["objects_allowed"])}
    given.reading("GPL-32", terms=wider)().when(plan(method=Slug("inquiry"))).warned_under()


def test_there_is_no_notice_of_it() -> None:
    given(filed(method=Slug("inquiry"))).when(notice()).refused_under("OURS-STEP", status=409)
