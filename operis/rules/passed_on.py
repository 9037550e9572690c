"""Does a clause name somebody who bid for the lot and did not win? It may do a part of the work, and it may have been agreed on before."""

import re
from collections.abc import Iterator

from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.wording import Wording
from operis.dockets.contract.facts import award
from operis.law.book import Row
from operis.rules.clauses import clauses_of
from operis.rules.contracting import ContractCase


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
    whole = rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)
    return any(re.search(whole, said) for _language, said in text)
