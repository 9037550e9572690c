"""How is a bid sealed, joined and unsealed? Everything follows from its key and its header, byte for byte, in whatever program.

    header   canonical JSON, one line (`header.py`);  hh = SHA-256(header);  k = 32 random bytes for this bid
    chunk i  AES-256-GCM(HKDF-SHA256(k, salt "operis/bid/v1", info "content"), nonce = i in 96 bits, top bit set on the last, aad = hh)
    sealed   header "\\n" chunk 0 ... chunk n
    share j  k XOR slope*j over GF(256), slope = HKDF(k, "slope"), j = 1, 2, 3
    env j    enc | HPKE base Seal(holder j, info "operis/bid-share/v1", aad hh | byte j, share j),
             ephemeral = DeriveKeyPair(HKDF(k, "eph" j))
    commit   SHA-256("operis/bid-key/v1" | k | hh)

Because everything follows from k, who has joined it re-makes the envelopes: of a bid whose envelopes disagree that is seen whoever
opened it, so its maker gains no choice. A withdrawn or late bid is never opened: there is no key that opens all.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from operis.sealing import hpke
from operis.sealing.faults import EnvelopeError, HeaderError, IllMadeError, KeylessError, NotReceivedError, SizeError
from operis.sealing.header import CHUNK_BYTES, LINE_MAX, TAG_BYTES, Header, read_header
from operis.sealing.pieces import Pieces
from operis.sealing.shares import PLACES, dealt, joined

KEY_BYTES = 32
SALT, INFO, COMMITTED = b"operis/bid/v1", b"operis/bid-share/v1", b"operis/bid-key/v1"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What an act says of a sealed bid; `envelopes` in order of place."""

    header_sha256: str
    sealed_sha256: str
    size: int
    """How many sealed bytes."""
    commitment: str
    envelopes: tuple[bytes, ...]


def keys_digest(keys: Sequence[bytes]) -> str:
    """By which a header names the three public keys."""
    return hashlib.sha256(b"".join(keys)).hexdigest()


def seal(plain: Iterable[bytes], header: Header, keys: Sequence[bytes], write: Callable[[bytes], object], k: bytes | None = None) -> Sealed:
    """Write the sealed bytes piece by piece; SizeError where the plain bytes are not as many as the header says."""
    k = secrets.token_bytes(KEY_BYTES) if k is None else k
    hh, digest, size = header.digest, hashlib.sha256(), 0
    for piece in _sealed_pieces(Pieces(plain), header, k, hh):
        digest.update(piece)
        size += len(piece)
        write(piece)
    return Sealed(hh.hex(), digest.hexdigest(), size, committed(k, hh), envelopes(k, hh, keys))


def _sealed_pieces(plain: Pieces, header: Header, k: bytes, hh: bytes) -> Iterator[bytes]:
    yield header.line + b"\n"
    cipher, left, last = AESGCM(derived(k, b"content")), header.size, header.chunks - 1
    for place in range(header.chunks):
        chunk = plain.take(min(CHUNK_BYTES, left))
        left -= len(chunk)
        yield cipher.encrypt(nonce(place, place == last), chunk, hh)
    if left or plain.take(1):
        raise SizeError(f"the header says {header.size} bytes, and there are others")


def derived(k: bytes, label: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, SALT, label).derive(k)


def nonce(place: int, last: bool) -> bytes:
    return (place | (last << 95)).to_bytes(12, "big")


def committed(k: bytes, hh: bytes) -> str:
    return hashlib.sha256(COMMITTED + k + hh).hexdigest()


def shares_of(k: bytes) -> dict[int, bytes]:
    """The share that each place has to have."""
    return dealt(k, derived(k, b"slope"))


def envelopes(k: bytes, hh: bytes, keys: Sequence[bytes]) -> tuple[bytes, ...]:
    """The three envelopes, in order of place; EnvelopeError for a key that nothing can be sealed to."""
    shares = shares_of(k)
    return tuple(_envelope(k, hh, place, shares[place], key) for place, key in zip(PLACES, keys, strict=True))


def _envelope(k: bytes, hh: bytes, place: int, share: bytes, key: bytes) -> bytes:
    try:
        enc, context = hpke.sender(key, INFO, hpke.key_pair(derived(k, b"eph%d" % place)))
    except hpke.HpkeError as fault:
        raise EnvelopeError(f"nothing can be sealed to the key of holder {place}") from fault
    return enc + context.seal(share, hh + bytes([place]))


def share_of(sealed: Sealed, place: int, secret: bytes) -> bytes:
    """What the holder at this place takes out of its envelope; EnvelopeError where it does not open, or holds no share."""
    try:
        envelope, own = sealed.envelopes[place - 1], X25519PrivateKey.from_private_bytes(secret)
        context = hpke.recipient(envelope[:KEY_BYTES], own, INFO)
        share = context.open(envelope[KEY_BYTES:], bytes.fromhex(sealed.header_sha256) + bytes([place]))
    except (hpke.HpkeError, IndexError) as fault:
        raise EnvelopeError(f"the envelope of holder {place} does not open") from fault
    if len(share) != KEY_BYTES:
        raise EnvelopeError(f"the envelope of holder {place} holds no share")
    return share


def key_from(sealed: Sealed, shares: Mapping[int, bytes]) -> bytes:
    """The key of the bid from two shares by place; KeylessError where they give another than the bid is committed to."""
    k = joined(shares) if all(len(one) == KEY_BYTES for one in shares.values()) else b""
    if committed(k, bytes.fromhex(sealed.header_sha256)) != sealed.commitment:
        raise KeylessError("two shares do not give the key of this bid")
    return k


def well_made(sealed: Sealed, k: bytes, keys: Sequence[bytes]) -> bool:
    """Whether the three envelopes are those that follow from the key: whoever opens them, it is the same bid."""
    return envelopes(k, bytes.fromhex(sealed.header_sha256), keys) == sealed.envelopes


def check_received(pieces: Iterable[bytes], sealed: Sealed) -> None:
    """NotReceivedError where these are not the bytes that the act names: what is lost then, is lost by who kept them."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
    if (digest.hexdigest(), size) != (sealed.sealed_sha256, sealed.size):
        raise NotReceivedError("these are not the bytes that were received")


def unseal(pieces: Iterable[bytes], sealed: Sealed, k: bytes) -> Iterator[bytes]:
    """The plain bytes, chunk by chunk, of bytes that were received; HeaderError or IllMadeError where the bidder sealed no bid."""
    bytes_of = Pieces(pieces)
    line = bytes_of.line(LINE_MAX)
    if line is None or hashlib.sha256(line).hexdigest() != sealed.header_sha256:
        raise HeaderError("the first line is another than the act names")
    header = read_header(line)
    cipher, hh, left, last = AESGCM(derived(k, b"content")), header.digest, header.size, header.chunks - 1
    for place in range(header.chunks):
        length = min(CHUNK_BYTES, left)
        left -= length
        try:
            yield cipher.decrypt(nonce(place, place == last), bytes_of.take(length + TAG_BYTES), hh)
        except (InvalidTag, ValueError) as fault:
            raise IllMadeError(f"chunk {place} is not what the key of this bid sealed") from fault
    if bytes_of.take(1):
        raise IllMadeError("there is more than the header says")
