"""What does a result say? Plan, notice, bids, report and award say it; nobody types it."""

from collections.abc import Iterator
from decimal import Decimal

from operis.core.case import Case, on_record
from operis.core.money import Fen, grouped
from operis.core.wording import LANGUAGES, Wording
from operis.dockets.procurement.awarding import Awarded, Item, OwnResult, ResultShown, WinnerShown
from operis.dockets.procurement.commands import PublishResult
from operis.dockets.procurement.evaluating import INVALID, Verdict
from operis.dockets.procurement.evaluation import award_of, first_offers, lots_open, put_aside, ranked_in, report_of, result_of, verdicts
from operis.dockets.procurement.facts import Winning, winning_bids
from operis.dockets.procurement.outcomes import AwardDecided
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Document
from operis.law.book import Row
from operis.rules.scoring.matter import ABOVE_CEILING, NOT_EXPLAINED

ResultCase = Case[Procurement, PublishResult]
MARKS = {"zh": "；", "en": "; "}
ENDS = "。.；; "
"""What ends a text, and stands before no other mark."""
SAYS_NOTHING = frozenset({"", "无", "none", "n/a"})
WHOLE = {"zh": "未按采购包分列；项目总规模：", "en": "Not given by lot; of the whole purchase: "}
"""What stands before the scale of a purchase where a lot has none of its own."""
NOT_RANKED = {
    str(NOT_EXPLAINED): ("报价明显偏低，未能证明其合理性，按无效处理", "The low price was not explained convincingly: the bid is invalid"),
    str(ABOVE_CEILING): ("报价超过预算金额或者最高限价，按无效处理", "The price is above the budget or the ceiling: the bid is invalid"),
}
"""Why a bid that was compared is not ranked, as its bidder is told."""


def to_publish(state: Procurement) -> tuple[Awarded, ...]:
    """The awards that stand and are not published yet."""
    standing = ((lot, award_of(state, lot)) for lot in lots_open(state))
    return tuple(award for lot, award in standing if award is not None and result_of(state, lot) is None)


def winning(case: ResultCase, award: Awarded) -> Winning:
    bids = case.facts[winning_bids].found
    return on_record(next((one for one in bids if (one.lot, one.supplier) == (award.lot, award.supplier)), None), "bid")


def shown(case: ResultCase) -> ResultShown:
    """Number and names as the notice had them; the docket's own number where it was not published elsewhere."""
    notice, awards = on_record(case.state.notice, "notice-published"), to_publish(case.state)
    number = notice.outside.number if notice.outside is not None else None
    return ResultShown(
        project_name=notice.project_name, project_number=number or case.docket, purchaser=notice.purchaser, agency=notice.agency,
        winners=tuple(
            WinnerShown(lot=one.lot, name=bid.name, address=bid.address) for one in awards for bid in [winning(case, one)]
        ),
        items=tuple(item for one in awards for item in _items(case, one)),
    )  # fmt: skip


def _items(case: ResultCase, award: Awarded) -> Iterator[Item]:
    """The lines of the winner's price list; where it has none the lot, at its whole price."""
    plan, notice = on_record(case.state.plan, "implementation-plan-filed"), on_record(case.state.notice, "notice-published")
    wanted = joined(*(one.text for one in plan.requirements)) or notice.content
    lines = winning(case, award).items
    for one in lines:
        figure, each = f"{one.quantity:f}", grouped(one.unit_price)
        yield Item(lot=award.lot, name=one.name, quantity=Wording(zh=figure, en=figure),
                   unit_price=Wording(zh=f"{each}元", en=f"{each} yuan"), service_requirements=wanted)  # fmt: skip
    name = next((one.name for one in plan.lots if one.lot == award.lot), notice.project_name)
    if not lines and name is not None:
        scale = of_whole(notice.scale) if len(plan.lots) > 1 else notice.scale
        yield Item(lot=award.lot, name=name, quantity=scale, unit_price=whole_price(award.price, plan.term_months),
                   service_requirements=wanted)  # fmt: skip


def of_whole(scale: Wording | None) -> Wording | None:
    """The scale of all lots together, called what it is: no lot says a share of it."""
    return Wording(**{language: WHOLE[language] + said for language, said in scale if said}) if scale is not None else None


def whole_price(price: Fen, months: int) -> Wording:
    """No unit price was asked for, and none is made up: what stands there is called what it is."""
    return Wording(zh=f"未要求分项报价；总价{grouped(price)}元，{months}个月",
                   en=f"No unit price was asked for; {grouped(price)} yuan in all, for {months} months")  # fmt: skip


