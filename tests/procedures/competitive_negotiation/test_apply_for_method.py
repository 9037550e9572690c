"""From the open-tender amount on another method is applied for before anything is published: GPL-27, O74-28, CHG-03, CHG-05."""

from dataclasses import replace
from datetime import date

import pytest

from operis.core.acts import Due
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.file.facts import BodyFact
from operis.dockets.procurement.approving import MethodAppliedFor
from operis.dockets.procurement.approving_facts import authority, purchaser
from tests.procedures.approving import ABOVE, UNIT, WHY, applying, before, done, given, planned
from tests.procedures.documents import filed, intended, noticed, words
from tests.statute import ALICE, BO, CHEN, DONG, MORNING

FAILED = ("statement-on-queries", "opinion-that-documents-were-fair")


def test_what_is_applied_for_is_what_the_plan_says() -> None:
    (act,) = given(*before()).when(applying()).then(MethodAppliedFor)
    assert act == MethodAppliedFor(
        happened=MORNING, authority="city-finance", reason=WHY, papers=(), method=Slug("competitive-negotiation"),
        method_ground=Slug("complex-or-special"), budget=ABOVE, applicant="civil-affairs", entered_by=("alice",), decide_by=None,
    )  # fmt: skip


def test_below_the_amount_nobody_is_asked() -> None:
    under = replace(filed(budget=Fen(ABOVE - 1)), approval=None)
    (ground,) = given(intended(), under).when(applying()).refused_under("GPL-27", status=409)
    assert ground.check == "approval_needed"
    given(intended(), planned(budget=Fen(ABOVE - 1))).when(applying()).then(MethodAppliedFor)  # it was weighed as one to be approved


def test_after_the_plan_and_before_the_notice() -> None:
    given(intended()).when(applying()).refused_under("REG-29", status=409)
    given(*before(), noticed()).when(applying()).refused_under("OURS-OPEN", status=409)


def test_once_until_it_is_decided_and_anew_for_another_plan() -> None:
    applied = done(applying(), *before(), by=ALICE)
    given(*applied).when(applying()).refused_under("OURS-ONE", status=409)
    given(*applied, planned(budget=Fen(ABOVE + 1))).when(applying()).then(MethodAppliedFor)


def test_only_the_body_itself_applies_and_says_why() -> None:
    for who in (DONG, BO, CHEN):
        given(*before()).when(applying(), by=who).refused_under("GPL-27", status=403)
    given(*before()).when(applying(reason=words("..")), by=ALICE).refused_under("OURS-REASON", status=409)


def test_a_department_of_the_city_of_the_province_or_above_is_asked() -> None:
    asked = given(*before())
    above: list[tuple[str, str | None]] = [("city", "4101"), ("province", "41"), ("central", None)]
    for level, place in above:
        asked.told(authority, level=level, place=place).when(applying()).then(MethodAppliedFor)
    for level, place in (("city", "4102"), ("province", "42"), ("", "4101")):
        asked.told(authority, level=level, place=place).when(applying()).refused_under("GPL-27", status=422)
    asked.told(authority, level="county", place="410122").when(applying()).then(MethodAppliedFor)  # whether it may is shown when it decides
    asked.told(authority, nature="enterprise").when(applying()).refused_under("GPL-27", status=422)


@pytest.mark.parametrize("named", ["tender-failed", "two-left"])
def test_after_a_failed_tender_what_was_asked_and_that_its_documents_were_fair_is_handed_in(named: str) -> None:
    failed = given(*before(method_ground=Slug(named)))
    grounds = failed.when(applying()).refused_under("O74-28", status=422)
    assert [one.finding.facts["paper"] for one in grounds] == [*FAILED]
    failed.when(applying(*FAILED)).then(MethodAppliedFor)
    for experts, whole in ((2, False), (3, True), (None, True)):
        handed_in = failed.when(applying(*FAILED, experts=experts))
        if whole:
            handed_in.then(MethodAppliedFor)
        else:
            handed_in.refused_under("O74-28", status=422)


def test_of_a_central_unit_the_unit_above_applies_with_the_opinion_that_all_sections_signed() -> None:
    ministry = BodyFact("civil-affairs", "state-organ", "central", None, None, True)
    central = given(*before("health-bureau")).standing_in("", "central").told(purchaser, ministry)
    central = central.told(authority, level="central", place=None)
    own = replace(UNIT, body="health-bureau")
    central.when(applying("internal-consultation")).refused_under("CHG-03", "O74-04", status=422)
    central.when(applying(), by=own).refused_under("CHG-05", status=422)
    (act,) = central.when(applying("internal-consultation"), by=own).then(MethodAppliedFor)
    assert isinstance(act, MethodAppliedFor)
    assert act.decide_by == Due(day=date(2026, 3, 11), row="CHG-17")  # seven working days

