"""What was bought outside the methods, beside plans and other such purchases: is the part free, the money there, nothing split?"""

from collections.abc import Iterator
from typing import Any

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.money import Fen, yuan
from operis.dockets.budget.facts import EMERGENCY_PURCHASE, ITEM, LINE, TITLE, BudgetLineFact, OtherPlan, OtherPlans, other_plans, same_kind
from operis.dockets.need.commands import EnterOutsidePurchase
from operis.dockets.need.spent_facts import bought_beside, paid_from
from operis.dockets.need.state import Need
from operis.dockets.need.terms import COOPERATIVE, METHOD_OF
from operis.dockets.procurement.commands import FilePlan
from operis.law.book import Law, Row
from operis.rules.amounts import OPEN_TENDER_AMOUNT, QUOTA, amount_of

OutsideCase = Case[Need, EnterOutsidePurchase]


def line_of(case: OutsideCase) -> BudgetLineFact | None:
    if paid_from in case.facts:
        return case.facts[paid_from]
    return None


@check("Something is left of the part to be bought.", "该部分需求尚未全部采购完毕。")
def part_left(case: OutsideCase, row: Row) -> Iterator[Finding]:
    if case.asked.part in case.state.bought:
        yield found(
            "Nothing of part {part} is left to be bought: so it was entered before.",
            at="part",
            do="Record what is needed beyond it as a need of its own.",
            part=case.asked.part,
        )


@check("The part has no plan of the year.", "该部分需求本年度没有实施计划。")
def part_unplanned(case: OutsideCase, row: Row) -> Iterator[Finding]:
    """What is being bought by a method of the law is not bought beside it as well."""
    for one in case.facts[bought_beside].of_need(case.docket or ""):
        if one.part == case.asked.part and not one.outside:
            yield found(
                "Part {part} has a plan already: {docket} ({amount}).",
                at="part",
                do="End that purchase on a ground of the law first, or record what cannot wait as a need of its own.",
                part=one.part,
                docket=one.docket,
                amount=one.budget,
            )


@check("The budget line is on record.", "预算编号已登记。")
def line_there(case: OutsideCase, row: Row) -> Iterator[Finding]:
    if case.asked.budget_line is not None and line_of(case) is None:
        yield found("No budget line {line} of {year} is on record for this body.", at="budget_line", do="Choose one from the list.",
                    line=case.asked.budget_line, year=str(case.asked.outside.on.year))  # fmt: skip


@check("What is bought by a method of the law is within the budget.", "按法定方式采购的，在预算之内。")
def paid_within_line(case: OutsideCase, row: Row) -> Iterator[Finding]:
    """Only what a disaster forces is outside the law that says so."""
    if case.asked.ground == COOPERATIVE:
        if case.asked.budget_line is None:
            yield found("No budget line is named.", at="budget_line", do="Choose the line from which it is paid.")
        yield from _above_line(case)


@check("What a disaster forced to be bought is within the budget.", "应急采购在预算之内。")
def beyond_line(case: OutsideCase, row: Row) -> Iterator[Finding]:
    """Told: it is bought, and outside the law that would forbid it; the money is still owed an explanation."""
    if case.asked.ground != COOPERATIVE:
        if case.asked.budget_line is None:
            yield found("It is not said from which budget line it is paid.", at="budget_line", do="Choose the line, where there is one.")
        yield from _above_line(case)


def _above_line(case: OutsideCase) -> Iterator[Finding]:
    line = line_of(case)
    if line is not None and case.asked.price > line.free:
        yield found(
            "It cost {price}; line {line} has {free} left of {amount}.",
            at="price",
            do="Compare the sum with its paper, or have the line adjusted.",
            price=case.asked.price,
            line=line.line,
            free=line.free,
            amount=line.whole,
        )


@check("The purchase is not split to stay below an amount.", "没有化整为零规避公开招标。")
def outside_not_split(case: OutsideCase, row: Row) -> Iterator[Finding]:
    """As of a plan: one budget item and kind, several times a year, otherwise than by open tender; what a disaster forces is left out."""
    line = line_of(case)
    if case.asked.ground != COOPERATIVE or line is None or line.category is None:
        return
    others = [one for one in _counted(case, row) if one.budget_item == line.budget_item and same_kind(one.category, line.category)]
    amount, source = amount_of(case.law, OPEN_TENDER_AMOUNT)
    total = _sum(case.asked.price, others)
    if others and total > amount:
        yield found(
            "With {dockets}, this category of the budget item comes to {total} in {year} without open tender: above {amount} ({source}).",
            at="price",
            do="Buy the rest of the year together, by open tender.",
            dockets=named(others),
            total=total,
            year=str(case.asked.outside.on.year),
            amount=amount,
            source=source.id,
            sure=source.blocks,
        )


@check("One need is not split over several budget items to stay below an amount.", "同一需求没有分列多个预算项目规避公开招标。")
def outside_need_not_split(case: OutsideCase, row: Row) -> Iterator[Finding]:
    if case.asked.ground != COOPERATIVE or row.yes("splitting_allowed"):
        return
    line, need = line_of(case), (case.docket or "").upper()
    others = [one for one in _counted(case, row) if one.need == need]
    if all(line is not None and one.budget_item == line.budget_item for one in others):
        return
    amount, source = amount_of(case.law, OPEN_TENDER_AMOUNT)
    total = _sum(case.asked.price, others)
    if total > amount:
        yield found(
            "{need} comes to {total} without open tender, with {dockets} paid from other budget items: above {amount} ({source}).",
            at="price",
            do="Buy what the need asks for together, by open tender.",
            need=need,
            total=total,
            dockets=named(others),
            amount=amount,
            source=source.id,
            sure=source.blocks,
        )


