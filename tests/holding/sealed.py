"""Bids sealed to three holders, and what each holder is handed to open; a test changes the one thing it is about."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from operis.core.money import Fen
from operis.dockets.bid.terms import BidContent
from operis.holding.files import BidToOpen, Logged, ToOpen, public_of
from operis.ledger.checkpoint import Verifier, sign_checkpoint
from operis.ledger.tree import inclusion_proof, root
from operis.sealing.bid import Sealed, keys_digest, seal
from operis.sealing.header import Header
from operis.sealing.plain import plain_pieces, plain_size

SECRETS = {place: hashlib.sha256(b"holder %d" % place).digest() for place in (1, 2, 3)}
KEYS = [bytes.fromhex(public_of(secret)) for secret in SECRETS.values()]
DOCKET = "DC-2026-S-0001"
LEDGER, LEDGER_KEY = "operis.county.example/ledger", Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"ledger").digest())
KNOWN = Verifier.of(LEDGER, LEDGER_KEY).vkey
CLOSED = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
AFTER = CLOSED + timedelta(seconds=1)
"""When the closing is entered: from then on it has passed."""
INDEX = 4


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


def listing(*bids: SealedBid, docket: str = DOCKET, kind: str = "bids-closed", round: int | None = None) -> str:
    """The closing act with these bids, as it stands in the log."""
    listed = [
        {"bid": one.header.docket, "lot": one.header.lot, "no": one.header.no, "sealed_sha256": one.sealed.sealed_sha256,
         "supplier": one.header.supplier, "received": "2026-03-20T09:00:00+08:00"}
        for one in bids
    ]  # fmt: skip
    fields = {"listed": listed, "round": round}
    return json.dumps({"docket": docket, "entered": f"{AFTER:%Y-%m-%dT%H:%M:%S.%f}Z",
                       "act": {"kind": kind, "happened": CLOSED.isoformat(), "fields": fields}})  # fmt: skip


def logged(closing: str, key: Ed25519PrivateKey = LEDGER_KEY, name: str = LEDGER, size: int = 7) -> Logged:
    """Where it stands, as the fifth of seven entries."""
    leaves = [closing.encode() if no == INDEX else b"entry %d" % no for no in range(size)]
    return Logged(INDEX, tuple(inclusion_proof(leaves, INDEX)), sign_checkpoint(name, size, root(leaves), key))


def in_log(asked: ToOpen) -> ToOpen:
    """The same with its closing in a log of this ledger."""
    return replace(asked, ledger=KNOWN, logged=logged(asked.closing or ""))


def to_open(place: int, *bids: SealedBid, closing: str | None = None) -> ToOpen:
    asked = tuple(_asked(one, place) for one in bids)
    listed = listing(*bids) if closing is None else closing
    return in_log(
        ToOpen("operis.county.example", DOCKET, 1, place, f"h{place}", KEYS[place - 1].hex(), keys_digest(KEYS), False, asked, listed)
    )


def forged() -> dict[str, tuple[ToOpen, str, str]]:
    """What a holder may not open by: each with what is said of it, on the command line and by name in the browser."""
    bid, withdrawn = sealed_bid(), sealed_bid("DC-2026-B-0002", 700_000_00, supplier="brook")
    right, other = to_open(1, bid), Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"other").digest())
    assert right.logged is not None
    proof = right.logged.proof
    listed = {"withdrawn": listing(bid, withdrawn), "docket": listing(bid, docket="DC-2026-S-0002"), "round": listing(bid, round=2),
              "opened": listing(bid, kind="bids-opened"), "none": "[]"}  # fmt: skip
    not_in_log = ("does not stand in the log", "not-in-log")
    return {
        "forged list": (replace(to_open(1, bid, withdrawn), closing=listed["withdrawn"], logged=right.logged), *not_in_log),
        "no list": (replace(right, closing=None), "does not show", "not-in-log"),
        "no proof": (replace(right, logged=None), "does not show", "not-in-log"),
        "a list that is none": (to_open(1, bid, closing=listed["none"]), "no closing list", ""),
        "another docket": (to_open(1, bid, closing=listed["docket"]), "no closing list", "other-closing"),
        "another act": (to_open(1, bid, closing=listed["opened"]), "no closing list", "other-closing"),
        "another round": (to_open(1, bid, closing=listed["round"]), "is of round 2, and round 1", "other-round"),
        "another round asked for": (replace(right, round=2), "is of round 1, and round 2", "other-round"),
        "checkpoint of another key": (replace(right, logged=logged(listing(bid), other)), "not signed by", "unsigned"),
        "checkpoint of another name": (replace(right, logged=logged(listing(bid), name="other.example")), "not signed by", "unsigned"),
        "checkpoint changed": (_noted(right, right.logged.checkpoint.replace("\n7\n", "\n8\n")), "not signed by", "unsigned"),
        "no checkpoint": (_noted(right, "-"), "not signed by", "unsigned"),
        "proof that does not fit": (replace(right, logged=replace(right.logged, proof=proof[::-1])), *not_in_log),
        "proof too short": (replace(right, logged=replace(right.logged, proof=proof[:-1])), *not_in_log),
        "proof too long": (replace(right, logged=replace(right.logged, proof=(*proof, proof[0]))), *not_in_log),
        "index changed": (replace(right, logged=replace(right.logged, index=INDEX + 1)), *not_in_log),
        "index beyond": (replace(right, logged=replace(right.logged, index=7)), *not_in_log),
        "another ledger": (replace(right, ledger=Verifier.of(LEDGER, other).vkey, logged=logged(listing(bid), other)),
                           "another ledger's key", "other-ledger"),
    }  # fmt: skip


def _noted(asked: ToOpen, note: str) -> ToOpen:
    assert asked.logged is not None
    return replace(asked, logged=replace(asked.logged, checkpoint=note))


def _asked(one: SealedBid, place: int) -> BidToOpen:
    envelopes: Mapping[int, bytes] = {place: one.sealed.envelopes[place - 1]}
    said = one.sealed
    return BidToOpen(one.header.docket, one.header.lot, one.header.no, one.header.line.decode(), said.sealed_sha256, said.size,
                     said.commitment, envelopes)  # fmt: skip
