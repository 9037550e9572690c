"""What is left to type of a result and a contract? What the record says stands above the fields, and goes in by itself."""

import re
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.dockets.contract.acts import ContractDrawnUp
from operis.dockets.contract.terms import YearlyFunds
from operis.ledger import read
from operis.registers import models
from operis.web.desk.guide_record import by_year
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, REFUSED, buyer, until
from tests.statute import at
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def test_a_result_shows_winner_price_items_and_panel_and_asks_for_files_alone() -> None:
    until("decide-award")
    clock.set_demo_clock(at(date(2026, 3, 25)))
    page = signed_in(buyer()).get(f"/en/desk/{PROCUREMENT}/publish-result/")
    told = text(page)
    for said in ("From the record", "Sunrise", "CNY 780,000.00", "780,000.00 yuan in all, for 12 months", "First expert"):
        assert said in told, said
    html = page.content.decode()
    assert [name for name in ("winners-", "items-", "project_number", "purchaser-en") if f'name="{name}' in html] == []


def test_a_contract_begins_with_its_procurement_a_lawful_day_and_a_row_for_each_group() -> None:
    until("publish-result")
    clock.set_demo_clock(at(date(2026, 3, 26)))
    page = signed_in(buyer()).get(f"/en/desk/new/contract/draw-up-contract/?procurement={PROCUREMENT}")
    html, told = page.content.decode(), text(page)
    for said in (f'value="{PROCUREMENT}"', 'value="2026-03-26"', "The form: purchase"):
        assert said in html, said
    groups = re.findall(r'name="clauses-\d+-group" value="([\w-]+)"', html)
    assert {"content", "settlement", "parties", "price", "duration"} <= {*groups}
    for said in ("From the record", "Sunrise", "CNY 780,000.00", "25 March 2027", "seven hundred and eighty thousand yuan"):
        assert said in told, said
    assert [name for name in ("supplier", "price", "ends", "agreed-rows", "marked_reserved") if f'name="{name}"' in html] == []


def test_the_winner_reads_the_text_and_signs_without_typing_its_fingerprint() -> None:
    until("publish-result", "draw-up-contract")
    clock.set_demo_clock(at(date(2026, 3, 28)))
    winner = models.Contract.objects.get(docket=REFUSED).supplier
    client = signed_in(Mandate(role=Role.SUPPLIER, office="bids", body=winner, persons=("bo",)))
    page = client.get(f"/en/desk/{REFUSED}/sign-contract/")
    drawn = read.entries(REFUSED)[0].act
    assert isinstance(drawn, ContractDrawnUp)
    assert "The text that you sign" in text(page)
    assert "The provincial standard of day care" in text(page)
    assert f'<input type="hidden" name="text_sha256" value="{drawn.text_sha256}">' in page.content.decode()
    assert 'type="text" name="text_sha256"' not in page.content.decode()
    checked = client.post(f"/en/desk/{REFUSED}/sign-contract/", {"text_sha256": drawn.text_sha256, "desk-do": "check"})
    assert "this will be refused" not in text(checked)


def test_funds_are_proposed_by_the_days_of_each_year() -> None:
    assert by_year(date(2026, 5, 1), date(2027, 4, 30), Fen(365_00)) == (
        YearlyFunds(year=2026, amount=Fen(245_00)),
        YearlyFunds(year=2027, amount=Fen(120_00)),
    )
    assert by_year(date(2026, 1, 1), date(2026, 12, 31), Fen(1)) == (YearlyFunds(year=2026, amount=Fen(1)),)