def _counted(case: OutsideCase, row: Row) -> list[OtherPlan]:
    """What the law counts: open tenders are no splitting, and what a disaster forced is outside it."""
    left_out = (*row.slugs("methods_not_counted"), EMERGENCY_PURCHASE)
    return [one for one in case.facts[bought_beside].found if one.method not in left_out]


@check("Why small purchases outside the methods are bought apart is said.", "分次采购合计达到数额标准的，说明分开采购的理由。")
def apart_explained(case: OutsideCase, row: Row) -> Iterator[Finding]:
    """Asked for where only together they come to the quota or to the open-tender amount."""
    if case.asked.apart is None:
        for others, total, amount, source in _together(case, row):
            yield found(
                "With {dockets}, this comes to {total} in {year}; by itself it stays under {amount} ({source}).",
                at="apart",
                do="Say why it is bought apart from them.",
                dockets=named(others),
                total=total,
                year=str(case.asked.outside.on.year),
                amount=amount,
                source=source.id,
            )


@check("Purchases that only together come to an amount of the place are told.", "合计达到当地数额标准的采购，予以提示。")
def slices_told(case: OutsideCase, row: Row) -> Iterator[Finding]:
    for others, total, amount, source in _together(case, row):
        yield found(
            "With {dockets}, this comes to {total} in {year}; by itself it stays under {amount} ({source}).",
            at="price",
            do="Read the reason that is given, and compare the papers.",
            dockets=named(others),
            total=total,
            year=str(case.asked.outside.on.year),
            amount=amount,
            source=source.id,
        )


def _together(case: OutsideCase, row: Row) -> Iterator[tuple[list[OtherPlan], Fen, Fen, Row]]:
    for amount, source, others in reaching(case.facts[bought_beside], case.asked.price, row, case.law):
        yield others, _sum(case.asked.price, others), amount, source


def reaching(known: OtherPlans, price: Fen, row: Row, law: Law) -> Iterator[tuple[Fen, Row, list[OtherPlan]]]:
    """The amounts of the place that a purchase outside the methods reaches only together with others: the quota by what had no method."""
    for term, methods in ((QUOTA, row.slugs("methods_outside_the_law")), (OPEN_TENDER_AMOUNT, None)):
        source = law.having(term)
        counted = [one for one in known.found if one.method not in row.slugs("methods_not_counted")]
        others = [one for one in counted if methods is None or one.method in methods]
        if source is not None and others and price < (amount := Fen(source.fen(term))) <= _sum(price, others):
            yield amount, source, others


@check("That another need has the same item and budget line is told.", "另有需求的条目、预算编号相同的，予以提示。")
def twin_told(case: Case[Any, FilePlan], row: Row) -> Iterator[Finding]:
    """A need that is recorded anew is no other need by that; what the law does not count as splitting is not looked at either."""
    asked = case.asked
    if asked.approval is None and asked.method not in row.slugs("methods_not_counted"):
        yield from _twins(case.facts[other_plans], asked.need, row, explained=asked.apart is not None)


@check("That another need has the same item and budget line is told.", "另有需求的条目、预算编号相同的，予以提示。")
def outside_twin_told(case: OutsideCase, row: Row) -> Iterator[Finding]:
    asked = case.asked
    if METHOD_OF.get(asked.ground or "", "") not in row.slugs("methods_not_counted"):
        yield from _twins(case.facts[bought_beside], case.docket or "", row, explained=asked.apart is not None)


def twins(known: OtherPlans, need: str, row: Row) -> Iterator[OtherPlan]:
    """What another need was planned or bought for from the same line, with the same item of the directory or all but the same title."""
    counted = (one for one in known.found if one.need != need.upper() and one.method not in row.slugs("methods_not_counted"))
    return (one for one in counted if LINE in one.ties and {ITEM, TITLE} & {*one.ties})


def _twins(known: OtherPlans, need: str, row: Row, *, explained: bool) -> Iterator[Finding]:
    for one in twins(known, need, row):
        if explained:
            yield found("{docket} ({amount}) is for another need, {need}, and has this in common: {ties}.", at="apart",
                        do="Read the reason that is given.",
                        docket=one.docket, amount=one.budget, need=one.need, ties=one.ties)  # fmt: skip
        else:
            yield found("{docket} ({amount}) is for another need, {need}, and has this in common: {ties}.", at="apart",
                        do="Say why it is bought apart from that, or buy them together.",
                        docket=one.docket, amount=one.budget, need=one.need, ties=one.ties)  # fmt: skip


def named(plans: list[OtherPlan]) -> str:
    return ", ".join(f"{one.docket} ({yuan(one.budget)})" for one in plans)


def _sum(price: Fen, others: list[OtherPlan]) -> Fen:
    return Fen(price + sum(one.budget for one in others))
