"""May this procurement, or a lot of it, be ended: is the ground one of the law, does the record bear it out, and is nobody bound?"""

from collections.abc import Iterator, Mapping

from operis.core.acts import Command
from operis.core.case import Case, on_record
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.need.facts import need_part
from operis.dockets.procurement.awarding import PassedOver
from operis.dockets.procurement.commands import FilePlan, Terminate
from operis.dockets.procurement.evaluation import (
    CANDIDATES,
    FIRST_ROUND,
    award_of,
    first_offers,
    new_start,
    offers,
    outcome_of,
    report_of,
    result_of,
    round_now,
    verdicts,
)
from operis.dockets.procurement.facts import ended_before, signature
from operis.dockets.procurement.findings import FALLS, TASK_GONE
from operis.dockets.procurement.ranking import in_line
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import FELL_AWAY
from operis.law.book import Row
from operis.rules.amounts import OPEN_TENDER_AMOUNT, amount_of
from operis.rules.awards import out_of_line, passed_over
from operis.rules.bids import counts, least_suppliers
from operis.rules.findings import finding_on

EndCase = Case[Procurement, Terminate]
TOO_FEW, ABOVE_BUDGET, FLAWED = "too-few", "all-above-budget", "documents-flawed"
ILLEGAL = "illegal-acts"
NO_LONGER_FITS, SET_ASIDE, KEYS_LOST = "method-no-longer-fits", "award-set-aside", "keys-lost"
_TOO_FEW = "too-few-competent-suppliers-or-quotes-within-budget"
GROUNDS: Mapping[str, frozenset[str]] = {
    TOO_FEW: frozenset({"too-few", _TOO_FEW}),
    ILLEGAL: frozenset({"illegal-acts"}),
    ABOVE_BUDGET: frozenset({"all-above-budget", "price-above-budget", _TOO_FEW}),
    FELL_AWAY: frozenset({"task-fell-away", "task-cancelled-for-major-change"}),
    FLAWED: frozenset({"ambiguous", "seriously-flawed", "illegal", "stop-and-tell-purchaser"}),
    NO_LONGER_FITS: frozenset({"method-no-longer-fits"}),
    SET_ASIDE: frozenset({"new-procurement"}),
    KEYS_LOST: frozenset({"keys-lost"}),
}
"""Which words of the law each ground for an ending answers to: the laws word the same ground differently."""
SERVICES, SERVICE = "purchase-of-services", "SERVICE"


def ending_lots(case: EndCase) -> tuple[str, ...]:
    """The lots that would end: those named, else all that go on."""
    return tuple(lot for lot in case.asked.lots or case.state.lots if lot not in case.state.ended_lots)


@check("There is something left that can be ended.", "有可以终止的内容。")
def something_to_end(case: EndCase, row: Row) -> Iterator[Finding]:
    if case.state.plan is None:
        yield found("There is no plan to end.", do="Let it rest, or file a plan.")
    for lot in case.asked.lots:
        if lot not in case.state.lots or lot in case.state.ended_lots:
            yield found("Lot {lot} is not there, or has ended.", at="lots", do="Name lots that go on.", lot=lot)


