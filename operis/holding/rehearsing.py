"""What is in the bid of a rehearsal? It follows from its key and a secret of this installation: nothing is kept."""

import hmac
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from operis.dockets.procurement.key_facts import Rehearsal
from operis.holding.files import BidToOpen, ToOpen
from operis.rules.keys import opened_as
from operis.sealing.bid import keys_digest, seal
from operis.sealing.header import Header
from operis.sealing.shares import PLACES

INFO = b"operis rehearsals"
LOT = "1"


def content_for(docket: str, holder: str, key: str) -> bytes:
    """32 bytes that nobody can say who has not opened the bid."""
    return _drawn("content", docket, holder, key)


def _drawn(*named: str) -> bytes:
    secret = HKDF(algorithm=SHA256(), length=32, salt=None, info=INFO).derive(settings.SECRET_KEY.encode())
    return hmac.digest(secret, "\n".join(named).encode(), sha256)


def rehearsal_for(asked: tuple[str, ...], docket: str | None) -> Rehearsal:
    holder, key = asked
    return Rehearsal(opened_as(content_for(docket or "", holder, key)))


def to_rehearse(docket: str, holder: str, place: int, key: str, ledger: str = "") -> ToOpen:
    """A bid with all three envelopes sealed to one key, so that its holder alone goes the whole way; EnvelopeError for no such key."""
    content, keys, written = content_for(docket, holder, key), [bytes.fromhex(key)] * len(PLACES), bytearray()
    header = Header(docket, LOT, holder, 0, keys_digest(keys), len(content))
    sealed = seal([content], header, keys, written.extend, _drawn("key", docket, holder, key))
    envelopes = dict(zip(PLACES, sealed.envelopes, strict=True))
    bid = BidToOpen(docket, LOT, 0, header.line.decode(), sealed.sealed_sha256, sealed.size, sealed.commitment, envelopes, bytes(written))
    return ToOpen(settings.OPERIS_ORIGIN, docket, 1, place, holder, key, header.keys, True, (bid,), ledger=ledger)
