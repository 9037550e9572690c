"""Bids that the law lets pass, and what the registers tell of them; a test changes the one thing it is about."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from operis.core.decider import Done
from operis.core.money import Fen
from operis.dockets.bid.acts import BidSealed, DocumentsObtained
from operis.dockets.bid.commands import SealBid
from operis.dockets.bid.terms import BidContent, content_digest
from operis.dockets.procurement.acts import BidsClosed
from operis.dockets.procurement.facts import Barred, Bars, Content, Contents, Joined, Received, SealedBid, Supplier
from operis.dockets.procurement.opened import Listed
from operis.procedures.bid import BID
from tests.statute import BO, at, case

MARCH_3, MARCH_10, MARCH_22 = date(2026, 3, 3), date(2026, 3, 10), date(2026, 3, 22)
CLOSES = at(MARCH_22, "09:30")
OBTAINED = DocumentsObtained(happened=at(MARCH_3), procurement="DC-2026-S-0001", supplier="sunrise")
IN_TIME = case(BID).happening(at(MARCH_10))
"""Sunrise on 10 March, while bids are open."""
BROOK = Supplier("brook", "enterprise", "small", None, True)


def bid(price: int = 800_000_00, **changed: Any) -> SealBid:
    return replace(SealBid(content=BidContent(price=Fen(price))), **changed)


def sealed(asked: SealBid | None = None, *, on: datetime | None = None, after: tuple[Any, ...] = (OBTAINED,)) -> BidSealed:
    """The act that a bid in time comes to."""
    outcome = case(BID).happening(on or at(MARCH_10))(*after).when(asked or bid(), by=BO).decided
    assert isinstance(outcome, Done)
    (act,) = outcome.acts
    assert isinstance(act, BidSealed)
    return act


def in_force(*suppliers: str, lot: str = "1") -> Received:
    """Bids of these suppliers, one a minute, the first named last: the order of receipt is not that of the register."""
    times = {one: at(MARCH_10, f"10:{place:02}") for place, one in enumerate(suppliers)}
    bids = tuple(SealedBid(f"DC-B-{one.upper()}", one, lot, 0, times[one], content_of(one)) for one in reversed(suppliers))
    return Received(bids, 0, 0)


def content_of(supplier: str) -> str:
    return content_digest(BidContent(price=Fen(len(supplier) * 1_000_00)))


def said_by(*suppliers: str, lot: str = "1") -> Contents:
    """What the bids of these suppliers say: a thousand yuan for each letter of the name."""
    return Contents(tuple(Content(f"DC-B-{one.upper()}", lot, content_of(one), Fen(len(one) * 1_000_00), small=True) for one in suppliers))


def opened_by_keys(*suppliers: str, lot: str = "1", **results: str) -> Contents:
    """The same of bids sealed to key holders, each with what came of its shares: opened, unless another result is named."""
    found = said_by(*(one for one in suppliers if one not in results), lot=lot)
    joined = (Joined(f"DC-B-{one.upper()}", lot, content_of(one), results.get(one, "opened")) for one in suppliers)
    return replace(found, joined=tuple(joined))


def closed(*suppliers: str, lot: str = "1", withdrawn: int = 0, late: int = 0) -> BidsClosed:
    """The closing list with these suppliers."""
    return BidsClosed(happened=CLOSES, listed=listed(*suppliers, lot=lot), withdrawn=withdrawn, late=late)


def listed(*suppliers: str, lot: str = "1") -> tuple[Listed, ...]:
    return tuple(
        Listed(bid=one.bid, supplier=one.supplier, lot=one.lot, no=one.no, received=one.received, sealed_sha256=one.sealed_sha256)
        for one in reversed(in_force(*suppliers, lot=lot).bids)
    )


def barred(party: str = "sunrise", first: date = date(2025, 3, 11), last: date = date(2026, 3, 10)) -> Bars:
    return Bars((Barred(party, "2025-17", first, last),))


def joined(*names: str) -> SealBid:
    return bid(content=BidContent(price=Fen(800_000_00), members=names))
