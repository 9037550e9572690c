"""What stands of an evaluation now: who is on the panel, which bids pass, what was reported, who is awarded what?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from operis.core.acts import Outside
from operis.core.money import Fen
from operis.dockets.procurement.awarding import Awarded
from operis.dockets.procurement.calling import COMES
from operis.dockets.procurement.evaluating import Member, Ranked, Sheet, Verdict
from operis.dockets.procurement.findings import DRAW_SEEN, FindingRecorded
from operis.dockets.procurement.opened import Opened
from operis.dockets.procurement.outcomes import (
    AwardDecided,
    AwardSetAside,
    DrawHeld,
    EvaluationReopened,
    EvaluationReported,
    ResultPublished,
)
from operis.dockets.procurement.state import Procurement

FIRST_ROUND = 1
CANDIDATES, TOO_FEW, STOPPED = "candidates", "too-few", "stopped"


def members(state: Procurement) -> tuple[Member, ...]:
    """The panel as it sits, each replacement in the place of who left."""
    seats = {one.person: one for one in state.panel.members} if state.panel else {}
    for change in state.replaced:
        seats = {change.member.person if person == change.person else person: change.member if person == change.person else one
                 for person, one in seats.items()}  # fmt: skip
    return tuple(seats.values())


def drawn_experts(state: Procurement) -> tuple[str, ...]:
    """Those who came out of the draws of experts held here, in their order."""
    return tuple(dict.fromkeys(person for one in state.drawn if one.purpose == "experts" for person in one.drawn))


def draws_elsewhere(state: Procurement) -> tuple[Outside, ...]:
    """The draws of experts that were held in another system: of the panel, and of who replaced a member."""
    panel = state.panel
    return tuple(one for one in (panel.drawn, *(each.drawn for each in state.replaced)) if one is not None) if panel is not None else ()


def draw_confirmed(state: Procurement) -> FindingRecorded | None:
    """The newest finding of a second person that such a draw is as it was entered."""
    return next((one for one in reversed(state.findings) if one.about == DRAW_SEEN), None)


def away_by_own_word(state: Procurement) -> frozenset[str]:
    """Of those who were drawn, who has said that he does not come, or has to withdraw."""
    return frozenset(person for person, said in state.calls.items() if said.answer != COMES)


def declined_before(state: Procurement) -> frozenset[str]:
    """Of those who were drawn, who was left out when the panel was formed and has not said since that he comes."""
    declined = state.panel.declined if state.panel is not None else ()
    coming = {person for person, said in state.calls.items() if said.answer == COMES}
    return frozenset(one.person for one in declined) - coming


def not_coming(state: Procurement) -> frozenset[str]:
    """Of those who were drawn, who takes no seat: by the own word, said away as experts were drawn again, or left out of the panel."""
    return frozenset(state.watch.away) | away_by_own_word(state) | declined_before(state)


def unheard(state: Procurement, person: str) -> bool:
    """Whether somebody who was drawn, and asked whether he comes, has neither answered nor declared his interests."""
    return answered_until(state, person) is not None and person not in state.calls and all(one.person != person for one in state.interests)


def answered_until(state: Procurement, person: str) -> datetime | None:
    """Until when somebody who was drawn may say whether he comes, as the last draw that brought him has it."""
    held = drawn_by(state, person)
    return held.answer_by if held is not None else None


def seated(state: Procurement) -> tuple[str, ...]:
    """Whose work the procurement is by name: its panel, before that those who were drawn for it, and the watchers of its draw."""
    sit = tuple(one.person for one in members(state)) or drawn_experts(state)
    return tuple(dict.fromkeys((*sit, *(one.person for one in state.watch.called))))


def in_reserve(state: Procurement) -> tuple[str, ...]:
    """Who comes next where a member leaves, in the order of the draw: nobody before a panel sits, and nobody once its work is done.

    Who was drawn before the last that sits was passed over; of those comes who was left out by name and has said since that he does.
    """
    if state.panel is None or state.ended or (lots_open(state) and not lots_evaluated(state)):
        return ()
    order, sat = drawn_experts(state), {one.person for one in members(state)} | {one.person for one in state.replaced}
    last = max((place for place, person in enumerate(order) if person in sat), default=-1)
    if last < 0:  # it was drawn elsewhere
        return ()
    named = {one.person for one in state.panel.declined}
    out = sat | not_coming(state)
    return tuple(person for place, person in enumerate(order) if person not in out and (place > last or person in named))


def drawn_by(state: Procurement, person: str) -> DrawHeld | None:
    """The last draw of experts out of which somebody came."""
    return next((one for one in reversed(state.drawn) if one.purpose == "experts" and person in one.drawn), None)


def round_now(state: Procurement) -> int:
    return FIRST_ROUND + len(state.rounds)


def lots_open(state: Procurement) -> tuple[str, ...]:
    """The lots that were opened when bids were first opened, and have not ended."""
    first = state.rounds_past[0][1] if state.rounds_past else state.opening
    opened = {one.lot for one in first.lots if one.opened} if first else set()
    return tuple(lot for lot in state.lots if lot in opened and lot not in state.ended_lots)


def lots_evaluated(state: Procurement) -> tuple[str, ...]:
    """Those of them for which no report stands: what is reported changes only once its evaluation is reopened."""
    return tuple(lot for lot in lots_open(state) if report_of(state, lot) is None)


def first_offers(state: Procurement, lot: str) -> tuple[Opened, ...]:
    """The bids that were first opened: what is examined."""
    first = state.rounds_past[0][1] if state.rounds_past else state.opening
    return _readable(first.opened if first else (), lot)


def offers(state: Procurement, lot: str) -> tuple[Opened, ...]:
    """The bids that are compared: those of the last round that was opened, a price with an error as it was put right."""
    opened = _readable(state.opening.opened if state.opening else (), lot)
    rights = {one.supplier: put_right(state, lot, one.supplier) for one in opened}
    return tuple(one if rights[one.supplier] is None else replace(one, price=rights[one.supplier]) for one in opened)


def put_right(state: Procurement, lot: str, supplier: str) -> Fen | None:
    """The price that the examination of compliance which stands has put right."""
    stands: Fen | None = None
    for one in state.examinations:
        if one.check == "compliance" and any((verdict.lot, verdict.supplier) == (lot, supplier) for verdict in one.verdicts):
            stands = next((each.price for each in one.prices if (each.lot, each.supplier) == (lot, supplier)), None)
    return stands


def _readable(opened: tuple[Opened, ...], lot: str) -> tuple[Opened, ...]:
    return tuple(one for one in opened if one.lot == lot and one.result == "opened")


def verdicts(state: Procurement, lot: str, supplier: str) -> dict[str, Verdict]:
    """By check, the verdict that stands; a later examination takes the place of an earlier one."""
    said = ((one.check, verdict) for one in state.examinations for verdict in one.verdicts)
    return {str(check): verdict for check, verdict in said if (verdict.lot, verdict.supplier) == (lot, supplier)}


def passes(state: Procurement, lot: str, supplier: str, checks: tuple[str, ...]) -> bool:
    """Whether each of the checks was made and passed."""
    made = verdicts(state, lot, supplier)
    return all(check in made and made[check].result == "valid" for check in checks)


def qualified(state: Procurement, lot: str, checks: tuple[str, ...]) -> tuple[str, ...]:
    """The suppliers whose bids pass, in the order of the opening."""
    return tuple(one.supplier for one in first_offers(state, lot) if passes(state, lot, one.supplier, checks))


def examined(state: Procurement, lots: Iterable[str], check: str) -> bool:
    """Whether every bid of the lots that comes to a check has its verdict; those that are not qualified come to no second one."""
    return all(
        check in (made := verdicts(state, lot, one.supplier)) or ("qualification" in made and made["qualification"].result != "valid")
        for lot in lots for one in first_offers(state, lot)
    )  # fmt: skip


def scored_all(state: Procurement, lots: Iterable[str], person: str) -> bool:
    """Whether a member has given points to each bid that passed, where points are given at all."""
    if state.plan is None or all(one.kind == "price" for one in state.plan.criteria):
        return True
    return all(set(qualified(state, lot, ("qualification", "compliance"))) <= {*sheets_of(state, lot).get(person, {})} for lot in lots)


def sheets_of(state: Procurement, lot: str) -> dict[str, dict[str, Sheet]]:
    """By member, its sheet for each supplier of the lot."""
    found: dict[str, dict[str, Sheet]] = {}
    for one in state.sheets:
        found.setdefault(one.person, {}).update({sheet.supplier: sheet for sheet in one.sheets if sheet.lot == lot})
    return found


def report_of(state: Procurement, lot: str) -> EvaluationReported | None:
    """The report that stands for a lot; none once its evaluation is reopened."""
    for said in reversed(state.reports):
        if isinstance(said, EvaluationReopened):
            if lot in (said.lots or state.lots):
                return None
        elif outcome_of(said, lot) is not None:
            return said
    return None


def outcome_of(report: EvaluationReported | None, lot: str) -> str | None:
    return next((str(one.outcome) for one in report.outcomes if one.lot == lot), None) if report else None


def ranked_in(report: EvaluationReported | None, lot: str) -> tuple[Ranked, ...]:
    """The bids of a lot that are ranked, the first ranked first."""
    mine = [one for one in report.ranked if one.lot == lot and one.rank is not None] if report else []
    return tuple(sorted(mine, key=lambda one: (one.rank or 0, one.supplier)))


def award_of(state: Procurement, lot: str) -> Awarded | None:
    """The award that stands for a lot."""
    for said in reversed(state.awards):
        if isinstance(said, AwardDecided):
            found = next((one for one in said.awards if one.lot == lot), None)
            if found is not None:
                return found
        elif said.lot == lot:
            return None
    return None


def put_aside(state: Procurement, lot: str) -> frozenset[str]:
    """The suppliers whose award of this lot was set aside."""
    return frozenset(one.supplier for one in state.awards if not isinstance(one, AwardDecided) and one.lot == lot)


def set_aside(state: Procurement, lot: str) -> AwardSetAside | None:
    """The last act by which an award of this lot was set aside."""
    return next((one for one in reversed(state.awards) if not isinstance(one, AwardDecided) and one.lot == lot), None)


def result_of(state: Procurement, lot: str) -> ResultPublished | None:
    """The result in which the award that stands was published."""
    award = award_of(state, lot)
    return next((one for one in reversed(state.results) if award is not None and award in one.awards), None)


def new_start(state: Procurement, lot: str) -> bool:
    """Whether the lot's award was set aside for a new procurement."""
    said = next((one for one in reversed(state.awards) if not isinstance(one, AwardDecided) and one.lot == lot), None)
    return said is not None and said.way == "new-procurement" and award_of(state, lot) is None
