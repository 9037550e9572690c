"""What is told with its arithmetic, and refuses nothing: an estimate of one firm's own, an award at the ceiling, a budget by a line?"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from operis.core.case import Case, on_record
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.money import Fen, yuan
from operis.core.wording import Slug, Wording
from operis.dockets.budget.facts import BoughtBefore, bought_before, budget_line, other_plans
from operis.dockets.need.facts import need_part
from operis.dockets.procurement.aside_facts import following
from operis.dockets.procurement.commands import DecideAward, FilePlan, PublishNotice, SetAsideAward
from operis.dockets.procurement.evaluation import award_of
from operis.dockets.procurement.facts import Contender, awards_before, small_holders
from operis.dockets.procurement.ranking import in_line
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.amounts import OPEN_TENDER_AMOUNT
from operis.rules.awards import NEXT, REFUSED, awarded, follows
from operis.rules.eligibility import relations

PlanCase = Case[Procurement, FilePlan]
AwardCase = Case[Procurement, DecideAward]
AsideCase = Case[Procurement, SetAsideAward]
HUNDRED, MONTHS_IN_YEAR = 100, 12


@check("The estimate is not one firm's quotation.", "概算不是某一家企业的报价。")
def estimate_of_its_own(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Neither budget nor ceiling is all but one firm's quotation; and there are several quotations where there are any."""
    need, within, least = case.facts[need_part], row.percent("quotation_within_percent"), row.count("quotations_min_count")
    for at, amount in (("budget", case.asked.budget), ("ceiling", case.asked.ceiling)):
        for firm, quoted in zip(need.quoted_by, need.quoted_fen, strict=True):
            if amount is not None and abs(amount - quoted) * HUNDRED <= within * quoted:
                yield found(
                    "{amount} is {share} percent of what {firm} quoted ({quoted}) when {need} was talked over. "
                    "A firm that knows the amount bids just below it; a price that the market has settled looks the same.",
                    at=at,
                    do="Ask more firms, or say how the amount was reckoned.",
                    amount=amount,
                    share=percent_of(amount, quoted),
                    firm=firm,
                    quoted=Fen(quoted),
                    need=need.need,
                )
    if 0 < len(need.quoted_by) < least:
        yield found(
            "The estimate rests on {count} quotations, fewer than {least}: {firms}.",
            at="budget",
            do="Ask more firms, or say why so few could be asked.",
            count=len(need.quoted_by),
            least=least,
            firms=", ".join(need.quoted_by),
        )


@check("The price is not all but at the ceiling.", "成交价未几乎等于最高限价。")
def award_below_ceiling(case: AwardCase, row: Row) -> Iterator[Finding]:
    """A price all but at the ceiling, with how the same supplier won at this body before."""
    plan, before = case.state.plan, case.facts[awards_before]
    if plan is None or plan.ceiling is None or plan.lots:
        return
    for one in awarded(case.state, case.asked.awards):
        if one.price * HUNDRED >= row.percent("award_of_ceiling_min_percent") * plan.ceiling:
            won = zip(before.dockets, before.suppliers, before.prices_fen, before.budgets_fen, strict=True)
            told = [f"{docket} {percent_of(price, budget)}" for docket, supplier, price, budget in won if supplier == one.supplier]
            yield found(
                "{supplier} wins at {price}, {share} percent of the ceiling of {ceiling}. "
                "Its awards here before, in percent of their budgets: {before}. "
                "Who knows the ceiling best bids close to it; so does everyone where it is tight.",
                do="Look at how the ceiling was reckoned.",
                supplier=one.supplier,
                price=one.price,
                share=percent_of(one.price, plan.ceiling),
                ceiling=plan.ceiling,
                before="; ".join(told) or "-",
            )


@check("Who follows a winner that refuses to sign is looked at.", "中标（成交）供应商拒签后的顺位递补已经核查。")
def next_looked_at(case: AsideCase, row: Row) -> Iterator[Finding]:
    """A winner may refuse for honest reasons; two that share the difference look the same. Nothing is said of those who do not follow."""
    first, line = award_of(case.state, case.asked.lot), follows(case.state, case.asked.lot)
    if case.asked.ground != REFUSED or case.asked.way != NEXT or first is None or not line or following not in case.facts:
        return
    known, after = case.facts[following], next(one for one in in_line(case.state, case.asked.lot) if one.supplier == line[0])
    price = on_record(after.price, "price")
    both = (tuple(one for one in known.files if one.key == key) for key in (first.supplier, line[0]))
    one, other = (Contender(case.asked.lot, key, files) for key, files in zip((first.supplier, line[0]), both, strict=True))
    ties = tuple(Slug(each) for each in sorted(relations(one, other)))
    yield found(
        "{supplier} refuses to sign at {price}; {party} follows at {next}, a difference of {difference}. "
        "Its bid security: {bond}. What ties both by their files: {ties}. Purchases in which both bid before: {together}. "
        "Contracts that it refused before: {refused}.",
        do="Look whether the two share the difference, and say why the next one is taken instead of a new procurement.",
        supplier=first.supplier,
        party=line[0],
        price=first.price,
        next=price,
        difference=Fen(price - first.price),
        bond=Slug(known.bond),
        ties=ties or (Slug("none"),),
        together=", ".join(known.together) or "-",
        refused=", ".join(known.refused) or "-",
    )
    if price > first.price and case.asked.instead is None:
        yield found(
            "Nothing says why the dearer next one is taken and no new procurement is held.", at="instead", do="Give the reason.",
        )


