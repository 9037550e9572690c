"""Bids sealed to three holders, and what each holder is handed to open; a test changes the one thing it is about."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from operis.core.money import Fen
from operis.dockets.bid.terms import BidContent
from operis.holding.files import BidToOpen, ToOpen, public_of
from operis.sealing.bid import Sealed, keys_digest, seal
from operis.sealing.header import Header
from operis.sealing.plain import plain_pieces, plain_size

SECRETS = {place: hashlib.sha256(b"holder %d" % place).digest() for place in (1, 2, 3)}
KEYS = [bytes.fromhex(public_of(secret)) for secret in SECRETS.values()]
DOCKET = "DC-2026-S-0001"


@dataclass(frozen=True)
class SealedBid:
    header: Header
    raw: bytes
    sealed: Sealed


def sealed_bid(docket: str = "DC-2026-B-0001", price: int = 860_000_00, *, no: int = 1, supplier: str = "sunrise") -> SealedBid:
    content, raw = BidContent(price=Fen(price)), bytearray()
    header = Header(docket, "1", supplier, no, keys_digest(KEYS), plain_size(content))
    sealed = seal(plain_pieces(content, lambda _: ()), header, KEYS, raw.extend)
    return SealedBid(header, bytes(raw), sealed)


def listing(*bids: SealedBid, docket: str = DOCKET) -> str:
    """The closing act with these bids, as it stands in the log."""
    listed = [
        {"bid": one.header.docket, "lot": one.header.lot, "no": one.header.no, "sealed_sha256": one.sealed.sealed_sha256,
         "supplier": one.header.supplier, "received": "2026-03-20T09:00:00+08:00"}
        for one in bids
    ]  # fmt: skip
    return json.dumps({"docket": docket, "act": {"kind": "bids-closed", "fields": {"listed": listed}}})


def to_open(place: int, *bids: SealedBid, closing: str | None = None) -> ToOpen:
    asked = tuple(_asked(one, place) for one in bids)
    listed = listing(*bids) if closing is None else closing
    return ToOpen("demo.operis.example", DOCKET, 1, place, f"h{place}", KEYS[place - 1].hex(), keys_digest(KEYS), False, asked, listed)


def _asked(one: SealedBid, place: int) -> BidToOpen:
    envelopes: Mapping[int, bytes] = {place: one.sealed.envelopes[place - 1]}
    said = one.sealed
    return BidToOpen(one.header.docket, one.header.lot, one.header.no, one.header.line.decode(), said.sealed_sha256, said.size,
                     said.commitment, envelopes)  # fmt: skip
