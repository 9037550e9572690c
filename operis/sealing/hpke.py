"""HPKE (RFC 9180) for one suite: DHKEM(X25519, HKDF-SHA256) 0x0020, HKDF-SHA256 0x0001, AES-256-GCM 0x0002.

`cryptography` has HPKE too, but neither lets the ephemeral key follow from a seed nor authenticates what stands beside a message.
"""

import hashlib
import hmac
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

KEY_BYTES, NONCE_BYTES, HASH_BYTES = 32, 12, 32
BASE, PSK = 0, 1
_KEM = b"KEM" + bytes.fromhex("0020")
_SUITE = b"HPKE" + bytes.fromhex("002000010002")


class HpkeError(Exception):
    """A key that nothing may be sealed to, or a message that does not open."""


@dataclass(frozen=True)
class Context:
    """What both ends know once the key is agreed: message by message, each by its number."""

    key: bytes
    base_nonce: bytes
    exporter_secret: bytes

    def seal(self, plain: bytes, aad: bytes, no: int = 0) -> bytes:
        return AESGCM(self.key).encrypt(self.nonce(no), plain, aad)

    def open(self, sealed: bytes, aad: bytes, no: int = 0) -> bytes:
        try:
            return AESGCM(self.key).decrypt(self.nonce(no), sealed, aad)
        except (InvalidTag, ValueError) as fault:  # changed, or cut too short to be anything
            raise HpkeError("the message does not open") from fault

    def nonce(self, no: int) -> bytes:
        return bytes(a ^ b for a, b in zip(self.base_nonce, no.to_bytes(NONCE_BYTES, "big"), strict=True))

    def export(self, context: bytes, length: int) -> bytes:
        return _expanded(_SUITE, self.exporter_secret, b"sec", context, length)


def key_pair(seed: bytes) -> X25519PrivateKey:
    """DeriveKeyPair: the same key for the same seed."""
    return X25519PrivateKey.from_private_bytes(_expanded(_KEM, _extracted(_KEM, b"", b"dkp_prk", seed), b"sk", b"", KEY_BYTES))


def sender(holder: bytes, info: bytes, ephemeral: X25519PrivateKey, psk: bytes = b"", psk_id: bytes = b"") -> tuple[bytes, Context]:
    """What travels with the message, and how it is sealed to the holder of the public key."""
    enc = ephemeral.public_key().public_bytes_raw()
    return enc, schedule(shared_secret(ephemeral, holder, enc, holder), info, psk, psk_id)


def recipient(enc: bytes, secret: X25519PrivateKey, info: bytes, psk: bytes = b"", psk_id: bytes = b"") -> Context:
    return schedule(shared_secret(secret, enc, enc, secret.public_key().public_bytes_raw()), info, psk, psk_id)


def exchange(secret: X25519PrivateKey, public: bytes) -> bytes:
    """X25519; HpkeError for what is no public key, and for a point by which no secret is shared (RFC 9180, 7.1.4)."""
    try:
        return secret.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError as fault:
        raise HpkeError("nothing can be sealed to this key") from fault


def shared_secret(own: X25519PrivateKey, other: bytes, enc: bytes, receiver: bytes) -> bytes:
    drawn = _extracted(_KEM, b"", b"eae_prk", exchange(own, other))
    return _expanded(_KEM, drawn, b"shared_secret", enc + receiver, KEY_BYTES)


def schedule(shared: bytes, info: bytes, psk: bytes, psk_id: bytes) -> Context:
    """KeySchedule: with no key shared beforehand it is the base mode, which alone is used here."""
    mode = PSK if psk else BASE
    context = bytes([mode]) + _extracted(_SUITE, b"", b"psk_id_hash", psk_id) + _extracted(_SUITE, b"", b"info_hash", info)
    secret = _extracted(_SUITE, shared, b"secret", psk)
    return Context(
        _expanded(_SUITE, secret, b"key", context, KEY_BYTES),
        _expanded(_SUITE, secret, b"base_nonce", context, NONCE_BYTES),
        _expanded(_SUITE, secret, b"exp", context, HASH_BYTES),
    )


def _extracted(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hmac.digest(salt or bytes(HASH_BYTES), b"HPKE-v1" + suite + label + ikm, hashlib.sha256)


def _expanded(suite: bytes, secret: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return HKDFExpand(SHA256(), length, labelled).derive(secret)