def near_the_line(kept: str) -> Check[Procurement, FilePlan]:
    """A check of budgets that lie just above the amount up to which row `kept` keeps all, and of a ground that the record doubts."""

    def clear_of_the_line(case: PlanCase, row: Row) -> Iterator[Finding]:
        whole, reservation = case.law.get(kept, method=case.method), case.asked.reservation
        if whole is None or reservation is None or reservation.way == "whole":
            return
        line, budget = Fen(whole.fen("reserve_whole_up_to_fen")), case.asked.budget
        holders = case.facts[small_holders].suppliers
        doubted = reservation.ground == row.slug("doubted_ground") and len(holders) >= row.count("small_holders_min_count")
        near = line < budget and (budget - line) * HUNDRED <= row.percent("above_line_max_percent") * line
        if near or doubted:
            yield found(
                "{budget} against {line}, up to which all is kept for small and medium enterprises ({row}): {over}. "
                "{count} of them have published contracts of {category} here: {holders}. "
                "A line is sometimes stepped over; an honest estimate may lie there too.",
                at="budget",
                do="Say in the plan why the amount is needed, or why nothing is kept.",
                budget=budget,
                line=line,
                row=whole.id,
                over=Fen(budget - line),
                count=len(holders),
                category=case.asked.category,
                holders=", ".join(holders) or "-",
            )

    return check(
        "The budget does not lie just above the amount up to which all is kept for small and medium enterprises.",
        "预算未略高于整体预留给中小企业的数额。",
    )(clear_of_the_line)


@check("The budget does not lie just below the open-tender amount.", "预算未略低于公开招标数额标准。")
def clear_of_open_tender(case: PlanCase, row: Row) -> Iterator[Finding]:
    """What is bought otherwise than by open tender, with how far its estimate is from the amount; at the amount itself other rows speak."""
    source = case.law.having(OPEN_TENDER_AMOUNT)
    if source is None or case.asked.method in row.slugs("methods_not_counted"):
        return
    amount, budget = Fen(source.fen(OPEN_TENDER_AMOUNT)), case.asked.budget
    if amount - budget > 0 and (amount - budget) * HUNDRED <= row.percent("below_amount_max_percent") * amount:
        yield found(
            "{budget} is {share} percent of the open-tender amount of {amount} ({source}), {under} below it; planned is {method}. "
            "An estimate is sometimes cut to stay below, and the rest added to the contract later; an honest one may lie there too.",
            at="budget",
            do="Say how the amount was reckoned, or plan an open tender.",
            budget=budget,
            share=percent_of(budget, amount),
            amount=amount,
            source=source.id,
            under=Fen(amount - budget),
            method=case.asked.method,
        )


