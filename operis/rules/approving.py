"""Is another method than open tendering approved: consented to by the unit above, applied for in full, decided by who may?"""

from collections.abc import Iterator

from operis.core.acts import Command, Outside
from operis.core.case import Case, on_record
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.approving import APPROVED, OTHER_METHOD, ApplyForMethod, DecideMethod, GiveConsent, MethodDecided
from operis.dockets.procurement.approving_facts import authority, purchaser
from operis.dockets.procurement.failed_facts import ONE_LEFT, TWO_LEFT
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.amounts import OPEN_TENDER_AMOUNT, amount_of
from operis.rules.cases import TENDER_FAILED

Applying = Case[Procurement, ApplyForMethod]
Deciding = Case[Procurement, DecideMethod]
Consenting = Case[Procurement, GiveConsent]
COUNTY, CENTRAL, STATE_ORGAN = "county", "central", "state-organ"
AFTER_A_TENDER = (TENDER_FAILED, TWO_LEFT, ONE_LEFT)
FAIR = Slug("opinion-that-documents-were-fair")
ON_RECORD = frozenset({"proof-of-tender-notice"})
"""What the failed tender's own docket shows: the plan was filed because of it."""


def _kept(paper: Outside | None) -> bool:
    """Whether a scan of it is kept: a link can change or end."""
    return paper is not None and bool(paper.scan)


def needs_approval(case: Case[Procurement, Command], row: Row) -> bool:
    """Whether this method has to be approved, by the law of the day: the plan reaches the amount, or was weighed as one to be approved."""
    plan = on_record(case.state.plan, "implementation-plan-filed")
    reaches = plan.approval is not None or plan.budget >= amount_of(case.law, OPEN_TENDER_AMOUNT)[0]
    return reaches and plan.method not in row.slugs("approval_exempt_methods")


