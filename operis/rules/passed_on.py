"""Does a clause name another than the winner: as the provider, or one that bid and did not win for a part of the work?"""

import re
from collections.abc import Iterator

from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.wording import Wording
from operis.dockets.contract.facts import AwardFact, award
from operis.law.book import Row
from operis.rules.clauses import clauses_of
from operis.rules.contracting import ContractCase
from operis.rules.wording.finder import sights

LOST, WON = "◆", "◇"
"""What stands for the name of one that bid and did not win, and of the winner, where a clause is read."""
PROVIDER = "provider"


@check("No clause has another than the winner as the provider.", "合同条款写明的承接主体是中标、成交供应商。")
def provider_as_awarded(case: ContractCase, row: Row) -> Iterator[Finding]:
    """Who does a part of the work is no provider; a name that is on no file is one where it is that of a firm."""
    if award not in case.facts:
        return
    known = case.facts[award]
    for at, one, secret in clauses_of(case):
        for seen in sights(case.law, _marked(one.text, known), PROVIDER):
            yield found(
                "The clause on {group} says “{words}”. By the award of lot {lot} the provider is {wins}.", at=at,
                do="Leave the name out: the contract has its provider from the award. Call who does a part of the work a subcontractor.",
                group=one.group, words="…" if secret else _restored(seen.words, one.text, known), lot=known.lot, wins=known.supplier,
            )  # fmt: skip


def _marked(text: Wording, known: AwardFact) -> Wording:
    """The text with a mark for each name of a bidder, the longest name first: one may be a part of another."""
    marks = {name: LOST for _key, names in known.others for name in names} | dict.fromkeys(known.names, WON)
    whole = re.compile("|".join(map(_whole, sorted(marks, key=len, reverse=True)))) if marks else None
    return Wording(**{language: whole.sub(lambda hit: marks[hit[0]], said) if whole else said for language, said in text})


def _restored(words: str, text: Wording, known: AwardFact) -> str:
    """With the name instead of its mark."""
    lost = next((name for _key, names in known.others for name in names if _in(name, text)), LOST)
    return words.replace(LOST, lost).replace(WON, next(iter(known.names), WON))


@check(
    "A clause that names somebody who bid for the lot and did not win is told of.",
    "条款提及参加本采购包但未中标（成交）的供应商的，予以提示。",
)
def former_bidder_told(case: ContractCase, row: Row) -> Iterator[Finding]:
    """Each by name, but for what is kept back: of that only that there is one."""
    if award not in case.facts:
        return
    for at, one, secret in clauses_of(case):
        named = [key for key, names in case.facts[award].others if any(_in(name, one.text) for name in names)]
        if secret and named:
            yield found(
                "A clause that is kept back names a supplier that bid for this lot and did not win.", at=at,
                do="Look at the bids of this lot together before it does any part of the work, and say in the consent why it does.",
            )  # fmt: skip
            continue
        for supplier in named:
            yield found(
                "The clause on {group} names {supplier}, which bid for this lot and did not win.", at=at,
                do="Look at the bids of this lot together before it does any part of the work, and say in the consent why it does.",
                group=one.group, supplier=supplier,
            )  # fmt: skip


def _in(name: str, text: Wording) -> bool:
    """As a whole name: a word in English, any place in Chinese, where words have no spaces."""
    return any(re.search(_whole(name), said) for _language, said in text)


def _whole(name: str) -> str:
    return rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)
