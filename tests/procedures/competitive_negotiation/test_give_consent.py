"""The competent budget unit consents first, before anything is applied for: O74-04."""

from dataclasses import replace

from operis.dockets.procurement.approving import ConsentGiven, MethodAppliedFor
from tests.ledger.county import ERIN
from tests.procedures.approving import ABOVE, CITY, LETTER, UNIT, applying, before, consent, done, given, planned
from tests.procedures.documents import filed, intended, words
from tests.statute import ALICE, CHEN


def test_the_unit_above_consents_before_the_purchaser_applies() -> None:
    below = before("health-bureau")
    given(*below).when(applying()).refused_under("O74-04", status=422)
    consented = done(consent(), *below, by=UNIT)
    assert consented[-1].unit == "health-bureau"  # type: ignore[attr-defined]
    given(*consented).when(applying()).then(MethodAppliedFor)


def test_a_body_that_stands_under_none_is_its_own_unit() -> None:
    given(*before()).when(applying()).then(MethodAppliedFor)
    given(*before()).when(consent(), by=UNIT).refused_under("O74-04", status=409)


def test_another_unit_does_not_consent_nor_does_the_finance_department() -> None:
    below = before("health-bureau")
    given(*below).when(consent(), by=replace(UNIT, body="education-bureau")).refused_under("O74-04", status=409)
    for who in (ALICE, CHEN, CITY):
        given(*below).when(consent(), by=who).refused_under("O74-04", status=403)


def test_what_it_gave_elsewhere_the_reviewer_enters_with_its_paper_and_everybody_is_told() -> None:
    below = before("health-bureau")
    for paper in (None, replace(LETTER, scan=None, link="https://health.example/12")):
        given(*below).when(consent(outside=paper), by=ERIN).refused_under("O74-04", status=409)
    given(*below).when(consent(outside=LETTER), by=ERIN).warned_under("OURS-APPROVED")
    given(*below).when(consent(), by=UNIT).warned_under()


def test_once_and_with_a_reason_that_says_something() -> None:
    below = before("health-bureau")
    given(*below).when(consent(reason=words("ok")), by=UNIT).refused_under("OURS-REASON", status=409)
    given(*done(consent(), *below, by=UNIT)).when(consent(), by=UNIT).refused_under("OURS-ONE", status=409)


def test_another_plan_is_consented_to_anew() -> None:
    again = (*done(consent(), *before("health-bureau"), by=UNIT), planned("health-bureau"))
    given(*again).when(applying()).refused_under("O74-04", status=422)
    given(*again).when(consent(), by=UNIT).then(ConsentGiven)


def test_there_is_nothing_to_consent_to_where_nobody_has_to_approve() -> None:
    under = replace(filed(budget=ABOVE - 1), unit="health-bureau")
    (ground,) = given(intended(), under).when(consent(), by=UNIT).refused_under("GPL-27", status=409)
    assert ground.check == "approval_needed"
