"""Who bid for what, and what became of each bid, as far as everyone reads it? And how many bids were there?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from operis.dockets.procurement.acts import BidsClosed, BidsOpened
from operis.dockets.procurement.outcomes import BidsExamined, EvaluationReported
from operis.opendata.seen import Seen

WAITS, VALID, OUT = "pending", "valid", "disqualified"


@dataclass(frozen=True)
class Offer:
    """One bid for one lot: when it came first, at which price it was read out last, and how it fared."""

    id: str
    lot: str
    supplier: str
    received: datetime | None
    price: int | None
    status: str = WAITS


@dataclass(frozen=True)
class Count:
    measure: str
    lot: str
    value: int


def offers(at: Seen) -> tuple[Offer, ...]:
    """In the order in which they were read out; what a later round, an examination or the report says of a bid counts."""
    received: dict[str, datetime] = {}
    found: dict[str, Offer] = {}
    for entry in at.acts:
        act = entry.act
        match act:
            case BidsClosed():
                for listed in act.listed:
                    received.setdefault(f"{listed.bid}-{listed.lot}", listed.received)
            case BidsOpened():
                for one in act.opened:
                    id = f"{one.bid}-{one.lot}"
                    before = found.get(id, Offer(id, one.lot, one.supplier, received.get(id), None))
                    found[id] = replace(before, price=before.price if one.price is None else one.price)
            case BidsExamined():
                for verdict in act.verdicts:
                    _fares(found, verdict.lot, verdict.supplier, VALID if verdict.result == "valid" else OUT)
            case EvaluationReported():
                for ranked in act.ranked:
                    _fares(found, ranked.lot, ranked.supplier, OUT if ranked.out else VALID, ranked.price)
    return tuple(found.values())


def _fares(found: dict[str, Offer], lot: str, supplier: str, status: str, price: int | None = None) -> None:
    """What is out in one examination does not come back by passing the other."""
    for id, one in found.items():
        if (one.lot, one.supplier) == (lot, supplier):
            stays = price is None and one.status == OUT
            found[id] = replace(one, status=one.status if stays else status, price=one.price if price is None else price)


def counts(at: Seen) -> Iterator[Count]:
    """Those of the first opening: a later one is of final quotes. How many were withdrawn or late is told of all lots together."""
    if not at.openings:
        return
    opening, made = at.openings[0], offers(at)
    yield Count("withdrawnBids", "", opening.withdrawn)
    yield Count("lateBids", "", opening.late)
    for lot in opening.lots:
        yield Count("bids", lot.lot, lot.bids)
    if any(one.status != WAITS for one in made):
        for lot in opening.lots:
            yield Count("validBids", lot.lot, sum(one.lot == lot.lot and one.status == VALID for one in made))
