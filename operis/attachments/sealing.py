"""Who can read what is sealed as long as no key holders share it? Whoever has the file `keys/bids` beside the database; nobody without it.

Stored is, instead of the plain bytes:

    operis/sealed-content/v1 <first 16 hex digits of SHA-256 of the key>\n | nonce of 12 bytes | AES-256-GCM of the plain bytes

with docket and digest as what else is authenticated, so that a content cannot be put in the place of another. Digests in the record
are those of the plain bytes. Bytes without that first line were stored in plain by an earlier version, and are read as they are.
"""

import hashlib
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from operis.ledger.durable import write_once

FORM = b"operis/sealed-content/v1 "
KEY_BYTES, NONCE_BYTES, NAMED_DIGITS = 32, 12, 16
PUT_BACK = "Put it back from the key sheet or the backup of the keys."


class SealingKeyError(Exception):
    """The key by which something was sealed is not here: what is sealed cannot be read until the file is put back."""


def key_file() -> Path:
    return Path(settings.OPERIS_DATA) / "keys" / "bids"


def read_key(file: Path | None = None) -> bytes:
    """The key, of this installation or in a file; SealingKeyError with the cure where it is missing or none."""
    file = file or key_file()
    try:
        written = file.read_text(errors="replace").strip()
    except OSError as fault:
        raise SealingKeyError(f"{file} cannot be read. {PUT_BACK}") from fault
    key = _of_digits(written)
    if len(written) != KEY_BYTES * 2 or len(key) != KEY_BYTES:
        has = f"{len(written)} signs" + (", not all of them such digits" if written and not key else "")
        raise SealingKeyError(f"{file} is no key of {KEY_BYTES * 2} digits (0 to 9, a to f): it has {has}. {PUT_BACK}")
    return key


def _of_digits(written: str) -> bytes:
    """Half a byte that is left over counts as one; nothing where there is a sign that is no digit."""
    try:
        return bytes.fromhex(written + "0" * (len(written) % 2))
    except ValueError:
        return b""


def key_name(file: Path | None = None) -> str:
    """What the key is called in what it sealed; nothing where there is none that can be read."""
    try:
        return named(read_key(file)).decode()
    except SealingKeyError:
        return ""


def make_key() -> None:
    """A new key, where there is none; one that is there is never touched."""
    file = key_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        write_once(file, secrets.token_hex(KEY_BYTES) + "\n")


def is_sealed(stored: bytes) -> bool:
    return stored.startswith(FORM)


def sealed(plain: bytes, docket: str, sha256: str) -> bytes:
    key, nonce = read_key(), secrets.token_bytes(NONCE_BYTES)
    return FORM + named(key) + b"\n" + nonce + AESGCM(key).encrypt(nonce, plain, _bound(docket, sha256))


def opened(stored: bytes, docket: str, sha256: str) -> bytes | None:
    """The plain bytes; None for what was changed since it was sealed, SealingKeyError where another key is needed."""
    if not is_sealed(stored):
        return stored
    head, _, rest = stored[len(FORM) :].partition(b"\n")
    key = read_key()
    if head != named(key):
        wanted = head.decode("ascii", "replace")
        raise SealingKeyError(f"{key_file()} is not the key by which this was sealed ({wanted}). Put that one back from the key sheet.")
    try:
        return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], _bound(docket, sha256))
    except (InvalidTag, ValueError):  # changed, or cut too short to be anything
        return None


def named(key: bytes) -> bytes:
    return hashlib.sha256(key).hexdigest()[:NAMED_DIGITS].encode()


def _bound(docket: str, sha256: str) -> bytes:
    return f"{docket}\n{sha256}".encode()
