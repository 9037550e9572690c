"""Whose budget is it? Chosen by name where its docket opens; on that docket it is known, and not asked again."""

import pytest

from operis.ledger import read
from operis.registers import models
from tests.ledger.county import FAYE, County
from tests.web.desk import KEY
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
LINE = {
    "lines-rows": "1", "lines-0-line": "BL-9", "lines-0-item-en": "Cleaning", "lines-0-budget_item": "2081006", "lines-0-amount": "5000.00",
    "lines-0-basis": "2026-9",
}  # fmt: skip


def test_a_body_is_chosen_by_name_where_its_budget_is_opened(founded: County) -> None:
    html = signed_in(FAYE).get("/en/desk/new/budget/enter-budget/").content.decode()
    assert '<option value="civil-affairs">Civil Affairs Office</option>' in html
    assert 'name="year"' in html


def test_on_the_docket_of_a_budget_body_and_year_are_shown_and_go_along_unseen(founded: County) -> None:
    number = models.Docket.objects.get(kind="budget").number
    client, path = signed_in(FAYE), f"/en/desk/{number}/enter-budget/"
    page = client.get(path)
    assert "Body Civil Affairs Office Fiscal year 2026" in text(page)
    html = page.content.decode()
    assert '<input type="hidden" name="body" value="civil-affairs">' in html
    assert html.count('name="year"') == 1
    other = {**LINE, "body": "education", "year": "2025", "desk-key": KEY, "desk-do": "confirm"}
    client.post(path, other)
    act = read.entries(number)[-1].act
    assert (getattr(act, "body", ""), getattr(act, "year", 0), len(read.entries(number))) == ("civil-affairs", 2026, 2)


def test_a_budget_that_has_its_docket_leads_on_to_it(founded: County) -> None:
    number = models.Docket.objects.get(kind="budget").number
    asked = {**LINE, "body": "civil-affairs", "year": "2026", "desk-key": KEY, "desk-do": "confirm"}
    refused = signed_in(FAYE).post("/en/desk/new/budget/enter-budget/", asked)
    assert refused.status_code == 409
    assert f'<a class="btn" href="/en/desk/{number}/">Go on in {number}</a>' in refused.content.decode()
