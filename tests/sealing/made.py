"""Three key holders and bids sealed to them, always the same: keys that follow from their numbers, and plain bytes from a rule."""

import base64
from collections.abc import Iterable
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from operis.sealing.bid import Sealed, keys_digest, seal
from operis.sealing.header import CHUNK_BYTES, Header

SECRETS = {place: bytes([place]) * 32 for place in (1, 2, 3)}
KEYS = tuple(X25519PrivateKey.from_private_bytes(one).public_key().public_bytes_raw() for one in SECRETS.values())
K = bytes(range(32))
DOCKET, SUPPLIER = "DC-B-0123456789ABCDEFGHJKMNPQRS", "sunny-days"
SIZES = (0, 1, 255, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES + 77)
WHOLE_MAX = 1000


def pattern(size: int) -> bytes:
    """The byte at place i is (31 * i + i // 256) modulo 256."""
    return bytes((31 * i + (i >> 8)) & 255 for i in range(size))


def header(size: int, no: int = 1, lot: str = "1", docket: str = DOCKET, keys: str = "") -> Header:
    return Header(docket, lot, SUPPLIER, no, keys or keys_digest(KEYS), size)


@cache
def sealed(size: int, k: bytes = K, no: int = 1, lot: str = "1") -> tuple[bytes, Sealed]:
    """The sealed bytes of the pattern, and what an act says of them."""
    written = bytearray()
    told = seal(cut(pattern(size)), header(size, no, lot), KEYS, written.extend, k)
    return bytes(written), told


def cut(whole: bytes, length: int = 70_001) -> Iterable[bytes]:
    """In pieces whose length goes into nothing."""
    return (whole[at : at + length] for at in range(0, len(whole), length))


def golden() -> Any:
    """Bids of every kind of length from one key each: whole where they are short, else by what an act says of them."""
    return {"holders": [{"place": place, "secret": SECRETS[place].hex(), "key": key.hex()} for place, key in enumerate(KEYS, start=1)],
            "keys": keys_digest(KEYS), "plain": pattern.__doc__, "bids": [_golden(no, size) for no, size in enumerate(SIZES)]}  # fmt: skip


def _golden(no: int, size: int) -> Any:
    k, lot = bytes([no]) * 32, f"{no + 1}包"
    whole, told = sealed(size, k, no, lot)
    return {
        "k": k.hex(), "size": size, "header": header(size, no, lot).line.decode(), "header_sha256": told.header_sha256,
        "sealed": base64.b64encode(whole).decode() if size < WHOLE_MAX else None, "sealed_sha256": told.sealed_sha256,
        "sealed_size": told.size, "commitment": told.commitment,
        "envelopes": [base64.b64encode(one).decode() for one in told.envelopes],
    }  # fmt: skip
