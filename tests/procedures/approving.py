"""What is needed to have a method approved: a plan above the open-tender amount, the unit above, an application, a decision."""

from dataclasses import replace
from datetime import date
from typing import Any

from operis.core.acts import Act, Outside
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.approving import (
    APPROVED,
    OTHER_METHOD,
    ApplicationPaper,
    ApplyForMethod,
    ConsentGiven,
    DecideMethod,
    GiveConsent,
    MethodAppliedFor,
    MethodDecided,
)
from operis.procedures.competitive_negotiation import COMPETITIVE_NEGOTIATION
from tests.procedures.documents import SCAN, filed, intended, words
from tests.statute import Given, case

ABOVE = Fen(2_000_000_00)
"""The open-tender amount of a county in Henan: what reaches it has to be approved."""
UNIT = Mandate(role=Role.UNIT, office="budget", body="health-bureau", persons=("uma",))
"""Uma answers for the unit above."""
CITY = Mandate(role=Role.FINANCE_UPPER, office="supervision", body="city-finance", persons=("gao",))
"""Gao decides at the finance department of the city."""
COUNTY = replace(CITY, role=Role.FINANCE, body="finance", persons=("chen",))
WHY = words("Only talks can settle how nursing and medical care are joined")
LETTER = Outside(medium="Letter", on=date(2026, 3, 2), number="2026-12", scan="ab" * 32)
NEGOTIATED = Slug("competitive-negotiation")
given = case(COMPETITIVE_NEGOTIATION)


def planned(unit: str | None = None, **changed: Any) -> ImplementationPlanFiled:
    """A plan of a negotiation at the amount, that says that approval is applied for."""
    said = {"method": NEGOTIATED, "method_ground": Slug("complex-or-special"), "approval": Slug("to-be-applied-for"), "budget": ABOVE}
    return replace(filed(**{**said, **changed}), unit=unit)


def consent(**changed: Any) -> GiveConsent:
    return replace(GiveConsent(matter=OTHER_METHOD, reason=WHY), **changed)


def applying(*papers: str, experts: int | None = None, **changed: Any) -> ApplyForMethod:
    handed_in = tuple(ApplicationPaper(paper=Slug(one), experts=experts, files=(SCAN,)) for one in papers)
    return replace(ApplyForMethod(authority="city-finance", reason=WHY, papers=handed_in), **changed)


def deciding(result: str = APPROVED, **changed: Any) -> DecideMethod:
    return replace(DecideMethod(result=Slug(result), reason=WHY, decision="2026-7"), **changed)


def done(asked: Any, *acts: Act, by: Mandate, told: Given = given) -> tuple[Act, ...]:
    """The acts with what follows from what is asked."""
    return (*acts, *told(*acts).when(asked, by=by).then({GiveConsent: ConsentGiven, ApplyForMethod: MethodAppliedFor,
                                                           DecideMethod: MethodDecided}[type(asked)]))  # fmt: skip


def before(unit: str | None = None, **changed: Any) -> tuple[Act, ...]:
    return intended(), planned(unit, **changed)


