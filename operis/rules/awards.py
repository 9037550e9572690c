"""Who is awarded what: in the order of the ranks, equals by their rule, in time, or as the law holds where nothing was decided?"""

from collections.abc import Iterator, Mapping
from typing import Any

from operis.core.acts import Command
from operis.core.case import Case, on_record
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.core.wording import Slug
from operis.dockets.procurement.awarding import Awarded, PassedOver, Winner
from operis.dockets.procurement.commands import DecideAward, DeemAward, SetAsideAward
from operis.dockets.procurement.evaluating import Ranked
from operis.dockets.procurement.evaluation import (
    award_of,
)
from operis.dockets.procurement.facts import signature
from operis.dockets.procurement.ranking import Out, decide_by, drawn_first, first_of, in_line, lots_to_award, sole_first
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.eligibility import barred

AwardCase = Case[Procurement, DecideAward]
NEXT, REFUSED = "next-ranked", "signature-refused"
def out_of_line(case: Case[Procurement, Any]) -> Out:
    """Who cannot be awarded on the day, being barred: the next in line comes first."""
    return {(one.lot, one.bidder) for one, _ in barred(case)}


def passed_over(case: Case[Procurement, Any], rank: Mapping[str, int]) -> tuple[PassedOver, ...]:
    """The barred who stand before a rank of their lot, or at it, each with the decision that bars it."""
    before = {(lot, one.supplier) for lot in rank for one in in_line(case.state, lot) if on_record(one.rank, "rank") <= rank[lot]}
    return tuple(
        PassedOver(lot=one.lot, supplier=one.bidder, party=bar.party, decision=bar.decision, last=bar.last)
        for one, bar in barred(case)
        if (one.lot, one.bidder) in before
    )