@check("The budget is near the one that the intention announced.", "预算与公开的采购意向相近。")
def as_intended(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Who has prepared for what was announced is not told another amount in silence."""
    intended = case.state.intention.budget if case.state.intention else None
    budget = case.asked.budget
    if intended is not None and abs(budget - intended) * HUNDRED > row.percent("budget_differs_max_percent") * intended:
        yield found(
            "The intention announced {intended}; the plan asks for {budget}.",
            at="budget",
            do="Say why it has changed, or announce it anew.",
            intended=intended,
            budget=budget,
        )


@check("The notice has the name that the intention announced.", "公告的项目名称与采购意向一致。")
def titled_as_intended(case: Case[Procurement, PublishNotice], row: Row) -> Iterator[Finding]:
    """A purchase is found under the name under which it was announced."""
    before, now = case.state.intention.project_name if case.state.intention else None, case.asked.project_name
    if before is not None and now is not None and not _same(before, now):
        yield found(
            "The intention was for “{before}”; the notice is for “{now}”.",
            at="project_name",
            do="Use the name that was announced, or say in the notice what it was called before.",
            before=before,
            now=now,
        )


def _same(one: Wording, other: Wording) -> bool:
    """Whether two texts are the same in a language that both have; nobody can tell where they share none."""
    both = [(a, b) for a, b in ((one.zh, other.zh), (one.en, other.en)) if a and b]
    return not both or any("".join(a.split()).casefold() == "".join(b.split()).casefold() for a, b in both)


def slices(term: str) -> Check[Procurement, FilePlan]:
    """A check of purchases that only together come to the amount of the place: of one need, or of one category from several items."""

    def not_sliced(case: PlanCase, row: Row) -> Iterator[Finding]:
        source, asked = case.law.having(term), case.asked
        if source is None or asked.method in row.slugs("methods_not_counted"):
            return
        outside = row.slugs("methods_outside_the_law")
        others = [
            one
            for one in case.facts[other_plans].found
            if one.method not in row.slugs("methods_not_counted") and (asked.method not in outside or one.method in outside)
        ]
        amount, total = Fen(source.fen(term)), Fen(asked.budget + sum(one.budget for one in others))
        if asked.budget < amount <= total:
            yield found(
                "With {dockets}, this year comes to {total}; none of them by itself reaches {amount} ({source}). What they have in common "
                "with this plan: {ties}. Different things may lie behind them; so may one purchase in slices.",
                at="budget",
                do="Say in the plan why they are bought apart, or buy them together.",
                dockets=", ".join(f"{one.docket} ({yuan(one.budget)})" for one in others),
                total=total,
                amount=amount,
                source=source.id,
                ties=tuple(dict.fromkeys(tie for one in others for tie in one.ties)),
            )

    return check(
        "Purchases that have something in common and together come to the amount of the place are told.",
        "有共同之处的采购合计达到当地数额标准的，予以提示。",
    )(not_sliced)


def whole_term(term: str) -> Check[Procurement, FilePlan]:
    """A check of budgets that stay under the amount `term` only as long as one year, or the time before extensions, is counted."""

    def worth_of_whole_term(case: PlanCase, row: Row) -> Iterator[Finding]:
        source, asked = case.law.having(term), case.asked
        if source is None or asked.method in row.slugs("methods_not_counted") or budget_line not in case.facts:
            return
        line, amount = case.facts[budget_line], Fen(source.fen(term))
        months, longest = asked.term_months, asked.term_months + (asked.extension_months or 0)
        of_one_year = months > MONTHS_IN_YEAR and len(line.years) > 1 and asked.budget <= line.amount < line.whole
        covered = MONTHS_IN_YEAR if of_one_year else months
        worth = Fen(asked.budget * longest // covered) if covered else asked.budget
        if asked.budget < amount <= worth:
            yield found(
                "{budget} for {covered} months come to {worth} over {months} months, extensions among them: this reaches {amount} "
                "({source}).",
                at="budget",
                do="Compare the amounts with what the whole term comes to, and plan the method for that.",
                budget=asked.budget,
                covered=covered,
                worth=worth,
                months=longest,
                amount=amount,
                source=source.id,
            )

    return check(
        "The amounts are compared with what the whole term comes to, extensions among it.",
        "按全部履行期限（含续签、延长）的金额对照数额标准。",
    )(worth_of_whole_term)


@check("The same supplier is not given the same, year after year, without open tender.", "未连续多年不经公开招标由同一供应商承接同类服务。")
def not_renewed_in_a_row(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Contracts for one category that one supplier held in each of the years before, all of them without open tender."""
    asked, out = case.asked, row.slugs("methods_not_counted")
    if asked.method in out or bought_before not in case.facts:
        return
    least, known = row.count("years_in_a_row_min_count"), case.facts[bought_before]
    for supplier in dict.fromkeys(known.suppliers):
        held = [one for one in _contracts(known) if one.supplier == supplier and one.method not in out]
        years = _in_a_row(asked.fiscal_year, {one.year for one in held})
        if len(years) >= least:
            told = [one for one in held if one.year in years]
            yield found(
                "{supplier} has held the contracts of {category} here since {since}, {years} years in a row without open tender: "
                "{dockets}. Good work is renewed like that; so is a purchase that is never opened to others.",
                at="method",
                do="Open it to others this time, or say in the plan why not.",
                supplier=supplier,
                category=asked.category,
                since=str(min(years)),
                years=len(years),
                dockets=", ".join(f"{one.docket} ({one.year}: {yuan(one.price)})" for one in told),
            )


class _Held(NamedTuple):
    docket: str
    year: int
    supplier: str
    method: str
    price: Fen


def _contracts(known: BoughtBefore) -> Iterator[_Held]:
    rows = zip(known.dockets, known.years, known.suppliers, known.methods, known.prices_fen, strict=True)
    return (_Held(docket, year, supplier, method, Fen(price)) for docket, year, supplier, method, price in rows)


def _in_a_row(year: int, years: set[int]) -> set[int]:
    """The years without a gap that end just before a year."""
    first = year
    while first - 1 in years:
        first -= 1
    return set(range(first, year))


def percent_of(amount: int, whole: int) -> Decimal:
    return (Decimal(amount * HUNDRED) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else Decimal(0)
