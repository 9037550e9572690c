"""What does the finance department see of plans that were filed, and what helps an officer who plans the same again?"""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from operis import clock
from operis.accounts.models import Office
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.web.desk.earlier import Earlier, law_changes
from tests.ledger.county import County, determination, need_recorded
from tests.procedures.documents import plan
from tests.statute import ALICE, CHEN, DONG, at
from tests.web.reading import text, values_of
from tests.web.signed import account, signed_in

pytestmark = pytest.mark.django_db
PLAN = "/en/desk/new/procurement/file-plan/"


@pytest.fixture
def county(founded: County) -> County:
    clock.set_demo_clock(founded.clock + timedelta(days=400))
    return founded


def test_the_finance_department_sees_the_plans_as_they_were_filed(county: County) -> None:
    county.done(None, plan())
    client = signed_in(CHEN, email="chen@finance.example")
    told = text(client.get("/en/oversight/inbox/"))
    assert "DC-2026-S-0001 Day care Civil Affairs Office Open tendering CNY 860,000.00 2 March 2026 Plan filed" in told
    assert 'href="/en/oversight/inbox/"' in client.get("/en/desk/").content.decode()


def test_with_nothing_filed_it_says_so(county: County) -> None:
    assert "This list is empty." in text(signed_in(CHEN, email="chen@finance.example").get("/en/oversight/inbox/"))


def test_other_offices_have_no_list_of_filings(county: County) -> None:
    answer = signed_in(ALICE).get("/en/oversight/inbox/")
    assert (answer.status_code, 'href="/en/oversight/inbox/"' in signed_in(ALICE).get("/en/desk/").content.decode()) == (403, False)


@pytest.mark.parametrize("plans", [1, 3])
def test_the_list_asks_the_database_no_more_for_more_plans(county: County, plans: int, django_assert_num_queries: Any) -> None:
    for _ in range(plans):
        county.done(None, plan(need=county.need(), budget=Fen(100_000_00), method=Slug("below-threshold")))
    client = signed_in(CHEN, email="chen@finance.example")
    client.get("/en/oversight/inbox/")
    with django_assert_num_queries(9):
        client.get("/en/oversight/inbox/")


def again(county: County) -> str:
    county.done(None, plan())
    need = county.done(None, need_recorded()).docket
    county.done(need, determination())
    return need


def test_an_earlier_plan_of_the_body_is_offered_as_a_pattern(county: County) -> None:
    need = again(county)
    html = signed_in(ALICE).get(f"{PLAN}?need={need}&part=1").content.decode()
    assert f'href="{PLAN}?need={need}&amp;part=1&amp;again=DC-2026-S-0001"' in html


def test_its_texts_are_taken_and_its_money_year_and_need_are_not(county: County) -> None:
    need = again(county)
    html = signed_in(ALICE).get(f"{PLAN}?need={need}&part=1&again=DC-2026-S-0001").content.decode()
    values = values_of(html)
    assert (values["need"], values["fiscal_year"], values["desk-again"]) == (need, "2027", "DC-2026-S-0001")
    assert values.get("budget", "") == ""
    assert values["criteria-0-id"] == plan().criteria[0].id


def test_the_plan_of_another_body_is_no_pattern(county: County) -> None:
    county.done(None, plan())
    html = signed_in(DONG, email="dong@education.example").get(f"{PLAN}?need=DC-2026-N-0001&again=DC-2026-S-0001").content.decode()
    assert "Begun from the plan" not in html


def test_what_the_law_has_changed_since_is_told_with_its_row() -> None:
    """From March 2024 on: another method, the line under which a price is looked at, and when small firms are paid."""
    clock.set_demo_clock(at(date(2026, 3, 2)))
    old = Earlier("DC-2024-S-0001", date(2024, 3, 1), "open-tender", {})
    assert {one.row.id for one in law_changes(old)} == {"GPL-26", "ALP-05", "PAY-08", "PAY-09"}
    there = {one.row.id for one in law_changes(replace(old, place="3501"))}
    assert there == {"GPL-26", "ALP-05", "PAY-08", "PAY-09", "SME-08xa"}  # what a place has beside it is told there alone
    assert law_changes(replace(old, filed=date(2026, 3, 1))) == ()


def test_a_plan_that_is_taken_again_has_no_word_that_nobody_typed(county: County) -> None:
    """What the earlier plan leaves out, however deep, stays empty."""
    need = again(county)
    html = signed_in(ALICE).get(f"{PLAN}?need={need}&part=1&again=DC-2026-S-0001").content.decode()
    assert 'name="criteria-0-rule-en"' in html
    assert re.findall(r'value="(?:null|None)"|>\s*(?:null|None)\s*</textarea>', html) == []


def test_an_agency_is_chosen_by_its_name_among_those_with_a_mandate_of_the_body(county: County) -> None:
    account("tendering@agency.example", Mandate(role=Role.AGENCY, office="agency", body="agent", for_=ALICE.body))
    Office.objects.filter(body="agent").update(name_zh="衡信招标代理有限公司", name_en="Hengxin Tendering")
    html = signed_in(ALICE).get(f"{PLAN}?need=DC-2026-N-0001&part=1").content.decode()
    offered = html.split('name="agency"')[1].split("</select>")[0]
    assert re.findall(r'<option value="([^"]*)"[^>]*>([^<]+)', offered)[-1] == ("agent", "Hengxin Tendering")
