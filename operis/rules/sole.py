"""Is there really one supplier: named, publicised with what experts say, objected to or not; and is its price agreed on record?"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any, TypeVar

from operis.core.acts import Command
from operis.core.case import Case, Fact
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.core.money import Fen
from operis.dockets.procurement.awarding import Awarded
from operis.dockets.procurement.commands import DecideAward, FilePlan
from operis.dockets.procurement.failed_facts import ONE_LEFT
from operis.dockets.procurement.method_duties import unargued
from operis.dockets.procurement.sole import (
    CONTINUED,
    UPHELD,
    ArgueObjections,
    ObjectToSingleSource,
    PubliciseSingleSource,
    RecordPriceTalk,
)
from operis.dockets.procurement.sole_facts import experts_tied, former_contract, one_supplier, sole_bars, sole_party
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.amounts import OPEN_TENDER_AMOUNT, amount_of
from operis.rules.below_quota import by_price

PlanCase = Case[Procurement, FilePlan]
Publishing = Case[Procurement, PubliciseSingleSource]
Objecting = Case[Procurement, ObjectToSingleSource]
Arguing = Case[Procurement, ArgueObjections]
Talking = Case[Procurement, RecordPriceTalk]
WHOLE_PERCENT = 100
T = TypeVar("T")


def _told(case: Case[Procurement, Any], fact: Fact[T]) -> T | None:
    """What the record tells, where it was looked up and is there."""
    if fact in case.facts:
        return case.facts[fact]
    return None


@check("The plan names the supplier that is asked.", "实施计划写明拟定供应商。")
def supplier_named(case: PlanCase, row: Row) -> Iterator[Finding]:
    if case.asked.one_supplier is None:
        yield found("One supplier is asked, and the plan does not say which.", at="one_supplier", do="Name it.")


@check("The one supplier is on file.", "拟定供应商已建档。")
def sole_on_file(case: PlanCase, row: Row) -> Iterator[Finding]:
    one = case.asked.one_supplier
    if one is None:
        return
    there = _told(case, sole_party)
    if there is None:
        yield found("{supplier} is not on file as a supplier.", at="one_supplier/supplier", do="Have its file entered first.",
                    supplier=one.supplier)  # fmt: skip
    elif there.refused:
        yield found("The file of {supplier} was not accepted.", at="one_supplier/supplier",
                    do="Have the supplier correct its file, and have it reviewed.", supplier=one.supplier)  # fmt: skip


@check("The one supplier is not barred from government procurement.", "拟定供应商未被禁止参加政府采购活动。")
def sole_not_barred(case: PlanCase, row: Row) -> Iterator[Finding]:
    one = case.asked.one_supplier
    for bar in case.facts[sole_bars].of(one.supplier, case.today) if one is not None and sole_bars in case.facts else ():
        yield found("By decision {decision} {supplier} is barred from government procurement until {last}.", at="one_supplier/supplier",
                    do="Choose another method.", supplier=bar.party, decision=bar.decision, last=bar.last)  # fmt: skip


@check("What continues a contract adds to it, with the same supplier.", "添购以原采购合同为依据，并向原供应商采购。")
def contract_continued(case: PlanCase, row: Row) -> Iterator[Finding]:
    one = case.asked.one_supplier
    if case.asked.method_ground != CONTINUED or one is None:
        return
    former = _told(case, former_contract)
    if former is not None:
        if former.signed is None or former.body != case.mandate.acts_for:
            yield found("That contract is not signed, or is of another body.", at="one_supplier/contract",
                        do="Name a contract of your own.")  # fmt: skip
        if former.supplier != one.supplier:
            yield found("The contract is with {former}, and the plan names {supplier}.", at="one_supplier/supplier",
                        do="Name the supplier of the contract.", former=former.supplier, supplier=one.supplier)  # fmt: skip
    elif one.contract is not None:
        yield found("No contract {contract} is on record.", at="one_supplier/contract", do="Choose one that is.", contract=one.contract)
    elif one.elsewhere is None or not one.elsewhere.scan or one.price is None:
        yield found("The purchase continues a contract, and the plan does not show which.", at="one_supplier/contract",
                    do="Choose the contract; one signed elsewhere with its price and a scan of it.")  # fmt: skip


@check("All that is added stays within the share of the contract.", "添购资金总额未超过原合同采购金额的规定比例。")
def additions_within_share(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Of the price as it was signed, all additions together; to the fen."""
    one = case.asked.one_supplier
    if case.asked.method_ground != CONTINUED or one is None:
        return
    former = _told(case, former_contract)
    price, before = (former.price, former.added) if former is not None else (one.price, one.added or Fen(0))
    percent = row.count("continuation_max_percent")
    if price is not None and WHOLE_PERCENT * (before + case.asked.budget) > percent * price:
        yield found(
            "{budget} after {before} is more than {percent}% of the contract of {price}.",
            at="budget",
            do="Add less, or choose another method.",
            budget=case.asked.budget,
            before=before,
            percent=percent,
            price=price,
        )