@check("The method has to be approved.", "该采购方式依法需要审批。")
def approval_needed(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    if case.state.plan is not None and not needs_approval(case, row):
        yield found(
            "The plan is for {method} and {budget}: nobody has to approve it.",
            do="Go on with the notice.",
            method=case.state.plan.method,
            budget=case.state.plan.budget,
        )


@check("An application waits to be decided.", "有待审批的申请。")
def application_waits(case: Deciding, row: Row) -> Iterator[Finding]:
    if case.state.application is None:
        yield found("No application about the method waits to be decided.", do="Wait until the purchaser has applied.")


@check("No application waits to be decided.", "没有尚待审批的申请。")
def no_application_waits(case: Applying, row: Row) -> Iterator[Finding]:
    if (waiting := case.state.application) is not None and same_plan(waiting, on_record(case.state.plan, "implementation-plan-filed")):
        yield found("An application of {on} for just this waits to be decided.", do="Wait for the decision.", on=case.day(waiting.happened))


@check("The competent budget unit has consented.", "主管预算单位已经同意。")
def consent_given(case: Applying, row: Row) -> Iterator[Finding]:
    """A body above which none stands on its file is its own competent budget unit, and so is a unit that applies itself."""
    plan = case.state.plan
    given = [one for one in case.state.consents if one.matter == OTHER_METHOD]
    first = "competent-budget-unit-consent" in row.slugs("approval_steps")
    if first and plan is not None and plan.unit is not None and plan.unit != case.mandate.acts_for and not given:
        yield found("{unit} has not consented to the method.", do="Have it consent first, from its own desk.", unit=plan.unit)


@check("It is the unit above the purchaser that consents.", "由采购人的主管预算单位出具同意意见。")
def unit_competent(case: Consenting, row: Row) -> Iterator[Finding]:
    """Entered by the purchaser's reviewer where the unit gave it elsewhere, with its paper."""
    plan = case.state.plan
    if plan is None:
        return
    if plan.unit is None:
        yield found("No competent budget unit stands above the purchaser on its file: there is nothing to consent to.",
                    do="Have the purchaser apply, or enter the unit on its file and file the plan again.")  # fmt: skip
    elif case.mandate.role is Role.REVIEWER:
        if not _kept(case.asked.outside):
            yield found("Nothing is kept of the consent of {unit}.", at="outside/scan",
                        do="Choose a scan of it, or have the unit consent from its own desk.", unit=plan.unit)  # fmt: skip
    elif case.mandate.acts_for != plan.unit:
        yield found("The competent budget unit of the purchaser is {unit}.", do="Leave it to {unit}.", unit=plan.unit)


@check("It has not been consented to yet.", "尚未出具同意意见。")
def not_consented_yet(case: Consenting, row: Row) -> Iterator[Finding]:
    if any(one.matter == case.asked.matter for one in case.state.consents):
        yield found("The consent to this plan is on record.", do="Leave it as it is.")


@check("The competent budget unit applies.", "由主管预算单位提出申请。")
def applied_by_unit(case: Applying, row: Row) -> Iterator[Finding]:
    plan = case.state.plan
    if plan is not None and plan.unit is not None and case.mandate.acts_for != plan.unit:
        yield found("Of a central unit it is the competent budget unit that applies: {unit}.", do="Have it apply from its own desk.",
                    unit=plan.unit)  # fmt: skip


@check("After a failed tender the application has its papers.", "因招标失败申请变更的，申请材料齐全。")
def papers_after_failure(case: Applying, row: Row) -> Iterator[Finding]:
    """The notice of the tender is on record; what was asked about it, and that its documents were fair, is handed in."""
    plan = case.state.plan
    if plan is None or plan.method_ground not in AFTER_A_TENDER:
        return
    there, least = {one.paper: one for one in case.asked.papers if one.files}, row.count("experts_min_count")
    for wanted in row.slugs("application_papers_after_failed_tender"):
        if wanted not in ON_RECORD and wanted not in there:
            yield found("The application lacks: {paper}.", at="papers", do="Add it, as a file.", paper=wanted)
    fair = there.get(FAIR)
    if fair is not None and fair.experts is not None and fair.experts < least:
        yield found("{count} experts signed the opinion that the documents were fair; there have to be {least}.", at="papers",
                    do="Have it signed by {least}, or by the panel that evaluated.", count=fair.experts, least=least)  # fmt: skip


@check("The documents of the failed tender were in order.", "失败的招标，其文件和程序没有问题。")
def documents_were_fair(case: Applying, row: Row) -> Iterator[Finding]:
    """Where the tender left one supplier: an opinion that nothing in its documents had kept the others away."""
    plan = case.state.plan
    if plan is not None and plan.method_ground == ONE_LEFT and not any(one.paper == FAIR and one.files for one in case.asked.papers):
        yield found("The application lacks: {paper}.", at="papers", do="Add it, as a file.", paper=FAIR)


@check("The sections concerned consulted, and all signed.", "内部会商意见由各方签字。")
def consulted_within(case: Applying, row: Row) -> Iterator[Finding]:
    if row.yes("opinion_signed_by_all") and not any(one.paper == "internal-consultation" and one.files for one in case.asked.papers):
        yield found("The application lacks the opinion that these sections signed: {sections}.", at="papers", do="Add it, as a file.",
                    sections=row.slugs("internal_consultation_between"))  # fmt: skip


def may_approve(row: Row, ours: str | None, theirs: str | None, level: str | None) -> bool:
    """Whether a department of this place and level may decide for a purchaser of ours; a county may where its province lets it."""
    above = level == CENTRAL or (bool(theirs) and (ours or "").startswith(theirs or ""))
    return above and level in (*row.slugs("approver_levels"), COUNTY)


def _competent(case: Case[Procurement, Command], row: Row, at: str) -> Iterator[Finding]:
    ours, theirs = case.facts[purchaser], case.facts[authority]
    if not may_approve(row, ours.place, theirs.place, theirs.level) or theirs.nature != STATE_ORGAN:
        yield found("{authority} cannot decide on purchases of {purchaser}: it is of another place or level.", at=at,
                    do="Name the finance department of its city, or of a level above.",
                    authority=theirs.key, purchaser=ours.key)  # fmt: skip


@check("The finance department that is asked may decide.", "受理申请的财政部门具有审批权限。")
def authority_may_decide(case: Applying, row: Row) -> Iterator[Finding]:
    yield from _competent(case, row, "authority")


@check("Who decides may decide.", "审批机关具有审批权限。")
def decider_competent(case: Deciding, row: Row) -> Iterator[Finding]:
    waiting = case.state.application
    if waiting is None:
        return
    yield from _competent(case, row, "")
    if case.mandate.role is Role.REVIEWER:
        if not _kept(case.asked.outside):
            yield found("Nothing is kept of the decision of {authority}.", at="outside/scan",
                        do="Choose a scan of it, or have the department decide from its own desk.",
                        authority=waiting.authority)  # fmt: skip
    elif case.mandate.acts_for != waiting.authority:
        yield found("It was applied for at {authority}.", do="Leave it to {authority}.", authority=waiting.authority)


@check("A county decides where the government of its province lets it.", "县级行使审批职权的，已经省级人民政府批准。")
def county_empowered(case: Case[Procurement, DecideMethod], row: Row) -> Iterator[Finding]:
    if case.facts[authority].level != COUNTY:
        return
    if not row.yes("county_managed_by_province_may_approve") or not _kept(case.asked.power):
        yield found(
            "A county decides only where the province manages its finances and its government lets it: nothing is kept that shows it.",
            at="power/scan",
            do="Add the approval of the government of the province, or have the city decide.",
        )


@check("The last day of an approval is to come.", "批准的有效期尚未届满。")
def still_good(case: Deciding, row: Row) -> Iterator[Finding]:
    if case.asked.valid_until is not None and case.asked.valid_until < case.today:
        yield found("Its last day, {day}, is past already.", at="valid_until", do="Name a day to come, or none.",
                    day=case.asked.valid_until)  # fmt: skip


@check("Whoever applied does not decide.", "申请人不参与审批。")
def decided_by_another(case: Deciding, row: Row) -> Iterator[Finding]:
    waiting = case.state.application
    if waiting is not None and {*case.mandate.deciders} & {*waiting.entered_by}:
        yield found("You have applied for it yourself.", do="Have another person enter the decision.")
    if case.mandate.role is not Role.REVIEWER and case.mandate.acts_for == case.state.body:
        yield found("The department decides on a purchase of its own.", do="Have the department of the level above decide.")


def same_plan(one: object, plan: ImplementationPlanFiled) -> bool:
    """Whether an application or a decision covers the plan as it stands: its method and case, and no more money."""
    said = (getattr(one, "method", None), getattr(one, "method_ground", None))
    return said == (plan.method, plan.method_ground) and plan.budget <= getattr(one, "budget", 0)


@check("Another method than open tender was approved where it has to be.", "应当审批的非招标方式已经批准。")
def method_settled(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    """Where the purchase starts the method is weighed anew, by the law of that day; the newest decision counts, for what it approved."""
    plan = on_record(case.state.plan, "implementation-plan-filed")
    if not needs_approval(case, row):
        return
    newest = case.state.method_decisions[-1] if case.state.method_decisions else None
    if newest is not None and newest.result == APPROVED:
        yield from _covered(case, newest, plan)
    elif plan.approval is not None:
        yield found(
            "The plan says that approval of {method} is applied for before the notice, and none is on record.",
            do="Have the method approved, or file the plan again.",
            method=plan.method,
        )
    else:
        amount, source = amount_of(case.law, OPEN_TENDER_AMOUNT)
        yield found(
            "{budget} reaches the open-tender amount of {amount} ({source}), and no approval of {method} is on record.",
            do="Have the method approved, or file the plan again as an open tender.",
            budget=plan.budget,
            amount=amount,
            source=source.id,
            sure=source.blocks,
            method=plan.method,
        )


def _covered(case: Case[Procurement, Command], one: MethodDecided, plan: ImplementationPlanFiled) -> Iterator[Finding]:
    if not same_plan(one, plan):
        yield found(
            "The approval {decision} is for {approved} up to {most}; the plan is for {method} and {budget}.",
            do="File the plan that was approved, or apply again.",
            decision=one.decision,
            approved=one.method,
            most=one.budget,
            method=plan.method,
            budget=plan.budget,
        )
    if one.valid_until is not None and one.valid_until < case.today:
        yield found("The approval {decision} was good until {day}.", do="Apply again.", decision=one.decision, day=one.valid_until)


@check("What was decided elsewhere, or without a unit above that consented, is told.", "在其他系统作出或者未经上级单位同意的，予以提示。")
def decided_elsewhere_told(case: Case[Procurement, GiveConsent | DecideMethod], row: Row) -> Iterator[Finding]:
    """A body may be its own competent budget unit, or have left the unit out of its file: whoever knows it can tell."""
    plan = case.state.plan
    if isinstance(case.asked, DecideMethod) and plan is not None and plan.unit is None:
        yield found("The file of {purchaser} names no unit above it: nobody above was asked to consent.",
                    do="Look whether one stands above it; where one does, have its file put right and the plan filed again.",
                    purchaser=case.facts[purchaser].key)  # fmt: skip
    if case.asked.outside is not None and case.mandate.role is Role.REVIEWER:
        yield found("It was decided elsewhere, and the purchaser's reviewer entered it here.", do="Compare it with the paper that is kept.")


def decided_in_time(result: Slug) -> Check[Procurement, DecideMethod]:
    """A check that a decision with this result came within the days that a row gives it."""

    def within_its_days(case: Deciding, row: Row) -> Iterator[Finding]:
        waiting = case.state.application
        if waiting is None or case.asked.result != result:
            return
        last = case.calendar.latest(case.day(waiting.happened), row.period())
        if case.today > last:
            yield found("It was applied for on {on}, and is decided after {last}.", do="Decide sooner.",
                        on=case.day(waiting.happened), last=last)  # fmt: skip

    return check("It is decided in time.", "在规定期限内批复。")(within_its_days)