@check("A report with candidates waits for an award.", "有推荐候选人的评审报告待确定。")
def reported(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    """A report stands, with candidates, for a lot that has no award."""
    if not lots_to_award(case.state):
        yield found("No lot waits for an award: there is no report with candidates, or the awards are decided.", do="Look at the report.")


@check("Each lot is awarded once.", "每个采购包仅确定一次。")
def one_award_a_lot(case: AwardCase, row: Row) -> Iterator[Finding]:
    lots = [one.lot for one in case.asked.awards]
    if not lots:
        yield found("No award is named.", at="awards", do="Name the lot and its winner.")
    for lot in sorted({lot for lot in lots if lots.count(lot) > 1 or lot not in lots_to_award(case.state)}):
        yield found("Lot {lot} does not wait for an award, or is named twice.", at="awards", do="Name each waiting lot once.", lot=lot)


@check(
    "A panel that decides the award has the written authorisation of the purchaser.",
    "评审小组确定中标（成交）供应商的，有采购人的书面授权。",
)
def panel_authorised(case: AwardCase, row: Row) -> Iterator[Finding]:
    """A panel decides only where the purchaser has authorised it in writing; the purchaser itself always may."""
    panel = case.state.panel
    if case.mandate.role is Role.PANEL and (panel is None or panel.award_mandate is None):
        yield found("The purchaser has not authorised the panel to decide the award.", do="Leave the decision to the purchaser.")


@check("The award goes to the first in rank.", "按照中标（成交）候选人排序确定。")
def in_rank_order(case: AwardCase, row: Row) -> Iterator[Finding]:
    """The first of those in line who are not barred; that one of them is awarded is asked for by itself."""
    out = out_of_line(case)
    for place, one in enumerate(case.asked.awards):
        first = first_of(case.state, one.lot, out)
        if one.supplier in first or (one.lot, one.supplier) in out or not in_line(case.state, one.lot):
            continue
        rank = next((each.rank for each in in_line(case.state, one.lot) if each.supplier == one.supplier), None)
        if rank is None:
            yield found(
                "{supplier} is no candidate for lot {lot}; the award goes to {first}.",
                at=f"awards/{place}/supplier",
                do="Name a candidate.",
                supplier=one.supplier,
                lot=one.lot,
                first=", ".join(first) or "-",
            )
        else:
            yield found(
                "{supplier} is no. {rank} of lot {lot}; the award goes to {first}.",
                at=f"awards/{place}/supplier",
                do="Award in the order of the ranks, or have the evaluation reopened on a ground of the law.",
                supplier=one.supplier,
                rank=rank,
                lot=one.lot,
                first=", ".join(first),
            )


def winners_of(case: AwardCase, lot: str) -> frozenset[str]:
    """Who would win a lot."""
    return frozenset(one.supplier for one in case.asked.awards if one.lot == lot)


@check("Among equals the published way decides.", "并列的，按照采购文件规定的方式确定。")
def tie_by_rule(case: AwardCase, row: Row) -> Iterator[Finding]:
    """Among equals the way of the documents decides; it is in the ranks already, so what is left is a draw."""
    for place, one in enumerate(case.asked.awards):
        first = first_of(case.state, one.lot, out_of_line(case))
        if len(first) > 1 and one.supplier in first and one.supplier != drawn_first(case.state, one.lot):
            yield found(
                "{first} share the first rank of lot {lot}, and no draw has chosen {supplier}.",
                at=f"awards/{place}/supplier",
                do="Hold a draw between them.",
                first=", ".join(first),
                lot=one.lot,
                supplier=one.supplier,
            )


@check("The award is decided in time.", "在规定期限内确定中标（成交）供应商。")
def decided_in_time(case: AwardCase, row: Row) -> Iterator[Finding]:
    for lot in sorted({one.lot for one in case.asked.awards}):
        due = decide_by(case.state, lot)
        if due is not None and case.today > due.day:
            yield found(
                "The award of lot {lot} was to be decided by {by}. Working days late: {days}.",
                do="Publish the result at once, at the price of the bid.",
                lot=lot,
                by=due.day,
                days=case.calendar.count(due.day, case.today, "working-day"),
            )


@check("The time to decide is over.", "确定期限已经届满。")
def time_is_over(case: Case[Procurement, DeemAward], row: Row) -> Iterator[Finding]:
    """The last day has run out for a lot, and one supplier alone is first in it."""
    if not deemed_lots(case):
        yield found("There is still time to decide, or equals share the first rank.", do="Wait until the time is over, or hold the draw.")


def deemed_lots(case: Case[Procurement, DeemAward]) -> dict[str, str]:
    """The lots undecided when the time was over, each with the first ranked, who is held to be the winner."""
    due, out = {lot: decide_by(case.state, lot) for lot in lots_to_award(case.state)}, out_of_line(case)
    over = (lot for lot, by in due.items() if by is not None and by.day < case.today)
    return {lot: first for lot in over if (first := sole_first(case.state, lot, out)) is not None}


def awarded(state: Procurement, winners: tuple[Winner, ...]) -> tuple[Awarded, ...]:
    """What each winner gets, from the report; who is not ranked in it gets nothing."""
    found_in = {(one.lot, one.supplier): one for lot in lots_to_award(state) for one in in_line(state, lot)}
    return tuple(_awarded(found_in[one.lot, one.supplier]) for one in winners if (one.lot, one.supplier) in found_in)


def _awarded(one: Ranked) -> Awarded:
    price, rank = on_record(one.price, "price"), on_record(one.rank, "rank")  # what is ranked was opened with a price
    return Awarded(lot=one.lot, supplier=one.supplier, bid=one.bid, price=price, rank=rank)


def deemed(case: Case[Procurement, DeemAward]) -> tuple[Awarded, ...]:
    return awarded(case.state, tuple(Winner(lot=lot, supplier=one) for lot, one in deemed_lots(case).items()))


@check("There is an award.", "有有效的中标（成交）结果。")
def award_there(case: Case[Procurement, SetAsideAward], row: Row) -> Iterator[Finding]:
    if all(award_of(case.state, lot) is None for lot in case.state.lots):  # whatever lot is named
        yield found("No award stands.", do="Wait until one has been decided.")
    elif award_of(case.state, case.asked.lot) is None:
        yield found("No award stands for lot {lot}.", at="lot", do="Name a lot that is awarded.", lot=case.asked.lot)


@check("A refusal to sign is on record.", "拒绝签订合同已有记录。")
def refusal_on_record(case: Case[Procurement, SetAsideAward], row: Row) -> Iterator[Finding]:
    """On that of the contract."""
    award = award_of(case.state, case.asked.lot)
    if case.asked.ground == REFUSED:
        refused = case.facts[signature].refused if signature in case.facts else ()
        if award is not None and (case.asked.lot, award.supplier) not in refused:
            yield found(
                "{supplier} has not refused to sign.",
                at="ground",
                do="Have the refusal entered with the contract.",
                supplier=award.supplier,
            )


def follows(state: Procurement, lot: str) -> tuple[str, ...]:
    """Who stands in line after the award of a lot, were it set aside, in the order of the ranks."""
    award = award_of(state, lot)
    return tuple(one.supplier for one in in_line(state, lot) if award is None or one.supplier != award.supplier)


@check("There is a next one in rank.", "有排名在后的候选人。")
def someone_in_line(case: Case[Procurement, SetAsideAward], row: Row) -> Iterator[Finding]:
    """The next ranked can follow only where somebody is."""
    award = award_of(case.state, case.asked.lot)
    if case.asked.way == NEXT and not follows(case.state, case.asked.lot):
        yield found(
            "Nobody is ranked after {supplier}.", at="way", do="Start a new procurement.", supplier=award.supplier if award else "-"
        )


@check("The contract is not signed yet.", "合同尚未签订。")
def not_contracted(case: Case[Procurement, SetAsideAward], row: Row) -> Iterator[Finding]:
    signed = case.facts[signature].signed if signature in case.facts else ()
    if case.asked.lot in signed:
        yield found("The contract of lot {lot} is signed.", at="lot", do="End the contract first.", lot=case.asked.lot)


def supplier_of_award(case: Case[Procurement, SetAsideAward]) -> str:
    award = award_of(case.state, case.asked.lot)
    return award.supplier if award else Slug("-")
