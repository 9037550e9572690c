"""The method is approved, refused or returned by who may, with a reason and a number: GPL-27, REG-78, CHG-17."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from operis.core.mandates import Mandate
from operis.core.wording import Slug
from operis.dockets.file.facts import BodyFact
from operis.dockets.procurement.approving import APPROVED, REFUSED, RETURNED, MethodAppliedFor, MethodDecided
from operis.dockets.procurement.approving_facts import authority, purchaser
from tests.ledger.county import ERIN
from tests.procedures.approving import ABOVE, CITY, COUNTY, LETTER, UNIT, WHY, applying, before, deciding, done, given, planned
from tests.procedures.documents import words
from tests.statute import ALICE, CHEN, MORNING, Given, at

OWN = "civil-affairs"
"""It is its own unit: nobody else has to consent."""
APPLIED = done(applying(), *before(OWN), by=ALICE)
OF_COUNTY: dict[str, Any] = {"key": "finance", "level": "county", "place": "410122"}


def at_county(by: Mandate = ALICE) -> Given:
    """Where it is the county's own department that was asked."""
    asked = given.told(authority, **OF_COUNTY)
    return asked(*done(applying(authority="finance"), *before(), by=by, told=asked))


@pytest.mark.parametrize("result", [APPROVED, REFUSED, RETURNED])
def test_the_department_that_was_asked_decides_on_what_was_applied_for(result: str) -> None:
    (act,) = given(*APPLIED).when(deciding(result), by=CITY).then(MethodDecided)
    assert act == MethodDecided(
        happened=MORNING, result=Slug(result), reason=WHY, decision="2026-7", method=Slug("competitive-negotiation"),
        method_ground=Slug("complex-or-special"), budget=ABOVE, authority="city-finance", entered_by=("gao",),
    )  # fmt: skip


def test_nobody_else_decides() -> None:
    given(*APPLIED).when(deciding(), by=replace(CITY, body="other-city")).refused_under("GPL-27", status=422)
    for who in (ALICE, UNIT):
        given(*APPLIED).when(deciding(), by=who).refused_under("GPL-27", status=403)
    given(*APPLIED).when(deciding(), by=CHEN).refused_under("GPL-27", status=422)


def test_there_is_an_application() -> None:
    given(*before()).when(deciding(), by=CITY).refused_under("OURS-OPEN", status=409)
    given(*done(deciding(), *APPLIED, by=CITY)).when(deciding(), by=CITY).refused_under("OURS-OPEN", status=409)
    given(*APPLIED, planned()).when(deciding(), by=CITY).refused_under("OURS-OPEN", status=409)  # of the plan that was filed since


def test_who_applied_does_not_decide_and_no_department_on_its_own_purchase() -> None:
    given(*APPLIED).when(deciding(), by=replace(CITY, persons=("alice",))).refused_under("OURS-OPEN", status=409)
    own = replace(planned(), body="city-finance")
    applied = given(own).when(applying(), by=replace(ALICE, body="city-finance")).then(MethodAppliedFor)
    given(own, *applied).when(deciding(), by=CITY).refused_under("OURS-OPEN", status=409)


def test_a_reason_says_something() -> None:
    given(*APPLIED).when(deciding(REFUSED, reason=words("no")), by=CITY).refused_under("OURS-REASON", status=409)


def test_a_county_decides_where_the_government_of_its_province_lets_it() -> None:
    for power in (None, replace(LETTER, scan=None, link="https://province.example/3")):
        at_county().when(deciding(power=power), by=COUNTY).refused_under("REG-78", status=422)
    at_county().when(deciding(power=LETTER), by=COUNTY).then(MethodDecided)


def test_what_was_decided_elsewhere_the_reviewer_enters_with_its_paper_and_everybody_is_told() -> None:
    for paper in (None, replace(LETTER, scan=None, link="https://city.example/7")):
        given(*APPLIED).when(deciding(outside=paper), by=ERIN).refused_under("GPL-27", status=422)
    given(*APPLIED).when(deciding(outside=LETTER), by=ERIN).warned_under("OURS-APPROVED")
    given(*APPLIED).when(deciding(), by=CITY).warned_under()
    early = replace(LETTER, on=date(2026, 3, 1))
    elsewhere = given(*APPLIED).happening(at(date(2026, 3, 1))).entering(MORNING)
    late = deciding(outside=early, late_reason=WHY)
    elsewhere.when(late, by=ERIN).refused_under("OURS-LATE", status=409)  # before it was applied for


def test_that_the_file_names_no_unit_above_is_told_where_it_is_decided() -> None:
    applied = done(applying(), *before(), by=ALICE)
    for told, by in ((deciding(), CITY), (deciding(outside=LETTER), ERIN)):
        ground = given(*applied).when(told, by=by).warned_under("OURS-APPROVED")[0]
        assert ground.finding.says == "The file of {purchaser} names no unit above it: nobody above was asked to consent."


def test_an_approval_that_is_over_already_is_none() -> None:
    given(*APPLIED).when(deciding(valid_until=date(2026, 3, 2)), by=CITY).then(MethodDecided)
    given(*APPLIED).when(deciding(valid_until=date(2026, 3, 1)), by=CITY).refused_under("OURS-APPROVED", status=409)


@pytest.mark.parametrize(("result", "days", "row"), [(APPROVED, 9, "CHG-17"), (RETURNED, 3, "CHG-17a"), (REFUSED, 3, "CHG-17b")])
def test_of_a_central_unit_within_seven_working_days_or_three(result: str, days: int, row: str) -> None:
    """From Monday 2 March: seven working days end on the 11th, three on the 5th."""
    ministry = BodyFact("civil-affairs", "state-organ", "central", None, None, True)
    central = given.standing_in("", "central").told(purchaser, ministry).told(authority, level="central", place=None)
    applied = central(*done(applying("internal-consultation"), *before(OWN), by=ALICE, told=central))
    last = at(date(2026, 3, 2) + timedelta(days=days))
    applied.happening(last).when(deciding(result), by=CITY).warned_under()
    applied.happening(last + timedelta(days=1)).when(deciding(result), by=CITY).warned_under(row)
    local = given(*APPLIED).happening(last + timedelta(days=100))
    local.when(deciding(result), by=CITY).warned_under()  # of other units the law says no days


def test_after_a_refusal_it_may_be_applied_for_anew() -> None:
    given(*done(deciding(REFUSED), *APPLIED, by=CITY)).when(applying()).then(MethodAppliedFor)
