"""Does the case fit in which a method may be used, and does the record bear it out?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.failed_facts import (
    ONE_LEFT,
    OPEN,
    TENDERS,
    TWO_LEFT,
    FailedTender,
    failed_tenders,
    months,
    named,
    planned,
    wanted,
)
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.amounts import OPEN_TENDER_AMOUNT, amount_of
from operis.rules.scoring.matter import BY_PRICE

PlanCase = Case[Procurement, FilePlan]
TENDER_FAILED, AGAIN = "tender-failed", 2
"""So many tenders that failed are one that failed again."""
TALKED_ABOUT = {"urgent": "urgency_if_any", "price-not-computable": "price_not_computable_if_any"}
TENDER_AGAIN = "documents-or-procedure-bad-correct-and-tender-again"
NARROWED = {**TALKED_ABOUT, "only-one-supplier": "only_one_supplier_if_any"}
"""The cases that the law narrows to certain reasons, each with the term that lists them; the first are those of a negotiation."""


def case_named(*always: str, listed: str = "cases_any_of", besides: str | None = None) -> Check[Procurement, FilePlan]:
    """A check that the plan names a case of the method; `always` are cases that every purchase of services fits by itself.

    `listed` is the term of the row with the cases; `besides` is another row that has more of them.
    """

    def method_fits(case: PlanCase, row: Row) -> Iterator[Finding]:
        more = case.law.get(besides, method=case.method) if besides else None
        named, cases = case.asked.method_ground, (*row.slugs(listed), *(more.slugs(listed) if more else ()))
        fits = named in cases if named else any(one in cases for one in always)
        if not fits:
            yield found(
                "The plan names no case in which this method may be used (given: {named}).",
                at="method_ground",
                do="Name one of: {cases}, or choose open tendering.",
                cases=cases,
                named=Slug(named or "none"),
            )

    return check("The case fits the method.", "符合该采购方式的适用情形。")(method_fits)


def case_narrowed(named: str) -> Check[Procurement, FilePlan]:
    """A check that a case has one of the reasons to which the law narrows it."""
    term = NARROWED[named]

    def reason_counts(case: PlanCase, row: Row) -> Iterator[Finding]:
        given = case.asked.case_reason
        if case.asked.method_ground == named and given not in row.slugs(term):
            yield found(
                "In the case “{named}” the law counts only certain reasons (given: {given}).",
                at="case_reason",
                do="Name one of: {reasons}, or choose open tendering.",
                named=Slug(named),
                given=given or Slug("none"),
                reasons=row.slugs(term),
            )

    return check("A case that the law narrows has its reason.", "法律限定的适用情形写明了符合的理由。")(reason_counts)


@check("A tender that is said to have failed stands on the record.", "所称招标失败有记录可查。")
def failure_on_record(case: PlanCase, row: Row) -> Iterator[Finding]:
    """No bid, none that met the requirements, or a tender that failed once more; who has two bids goes another way."""
    if case.asked.method_ground != TENDER_FAILED:
        return
    before = case.facts[failed_tenders].found
    if len(before) < AGAIN and all(one.left for one in before):
        yield found(
            "The tender is said to have failed; of this need {count} ended for too few bids, with {left} that stood.",
            at="method_ground",
            do="Tender again, or name the case that fits.",
            count=len(before),
            left=sum(one.left for one in before),
        )


def left_on_record(*, listed: str, count: str) -> Check[Procurement, FilePlan]:
    """A check that the last open tender of the need left as many suppliers as the case says; both are terms of its row."""

    def suppliers_left(case: PlanCase, row: Row) -> Iterator[Finding]:
        if case.asked.method_ground not in row.slugs(listed):
            return
        last, wanted = case.facts[failed_tenders].last, row.count(count)
        left = last.suppliers(named(case.asked)) if last is not None and last.method == OPEN else ()
        if len(left) != wanted:
            yield found(
                "The plan says that the failed tender left {wanted}; of the last open tender of this need the record shows {left}.",
                at="method_ground",
                do="Tender again, or name the case that fits.",
                wanted=wanted,
                left=len(left),
            )

    words = ("As many suppliers are left of the failed tender as the case says.", "招标后剩余的供应商家数与所称情形一致。")
    return check(*words)(suppliers_left)


@check("The one supplier is the one whom the failed tender left.", "拟定供应商为招标后仅剩的供应商。")
def left_one_named(case: PlanCase, row: Row) -> Iterator[Finding]:
    one, left = case.asked.one_supplier, suppliers_of_the_tender(case)
    if case.asked.method_ground == ONE_LEFT and one is not None and left and one.supplier not in left:
        yield found("The failed tender left {left}, and the plan names {supplier}.", at="one_supplier/supplier", do="Name {left}.",
                    left=left[0], supplier=one.supplier)  # fmt: skip


def suppliers_of_the_tender(case: PlanCase) -> tuple[str, ...]:
    """With whom the purchase goes on, where its case is that a tender left so few."""
    told = failed_tenders in case.facts and case.asked.method_ground in (TWO_LEFT, ONE_LEFT)
    last = case.facts[failed_tenders].last if told else None
    return last.suppliers(named(case.asked)) if last is not None else ()


def as_tendered(ground: str) -> Check[Procurement, FilePlan]:
    """A check that what a failed tender is the reason for, in the case `ground`, is what that tender was of: it asks for no more."""

    def no_more_than_tendered(case: PlanCase, row: Row) -> Iterator[Finding]:
        last = _failed_for(case, ground)
        if last is None:
            return
        most, most_months, asked_months = planned(last.same(named(case.asked))), last.months, months(case.asked)
        if case.asked.budget > most:
            yield found("The failed tender {docket} had {most}, and the plan asks for {budget}.", at="budget",
                        do="Keep to what was tendered, or tender again with more money.",
                        docket=last.docket, most=most, budget=case.asked.budget)  # fmt: skip
        if case.asked.category != last.category:
            yield found("The failed tender {docket} was of {category}, and the plan is of {given}.", at="category",
                        do="Keep to what was tendered, or tender what is wanted now.",
                        docket=last.docket, category=last.category, given=case.asked.category)  # fmt: skip
        if asked_months > most_months:
            yield found("The failed tender {docket} was for {most} months, and the plan is for {months}.", at="term_months",
                        do="Keep to what was tendered, or tender the longer term.",
                        docket=last.docket, most=most_months, months=asked_months)  # fmt: skip

    words = ("What follows a failed tender asks for no more than that tender did.", "招标失败后改用其他方式的，不超出原招标内容和预算。")
    return check(*words)(no_more_than_tendered)


def in_other_words(ground: str) -> Check[Procurement, FilePlan]:
    """A check of what a plan that follows a failed tender, in the case `ground`, asks for and the tender did not ask for in these words."""

    def asked_as_tendered(case: PlanCase, row: Row) -> Iterator[Finding]:
        last = _failed_for(case, ground)
        now = wanted(case.asked) if last is not None else {}
        if last is not None and (other := tuple(dict.fromkeys(about for mark, about in now.items() if mark not in last.wanted))):
            yield found("The plan says in other words than the failed tender {docket}: {other}.", at="requirements",
                        do="Compare both: what asks for something else is tendered again.", docket=last.docket, other=other)  # fmt: skip

    words = ("What follows a failed tender says what that tender said.", "招标失败后改用其他方式的，采购需求表述与原招标一致。")
    return check(*words)(asked_as_tendered)


def _failed_for(case: PlanCase, ground: str) -> FailedTender | None:
    """The tender whose failure is the case that the plan names."""
    return case.facts[failed_tenders].last if case.asked.method_ground == ground else None


@check("A tender whose documents or procedure were at fault is held again.", "招标文件或者程序有问题的，改正后重新招标。")
def corrected_and_tendered(case: PlanCase, row: Row) -> Iterator[Finding]:
    """From the open-tender amount on; below it the body chooses its way."""
    last = case.facts[failed_tenders].last if failed_tenders in case.facts else None
    if last is None or not last.at_fault or case.asked.method in TENDERS or TENDER_AGAIN not in row.slugs("ways_on"):
        return
    if case.asked.budget >= amount_of(case.law, OPEN_TENDER_AMOUNT)[0]:
        yield found("The tender {docket} ended for too few bids, and its documents or its procedure were at fault.", at="method",
                    do="Correct them, and tender again.", docket=last.docket)  # fmt: skip


@check("The price alone decides.", "仅以价格确定成交供应商。")
def price_alone(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Among those that meet the need with equal quality and service the lowest final price wins: nothing is scored."""
    for place, one in enumerate(case.asked.criteria):
        if one.kind != "price" or one.formula not in BY_PRICE:
            yield found(
                "In this method nothing is scored: the lowest price among those that meet the need wins.",
                at=f"criteria/{place}",
                do="Leave one criterion, the price, by which the lowest wins; say what has to be met in the requirements.",
            )
    if not case.asked.criteria:
        yield found("The plan does not say that the lowest price wins.", at="criteria",
                    do="State the one criterion: the price, by which the lowest wins.")  # fmt: skip
