"""What of a procurement is before the panel: which criteria, which bids, which figures of whom, by which law?"""

from operis.core.acts import Command
from operis.core.case import Case, on_record
from operis.core.scores import Scores
from operis.dockets.procurement.commands import ReportEvaluation
from operis.dockets.procurement.evaluating import LowPrice, Sheet
from operis.dockets.procurement.evaluation import lots_evaluated, members, offers, qualified, sheets_of
from operis.dockets.procurement.reserving import lowered_by
from operis.dockets.procurement.scoring import Adjustments, Bid, Evaluation
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Criterion
from operis.rules.examination import BOTH
from operis.rules.scoring.matter import Matter

ReportCase = Case[Procurement, ReportEvaluation]


def criteria(state: Procurement) -> tuple[Criterion, ...]:
    return on_record(state.plan, "implementation-plan-filed").criteria


def scored(state: Procurement) -> tuple[Criterion, ...]:
    """The criteria that members give points for."""
    return tuple(one for one in criteria(state) if one.kind != "price")


def to_score(state: Procurement, lot: str) -> tuple[str, ...]:
    """The suppliers whose bids are compared: opened in the last round, and found valid."""
    passed = qualified(state, lot, BOTH)
    return tuple(one.supplier for one in offers(state, lot) if one.supplier in passed)


def reported_lots(case: ReportCase) -> tuple[str, ...]:
    return case.asked.lots or lots_evaluated(case.state)


def evaluation_of(case: Case[Procurement, Command], lot: str, heard: tuple[LowPrice, ...]) -> Evaluation:
    """One lot as `operis score` reads it: what the plan asks, what was opened, what each member gave."""
    plan = on_record(case.state.plan, "implementation-plan-filed")
    sheets, panel = sheets_of(case.state, lot), [one.person for one in members(case.state)]
    explained = {one.supplier: one.convinces for one in heard if one.lot == lot}
    bids = tuple(
        Bid(
            bidder=one.supplier,
            price=one.price,
            small=bool(one.small),
            scores=_figures(case.state, sheets, panel, one.supplier),
            explained=explained.get(one.supplier),
        )
        for one in offers(case.state, lot)
        if one.supplier in to_score(case.state, lot)
    )
    divided = next((one for one in plan.lots if one.lot == lot), None)
    return Evaluation(
        method=plan.method,
        criteria=plan.criteria,
        price_not_scored=plan.price_not_scored,
        experts=tuple(panel),
        bids=bids,
        adjustments=Adjustments(small_percent=lowered_by(plan, lot)),
        budget=divided.budget if divided else plan.budget,
        ceiling=None if divided else plan.ceiling,
        low_price_line_percent=plan.low_price_line_percent,
        ties=plan.ties,
    )


def _figures(state: Procurement, sheets: dict[str, dict[str, Sheet]], panel: list[str], supplier: str) -> Scores:
    """By criterion, the figure of each member in the order of the panel."""
    given = [sheets[person][supplier].scores for person in panel if supplier in sheets.get(person, {})]
    return {one.id: tuple(scores[one.id][0] for scores in given if one.id in scores) for one in scored(state)}


def matter(case: ReportCase, lot: str) -> Matter:
    return Matter(evaluation_of(case, lot, case.asked.low_prices), case.law)