@check("It has not ended.", "项目没有终止。")
def not_ended(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    if case.state.ended:
        yield found("This procurement has ended.", do="Try again in a new docket of the same need.")


def ends_on(rows: Mapping[str, str]) -> Check[Procurement, Terminate]:
    """A check that the ground is among those of `rows`, each with the term that lists them."""

    def ground_allowed(case: EndCase, row: Row) -> Iterator[Finding]:
        held = ((case.law.get(id, method=case.method), term) for id, term in rows.items())
        listed = {word for one, term in held if one is not None for word in one.slugs(term)}
        grounds = tuple(ground for ground, words in GROUNDS.items() if words & listed)
        if case.asked.ground not in grounds:
            yield found(
                "“{ground}” is no ground to end this procurement.",
                at="ground",
                do="Name one of: {grounds}.",
                ground=case.asked.ground,
                grounds=grounds,
            )

    return check("The ground for ending it is one that the law names.", "终止事由属于规定的情形。")(ground_allowed)


@check("What can be known only after closing is not told before it.", "截止后才能知道的事项，截止前不办理。")
def known_after_closing(case: EndCase, row: Row) -> Iterator[Finding]:
    """How many have bid is known after closing; what they ask, after the opening."""
    if case.asked.ground == TOO_FEW and case.state.closing is None and not case.state.rounds:
        yield found("Whether too few bid is known after closing.", at="ground", do="Wait until bids have closed.")
    if case.asked.ground == ABOVE_BUDGET and case.state.opening is None:  # of final quotes too, while they are asked for
        yield found("What the bids ask is known after the opening.", at="ground", do="Wait until the bids are open.")


@check("No award letter binds.", "没有已发出并有效的中标（成交）通知书。")
def no_letter_stands(case: EndCase, row: Row) -> Iterator[Finding]:
    """The published result is the award letter: it binds the purchaser to each lot that it names."""
    for lot in ending_lots(case):
        award = award_of(case.state, lot)
        if award is not None and result_of(case.state, lot) is not None:
            yield found(
                "The award letter of lot {lot} has gone to {supplier}; it binds both sides.",
                at="lots",
                do="Sign the contract. The award falls only by a refusal to sign that is on the record, or by a decision of the authority.",
                lot=lot,
                supplier=award.supplier,
            )


@check("No contract is signed.", "没有已签订的合同。")
def nothing_signed(case: EndCase, row: Row) -> Iterator[Finding]:
    signed = case.facts[signature].signed if signature in case.facts else ()
    for lot in ending_lots(case):
        if lot in signed:
            yield found(
                "The contract of lot {lot} is signed.", at="lots", do="End the contract on its own grounds, where there is one.", lot=lot
            )


@check("Fewer are left than the law asks.", "有效供应商不足规定家数。")
def too_few_shown(case: EndCase, row: Row) -> Iterator[Finding]:
    """A lot that is said to have too few has too few on the record; where the law names no number, one bid is enough."""
    if case.asked.ground != TOO_FEW:
        return
    least = least_suppliers(case, row) if row.has("suppliers_min_count") else 1
    for lot in ending_lots(case):
        left = 0 if all_barred(case, lot) else _left(case.state, lot)
        if left is None or left < least:
            continue
        if not _opened(case.state):
            yield found("In lot {lot} no fewer have bid than the {least} that it takes; how many is told at the opening.", at="ground",
                        do="Have them opened, or name the lots that have too few.", lot=lot, least=least)  # fmt: skip
        else:
            yield found(
                "In lot {lot} nothing on the record shuts out {left} bids; {least} are enough.",
                at="ground",
                do="Go on with this lot, or name the lots that have too few.",
                lot=lot,
                left=left,
                least=least,
            )


@check("After too few bids it is said whether documents and procedure were in order.", "供应商不足的，说明采购文件和程序有无问题。")
def way_on_said(case: EndCase, row: Row) -> Iterator[Finding]:
    """From the open-tender amount on: what was at fault is corrected and tendered again, else another method may be approved."""
    plan = case.state.plan
    if case.asked.ground != TOO_FEW or plan is None or case.asked.documents is not None or not row.slugs("ways_on"):
        return
    if plan.budget >= amount_of(case.law, OPEN_TENDER_AMOUNT)[0]:
        yield found("It is not said whether documents and procedure were in order; how it may go on follows from that.", at="documents",
                    do="Say it: what was at fault is corrected and tendered again, else another method may be applied for.")  # fmt: skip


def all_barred(case: EndCase, lot: str) -> bool:
    """Whether the lot has candidates, and each is barred on the day: then nobody can be awarded, and nothing is left."""
    return bool(in_line(case.state, lot)) and not in_line(case.state, lot, out_of_line(case))


def barred_candidates(case: EndCase) -> tuple[PassedOver, ...]:
    """Whom a lot that ends for too few would have gone to, with the decisions that bar them."""
    lots = [lot for lot in ending_lots(case) if case.asked.ground == TOO_FEW and all_barred(case, lot)]
    return passed_over(case, {lot: on_record(in_line(case.state, lot)[-1].rank, "rank") for lot in lots}) if lots else ()


def _left(state: Procurement, lot: str) -> int | None:
    """How many bids of a lot are still in: those listed at closing, once opened those that no examination shuts out; None before."""
    if outcome_of(report_of(state, lot), lot) == TOO_FEW:  # the panel's own finding, over all that was scored
        return 0
    if not _opened(state):
        return counts(state).get(lot, 0) if state.closing else None
    standing = _standing(state, lot)
    if round_now(state) > FIRST_ROUND and state.opening is not None:  # after final quotes, those within the budget
        prices = _prices(state, lot)
        standing = tuple(one for one in standing if one in prices and prices[one] <= budget_of(state, lot))
    return len(standing)


def _opened(state: Procurement) -> bool:
    """Whether the first bids are open: how many have bid is told to nobody before."""
    return state.opening is not None or bool(state.rounds)


def suppliers_standing(state: Procurement, lot: str) -> frozenset[str]:
    """Whose bids of a lot nothing has put out: of those opened, and where none was opened, of those listed at closing."""
    if state.opening is not None:
        return frozenset(_standing(state, lot))
    return frozenset(one.supplier for one in state.closing.listed if one.lot == lot) if state.closing else frozenset()


def _standing(state: Procurement, lot: str) -> tuple[str, ...]:
    """The opened bids that no examination has found invalid."""
    return tuple(
        one.supplier
        for one in first_offers(state, lot)
        if all(verdict.result == "valid" for verdict in verdicts(state, lot, one.supplier).values())
    )


def _prices(state: Procurement, lot: str) -> dict[str, Fen]:
    return {one.supplier: one.price for one in offers(state, lot) if one.price is not None}


def budget_of(state: Procurement, lot: str) -> Fen:
    """What was planned for a lot; for an undivided purchase, the whole."""
    planned = {one.lot: one.budget for one in state.plan.lots} if state.plan else {}
    return planned.get(lot, state.plan.budget if state.plan else Fen(0))


@check("No bid that stands is within the budget.", "没有未超过预算的有效报价。")
def above_budget_shown(case: EndCase, row: Row) -> Iterator[Finding]:
    if case.asked.ground != ABOVE_BUDGET:
        return
    for lot in ending_lots(case):
        prices, budget = _prices(case.state, lot), budget_of(case.state, lot)
        within = {one: prices[one] for one in _standing(case.state, lot) if one in prices and prices[one] <= budget}
        if within:
            supplier, price = min(within.items(), key=lambda one: (one[1], one[0]))
            yield found(
                "{supplier} offers lot {lot} for {price}; its budget is {budget}.",
                at="ground",
                do="Go on with this lot.",
                supplier=supplier,
                lot=lot,
                price=price,
                budget=budget,
            )


@check("The panel has not ranked by documents that are said to be flawed.", "以采购文件有缺陷为由的，评审小组没有据此评审排序。")
def flaw_not_evaluated_past(case: EndCase, row: Row) -> Iterator[Finding]:
    """Documents with such a flaw stop the evaluation: a panel that has ranked by them found none."""
    if case.asked.ground == FLAWED:
        for lot in ending_lots(case):
            if outcome_of(report_of(case.state, lot), lot) == CANDIDATES:
                yield found(
                    "The panel has ranked the bids for lot {lot} by these documents and reported no flaw.",
                    at="ground",
                    do="Decide the award, or have the evaluation reopened on a ground of the law.",
                    lot=lot,
                )


@check("Flaws of the documents end an evaluation, which has begun.", "以采购文件有缺陷为由终止的，评审已经开始。")
def flaw_found_evaluating(case: EndCase, row: Row) -> Iterator[Finding]:
    """Before the opening nobody evaluates: the notice is corrected, and too few bids are a ground of their own, lot by lot.

    A query or a complaint about the documents that is well founded starts anew at any time (O94-16, O94-31): then its finding stands.
    """
    if case.asked.ground != FLAWED:
        return
    evaluated = {one.lot for one in case.state.opening.lots if one.opened} if case.state.opening else set()
    for lot in ending_lots(case):
        if lot not in evaluated and not any(finding_on(case.state, lot, about) for about in FALLS):
            yield found(
                "Flaws of the documents end an evaluation, and the bids of lot {lot} are not open.",
                at="ground",
                do="Correct the notice until bids close; where too few have bid, end it for that, "
                "and say whether the documents were at fault.",
                lot=lot,
            )


@check("A document that is kept shows that the task fell away.", "采购任务取消有已留存的文件证明。")
def change_documented(case: EndCase, row: Row) -> Iterator[Finding]:
    """Once suppliers are called, the change by which the task falls away is shown by its document, and it came after the plan."""
    if case.asked.ground != FELL_AWAY or case.state.notice is None:
        return
    change, plan = case.asked.change, case.state.plan
    if change is None or not change.scan:
        yield found(
            "The task is said to have fallen away, and no document of the change is kept.",
            at="change",
            do="Name the decision by which the task falls away, with a scan of it.",
        )
    elif plan is not None and not case.day(plan.happened) <= case.day(change.on) <= case.today:
        yield found("The change is of {on}; the plan was filed on {filed}.", at="change/on", do="Name the change that came after the plan.",
                    on=case.day(change.on), filed=case.day(plan.happened))  # fmt: skip


@check("Once bids are ranked another office has found that the task fell away.", "评审排序后以采购任务取消终止的，已由他人登记认定。")
def fell_away_found(case: EndCase, row: Row) -> Iterator[Finding]:
    """Who dislikes the one that stands first would else end the purchase alone, with a paper of his own."""
    if case.asked.ground != FELL_AWAY:
        return
    for lot in ending_lots(case):
        if not in_line(case.state, lot) or result_of(case.state, lot) is not None:
            continue
        one = finding_on(case.state, lot, TASK_GONE)
        if one is None:
            yield found(
                "The bids of lot {lot} are ranked, and nobody but who ends it says that the task fell away.",
                at="ground",
                do="Have the reviewer of your body, or the finance department, enter the finding with its paper first.",
                lot=lot,
            )
        elif {*case.mandate.deciders} & {*one.found_by}:
            yield found("Whoever entered the finding acts on it too.", do="Have another officer of the body end it.")


@check("The finance department has found illegal acts, and its finding is on record.", "出现违法违规行为已由财政部门认定并登记。")
def illegal_acts_shown(case: EndCase, row: Row) -> Iterator[Finding]:
    """That illegal acts have spoilt a procurement is found by the finance department, in writing, about each lot that ends for them."""
    if case.asked.ground == ILLEGAL:
        for lot in ending_lots(case):
            if finding_on(case.state, lot, Slug(ILLEGAL)) is None:
                yield found(
                    "Illegal acts are said to have occurred, and no finding of them about lot {lot} is on record.",
                    at="ground",
                    do="Have the finance department enter its finding first.",
                    lot=lot,
                )


@check("Whom an end before the award passes over is told.", "结果公告前终止的，提示已列第一名的供应商。")
def ranking_told(case: EndCase, row: Row) -> Iterator[Finding]:
    """An end for a good ground looks like one that takes the purchase from the first ranked; everybody can compare."""
    for lot in ending_lots(case):
        line = in_line(case.state, lot)
        if line and result_of(case.state, lot) is None:
            yield found(
                "It ends while {supplier} stands first in lot {lot}, at {price}; bids ranked: {count}. The ground: {ground}.",
                do="Compare the ground with the paper that shows it.",
                supplier=line[0].supplier,
                lot=lot,
                price=on_record(line[0].price, "price"),
                count=len(line),
                ground=case.asked.ground,
            )


@check("The task was not said to have fallen away this year.", "本年度没有以采购任务取消为由终止同一需求。")
def not_fallen_away(case: Case[Procurement, FilePlan], row: Row) -> Iterator[Finding]:
    """What is planned again in the year in which its task was said to have fallen away is told of, with the days between."""
    for one in case.facts[ended_before].found if ended_before in case.facts else ():
        if one.ground == FELL_AWAY and one.on.year == case.today.year:
            yield found(
                "In {docket} the task was said to have fallen away on {on}; days until it is planned again: {days}.",
                do="Say what has changed since; the document named there stands beside this plan.",
                docket=one.docket,
                on=one.on,
                days=(case.today - one.on).days,
            )


@check("What the method was chosen for no longer holds.", "采购方式的适用情形已不存在。")
def method_unfit_shown(case: EndCase, row: Row) -> Iterator[Finding]:
    """The method chosen because a service is bought fits as long as the need stands determined as one."""
    plan = case.state.plan
    if case.asked.ground != NO_LONGER_FITS or plan is None or plan.method_ground != SERVICES:
        return
    part = case.facts[need_part]
    if part.outcome == SERVICE and not part.holds:
        yield found(
            "The method was chosen because a service is bought, and {need} stands determined as a service.",
            at="ground",
            do="Determine the need anew where it has changed, or go on.",
            need=part.need,
        )


@check("An award was set aside for a new procurement.", "已为重新采购取消中标（成交）结果。")
def set_aside_first(case: EndCase, row: Row) -> Iterator[Finding]:
    """After an award was set aside for a new procurement its lot ends on that ground, and on that ground alone no other lot does."""
    if case.asked.ground == SET_ASIDE:
        for lot in ending_lots(case):
            if not new_start(case.state, lot):
                yield found(
                    "No award of lot {lot} was set aside for a new procurement.",
                    at="ground",
                    do="Name the lots whose award was set aside, or another ground.",
                    lot=lot,
                )
