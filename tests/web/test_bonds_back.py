"""Who gives bid securities back, to whom and by when? A duty for each supplier, one press from the desk, gone once it is settled."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.registers.duties import standing_on
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, buyer, until
from tests.statute import at
from tests.web.desk import KEY
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def owed(number: str = PROCUREMENT) -> list[tuple[str, date | None, str]]:
    """To whom, by when, and under which row."""
    return [(one.about, one.day, one.row) for one in standing_on([number])[number] if one.duty.slug == "settle-bond"]


def test_with_the_result_those_who_lost_are_owed_theirs_within_five_working_days() -> None:
    until("publish-result")
    assert owed() == [("s2", date(2026, 4, 1), "O87-38a"), ("s3", date(2026, 4, 1), "O87-38a")]


def test_before_the_result_nobody_is_owed_anything() -> None:
    until("decide-award")
    assert owed() == []


def test_it_is_named_on_the_desk_one_press_from_what_does_it_and_gone_when_it_is_done() -> None:
    until("publish-result")
    clock.set_demo_clock(at(date(2026, 3, 26)))
    client = signed_in(buyer())
    desk = client.get("/en/desk/").content.decode()
    (link,) = re.findall(r'href="([^"]*)"[^>]*>[^<]*Give back the bid security: Brook', desk)
    page = client.get(unescape(link))
    told = text(page)
    assert ("CNY 8,600.00" in told, "To be given back by 1 April 2026" in told) == (True, True)
    assert 'value="2026-03-26"' in page.content.decode()
    path = unescape(link).partition("?")[0]
    assert client.post(path, {"way": "returned", "paid_on": "2026-03-26", "desk-do": "confirm", "desk-key": KEY}).status_code == 200
    assert [supplier for supplier, _day, _row in owed()] == ["s3"]


def test_of_a_winner_that_refused_nothing_is_owed_and_of_the_next_its_contract_says_when() -> None:
    until("publish-result", "set-aside-award", "publish-result")
    assert [supplier for supplier, _day, _row in owed()] == ["s3"]


def test_after_the_signature_the_winner_is_owed_its_security() -> None:
    until("publish-result", "draw-up-contract", "set-aside-award", "publish-result", "draw-up-contract", "sign-contract")
    rows = {supplier: row for supplier, _day, row in owed()}
    assert rows == {"s2": "O87-38b", "s3": "O87-38a"}


def test_it_is_no_duty_that_others_see() -> None:
    until("publish-result")
    whole = text(Client().get(f"/en/processes/{PROCUREMENT}/")).split("The whole process")[1]
    assert "bid security" not in whole.split("Opening record")[0]
    other = signed_in(Mandate(role=Role.SUPPLIER, office="s2-sells", body="s2", persons=("bo",)), email="bo@s2.example")
    assert "Give back the bid security" not in text(other.get("/en/desk/"))
