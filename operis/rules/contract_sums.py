"""Do the amounts in a contract's clauses come to the award: by unit, by month, and one language by the other?"""

from collections.abc import Iterator
from itertools import pairwise

from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.money import Fen
from operis.core.wording import Wording
from operis.dockets.contract.facts import award
from operis.law.book import Law, Row
from operis.rules.clauses import clauses_of
from operis.rules.contracting import ContractCase, terms
from operis.rules.quantities import MANY, quantities, written_out
from operis.rules.wording.finder import numbers, words_in
from operis.rules.wording.patterns import language_of

UNIT_PRICE, BY_TIME, AMOUNT, NUMBER = "unit-price", "paid-by-time", "amount", "number"
HUNDRED = 100
SAME_FEN, SAME_YUAN = 0.005, 1
"""From where a number is written out in words an amount may leave out its fen."""


@check(
    "What one unit costs, times the quantity on record, is no more than the award.",
    "条款所写单价乘以记录的数量，不超过中标（成交）金额。",
)
def unit_price_as_awarded(case: ContractCase, row: Row) -> Iterator[Finding]:
    """A unit price rounded up to the fen stands; of several quantities in the same unit the least is taken."""
    if award not in case.facts:
        return
    price, there = terms(case).price, tuple(quantities(case.law, case.facts[award]))
    for at, one, secret in clauses_of(case):
        for _look, number, words in numbers(case.law, one.text, UNIT_PRICE):
            of_unit = [many for many, units in there if units & words_in(words)]
            if of_unit and round(number * HUNDRED) > -(-price // min(of_unit)):
                yield found(
                    "The clause on {group} says “{words}”. For the {quantity} on record that comes to {total}; the award is at {price}.",
                    at=at,
                    do="Write the unit price that comes to the award, or leave it out.",
                    group=one.group,
                    words="…" if secret else words,
                    quantity=written_out(min(of_unit)),
                    total=Fen(round(number * min(of_unit) * HUNDRED)),
                    price=price,
                )


@check(
    "What is paid by month, quarter or year comes to no more than the award over the term.",
    "按月、按季、按年支付的金额，在履行期限内合计不超过中标（成交）金额。",
)
def payments_as_awarded(case: ContractCase, row: Row) -> Iterator[Finding]:
    """Whole months, quarters or years of the term are counted; an amount rounded up to the fen stands."""
    if award not in case.facts:
        return
    price, months = terms(case).price, case.facts[award].term_months
    for at, one, secret in clauses_of(case):
        for look, number, words in numbers(case.law, one.text, BY_TIME):
            times = int(months / look.by)
            if times and round(number * HUNDRED) > -(-price // times):
                yield found(
                    "The clause on {group} says “{words}”. Over the {months} months of the term that comes to {total}; "
                    "the award is at {price}.",
                    at=at,
                    do="Write the amount that comes to the award, or leave it out.",
                    group=one.group,
                    words="…" if secret else words,
                    months=months,
                    total=Fen(round(number * times * HUNDRED)),
                    price=price,
                )


@check("A clause in two languages has the same amounts in both.", "两种文字并列的条款，金额一致。")
def languages_agree(case: ContractCase, row: Row) -> Iterator[Finding]:
    """Each amount of the one is a number of the other, where it may stand without its currency."""
    for at, one, secret in clauses_of(case):
        for (_one, here), (_other, there) in pairwise(one.text):
            alone = [each for each in _read(case.law, here, AMOUNT) if not _among(each, _read(case.law, there, NUMBER))]
            back = [each for each in _read(case.law, there, AMOUNT) if not _among(each, _read(case.law, here, NUMBER))]
            if alone or back:
                yield found(
                    "The clause on {group} has other amounts in one language than in the other: {here} and {there}.",
                    at=at,
                    do="Write the same amounts in both.",
                    group=one.group,
                    here="…" if secret else _told(alone),
                    there="…" if secret else _told(back),
                )


def _read(law: Law, text: str, where: str) -> list[float]:
    return list(dict.fromkeys(number for _look, number, _words in numbers(law, Wording(**{language_of(text): text}), where)))


def _told(amounts: list[float]) -> str:
    return ", ".join(format(each, ".2f") for each in amounts) or "-"


def _among(one: float, others: list[float]) -> bool:
    within = SAME_YUAN if one >= MANY else SAME_FEN
    return any(abs(one - other) < within for other in others)
