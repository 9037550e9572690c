"""How is an award decided from its page? Candidates by name in their order; the lawful one is chosen already, and another is refused."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.outcomes import AwardDecided
from operis.ledger import read
from tests.api.programs import installed
from tests.cases.files import CASES
from tests.cases.halfway import PROCUREMENT, buyer, until
from tests.statute import at
from tests.web.desk import KEY
from tests.web.reading import text, text_of
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
AWARD = f"/en/desk/{PROCUREMENT}/decide-award/"
TIE, BELOW = CASES / "constructed" / "tie-drawn.yaml", CASES / "constructed" / "below-quota-contract.yaml"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def officer() -> Client:
    return signed_in(buyer())


def hidden(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(awards[^"]*)" value="([^"]*)">', html))


def offered(html: str) -> list[tuple[str, bool]]:
    """Who can be chosen, and who is chosen already."""
    found = re.findall(r'<input type="radio"[^>]* name="awards-0-supplier" value="([^"]*)"( checked)?>', html)
    return [(supplier, bool(checked)) for supplier, checked in found]


def test_candidates_stand_by_name_in_order_and_the_first_is_chosen() -> None:
    until("report-evaluation")
    clock.set_demo_clock(at(date(2026, 3, 24)))
    page = officer().get(AWARD)
    html = page.content.decode()
    assert (offered(html), hidden(html)) == (
        [("s1", True), ("s2", False), ("s3", False)], {"awards-rows": "1", "awards-0-lot": "1"},
    )  # fmt: skip
    told = text(page)
    for said in (
        "Sunrise Sunrise 1 CNY 780,000.00 90.00 The award goes to it first of those who can be awarded",
        "Brook Brook 2 CNY 800,000.00 85.50 4.50 points behind",
        "The law leaves one choice: the order of the ranks.",
    ):
        assert said in told, said
    assert re.findall(r'<(?:input type="text"|textarea)[^>]* name="awards', html) == []


def test_the_award_is_entered_as_it_was_chosen_and_nothing_is_typed() -> None:
    until("report-evaluation")
    clock.set_demo_clock(at(date(2026, 3, 24)))
    client = officer()
    sent = {**hidden(client.get(AWARD).content.decode()), "awards-0-supplier": "s1", "desk-key": KEY}
    checked = client.post(AWARD, {**sent, "desk-do": "check"})
    assert "this will be refused" not in text(checked)
    entered = client.post(AWARD, {**sent, "desk-do": "confirm"})
    assert (entered.status_code, entered.headers["Location"]) == (302, f"/en/desk/{PROCUREMENT}/publish-result/")
    decided = read.entries(PROCUREMENT)[-1].act
    assert isinstance(decided, AwardDecided)
    assert [(one.lot, one.supplier, one.rank) for one in decided.awards] == [("1", "s1", 1)]


def test_another_choice_is_refused_by_name_with_the_first() -> None:
    until("report-evaluation")
    clock.set_demo_clock(at(date(2026, 3, 24)))
    client = officer()
    sent = {**hidden(client.get(AWARD).content.decode()), "awards-0-supplier": "s3", "desk-key": KEY}
    told = text(client.post(AWARD, {**sent, "desk-do": "check"}))
    assert "Hill is no. 3 of lot 1; the award goes to Sunrise." in told


def test_of_equals_none_is_chosen_before_their_draw() -> None:
    until("report-evaluation", path=TIE)
    page = officer().get(AWARD)
    assert [checked for _supplier, checked in offered(page.content.decode())] == [False] * len(offered(page.content.decode()))
    assert ("share the first rank" in text(page), "announce-draw" in page.content.decode()) == (True, True)
    until_drawn = text_of(page.content.decode())
    assert "shares the first rank; a draw decides" in until_drawn


def test_where_the_purchaser_chooses_the_cheapest_is_chosen_and_a_reason_can_be_given() -> None:
    until("examine-bids", "examine-bids", path=BELOW)
    page = officer().get(AWARD)
    html = page.content.decode()
    assert [checked for _supplier, checked in offered(html)].index(True) == 0
    assert ("the cheapest valid bid" in text(page), 'name="reason-en"' in html.split("Seldom needed")[0]) == (True, True)


@pytest.mark.parametrize("role", [Role.SUPPLIER, Role.FINANCE, Role.EXPERT])
def test_nobody_else_reads_the_candidates_there(role: Role) -> None:
    until("report-evaluation")
    clock.set_demo_clock(at(date(2026, 3, 24)))
    own = "s2" if role is Role.SUPPLIER else "finance" if role is Role.FINANCE else "pool"
    page = signed_in(Mandate(role=role, office="other", body=own, persons=("xu",))).get(AWARD)
    assert (page.status_code, "780,000.00" in text(page), "90.00" in text(page)) == (403, False, False)
