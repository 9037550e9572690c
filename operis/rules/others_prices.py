"""Does a panel tell one supplier what another asks?"""

import re
from collections.abc import Iterator
from decimal import Decimal

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.wording import Wording
from operis.dockets.procurement.commands import AskExplanation, RecordNegotiation
from operis.dockets.procurement.evaluation import first_offers, offers
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row

SaidCase = Case[Procurement, AskExplanation | RecordNegotiation]
AMOUNT = re.compile(r"(\d{1,3}(?:[,，\s]\d{3})+|\d+)(\.\d+)?\s*(万)?")
"""A figure as people write amounts: with or without separators, in yuan or in ten thousands."""
PLAIN = str.maketrans("", "", ",， \u00a0\u3000")
FEN, TEN_THOUSAND = 100, 10_000


def amounts(said: Wording) -> set[int]:
    """What a text names, in fen; a figure that is no amount does no harm, since it is compared with prices alone."""
    found_ = set[int]()
    for text in filter(None, (said.zh, said.en)):
        for whole, part, ten_thousands in AMOUNT.findall(text):
            yuan = Decimal(f"{whole.translate(PLAIN)}{part}") * (TEN_THOUSAND if ten_thousands else 1)
            found_.add(int(yuan * FEN))
    return found_


@check("No supplier is told what another asks.", "不向供应商透露其他供应商的报价。")
def others_prices_kept(case: SaidCase, row: Row) -> Iterator[Finding]:
    """The prices of others that were opened, against the figures of what is said; its own price a supplier knows."""
    asked = case.asked
    at, said = ("question", asked.question) if isinstance(asked, AskExplanation) else ("said", asked.said)
    opened = [*first_offers(case.state, asked.lot), *offers(case.state, asked.lot)]
    own = {one.price for one in opened if one.supplier == asked.supplier}
    named = amounts(said)
    told = sorted({one.supplier for one in opened if one.price is not None and one.price in named - own and one.supplier != asked.supplier})
    for other in told:
        yield found("What is said names a figure that is the price of {supplier}.", at=at, do="Leave out what others ask.", supplier=other)
