"""Does the ground on which a bid is held invalid stand in the documents, and does the record bear it out?"""

from collections.abc import Iterator

from operis.core.case import Case, on_record
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.money import Fen
from operis.dockets.procurement.commands import ExamineBids
from operis.dockets.procurement.evaluating import Verdict
from operis.dockets.procurement.evaluation import first_offers
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row

ExamineCase = Case[Procurement, ExamineBids]
OTHER, TOO_DEAR, NO_BOND, RELATED = "other", "price-above-budget-or-ceiling", "no-bond", "related-suppliers"
NOT_QUALIFIED = "not-qualified"
TOGETHER = 2
"""So many at least take part together."""


@check("A bid that is invalid on another ground of the documents is told the clause.", "以采购文件规定的其他情形认定无效的，已列明条款。")
def clause_named(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """A ground that the law does not name stands in the documents, and its clause is named."""
    for place, one in _held_invalid(case, OTHER):
        if one.clause is None:
            yield found(
                "The bid of {supplier} is held invalid on another ground of the documents, and no clause of them is named.",
                at=f"verdicts/{place}/clause",
                do="Name the clause, with its words; what the documents do not say puts no bid out.",
                supplier=one.supplier,
            )


@check(
    "A bid that is invalid for its price asks more than the budget or ceiling.",
    "以报价超限认定无效的，报价确实超过预算金额或者最高限价。",
)
def price_too_high(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """A price is above the budget or ceiling only where the price that was opened, or put right, is."""
    for place, one in _held_invalid(case, TOO_DEAR):
        price, limit = _price(case, one), limit_of(case.state, one.lot)
        if price is not None and price <= limit:
            yield found(
                "The price of {supplier} is {price}; that is not above {limit}.",
                at=f"verdicts/{place}/ground",
                do="Let the bid pass, or name the ground that fits.",
                supplier=one.supplier,
                price=price,
                limit=limit,
            )


@check("A bid that is invalid without bid security was asked for one.", "以未提交保证金认定无效的，公告确已要求保证金。")
def bond_was_asked(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """No bid lacks a security that the notice did not ask."""
    if case.state.notice is None or case.state.notice.bond:
        return
    for place, one in _held_invalid(case, NO_BOND):
        yield found(
            "The bid of {supplier} is held invalid without bid security; the notice asks for none.",
            at=f"verdicts/{place}/ground",
            do="Let the bid pass, or name the ground that fits.",
            supplier=one.supplier,
        )


@check("Who is said to be related is named with another bidder of the lot.", "以关联关系认定无效的，同一采购包内至少涉及两家供应商。")
def related_named(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """Nobody is related alone: whoever took part together falls together."""
    held = [(place, one) for place, one in _held_invalid(case, RELATED)]
    for place, one in held:
        if sum(each.lot == one.lot for _place, each in held) < TOGETHER:
            yield found(
                "{supplier} alone is said to be related to another bidder of lot {lot}.",
                at=f"verdicts/{place}/ground",
                do="Hold the bid of the other one invalid too, or name the ground that fits.",
                supplier=one.supplier,
                lot=one.lot,
            )


@check("A bidder that does not meet the conditions is told which one.", "以不具备资格要求认定无效的，已写明是哪一项条件。")
def condition_named(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """One of those that the notice had, by its number; one that only other documents have, by its clause."""
    plan = case.state.plan
    there = len(plan.conditions) if plan is not None else 0
    for place, one in _held_invalid(case, NOT_QUALIFIED):
        if one.condition is None and one.clause is None and there:
            yield found(
                "The bid of {supplier} is held not to meet the conditions, and none of them is named.",
                at=f"verdicts/{place}/condition",
                do="Name the condition that it does not meet, or the clause of the documents.",
                supplier=one.supplier,
            )
        elif one.condition is not None and not 1 <= one.condition <= there:
            yield found(
                "There is no condition No. {no}.",
                at=f"verdicts/{place}/condition",
                do="Name one of those that the notice has.",
                no=str(one.condition),
            )


BORNE_OUT = (clause_named, condition_named, price_too_high, bond_was_asked)


def _held_invalid(case: ExamineCase, ground: str) -> Iterator[tuple[int, Verdict]]:
    return ((place, one) for place, one in enumerate(case.asked.verdicts) if one.result == "invalid" and one.ground == ground)


def _price(case: ExamineCase, verdict: Verdict) -> Fen | None:
    """As it is put right in the same examination, else as it was opened."""
    place = (verdict.lot, verdict.supplier)
    opened = (one.price for one in first_offers(case.state, verdict.lot) if one.supplier == verdict.supplier)
    return next((one.price for one in case.asked.prices if (one.lot, one.supplier) == place), next(opened, None))


def limit_of(state: Procurement, lot: str) -> Fen:
    """What no price of a lot may exceed: its ceiling, or its budget where there is none."""
    plan = on_record(state.plan, "implementation-plan-filed")
    divided = next((one.budget for one in plan.lots if one.lot == lot), None)
    return divided if divided is not None else plan.budget if plan.ceiling is None else plan.ceiling
