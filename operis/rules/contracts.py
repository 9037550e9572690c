"""What must a contract, and the draft in a plan, contain; how long may it run, when is it paid, how is it accepted?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import PlanTerms
from operis.law.book import Row

PlanCase = Case[Procurement, FilePlan]
MONTHS_IN_YEAR = 12


@check("All groups of contract clauses are drafted.", "合同各组条款均已拟定。")
def groups_drafted(case: PlanCase, row: Row) -> Iterator[Finding]:
    for group in row.slugs("contents"):
        if group not in case.asked.contract_groups:
            yield found("The draft contract has no clauses on: {group}.", at="contract_groups", do="Add them.", group=Slug(group))


@check("The term of the contract is not too long.", "合同期限不超过规定。")
def term_allowed(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Normally a year with all extensions; longer only where each condition of the row is met."""
    months, normal, most = (
        case.asked.term_months + (case.asked.extension_months or 0),
        MONTHS_IN_YEAR * row.count("term_years_max"),
        MONTHS_IN_YEAR * row.count("extended_term_years_max"),
    )
    lacking = tuple(one for one in row.slugs("extended_term_all_of") if one not in case.asked.term_grounds)
    if months > most:
        yield found(
            "A term of {months} months is longer than {most} months.", at="term_months", do="Shorten the term.", months=months, most=most
        )
    elif months > normal and lacking:
        yield found(
            "A term of {months} months is longer than {normal} months, and not every condition for that is met: {lacking}.",
            at="term_months",
            do="Shorten the term, or show that the conditions are met.",
            months=months,
            normal=normal,
            lacking=lacking,
        )


def kept_for_small(plan: PlanTerms) -> bool:
    """Whether a small or medium enterprise is sure to win something."""
    return (plan.reservation is not None and plan.reservation.way in ("whole", "lot")) or any(lot.reserved for lot in plan.lots)


@check("It is paid within the time allowed.", "付款期限符合规定。")
def paid_in_time(case: PlanCase, row: Row) -> Iterator[Finding]:
    """The days protect small and medium enterprises: they bind the plan where what is bought is kept for such."""
    days, most = case.asked.payment_days, row.count("payment_agreed_days_max")
    if days is None:
        yield found("The plan does not say within how many days is paid.", at="payment_days", do="State the days.")
    elif days > most and kept_for_small(case.asked):
        yield found(
            "Payment within {days} days is later than the {most} days that may be agreed.",
            at="payment_days",
            do="Pay earlier.",
            days=days,
            most=most,
        )


@check("It is planned how the service will be accepted.", "已明确履约验收方案。")
def acceptance_planned(case: PlanCase, row: Row) -> Iterator[Finding]:
    if case.asked.acceptance is None:
        yield found("The plan does not say how the service will be accepted.", at="acceptance", do="Write down how it will be accepted.")


@check("Whether a small or medium winner could be paid so late is told.", "提示中小企业中标、成交时的最长付款期限。")
def paid_late(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Where anybody may win, later payment may be planned, and a small or medium winner has to be paid earlier."""
    days, most = case.asked.payment_days, row.count("payment_agreed_days_max")
    if days is not None and days > most and not kept_for_small(case.asked):
        yield found(
            "Payment within {days} days: if a small or medium enterprise wins, its contract may agree on {most} days at most.",
            at="payment_days",
            do="Plan to pay within these days, whoever wins.",
            days=days,
            most=most,
        )
