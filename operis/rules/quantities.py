"""Do the clauses of a contract buy as much as documents and bid have, in the same unit?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.wording import Slug, Wording
from operis.dockets.contract.facts import AwardFact, award
from operis.law.book import Law, Row
from operis.rules.clauses import clauses_of
from operis.rules.contracting import ContractCase
from operis.rules.wording.finder import measures, numbers

COUNTED = frozenset({"content", "quantity"})
QUANTITY = "quantity"
PLAIN, ALL = "quantity", "quantity-whole"
"""Where numbers are read that a clause says of no part, and those that it says of the whole."""
QUANTITIES = frozenset({"quantity", "quantity-time-and-place"})
"""The words of documents and bids for how much is bought."""
MANY = 1000
"""From here on a number is written out."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a clause with what it counts."""

    at: str
    group: Slug
    language: str
    number: float
    unit: frozenset[str]
    words: str
    plain: bool
    """Whether the clause on quantity says it of no part, rate, estimate or bound."""
    whole: bool
    """Whether it is said of all that is bought."""


@check("No clause buys another quantity than documents and bid have.", "合同条款的数量与采购文件和投标（响应）文件一致。")
def quantities_kept(case: ContractCase, row: Row) -> Iterator[Finding]:
    """Where the record has one number in a unit for the one lot, and the clauses neither have it nor come to it."""
    if award not in case.facts or case.facts[award].divided:
        return
    there, written = tuple(quantities(case.law, case.facts[award])), tuple(_counted(case))
    for one in written:
        known = list({was for was, unit in there if unit & one.unit})
        alike = [each for each in written if each.unit & one.unit]
        alone = one.plain and len({each.number for each in alike}) == 1
        if len(known) == 1 and (one.whole or alone) and not _comes_to(known[0], alike):
            yield found(
                "The clause on {group} says “{words}”. Documents and bid have {number}, and the award pays for so many.",
                at=one.at,
                do="Write the quantity on record; where the clause means a part of it, write the whole beside it.",
                group=one.group,
                words=one.words,
                number=written_out(known[0]),
            )


def _comes_to(was: float, written: Sequence[Counted]) -> bool:
    """Whether the quantity on record stands in the clauses, or is what the numbers of one language come to."""
    spoken = {each.language for each in written}
    sums = [sum(each.number for each in written if each.language == language) for language in spoken]
    return was in (*sums, *(each.number for each in written))


@check(
    "Clauses on content and quantity that count otherwise than the record are told to both sides.",
    "内容、数量条款的数字与记录不一致的，向双方提示。",
)
def quantities_told(case: ContractCase, row: Row) -> Iterator[Finding]:
    """What the documents and the bid count in a unit, and the clause counts in the same unit otherwise."""
    if award not in case.facts:
        return
    known = case.facts[award]
    texts = [one for texts in known.agreed.values() for one in texts] + ([known.content] if known.content is not None else [])
    there = [(number, unit) for text in texts for number, unit, _words in measures(case.law, text)]
    for at, one, secret in clauses_of(case):
        for number, unit, words in measures(case.law, one.text) if one.group in COUNTED and not secret else ():
            same = sorted({was for was, counted in there if counted & unit})
            if same and number not in same:
                yield found(
                    "The clause on {group} says “{words}”; documents and bid have {numbers}.",
                    at=at,
                    do="Write what was asked and offered.",
                    group=one.group,
                    words=words,
                    numbers=written_out(*same),
                )


def quantities(law: Law, known: AwardFact) -> Iterator[tuple[float, frozenset[str]]]:
    """How much the award buys, with its unit, as documents, bid and notice say it."""
    texts = [one for about, each in known.agreed.items() if about in QUANTITIES for one in each]
    for text in (*texts, *((known.content,) if known.content is not None else ())):
        yield from ((number, units) for number, units, _words in measures(law, text) if number >= 1)


def written_out(*numbers: float) -> str:
    return ", ".join(format(was, "g" if was < MANY else ".0f") for was in numbers)


def _counted(case: ContractCase) -> Iterator[Counted]:
    for at, one, secret in clauses_of(case):
        for language, said in one.text:
            text = Wording(**{language: said})
            plain = _numbers(case.law, text, PLAIN) if one.group == QUANTITY else frozenset[float]()
            whole = _numbers(case.law, text, ALL)
            for number, unit, words in measures(case.law, text):
                shown = "…" if secret else words.strip()
                yield Counted(at, one.group, language, number, unit, shown, number in plain, number in whole)


def _numbers(law: Law, text: Wording, where: str) -> frozenset[float]:
    return frozenset(number for _look, number, _words in numbers(law, text, where))
