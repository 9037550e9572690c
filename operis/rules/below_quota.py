"""Below the quota no panel sits: the purchaser examines the bids itself, and says why it does not take the cheapest."""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.money import Fen
from operis.dockets.procurement.awarding import Awarded
from operis.dockets.procurement.commands import DecideAward, SetAsideAward
from operis.dockets.procurement.evaluation import award_of, lots_open, new_start, offers, put_aside, qualified
from operis.dockets.procurement.opened import Opened
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.awards import NEXT
from operis.rules.examination import BOTH

ChoiceCase = Case[Procurement, DecideAward]


def by_price(state: Procurement, lot: str) -> tuple[tuple[Fen, Opened], ...]:
    """The valid bids of a lot that waits for an award, the cheapest first; who refused to sign is out."""
    if lot not in lots_open(state) or award_of(state, lot) is not None or new_start(state, lot):
        return ()
    valid = set(qualified(state, lot, BOTH)) - put_aside(state, lot)
    priced = [(one.price, one) for one in offers(state, lot) if one.supplier in valid and one.price is not None]
    return tuple(sorted(priced, key=lambda each: (each[0], each[1].supplier)))


@check("There are examined bids to choose from.", "有经审查待选定的响应文件。")
def bids_to_choose_from(case: ChoiceCase, row: Row) -> Iterator[Finding]:
    if not any(by_price(case.state, lot) for lot in case.state.lots):
        yield found("No examined bid waits for a choice.", do="Examine the bids first.")


@check("The one chosen has a valid bid.", "选定的供应商响应有效。")
def one_of_the_bids(case: ChoiceCase, row: Row) -> Iterator[Finding]:
    lots = [one.lot for one in case.asked.awards]
    if not lots:
        yield found("No award is named.", at="awards", do="Name the lot and its winner.")
    for place, one in enumerate(case.asked.awards):
        there = {bid.supplier for _, bid in by_price(case.state, one.lot)}
        if one.supplier not in there or lots.count(one.lot) > 1:
            yield found(
                "{supplier} has no valid bid for lot {lot}, or the lot is named twice.",
                at=f"awards/{place}",
                do="Name one whose bid is valid.",
                supplier=one.supplier,
                lot=one.lot,
            )


@check("Who takes a dearer bid says why.", "选择较高报价的，已说明理由。")
def dearer_for_a_reason(case: ChoiceCase, row: Row) -> Iterator[Finding]:
    for place, one in enumerate(case.asked.awards):
        bids = by_price(case.state, one.lot)
        mine = next((price for price, bid in bids if bid.supplier == one.supplier), None)
        if mine is not None and mine > bids[0][0] and case.asked.reason is None:
            yield found(
                "{supplier} asks {price}; {cheapest} asks {least}, and no reason is given for the dearer one.",
                at=f"awards/{place}/supplier",
                do="Give the reason, in what is bought, capacity or credit, or take the cheaper bid.",
                supplier=one.supplier,
                price=mine,
                cheapest=bids[0][1].supplier,
                least=bids[0][0],
            )


@check("The price is within the budget of the plan.", "成交金额不超过实施计划的预算。")
def within_plan(case: ChoiceCase, row: Row) -> Iterator[Finding]:
    plan = case.state.plan
    for place, one in enumerate(case.asked.awards):
        divided = next((lot.budget for lot in plan.lots if lot.lot == one.lot), plan.budget) if plan else None
        mine = next((price for price, bid in by_price(case.state, one.lot) if bid.supplier == one.supplier), None)
        if divided is not None and mine is not None and mine > divided:
            yield found("{price} is more than the {budget} of the plan.", at=f"awards/{place}", do="Choose within the budget.",
                        price=mine, budget=divided)  # fmt: skip


@check("Another valid bid is left.", "有其他有效的响应文件。")
def another_bid_left(case: Case[Procurement, SetAsideAward], row: Row) -> Iterator[Finding]:
    """Another can be taken only where a valid bid is left."""
    lot, award = case.asked.lot, award_of(case.state, case.asked.lot)
    left = set(qualified(case.state, lot, BOTH)) - put_aside(case.state, lot) - ({award.supplier} if award else set())
    if case.asked.way == NEXT and not left:
        yield found("No other valid bid is left for lot {lot}.", at="way", do="Start a new procurement.", lot=lot)


def chosen(case: ChoiceCase) -> tuple[Awarded, ...]:
    """What each winner gets, at its rank by price."""
    bids = {one.lot: by_price(case.state, one.lot) for one in case.asked.awards}
    return tuple(
        Awarded(lot=one.lot, supplier=one.supplier, bid=bid.bid, price=price, rank=1 + sum(other < price for other, _ in bids[one.lot]))
        for one in case.asked.awards
        for price, bid in bids[one.lot]
        if bid.supplier == one.supplier
    )
