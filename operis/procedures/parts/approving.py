"""Steps by which another method than open tendering is approved: consent of the unit above, application, decision."""

from collections.abc import Mapping

from operis.core.case import on_record
from operis.core.decider import Step, makes
from operis.core.mandates import BUYER, FINANCE, REVIEWER, Role
from operis.dockets.procurement.approving import (
    APPROVED,
    REFUSED,
    RETURNED,
    ApplyForMethod,
    ConsentGiven,
    DecideMethod,
    GiveConsent,
    MethodAppliedFor,
    MethodDecided,
)
from operis.dockets.procurement.approving_facts import authority, purchaser
from operis.dockets.procurement.state import Procurement
from operis.procedures.parts.concluding import Conclude, last_day_of
from operis.procedures.parts.ordering import resting_on
from operis.rules.approving import (
    application_waits,
    applied_by_unit,
    approval_needed,
    authority_may_decide,
    consent_given,
    consulted_within,
    county_empowered,
    decided_by_another,
    decided_elsewhere_told,
    decided_in_time,
    decider_competent,
    documents_were_fair,
    no_application_waits,
    not_consented_yet,
    papers_after_failure,
    still_good,
    unit_competent,
)
from operis.rules.plans import not_noticed_yet, plan_filed
from operis.rules.reasons import reason_says_something
from operis.rules.sole import objections_settled, publicised_before

UNIT, DECIDERS = frozenset({Role.UNIT}), FINANCE | {Role.FINANCE_UPPER}
SINCE, OURS = "GPL-27", "OURS-APPROVED"
WITH_PLAN = resting_on(lambda case: (case.state.plan, case.state.application))
IN_TIME = {APPROVED: "CHG-17", RETURNED: "CHG-17a", REFUSED: "CHG-17b"}


def approving(
    *, consent: str | None, failed: str | None = None, fair: str | None = None, publicised: str | None = None, argued: str | None = None
) -> tuple[Step[Procurement, GiveConsent] | Step[Procurement, ApplyForMethod] | Step[Procurement, DecideMethod], ...]:
    """The audit of a method: `consent` is the row that asks the unit above first, `failed` that of what a failed tender has added.

    `fair` is the row by which the documents of that tender are to be in order, `publicised` that by which the only supplier is made
    public before, `argued` that of objections to it.
    """
    before = (plan_filed.under("REG-29"), not_noticed_yet.under("OURS-OPEN"), approval_needed.under(SINCE))
    asks = Step(
        GiveConsent,
        by=UNIT | REVIEWER,
        under=(consent or SINCE,),
        after=(*before, not_consented_yet.under("OURS-ONE"), unit_competent.under(consent or SINCE), WITH_PLAN,
               reason_says_something.under("OURS-REASON")),
        noted=(decided_elsewhere_told.under(OURS),),
        needs=(purchaser,),
        then=(makes(ConsentGiven, unit=lambda case: case.state.plan.unit, entered_by=lambda case: case.mandate.deciders),),
    )
    applies = Step(
        ApplyForMethod,
        by=BUYER | UNIT,
        under=(SINCE,),
        after=(*before, no_application_waits.under("OURS-ONE"), reason_says_something.under("OURS-REASON")),
        provided=(
            applied_by_unit.under("CHG-03"),
            *((consent_given.under(consent),) if consent else ()),
            authority_may_decide.under(SINCE),
            *((papers_after_failure.under(failed),) if failed else ()),
            *((documents_were_fair.under(fair),) if fair else ()),
            *((publicised_before.under(publicised),) if publicised else ()),
            *((objections_settled.under(argued),) if argued else ()),
            consulted_within.under("CHG-05"),
        ),
        needs=(purchaser, authority),
        then=(makes(MethodAppliedFor, **AS_PLANNED, applicant=lambda case: case.mandate.acts_for,
                    entered_by=lambda case: case.mandate.deciders, decide_by=last_day_of("CHG-17")),),
    )  # fmt: skip
    decides = Step(
        DecideMethod,
        by=DECIDERS | REVIEWER,
        under=(SINCE,),
        after=(*before, application_waits.under("OURS-OPEN"), decided_by_another.under("OURS-OPEN"), still_good.under(OURS), WITH_PLAN,
               reason_says_something.under("OURS-REASON")),
        provided=(decider_competent.under(SINCE), county_empowered.under("REG-78")),
        noted=(decided_elsewhere_told.under(OURS), *(decided_in_time(result).under(row) for result, row in IN_TIME.items())),
        needs=(purchaser, authority),
        then=(makes(MethodDecided, **AS_PLANNED, authority=lambda case: case.state.application.authority,
                    entered_by=lambda case: case.mandate.deciders),),
    )  # fmt: skip
    return asks, applies, decides


def _planned(name: str) -> Conclude:
    return lambda case: getattr(on_record(case.state.plan, "implementation-plan-filed"), name)


AS_PLANNED: Mapping[str, Conclude] = {name: _planned(name) for name in ("method", "method_ground", "budget")}
"""What is applied for and decided is what the filed plan says: nobody types it."""
