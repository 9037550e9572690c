"""When is a bid security given back, and when may it be kept?"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from operis.core.case import Case, on_record
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.money import Fen
from operis.dockets.bid.commands import GiveExplanation, SettleBond
from operis.dockets.bid.state import Bid
from operis.dockets.procurement.facts import asked_of, settling
from operis.law.book import Row
from operis.rules.bids import instant

SettleCase = Case[Bid, SettleBond]
RETURNED, KEPT, REFUSAL = "returned", "kept", "refusal-to-sign"
WITHDRAWN, WON, LOST = "withdrawn", "won", "lost"
Back = Mapping[str, tuple[str, ...]]
"""The rows that say within how many days a bid security is given back, by what became of the bid."""
YEAR, HUNDRED = "days_of_interest_year_count", 100


@check("There is a bid security that has not been settled.", "有尚未处理的投标保证金。")
def bond_there(case: SettleCase, row: Row) -> Iterator[Finding]:
    if case.state.bond is None:
        yield found("No bid security was given.", do="Nothing is left to do here.")
    if case.state.settled is not None:
        yield found("The bid security was settled on {on}.", do="Nothing is left to do here.", on=case.state.settled.paid_on)


@check("The matter is decided before the security is given back.", "事项了结后退还保证金。")
def matter_decided(case: SettleCase, row: Row) -> Iterator[Finding]:
    """It is settled when the bid is withdrawn, the result published or the procurement ended; a winner's when the contract is signed."""
    if _since(case) is None and case.asked.way == RETURNED:
        yield found("The matter is still open: the bid stands, and there is no result for it yet.", do="Wait for the result.")


def _fate(case: SettleCase) -> str:
    if case.state.withdrawn and not case.state.in_force:
        return WITHDRAWN
    return WON if case.facts[settling].won else LOST


def _since(case: SettleCase) -> date | None:
    """From when it is to be given back."""
    known = case.facts[settling]
    match _fate(case):
        case "withdrawn":
            return case.day(case.state.withdrawn[-1].happened)
        case "won":
            return known.contract_signed
    return known.published or (case.today if known.ended else None)


@check("Bid security is kept only on a ground.", "不予退还投标保证金的，属于规定的情形。")
def kept_on_ground(case: SettleCase, row: Row) -> Iterator[Finding]:
    """Kept only on a ground; a refusal to sign is one that stands on the record."""
    if case.asked.way != KEPT:
        return
    if case.asked.ground is None:
        yield found("Nothing says why the bid security is kept.", at="ground", do="Name the ground, or give it back.")
    elif case.asked.ground == REFUSAL and not case.facts[settling].refused:
        yield found("The supplier has not refused to sign.", at="ground", do="Have the refusal entered with the contract.")


def returned_within(fate: str) -> Check[Bid, SettleBond]:
    """A check that the security of a bid with this fate is given back in time."""

    def returned_in_time(case: SettleCase, row: Row) -> Iterator[Finding]:
        since = _since(case)
        if case.asked.way != RETURNED or _fate(case) != fate or since is None:
            return
        if (last := case.calendar.latest(since, row.period())) < case.asked.paid_on:
            yield found("The bid security was to be given back by {last}.", at="paid_on", do="Pay for the delay.", last=last)

    return check("Bid security is given back in time.", "在规定期限内退还投标保证金。")(returned_in_time)


def delay_paid(back: Back) -> Check[Bid, SettleBond]:
    """A check that the charge for a late refund is paid; `back` are the rows that say until when. The rate is entered: no law has it."""

    def delay_charged(case: SettleCase, row: Row) -> Iterator[Finding]:
        within, since = case.law.first(back[_fate(case)], method=case.method), _since(case)
        if within is None or since is None or case.asked.way != RETURNED:
            return
        days = (case.asked.paid_on - case.calendar.latest(since, within.period())).days
        share, rate, paid = row.percent("late_refund_of_base_rate_percent"), case.asked.base_rate_percent, case.asked.interest or Fen(0)
        if days > 0 and rate is None:
            yield found(
                "It is given back {days} days late: {share} percent of the benchmark lending rate is owed for them.",
                at="base_rate_percent",
                do="Enter the benchmark rate of that time, and pay by it.",
                days=days,
                share=share,
            )
        elif days > 0 and rate is not None and paid < (owed := _owed(case, days, rate * share)):
            yield found(
                "It is given back {days} days late: at {rate} percent a year {owed} is owed for them, and {paid} is paid.",
                at="interest",
                do="Pay the rest.",
                days=days,
                rate=rate,
                owed=owed,
                paid=paid,
            )

    return check("The charge for a late refund is paid.", "逾期退还保证金的，已支付资金占用费。")(delay_charged)


def _owed(case: SettleCase, days: int, percent_of_percent: Decimal) -> Fen:
    """The charge for so many days, half up to the fen."""
    of_year = on_record(case.law.having(YEAR), YEAR).count(YEAR)
    bond = on_record(case.state.bond, "bond-received").amount
    return Fen((Fraction(percent_of_percent) * bond * days * 2 / (HUNDRED * HUNDRED * of_year) + 1) // 2)


@check("The supplier was asked, and its time is not over.", "已要求供应商说明，且期限未届满。")
def was_asked(case: Case[Bid, GiveExplanation], row: Row) -> Iterator[Finding]:
    """Asked for this lot, and the time to answer is not over."""
    asked = case.facts[asked_of]
    until = [moment for lot, moment in zip(asked.lots, asked.until, strict=True) if lot == case.asked.lot]
    if not until:
        yield found("Nobody has asked you to explain anything in lot {lot}.", at="lot", do="Wait until the panel asks.", lot=case.asked.lot)
    elif instant(case.happened) > max(until):
        yield found("You could explain until {until}.", do="The panel goes on without it.", until=max(until))


@check("A supplier explains its bid for a lot once.", "供应商对同一采购包仅作一次说明。")
def explained_once(case: Case[Bid, GiveExplanation], row: Row) -> Iterator[Finding]:
    """One answer for each thing that was asked."""
    given = sum(one.lot == case.asked.lot for one in case.state.explanations)
    if 0 < case.facts[asked_of].lots.count(case.asked.lot) <= given:
        yield found("You have explained your bid for lot {lot}.", at="lot", do="Wait for the result.", lot=case.asked.lot)
