"""Which amounts of the place decide: the quota, the open-tender amount, the year's sum, the budget?"""

from collections.abc import Iterator

from operis.core.case import Case, on_record
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.money import Fen, yuan
from operis.dockets.budget.facts import EMERGENCY_PURCHASE, OtherPlan, branch, budget_line, other_plans, same_kind, year_spend
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.state import Procurement
from operis.law.book import Law, Row

PlanCase = Case[Procurement, FilePlan]
OPEN_TENDER_AMOUNT, QUOTA = "open_tender_services_fen", "quota_services_fen"


def amount_of(law: Law, term: str) -> tuple[Fen, Row]:
    """The amount of the place, level and day, nearest place first; Absent where no row of the pack has one."""
    row = on_record(law.having(term), term)
    return Fen(row.fen(term)), row


@check("There is a budget for it.", "已有预算。")
def budgeted(case: PlanCase, row: Row) -> Iterator[Finding]:
    if budget_line not in case.facts:
        yield found(
            "No budget line {line} of {year} is on record for this body.",
            at="budget_line",
            do="Have the budget entered first: budget first, purchase after.",
            line=case.asked.budget_line,
            year=str(case.asked.fiscal_year),
        )


@check("The budget line is for this service.", "预算是为该项服务安排的。")
def line_for_this(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Money that was budgeted for another service is none for this one; a line that names no service leaves it open."""
    if not row.yes("budgeted_required") or budget_line not in case.facts:
        return
    line = case.facts[budget_line]
    for at, given, budgeted_for in (
        ("category", case.asked.category, line.category),
        ("directory_item", case.asked.directory_item, line.directory_item),
    ):
        if given is not None and budgeted_for is not None and not given.startswith(branch(budgeted_for)):
            yield found(
                "Line {line} was budgeted for {budgeted_for}; the plan is for {given}.",
                at=at,
                do="Name the line of this service, or have the budget adjusted first.",
                line=line.line,
                budgeted_for=budgeted_for,
                given=given,
            )


@check("The amount is within the budget.", "金额不超过预算。")
def within_budget(case: PlanCase, row: Row) -> Iterator[Finding]:
    line = case.facts[budget_line]
    if case.asked.budget > line.free:
        yield found(
            "The plan asks for {budget}; line {line} has {free} left of {amount}.",
            at="budget",
            do="Lower the budget, or have the line adjusted first.",
            budget=case.asked.budget,
            line=line.line,
            free=line.free,
            amount=line.whole,
        )


@check("From the amount on it is an open tender.", "达到公开招标数额标准的，公开招标。")
def open_above_amount(case: PlanCase, row: Row) -> Iterator[Finding]:
    amount, source = amount_of(case.law, OPEN_TENDER_AMOUNT)
    if case.asked.budget >= amount and case.asked.method not in row.slugs("approval_exempt_methods") and case.asked.approval is None:
        yield found(
            "{budget} reaches the open-tender amount of {amount} ({source}); {method} needs approval first.",
            at="method",
            do="Plan an open tender, or say in the plan that approval will be applied for before the notice.",
            budget=case.asked.budget,
            amount=amount,
            source=source.id,
            sure=source.blocks,
            method=case.asked.method,
        )


@check("The purchase is not split to stay below an amount.", "没有化整为零规避公开招标。")
def not_split(case: PlanCase, row: Row) -> Iterator[Finding]:
    """One budget item and category, several times a year, otherwise than by open tender: together at most the open-tender amount.

    It is no splitting where the other method is approved: a plan that says so is weighed again at its notice.
    """
    approved = case.asked.approval is not None and "other-method-approved" in row.slugs("exceptions_any")
    if approved or case.asked.method in row.slugs("methods_not_counted"):
        return
    amount, source = amount_of(case.law, OPEN_TENDER_AMOUNT)
    spent = case.facts[year_spend]
    total = Fen(spent.counted + case.asked.budget)
    if spent.counted and total > amount:
        yield found(
            "With {dockets}, this category of the budget item comes to {total} in {year} without open tender: above {amount} ({source}).",
            at="budget",
            do="Buy the rest of the year together, by open tender.",
            dockets=spent.named,
            total=total,
            year=str(case.asked.fiscal_year),
            amount=amount,
            source=source.id,
            sure=source.blocks,
        )


@check("One need is not split over several budget items to stay below an amount.", "同一需求没有分列多个预算项目规避公开招标。")
def need_not_split(case: PlanCase, row: Row) -> Iterator[Finding]:
    """One need is no smaller where its parts are paid from several budget items; what stands on one of them is counted by itself.

    What a disaster forces to be bought is outside the law that forbids it, and not counted here.
    """
    if row.yes("splitting_allowed") or case.asked.approval is not None or case.asked.method in row.slugs("methods_not_counted"):
        return
    others = [one for one in _of_the_need(case) if one.method not in (*row.slugs("methods_not_counted"), EMERGENCY_PURCHASE)]
    if all(one.budget_item == case.facts[budget_line].budget_item for one in others):
        return
    amount, source = amount_of(case.law, OPEN_TENDER_AMOUNT)
    total = Fen(case.asked.budget + sum(one.budget for one in others))
    if total > amount:
        yield found(
            "{need} comes to {total} without open tender, with {dockets} paid from other budget items: above {amount} ({source}).",
            at="budget",
            do="Buy what the need asks for together, by open tender.",
            need=case.asked.need.upper(),
            total=total,
            dockets=_named(others),
            amount=amount,
            source=source.id,
            sure=source.blocks,
        )


def _of_the_need(case: PlanCase) -> list[OtherPlan]:
    """The other plans of the same need that buy the same."""
    return [one for one in case.facts[other_plans].of_need(case.asked.need) if same_kind(one.category, case.asked.category)]


def _named(plans: list[OtherPlan]) -> str:
    return ", ".join(f"{one.docket} ({yuan(one.budget)})" for one in plans)


@check("The amount is below the quota.", "金额在采购限额标准以下。")
def below_quota(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Outside the procurement law only where the amount of the need stays under the quota of the place, whatever it is paid from."""
    amount, source = amount_of(case.law, QUOTA)
    others = _of_the_need(case)
    total = Fen(case.asked.budget + sum(one.budget for one in others))
    if case.asked.budget < amount <= total:
        yield found(
            "{need} comes to {total} with {dockets}: this reaches the quota of {amount} ({source}), and the procurement law applies.",
            at="method",
            do="Choose one of its methods for what is left of the need.",
            need=case.asked.need.upper(),
            total=total,
            dockets=_named(others),
            amount=amount,
            source=source.id,
            sure=source.blocks,
        )
    if case.asked.budget >= amount:
        yield found(
            "{budget} reaches the quota of {amount} ({source}): the procurement law applies.",
            at="method",
            do="Choose one of its methods.",
            budget=case.asked.budget,
            amount=amount,
            source=source.id,
            sure=source.blocks,
        )


@check("The method may be used for services.", "该采购方式可以用于服务。")
def services_allowed(case: PlanCase, row: Row) -> Iterator[Finding]:
    """A request for quotations is for goods."""
    if "services" not in row.slugs("objects_allowed"):
        yield found(
            "{method} is only for {objects}, and this is a service.",
            at="method",
            do="Choose another method, such as competitive consultation.",
            method=case.asked.method,
            objects=row.slugs("objects_allowed"),
        )


@check("The method is one that the law names.", "采购方式属于法定方式。")
def method_known(case: PlanCase, row: Row) -> Iterator[Finding]:
    """The methods are those of the law of the day."""
    if case.asked.method not in row.slugs("methods"):
        yield found(
            "{method} is not among the methods of the day.",
            at="method",
            do="Choose one of: {methods}.",
            method=case.asked.method,
            methods=row.slugs("methods"),
        )
