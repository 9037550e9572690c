"""How does the ledger sign what it holds, and who can check that? Signed notes and checkpoints, as C2SP writes them.

A **signed note** is text, an empty line, and signature lines, all in UTF-8 without control characters other than the newline:

    demo.operis.example/ledger                                  <- the text; it ends with a newline, and every byte of it is signed
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
                                                                <- the last empty line of the note parts text and signatures
    — demo.operis.example/ledger Az3grlgtzPIC...                <- em dash, key name, base64(key id | Ed25519 signature of the text)

    key id        SHA-256(name | 0x0A | 0x01 | public key)[:4]
    verifier key  <name>+<key id in hex>+<base64(0x01 | public key)>        what is given to those who check

A **checkpoint** is a signed note whose text is three lines: origin, tree size (decimal, no leading zero), and root (base64 of
32 bytes). C2SP allows further lines that nobody can audit (`parse_checkpoint` keeps them); a checkpoint of this ledger has none,
and its key's name is its origin (`sign_checkpoint`, `open_checkpoint`).

Reading is strict: base64 is padded and canonical, every line ends with a newline, nothing follows the last one. Signatures by
unknown keys are passed over; a wrong one by a known key spoils the note; at least one by a known key is needed.
"""

import hashlib
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from operis.ledger.tree import HASH_BYTES

LARGEST_NOTE = 1_000_000
MOST_SIGNATURES = 100
_ED25519 = b"\x01"
_KEY_ID_BYTES = 4
_PUBLIC_BYTES = 32
_LARGEST_SIZE = 2**63 - 1
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_SIGNATURE_LINE = re.compile(r"— (\S+) (\S+)")


class NoteError(ValueError):
    """A note, a checkpoint or a key that is not what it should be."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A key that signatures are checked with: its name, and the 32 bytes of an Ed25519 public key."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not _named(self.name):
            raise NoteError(f"a key's name has neither spaces nor a plus sign, and is not empty: {self.name!r}")
        if len(self.public) != _PUBLIC_BYTES:
            raise NoteError(f"an Ed25519 public key is {_PUBLIC_BYTES} bytes")

    @property
    def key_id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:_KEY_ID_BYTES]

    @property
    def vkey(self) -> str:
        """The line that is given to those who check."""
        return f"{self.name}+{self.key_id.hex()}+{b64encode(_ED25519 + self.public).decode()}"

    @classmethod
    def of(cls, name: str, key: Ed25519PrivateKey) -> "Verifier":
        return cls(name, key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw))

    @classmethod
    def parse(cls, vkey: str) -> "Verifier":
        """The inverse of `vkey`; NoteError for any other text."""
        name, _, rest = vkey.partition("+")
        key_id, _, encoded = rest.partition("+")
        key = decode_base64(encoded)
        if key[:1] != _ED25519:
            raise NoteError("only Ed25519 keys are known here")
        verifier = cls(name, key[1:])
        if verifier.key_id.hex() != key_id:
            raise NoteError(f"the key id {key_id!r} does not belong to this name and key")
        return verifier

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Whether the signature is this key's, by the rules of RFC 8032."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a ledger says of itself: it has `size` entries, and this is the root over all of them."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()


def sign_note(text: str, name: str, key: Ed25519PrivateKey) -> str:
    """The note: text, empty line, one signature line."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise NoteError("a note's text ends with a newline and has no other control characters")
    signature = Verifier.of(name, key).key_id + key.sign(text.encode())
    return f"{text}\n— {name} {b64encode(signature).decode()}\n"


def open_note(note: str | bytes, verifiers: Iterable[Verifier]) -> str:
    """The text of a note that one of the verifiers signed; NoteError otherwise."""
    text, signatures = _parts(_decoded(note))
    known = {(one.name, one.key_id): one for one in verifiers}
    signers = 0
    for name, signature in signatures:
        verifier = known.get((name, signature[:_KEY_ID_BYTES]))
        if verifier is None:
            continue
        if not verifier.signed(text.encode(), signature[_KEY_ID_BYTES:]):
            raise NoteError(f"the signature by {name} is wrong")
        signers += 1
    if not signers:
        raise NoteError("no known key signed this note")
    return text


