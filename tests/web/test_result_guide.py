"""How is a result drafted, and an award set aside? What is stated and missing, how it will be read, who is told, and who follows."""

import re
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock
from operis.registers import models
from tests.api.programs import installed
from tests.cases.files import CASES
from tests.cases.halfway import PROCUREMENT, buyer, until
from tests.statute import at
from tests.web.desk import KEY
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
RESULT, ASIDE = (f"/en/desk/{PROCUREMENT}/{step}/" for step in ("publish-result", "set-aside-award"))
BELOW = CASES / "constructed" / "below-quota-contract.yaml"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def test_each_content_stands_with_its_row_and_whether_the_record_says_it() -> None:
    until("decide-award")
    clock.set_demo_clock(at(date(2026, 3, 25)))
    page = signed_in(buyer()).get(RESULT)
    told = text(page)
    assert "What has to be stated Stated" in told
    assert re.findall(r'<span class="tag off">Missing</span> ([^<]*?)\s*<a', page.content.decode()) == []
    for said in ("Sunrise Won Award letter", "Brook No. 2 Letter to a supplier that did not win", "Who is told, and how"):
        assert said in told, said
    typed = r'<(?:input type="text"|textarea)[^>]* name="(?!small_decl|documents|losers|late|outside)'
    assert re.findall(typed, page.content.decode()) == []


def test_what_the_record_lacks_is_missed_by_name() -> None:
    until("decide-award")
    clock.set_demo_clock(at(date(2026, 3, 25)))
    assert models.Party.objects.filter(key="s1").update(address="{}") == 1
    told = text(signed_in(buyer()).get(RESULT))
    assert "Missing Lot 1: " in told


def test_before_it_is_confirmed_it_is_read_as_everybody_will_read_it() -> None:
    until("decide-award")
    clock.set_demo_clock(at(date(2026, 3, 25)))
    digest = "0" * 64
    files = {name: {"name": "Declaration of the winner", "size": "4", "sha256": digest} for name in ("small_declarations", "documents")}
    sent = {f"{name}-0-{key}": value for name, one in files.items() for key, value in one.items()}
    checked = signed_in(buyer()).post(RESULT, {**sent, "small_declarations-rows": "1", "documents-rows": "1", "desk-do": "check",
                                               "desk-key": KEY})  # fmt: skip
    told = text(checked)
    assert "How it will be read" in told, told
    assert "Sunrise asks CNY 20,000.00 less than Brook and is 4.50 points ahead." in told


def test_an_award_that_falls_is_chosen_by_name_and_the_next_ranked_is_told() -> None:
    until("publish-result")
    clock.set_demo_clock(at(date(2026, 3, 31)))
    page = signed_in(buyer()).get(ASIDE)
    told, html = text(page), page.content.decode()
    assert "Sunrise CNY 780,000.00 nothing on record Brook CNY 800,000.00 CNY 20,000.00 more" in told
    assert re.findall(r'<option value="1" selected>([^<]*)<', html) == ["Lot 1: Sunrise"]
    assert re.findall(r'<option value="(next-ranked|new-procurement)" selected', html) == ["next-ranked"]


def test_a_refusal_on_record_is_the_ground_with_its_own_reason() -> None:
    until("publish-result", "refuse-signature")
    clock.set_demo_clock(at(date(2026, 3, 31)))
    html = signed_in(buyer()).get(ASIDE).content.decode()
    assert re.findall(r'<option value="(signature-refused|ordered)" selected', html) == ["signature-refused"]
    assert "It has no carers for the third village" in html


def test_after_the_last_one_only_a_new_procurement_is_left() -> None:
    until("publish-result", "refuse-signature", path=BELOW)
    page = signed_in(buyer()).get(ASIDE)
    assert page.status_code == 200
