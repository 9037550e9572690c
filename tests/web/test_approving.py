"""Another method is consented to, applied for and decided from three desks; nobody types what the plan or the file says."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.ledger import read
from operis.ledger.states import state_of
from operis.web.desk.guide_approving import about
from tests.api.programs import installed
from tests.cases.files import CASES
from tests.cases.halfway import until
from tests.statute import at
from tests.web.desk import KEY, fields
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
DOCKET = "DC-2026-S-0001"
BUYER = Mandate(role=Role.BUYER, office="buyer", body="buyer", persons=("buyer",))
UNIT = Mandate(role=Role.UNIT, office="unit", body="unit", persons=("unit",))
CITY = Mandate(role=Role.FINANCE_UPPER, office="city", body="city-finance", persons=("city",))
ERIN = Mandate(role=Role.REVIEWER, office="reviewer", body="buyer", persons=("erin",))
SAID = {"reason-en": "Urgent after the flood of this month", "desk-key": KEY, "desk-do": "check"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    clock.set_demo_clock(at(date(2026, 2, 10), "10:30"))


def at_step(asked: str) -> None:
    until(asked, path=CASES / "constructed" / "method-approved.yaml")


def test_the_unit_above_sees_what_waits_for_it_and_says_why_alone() -> None:
    at_step("file-plan")
    client = signed_in(UNIT)
    assert "Consent to another method than open tendering" in text(client.get("/en/desk/"))
    assert fields(client.get(f"/en/desk/{DOCKET}/give-consent/").content.decode()) == ["late_reason", "reason"]
    assert client.post(f"/en/desk/{DOCKET}/give-consent/", {**SAID, "desk-do": "confirm"}).status_code == 200
    act: Any = read.entries(DOCKET)[-1].act
    assert (act.kind, act.matter, act.unit) == ("consent-given", "other-method", "unit")


def test_who_may_decide_is_proposed_by_name_and_the_rest_is_the_plan() -> None:
    at_step("give-consent")
    client = signed_in(BUYER)
    html = client.get(f"/en/desk/{DOCKET}/apply-for-method/").content.decode()
    assert fields(html) == ["authority", "late_reason", "reason"]
    assert re.findall(r'<option value="([\w-]+)"(?: selected)?>([^<]+)', html[html.index('name="authority"') :])[0] == (
        "city-finance", "Finance bureau of the city"
    )  # fmt: skip


def test_the_department_of_the_city_decides_from_its_desk_and_asks_for_no_paper_of_a_county() -> None:
    at_step("apply-for-method")
    client = signed_in(CITY)
    assert "Decide on another method than open tendering" in text(client.get("/en/desk/"))
    html = client.get(f"/en/desk/{DOCKET}/decide-method/").content.decode()
    assert fields(html) == ["decision", "late_reason", "reason", "result", "valid_until"]
    said = {**SAID, "result": "approved", "decision": "2026-4", "desk-do": "confirm"}
    assert client.post(f"/en/desk/{DOCKET}/decide-method/", said).status_code == 200
    act: Any = read.entries(DOCKET)[-1].act
    assert (act.kind, act.result, act.authority, len(act.entered_by)) == ("method-decided", "approved", "city-finance", 1)


def test_who_decides_reads_first_what_was_applied_for_and_what_the_unit_above_said() -> None:
    at_step("apply-for-method")
    for who in (CITY, ERIN):
        html = text(signed_in(who).get(f"/en/desk/{DOCKET}/decide-method/"))
        about = html[html.index("What it is about") : html.index("Number of the decision")]
        assert [words in about for words in ("Competitive negotiation", "Unit above the purchaser", "What the unit above has said",
                                             "What was applied for", "Applicant")] == [True] * 5  # fmt: skip


def test_that_no_unit_stands_above_is_read_before_it_is_decided() -> None:
    at_step("apply-for-method")
    state: Any = state_of(DOCKET)
    alone = about(replace(state, plan=replace(state.plan, unit=None)))
    assert str(alone["plan"][-1].words) == "none: its file names no unit above it"


def test_what_was_decided_elsewhere_the_reviewer_enters_with_its_paper() -> None:
    at_step("apply-for-method")
    client = signed_in(ERIN)
    said = {**SAID, "result": "approved", "decision": "2026-4"}
    assert "Nothing is kept of the decision of Finance bureau of the city." in text(client.post(f"/en/desk/{DOCKET}/decide-method/", said))
    elsewhere = {"outside-medium": "Letter", "outside-on": "2026-02-10", "outside-scan": "ab" * 32}
    html = text(client.post(f"/en/desk/{DOCKET}/decide-method/", {**said, **elsewhere}))
    assert "entered it here" in html