def joined(*texts: Wording | None) -> Wording | None:
    """Texts one after the other, each in the languages that it has; what says nothing is left out."""
    there = {language: [said for said in (dict(text).get(language) or "" for text in texts if text is not None)
                        if said.strip(ENDS).casefold() not in SAYS_NOTHING] for language in LANGUAGES}  # fmt: skip
    said = {language: MARKS[language].join([*(one.rstrip(ENDS) for one in parts[:-1]), parts[-1]])
            for language, parts in there.items() if parts}  # fmt: skip
    return Wording(**said) if said else None


def documents(case: ResultCase) -> tuple[Document, ...]:
    """Those that went with the notice, and what is added."""
    notice = case.state.notice
    return tuple(dict.fromkeys((*(notice.documents if notice is not None else ()), *case.asked.documents)))


def declarations(case: ResultCase, row: Row | None) -> tuple[Document, ...]:
    """The files of the winning bids that bear the name of a declaration, by the row that has it published, and what is added."""
    held = (file for one in to_publish(case.state) for file in declarations_in(winning(case, one), row)) if row is not None else ()
    return tuple(dict.fromkeys((*held, *case.asked.small_declarations)))


def declarations_in(bid: Winning, row: Row) -> tuple[Document, ...]:
    """The files of a bid with its declaration, and those that bear its name."""
    names = row.data.get("named")
    named = [str(name).casefold() for name in names] if isinstance(names, tuple | list) else []
    return tuple(dict.fromkeys((*bid.declared, *(one for one in bid.documents if any(name in one.name.casefold() for name in named)))))


def losers(state: Procurement) -> tuple[tuple[str, str], ...]:
    """Lot and supplier of every opened bid that did not win, of the lots that are published."""
    winners = {one.lot: one.supplier for one in to_publish(state)}
    return tuple((lot, one.supplier) for lot, winner in winners.items() for one in first_offers(state, lot) if one.supplier != winner)


def own_results(case: ResultCase) -> tuple[OwnResult, ...]:
    """To each loser its reason, with its own score and rank."""
    further = {(one.lot, one.supplier): one.reason for one in case.asked.losers}
    return tuple(
        OwnResult(lot=lot, supplier=supplier, reason=said, total=total, rank=rank)
        for lot, supplier in losers(case.state)
        for total, rank in [_own(case.state, lot, supplier)]
        for said in [on_record(joined(reason(case.state, lot, supplier), further.get((lot, supplier))), "reason")]
    )


def _own(state: Procurement, lot: str, supplier: str) -> tuple[Decimal | None, int | None]:
    mine = next((one for one in ranked_in(report_of(state, lot), lot) if one.supplier == supplier), None)
    return (mine.total, mine.rank) if mine else (None, None)


def reason(state: Procurement, lot: str, supplier: str) -> Wording:
    """Why a bid did not win: thrown out, its award set aside, ranked lower, or another chosen."""
    out = next((one for one in verdicts(state, lot, supplier).values() if one.result == "invalid"), None)
    total, rank = _own(state, lot, supplier)
    if out is not None:
        return _invalid(state, out)
    if supplier in put_aside(state, lot):
        return Wording(zh="中标（成交）结果被取消", en="Its award was set aside")
    if rank is not None:
        return _ranked(rank, total, drawn=rank == on_record(award_of(state, lot), "award-decided").rank)
    if (report := report_of(state, lot)) is not None:
        left = next((str(one.out) for one in report.ranked if (one.lot, one.supplier) == (lot, supplier) and one.out is not None), "")
        zh, en = NOT_RANKED.get(left, ("未列入排名", "Not ranked"))
        return Wording(zh=zh, en=en)
    decided = next((one.reason for one in reversed(state.awards) if isinstance(one, AwardDecided) and one.reason is not None), None)
    return decided or Wording(zh="其他供应商报价更低", en="Another supplier asks less")


def _ranked(rank: int, total: Decimal | None, *, drawn: bool) -> Wording:
    points = Wording(zh=f"得分{total}", en=f"{total} points") if total is not None else None
    lots = Wording(zh="与中标（成交）供应商并列，抽签未中", en="equal to the winner, to whom the lot fell") if drawn else None
    return on_record(joined(Wording(zh=f"排名第{rank}", en=f"No. {rank} by rank"), points, lots), "reason")


def _invalid(state: Procurement, verdict: Verdict) -> Wording:
    """The ground in the words of the examination, with the condition that is not met, the clause of the documents and the reason."""
    conditions = state.plan.conditions if state.plan is not None else ()
    unmet = next((one.text for no, one in enumerate(conditions, 1) if no == verdict.condition), None)
    en, zh = INVALID.get(str(verdict.ground), ("the bid is invalid", "投标（响应）无效"))
    return on_record(joined(Wording(zh=zh, en=en[:1].upper() + en[1:]), unmet, verdict.clause, verdict.reason), "reason")
