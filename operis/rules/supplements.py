"""May a change of a signed contract add money: more of the same, within a share of the price, as a supplement that says its sum?"""

from collections.abc import Iterator
from dataclasses import dataclass

from operis.core.case import on_record
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.money import Fen, yuan
from operis.core.wording import Slug, Wording
from operis.dockets.contract.changing import ChangeTerms
from operis.dockets.contract.commands import DrawUpChange, SignChange
from operis.law.book import Law, Row
from operis.law.looks import REFUSE
from operis.rules.changing import changes_of
from operis.rules.contracting import HUNDRED, ContractCase
from operis.rules.wording.finder import numbers

CHANGE = "change"
SAME_YUAN = 1
"""An amount in words may leave out the fen."""


@dataclass(frozen=True, slots=True)
class Added:
    """An amount that a changed clause names and the clause before does not; `firm` where its words say that it is beside the price."""

    at: str
    group: Slug
    amount: Fen
    words: str
    firm: bool


@check("All supplements together stay within the share of the contract price.", "各次补充合同合计不超过原合同金额的规定比例。")
def supplements_within(case: ContractCase, row: Row) -> Iterator[Finding]:
    """Every supplement counts, however small each is."""
    now = _now(case)
    if now is None or now.supplement is None:
        return
    price, before = _price(case), case.state.supplements
    together = sum(before) + now.supplement
    if now.supplement <= 0:
        yield found(
            "The sum that is added is {given}.", at="supplement", do="State what is added, or leave it empty.", given=now.supplement
        )
    elif together * HUNDRED > price * row.count("supplements_max_percent"):
        yield found(
            "The contract is at {price}; supplements so far: {before}; this one: {given}. Together they are {percent} percent of it, and "
            "{most} percent are allowed.",
            at="supplement",
            do="Lower the sum, or buy what is needed beyond that in a new procurement.",
            price=price,
            before=", ".join(yuan(one) for one in before) or Slug("-"),
            given=now.supplement,
            percent=format(together * HUNDRED / price, ".2f"),
            most=row.count("supplements_max_percent"),
        )


@check("A supplement is agreed on while the contract is performed.", "补充合同在合同履行期内订立。")
def supplement_in_term(case: ContractCase, row: Row) -> Iterator[Finding]:
    now, drawn = _now(case), on_record(case.state.drawn_up, "contract-drawn-up")
    if now is not None and now.supplement is not None and case.today > drawn.ends:
        yield found("The contract ended on {ends}; nothing is added to it any more.", at="supplement", do="Buy it in a new procurement.",
                    ends=drawn.ends)  # fmt: skip


@check("A supplement leaves every clause as it is, and adds what is bought more.", "补充合同不改变其他条款，只增加追加的内容。")
def supplement_only_adds(case: ContractCase, row: Row) -> Iterator[Finding]:
    now = _now(case)
    if now is None or now.supplement is None or not row.yes("other_terms_unchanged"):
        return
    for no, one in enumerate(now.changes):
        if one.clause is not None:
            yield found(
                "With a sum that is added, clause {no} is changed too.",
                at=f"changes/{no}/clause",
                do="Add a clause with what is bought more; change others by a change of their own.",
                no=str(one.clause),
            )


@check("No clause adds money beside the price and the supplement.", "变更条款没有在合同金额和补充金额以外另加款项。")
def no_money_beside(case: ContractCase, row: Row) -> Iterator[Finding]:
    """What is said to be paid beside the price needs a supplement; an amount of no part of the price, one that covers it."""
    now, price = _now(case), _price(case)
    if now is None:
        return
    free = Fen(max(0, price * row.count("supplements_max_percent") // HUNDRED - sum(case.state.supplements)))
    covers = now.supplement or Fen(0)
    for one in _added(case, now):
        if one.amount > (covers if one.firm else max(covers, free)):
            yield found(
                "The clause on {group} says “{words}”: {given} beside the price of {price}. A supplement may add {free}, and says its sum.",
                at=one.at,
                do="State the sum that is added, within what is left; where it is part of the price, say so.",
                group=one.group,
                words=one.words,
                given=one.amount,
                price=price,
                free=free,
            )


@check("Amounts that a change names anew are told.", "变更条款新写的金额予以提示。")
def money_told(case: ContractCase, row: Row) -> Iterator[Finding]:
    """To the other side, and to everyone once it is published."""
    now = _now(case)
    for one in _added(case, now) if now is not None else ():
        yield found(
            "The clause on {group} names {given}, which the clause before it does not: “{words}”.",
            at=one.at,
            do="See what it is paid for, and that the price stays as it was awarded.",
            group=one.group,
            given=one.amount,
            words=one.words,
        )


def _now(case: ContractCase) -> ChangeTerms | None:
    """The change that is drawn up or signed now."""
    if isinstance(case.asked, DrawUpChange):
        return changes_of(case)
    return case.state.change if isinstance(case.asked, SignChange) else None


def _price(case: ContractCase) -> Fen:
    return on_record(case.state.drawn_up, "contract-drawn-up").price


def _added(case: ContractCase, now: ChangeTerms) -> Iterator[Added]:
    """Each amount once for each clause."""
    for no, one in enumerate(now.changes):
        before = [amount for amount, _words, _firm in _amounts(case.law, one.was)] if one.was is not None else []
        told: dict[int, Added] = {}
        for amount, words, firm in _amounts(case.law, one.text):
            there = told.get(round(amount))
            if not any(abs(amount - old) < SAME_YUAN for old in before) and not (there is not None and there.firm):
                told[round(amount)] = Added(f"changes/{no}/text", one.group, Fen(round(amount * HUNDRED)), words, firm)
        yield from told.values()


def _amounts(law: Law, text: Wording) -> Iterator[tuple[float, str, bool]]:
    return ((number, words, look.severity == REFUSE) for look, number, words in numbers(law, text, CHANGE))
