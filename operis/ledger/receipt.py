"""What does someone hold in hand who sent us something in time, and how is an entry's short code read? Receipts and seal codes.

A **receipt** is a signed note (`operis.ledger.checkpoint`) by the ledger's key. Its text, a line an entry, in the order of entering:

    operis/receipt/v1
    demo.operis.example/ledger                                         <- origin, which is the key's name
    DC-2026-S-0142 4 CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=      <- docket, number, base64 of the leaf hash
    received 2026-12-16T01:29:59.999999Z                               <- when the last byte had arrived, as the entry says
    closes 2026-12-16T09:30:00+08:00                                   <- what it had to arrive before; - where there is no such time
    logged by 2026-12-16T01:30:59.999999Z                              <- 60 seconds after it was received

For an act that may not be counted before a closing it is of another form: numbers from 1, as people read them, and in the last line with
whose closing act the log has it, the act that ends its secrecy:

    operis/receipt/v2
    demo.operis.example/ledger
    DC-B-7Q2M4Z9T1K8W3X5Y6V0R2N4P8S 2 CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
    received 2026-12-16T01:29:59.999999Z
    closes 2026-12-16T09:30:00+08:00
    logged with bids-closed DC-2026-S-0142                             <- or with the act that ends that docket, before

It is made from stored bytes alone, so that a repeated request gets the same bytes again (Ed25519 signs the same text the same
way). A receipt whose entries are not in the log after the time it names is proof of our breach.

A **seal code** is the first 80 bits of an entry's leaf hash in Crockford's base32, `XXXX-XXXX-XXXX-XXXX`, looked up together with
the record number. Read aloud or typed: small letters, O for 0, I and L for 1, full-width forms, spaces and dashes are understood.
"""

import re
import unicodedata
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from operis.ledger.checkpoint import NoteError, Verifier, decode_base64, open_note, sign_note
from operis.ledger.tree import HASH_BYTES

FORMAT, HELD_FORMAT = "operis/receipt/v1", "operis/receipt/v2"
LOGGED_WITHIN = timedelta(seconds=60)
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_BITS = 80
_CODE = re.compile(f"[{CROCKFORD}]{{16}}")
_READ_AS = str.maketrans("OIL", "011")
_TIME = r"[12]\d{3}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d"
_ENTERED = re.compile(rf"{_TIME}\.\d{{6}}Z", re.ASCII)
_MOMENT = re.compile(rf"{_TIME}(?:\.\d{{6}})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_BEGINS = r"\n(\S+)\n((?:\S+ [0-9]{1,16} \S+\n)+)received (\S+)\ncloses (\S+)\nlogged "
_TEXT = re.compile(FORMAT + _BEGINS + r"by \S+\n")
_HELD_TEXT = re.compile(HELD_FORMAT + _BEGINS + r"with bids-closed (\S+)\n")


class SealCodeError(ValueError):
    """Text that is no seal code."""


@dataclass(frozen=True, slots=True)
class Received:
    """One entry that a receipt is for."""

    docket: str
    no: int
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was received and when: `received` and `closes` as they stand in the stored bytes."""

    origin: str
    entries: tuple[Received, ...]
    received: str
    closes: str | None = None
    logged_with: str = ""
    """The docket with whose closing act the log has the entries; empty where it has them within 60 seconds."""

    def __post_init__(self) -> None:
        if not self.entries:
            raise NoteError("a receipt is for one entry at least")
        if any(len(entry.leaf) != HASH_BYTES for entry in self.entries):
            raise NoteError(f"a leaf hash is {HASH_BYTES} bytes")
        if any(entry.no < 0 for entry in self.entries):
            raise NoteError("an entry's number is counted from the first")
        _moment(self.received, _ENTERED)
        if self.closes is not None:
            _moment(self.closes, _MOMENT)

    @property
    def logged_by(self) -> str:
        """The time after which the entries must be in the log."""
        return f"{_moment(self.received, _ENTERED) + LOGGED_WITHIN:%Y-%m-%dT%H:%M:%S.%f}Z"

    @property
    def text(self) -> str:
        form, first, logged = FORMAT, 0, f"by {self.logged_by}"
        if self.logged_with:
            form, first, logged = HELD_FORMAT, 1, f"with bids-closed {self.logged_with}"
        entries = (f"{one.docket} {one.no + first} {b64encode(one.leaf).decode()}" for one in self.entries)
        lines = [form, self.origin, *entries, f"received {self.received}", f"closes {self.closes or '-'}", f"logged {logged}"]
        return "".join(f"{line}\n" for line in lines)


def sign_receipt(receipt: Receipt, key: Ed25519PrivateKey) -> str:
    """The receipt as a signed note."""
    if parse_receipt(receipt.text) != receipt:
        raise NoteError(f"not a receipt: {receipt.text!r}")
    return sign_note(receipt.text, receipt.origin, key)


def open_receipt(note: str | bytes, verifier: Verifier) -> Receipt:
    """A receipt signed by the ledger of that name; NoteError otherwise."""
    receipt = parse_receipt(open_note(note, [verifier]))
    if receipt.origin != verifier.name:
        raise NoteError(f"a receipt of {receipt.origin} signed by {verifier.name}")
    return receipt


def parse_receipt(text: str) -> Receipt:
    """The receipt in a note's text, signatures taken off and checked before."""
    held = _HELD_TEXT.fullmatch(text)
    found = held or _TEXT.fullmatch(text)
    if found is None:
        raise NoteError("this is no receipt")
    entries = [line.split(" ") for line in found[2].split("\n")[:-1]]
    received = tuple(Received(docket, int(no) - bool(held), decode_base64(leaf)) for docket, no, leaf in entries)
    receipt = Receipt(found[1], received, found[3], None if found[4] == "-" else found[4], held[5] if held else "")
    if receipt.text != text:
        raise NoteError("this receipt is not written as the ledger writes one")
    return receipt


def seal_code(leaf: bytes) -> str:
    """The short form of a leaf hash that is printed on records."""
    number = int.from_bytes(leaf[:_CODE_BITS // 8], "big")
    digits = "".join(CROCKFORD[number >> shift & 31] for shift in range(_CODE_BITS - 5, -5, -5))
    return "-".join(digits[i:i + 4] for i in range(0, len(digits), 4))


def parse_seal_code(text: str) -> str:
    """The code as `seal_code` writes it, from what somebody typed; SealCodeError if that is none."""
    typed = unicodedata.normalize("NFKC", text).upper()
    digits = "".join(char for char in typed if unicodedata.category(char) not in ("Pd", "Zs")).translate(_READ_AS)
    if not _CODE.fullmatch(digits):
        raise SealCodeError(f"a seal code has 16 letters and digits, like 7F3A-91C2-0KQ4-M8XT: {text!r}")
    return "-".join(digits[i:i + 4] for i in range(0, len(digits), 4))


def _moment(text: str, form: re.Pattern[str]) -> datetime:
    if not form.fullmatch(text):
        raise NoteError(f"not a time as the ledger writes it: {text!r}")
    try:
        return datetime.fromisoformat(text)
    except ValueError as wrong:
        raise NoteError(f"there is no such time: {text!r}") from wrong
