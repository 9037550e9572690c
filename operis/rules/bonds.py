"""When is a bid security given back, and when may it be kept?"""

from collections.abc import Iterator
from datetime import date

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.bid.commands import GiveExplanation, SettleBond
from operis.dockets.bid.state import Bid
from operis.dockets.procurement.facts import asked_of, settling
from operis.law.book import Row
from operis.rules.bids import instant

SettleCase = Case[Bid, SettleBond]
RETURNED, KEPT, REFUSAL = "returned", "kept", "refusal-to-sign"


@check
def bond_there(case: SettleCase, row: Row) -> Iterator[Finding]:
    if case.state.bond is None:
        yield found("No bid security was given.", do="Nothing is left to do here.")
    if case.state.settled is not None:
        yield found("The bid security was settled on {on}.", do="Nothing is left to do here.", on=case.state.settled.paid_on)


@check
def matter_decided(case: SettleCase, row: Row) -> Iterator[Finding]:
    """It is settled when the bid is withdrawn, the result published or the procurement ended; a winner's when the contract is signed."""
    if _since(case) is None and case.asked.way == RETURNED:
        yield found("The matter is still open: the bid stands, and there is no result for it yet.", do="Wait for the result.")


def _since(case: SettleCase) -> date | None:
    """From when it is to be given back."""
    known = case.facts[settling]
    if case.state.withdrawn and not case.state.in_force:
        return case.day(case.state.withdrawn[-1].happened)
    if known.won:
        return known.contract_signed
    return known.published or (case.today if known.ended else None)


@check
def kept_on_ground(case: SettleCase, row: Row) -> Iterator[Finding]:
    """Kept only on a ground; a refusal to sign is one that stands on the record."""
    if case.asked.way != KEPT:
        return
    if case.asked.ground is None:
        yield found("Nothing says why the bid security is kept.", at="ground", do="Name the ground, or give it back.")
    elif case.asked.ground == REFUSAL and not case.facts[settling].refused:
        yield found("The supplier has not refused to sign.", at="ground", do="Have the refusal entered with the contract.")


@check
def returned_in_time(case: SettleCase, row: Row) -> Iterator[Finding]:
    since = _since(case)
    if case.asked.way == RETURNED and since is not None and (last := case.calendar.latest(since, row.period())) < case.asked.paid_on:
        yield found("The bid security was to be given back by {last}.", at="paid_on", do="Pay for the delay.", last=last)


@check
def was_asked(case: Case[Bid, GiveExplanation], row: Row) -> Iterator[Finding]:
    """Asked for this lot, and the time to answer is not over."""
    asked = case.facts[asked_of]
    until = [moment for lot, moment in zip(asked.lots, asked.until, strict=True) if lot == case.asked.lot]
    if not until:
        yield found("Nobody has asked you to explain anything in lot {lot}.", at="lot", do="Wait until the panel asks.", lot=case.asked.lot)
    elif instant(case.happened) > max(until):
        yield found("You could explain until {until}.", do="The panel goes on without it.", until=max(until))


@check
def explained_once(case: Case[Bid, GiveExplanation], row: Row) -> Iterator[Finding]:
    """One answer for each thing that was asked."""
    given = sum(one.lot == case.asked.lot for one in case.state.explanations)
    if 0 < case.facts[asked_of].lots.count(case.asked.lot) <= given:
        yield found("You have explained your bid for lot {lot}.", at="lot", do="Wait for the result.", lot=case.asked.lot)