def must_be_publicised(case: Case[Procurement, Command], row: Row) -> bool:
    """Whether the plan is of a ground, and reaches the amount, for which the law has the only supplier publicised."""
    plan = case.state.plan
    return (plan is not None and plan.method_ground in (*row.slugs("required_for_grounds"), ONE_LEFT)
            and (plan.approval is not None or plan.budget >= amount_of(case.law, OPEN_TENDER_AMOUNT)[0]))  # fmt: skip


@check("The plan is a single source.", "实施计划采用单一来源采购。")
def plan_names_one(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    if one_supplier(case.state, case.asked) is None:
        yield found("The plan names no one supplier.", do="File the plan as a single source.")


@check("The only supplier is not publicised yet.", "尚未发布单一来源公示。")
def not_publicised_yet(case: Publishing, row: Row) -> Iterator[Finding]:
    if case.state.publicity is not None:
        yield found("It is publicised since {since}.", do="Wait until its time is over.", since=case.day(case.state.publicity.happened))


@check("The publicity has what the law asks for.", "公示内容齐全。")
def publicity_complete(case: Publishing, row: Row) -> Iterator[Finding]:
    """Purchaser, project, reason, supplier and its address come from the record; the opinions are put in."""
    wanted = row.slugs("publicity_contents")
    if "experts-opinions-names-employers-titles" in wanted and not case.asked.opinions:
        yield found("No opinion of an expert is given.", at="opinions", do="Add the opinions, each with name, employer and title.")
    if "supplier-name-and-address" in wanted and case.facts[sole_party].address is None:
        yield found("The file of {supplier} has no address, and the publicity shows it.", do="Have the supplier enter its address.",
                    supplier=case.facts[sole_party].key)  # fmt: skip


@check("Enough experts give their opinion.", "论证的专业人员达到规定人数。")
def enough_experts(case: Publishing, row: Row) -> Iterator[Finding]:
    there, least = len({one.name for one in case.asked.opinions}), row.count("experts_min_count")
    if there < least:
        yield found("{there} experts give their opinion; there have to be {least}.", at="opinions", do="Have more of them give theirs.",
                    there=there, least=least)  # fmt: skip


@check("Those who give their opinion come from neither side.", "论证人员不来自采购人和拟定供应商。")
def experts_from_outside(case: Case[Procurement, PubliciseSingleSource | ArgueObjections], row: Row) -> Iterator[Finding]:
    tied = _told(case, experts_tied)
    for one in tied.found if tied is not None else ():
        yield found(
            "{expert} of {employer} is of {party}, which is one of both sides.",
            at=f"opinions/{one.place}/employer",
            do="Have somebody else give an opinion.",
            expert=case.asked.opinions[one.place].name,
            employer=case.asked.opinions[one.place].employer,
            party=one.party,
        )


@check("Each expert gives an opinion of his own.", "各论证意见独立作出。")
def opinions_apart(case: Publishing, row: Row) -> Iterator[Finding]:
    """How alike two texts are: the share of signs that both have in the same order."""
    said = [(one.name, one.opinion.within("zh")[1]) for one in case.asked.opinions]
    for (first, text), (second, other) in combinations(said, 2):
        alike = int(WHOLE_PERCENT * SequenceMatcher(None, text, other, autojunk=False).ratio())
        if alike >= row.count("alike_percent_min"):
            yield found("The opinions of {first} and {second} are alike in {alike}% of their words.", at="opinions",
                        do="Ask each for an opinion of his own.", first=first, second=second, alike=alike)  # fmt: skip


@check("The only supplier is publicised.", "单一来源公示已经发布。")
def publicised(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    if case.state.publicity is None:
        yield found("Nothing is publicised about which could be objected.", do="Wait until it is.")


@check("Objections come while it is publicised.", "异议在公示期内提出。")
def objected_in_time(case: Objecting, row: Row) -> Iterator[Finding]:
    one = case.state.publicity
    if one is None or one.stands_until is None:
        return
    until, letter = one.stands_until.day, case.asked.letter
    day = case.day(letter.on) if letter is not None else case.today
    if not case.day(one.happened) <= day <= until:
        yield found("It was publicised from {since}, and objections could come until {until}; this one is of {day}.",
                    do="Turn to the finance department.", since=case.day(one.happened), until=until, day=day)  # fmt: skip


@check("An objection is in writing.", "异议以书面形式提出。")
def objected_in_writing(case: Objecting, row: Row) -> Iterator[Finding]:
    """Who objects from its own desk has written it; what came by letter is kept, with its sender."""
    asked = case.asked
    if case.mandate.role is Role.SUPPLIER:
        return
    if asked.objector is None:
        yield found("It is not said who objects.", at="objector", do="Name whoever wrote it.")
    if asked.letter is None or not asked.letter.scan:
        yield found("Nothing is kept of what was written.", at="letter/scan", do="Choose a scan of it.")


@check("Objections wait to be argued.", "有待补充论证的异议。")
def objections_wait(case: Arguing, row: Row) -> Iterator[Finding]:
    if not unargued(case.state):
        yield found("No objection waits to be argued.", do="Go on with the application.")


@check("Objections are argued once all could come.", "公示期满后组织补充论证。")
def publicity_over(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    one = case.state.publicity
    if one is not None and one.stands_until is not None and case.today < one.stands_until.day:
        yield found("It is publicised until {until}, and objections may come until then.", do="Wait until {until}.",
                    until=one.stands_until.day)  # fmt: skip


@check("Objections are argued by experts.", "由专业人员补充论证。")
def argued_by_experts(case: Arguing, row: Row) -> Iterator[Finding]:
    if not case.asked.opinions:
        yield found("No opinion of an expert is given.", at="opinions",
                    do="Add the opinions, each with name, employer and title.")  # fmt: skip


@check("Objections are argued in time.", "在规定期限内组织补充论证。")
def argued_in_time(case: Arguing, row: Row) -> Iterator[Finding]:
    one = case.state.publicity
    if one is None or one.stands_until is None:
        return
    last = case.calendar.latest(one.stands_until.day, row.period())
    if case.today > last:
        yield found("The publicity ended on {until}; it is argued after {last}.", do="Argue objections sooner.",
                    until=one.stands_until.day, last=last)  # fmt: skip


@check("The only supplier was publicised for long enough before the application.", "申请前已按规定进行单一来源公示。")
def publicised_before(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    if not must_be_publicised(case, row):
        return
    one = case.state.publicity
    if one is None:
        yield found("The plan is for the only supplier there is and reaches the open-tender amount; nothing was publicised.",
                    do="Publicise it, with the opinions of experts, {least}.", least=row.period())  # fmt: skip
    elif one.stands_until is not None and case.today < one.stands_until.day:
        yield found("It is publicised since {since}, for {least}.", do="Apply on {until} or later.",
                    since=case.day(one.happened), least=row.period(), until=one.stands_until.day)  # fmt: skip


@check("Objections were argued, and none was upheld.", "异议已经补充论证，且均不成立。")
def objections_settled(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    if waiting := unargued(case.state):
        yield found("Objections wait to be argued: {waiting}.", do="Have experts argue them.", waiting=", ".join(map(str, waiting)))
    if any(one.result == UPHELD for one in case.state.arguments):
        yield found("An objection to the only supplier was upheld.", do="File the plan again, by another method.")


@check("The record of the talk has what the law asks for.", "协商记录内容齐全。")
def talk_complete(case: Talking, row: Row) -> Iterator[Finding]:
    asked, wanted = case.asked, row.slugs("record_contents")
    if "date-place-and-people" in wanted and not asked.negotiators:
        yield found("It is not said who negotiated.", at="negotiators", do="Name them, each with the experience.")
    if "costs-and-comparable-contract-prices" in wanted and not asked.comparables and asked.none_comparable is None:
        yield found("No comparable contract stands in the record, nor why there is none.", at="comparables",
                    do="Name contracts for the like with their prices, or say why there are none.")  # fmt: skip
    if not asked.signed_record:
        yield found("The record that all have signed is missing.", at="signed_record", do="Add it, as a file.")


@check("The talk is held once the bid is open, and not after today.", "协商在开启响应文件之后进行。")
def talked_by_now(case: Talking, row: Row) -> Iterator[Finding]:
    opening, day = case.state.opening, case.asked.held_on
    if day > case.today or (opening is not None and day < case.day(opening.happened)):
        yield found("The talk is of {day}.", at="held_on", do="Give the day on which it was held.", day=day)


@check("A price is agreed for each lot that waits for one.", "各采购包均已商定价格。")
def lots_agreed(case: Talking, row: Row) -> Iterator[Finding]:
    wanted = [lot for lot in case.state.lots if by_price(case.state, lot)]
    named = [one.lot for one in case.asked.prices]
    if not wanted:
        yield found("No examined bid waits for a price.", do="Examine the bid first.")
    elif sorted(named) != sorted(wanted):
        yield found("Prices are agreed for {named}; it is about {wanted}.", at="prices", do="Give one price for each.",
                    named=", ".join(named), wanted=", ".join(wanted))  # fmt: skip


@check("The price agreed is within the budget.", "商定价格未超过采购预算。")
def agreed_within_budget(case: Talking, row: Row) -> Iterator[Finding]:
    plan = case.state.plan
    for place, one in enumerate(case.asked.prices):
        most = next((lot.budget for lot in plan.lots if lot.lot == one.lot), plan.budget) if plan else None
        if most is not None and one.price > most:
            yield found("{price} is more than the {budget} of the plan.", at=f"prices/{place}/price",
                        do="Agree within it, or end the purchase.", price=one.price, budget=most)  # fmt: skip


@check("What is agreed above the offer is told.", "商定价格高于报价的，予以提示。")
def agreed_above_offer(case: Talking, row: Row) -> Iterator[Finding]:
    for one in case.asked.prices:
        for offered, bid in by_price(case.state, one.lot):
            before = agreed_price(case.state, one.lot, bid.supplier)
            if one.price > offered:
                yield found("{price} is agreed, and {offered} was offered.", do="Look at why it rose.", price=one.price, offered=offered)
            if before is not None and one.price > before:
                yield found("{price} is agreed, and {before} was agreed before.", do="Look at why it rose.", price=one.price, before=before)


@check("A price is agreed on record.", "价格协商记录已经登记。")
def price_agreed(case: Case[Procurement, DecideAward], row: Row) -> Iterator[Finding]:
    for place, one in enumerate(case.asked.awards):
        if agreed_price(case.state, one.lot, one.supplier) is None:
            yield found("No price is agreed with {supplier} for lot {lot}.", at=f"awards/{place}", do="Record the talk first.",
                        supplier=one.supplier, lot=one.lot)  # fmt: skip


def agreed_price(state: Procurement, lot: str, supplier: str) -> Fen | None:
    """The price of the newest talk with a supplier about a lot."""
    return next((one.price for talk in reversed(state.price_talks) if talk.supplier == supplier
                 for one in talk.prices if one.lot == lot), None)  # fmt: skip


def as_agreed(case: Case[Procurement, DecideAward]) -> tuple[Awarded, ...]:
    """What the one supplier gets, at the price of the talk."""
    return tuple(
        Awarded(lot=one.lot, supplier=one.supplier, bid=bid.bid, price=price, rank=1)
        for one in case.asked.awards
        for _offered, bid in by_price(case.state, one.lot)
        if bid.supplier == one.supplier and (price := agreed_price(case.state, one.lot, one.supplier)) is not None
    )