def sign_checkpoint(origin: str, size: int, root: bytes, key: Ed25519PrivateKey) -> str:
    """A signed checkpoint; the key's name is the origin."""
    text = f"{origin}\n{size}\n{b64encode(root).decode()}\n"
    if parse_checkpoint(text) != Checkpoint(origin, size, root):
        raise NoteError(f"not a checkpoint: {text!r}")
    return sign_note(text, origin, key)


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in a note's text, signatures taken off and checked before; any log's that keeps to C2SP."""
    *lines, end = text.split("\n")
    if len(lines) < 3 or end or not all(lines) or _CONTROL.search(text):
        raise NoteError("a checkpoint is three lines or more, none of them empty, each with its newline")
    origin, size, root, *extensions = lines
    if not _SIZE.fullmatch(size) or int(size) > _LARGEST_SIZE:
        raise NoteError(f"not a tree size: {size!r}")
    decoded = decode_base64(root)
    if len(decoded) != HASH_BYTES:
        raise NoteError(f"a root is {HASH_BYTES} bytes")
    return Checkpoint(origin, int(size), decoded, tuple(extensions))


def open_checkpoint(note: str | bytes, verifier: Verifier) -> Checkpoint:
    """A checkpoint that a ledger like this one signed under its own name; NoteError otherwise."""
    checkpoint = parse_checkpoint(open_note(note, [verifier]))
    if checkpoint.origin != verifier.name:
        raise NoteError(f"a checkpoint of {checkpoint.origin} signed by {verifier.name}")
    if checkpoint.extensions:
        raise NoteError("a checkpoint of this ledger has three lines")
    return checkpoint


def make_key() -> bytes:
    """A new signing key, as PEM (PKCS8, not encrypted): the file that holds it must be readable by its owner alone (0600)."""
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def load_key(pem: bytes) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as wrong:
        raise NoteError("this is no private key in PEM form without a password") from wrong
    if not isinstance(key, Ed25519PrivateKey):
        raise NoteError("this is not an Ed25519 key")
    return key


def decode_base64(text: str) -> bytes:
    """Standard base64 with padding, in the one spelling that encoding gives back."""
    try:
        decoded = b64decode(text, validate=True)
    except ValueError as wrong:
        raise NoteError(f"not base64: {text!r}") from wrong
    if b64encode(decoded).decode() != text:
        raise NoteError(f"not base64 as an encoder writes it: {text!r}")
    return decoded


def _named(name: str) -> bool:
    return bool(name) and "+" not in name and not any(char.isspace() for char in name) and not _CONTROL.search(name)


def _decoded(note: str | bytes) -> str:
    try:
        raw = note if isinstance(note, bytes) else note.encode()
        text = raw.decode()
    except UnicodeError as wrong:
        raise NoteError("a note is UTF-8") from wrong
    if len(raw) > LARGEST_NOTE:
        raise NoteError(f"a note has at most {LARGEST_NOTE} bytes")
    if _CONTROL.search(text):
        raise NoteError("a note has no control characters but the newline")
    return text


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Text and signatures: the last empty line parts them."""
    end = note.rfind("\n\n")
    if end < 0 or not note.endswith("\n"):
        raise NoteError("a note is text, an empty line and signature lines")
    lines = note[end + 2:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise NoteError(f"a note has at most {MOST_SIGNATURES} signature lines")
    return note[:end + 1], [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes]:
    found = _SIGNATURE_LINE.fullmatch(line)
    if found is None or not _named(found[1]):
        raise NoteError(f"not a signature line: {line!r}")
    signature = decode_base64(found[2])
    if len(signature) <= _KEY_ID_BYTES:
        raise NoteError(f"too short for a signature: {line!r}")
    return found[1], signature
