"""Which files do key holders keep, take along and hand in? Four forms, each JSON in one piece.

    operis/holder-key/v1   {v, secret, public, ledger}: what its holder keeps, and shows nobody
    operis/public-key/v1   {v, public}: what stands beside it, for the site
    operis/to-open/v1      what is to be opened, with the closing list that says so and its place in the log; or the bid of a rehearsal
    operis/shares/v1       what a holder hands in: for each bid its share, or nothing where its envelope could not be opened
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from operis.core.wording import marked as _
from operis.sealing.shares import PLACES
from operis.strict_yaml import Malformed, Mistake

KEY_FORM, OPEN_FORM, SHARES_FORM = "operis/holder-key/v1", "operis/to-open/v1", "operis/shares/v1"
PUBLIC_FORM, PUBLIC_ENDING = "operis/public-key/v1", ".public.json"
SECRET_BYTES = 32
NO_FILE = {
    KEY_FORM: _("This is no whole file of a key. Choose the file that was saved when the key was made."),
    OPEN_FORM: _("This is no whole file of what is to be opened. Take it again from the page of the key holder."),
    SHARES_FORM: _("This is no whole file of shares. Choose the file that operis release has written."),
}


@dataclass(frozen=True, slots=True)
class BidToOpen:
    """One bid of the closing list: its header as it was sealed, and the envelopes that this holder has a key for, by place."""

    bid: str
    lot: str
    no: int
    header: str
    sealed_sha256: str
    size: int
    commitment: str
    envelopes: Mapping[int, bytes]
    sealed: bytes | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """Where the closing act stands in the log, and what shows that it does."""

    index: int
    proof: tuple[bytes, ...]
    checkpoint: str
    """A signed note."""


@dataclass(frozen=True, slots=True)
class ToOpen:
    """What is to be opened of one procurement, for one holder."""

    site: str
    docket: str
    round: int
    place: int
    holder: str
    key: str
    keys: str
    rehearsal: bool
    bids: tuple[BidToOpen, ...]
    closing: str | None = None
    """The closing act as it stands in the log; none of a rehearsal."""
    ledger: str = ""
    """The key that the log is signed with, in the line by which it is checked."""
    logged: Logged | None = None


@dataclass(frozen=True, slots=True)
class SharesFile:
    docket: str
    round: int
    place: int
    key: str
    rehearsed: str | None = None
    """What was in the bid of a rehearsal."""
    shares: tuple[tuple[str, str, str | None], ...] = field(default_factory=tuple)
    """Bid, lot and share."""


SECRET_HERE = _(
    "This is the file of your secret key: it belongs to nobody but you, and nothing of it was kept. What is wanted here is another file, "
    "which the key makes."
)


def public_of(secret: bytes) -> str:
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw().hex()


def key_text(secret: bytes, ledger: str = "") -> str:
    """The file of a key; with the key of the ledger that its holder knows, once there is one."""
    return _text({"v": KEY_FORM, "secret": secret.hex(), "public": public_of(secret), **({"ledger": ledger} if ledger else {})})


def read_key(text: str, name: str = "") -> bytes:
    """The secret key of a file; Malformed where it holds none, or its public key is another's."""
    said = _said(text, KEY_FORM, name)
    try:
        secret = bytes.fromhex(said["secret"])
        if len(secret) == SECRET_BYTES and public_of(secret) == said["public"]:
            return secret
    except (KeyError, TypeError, ValueError):
        pass
    raise _no_file(KEY_FORM, name)


def ledger_in(text: str) -> str:
    """The key of the ledger that the holder of a key knows; empty where the file has none yet."""
    return str(_said(text, KEY_FORM, "").get("ledger") or "")


def public_text(secret: bytes) -> str:
    """The file that may be given away."""
    return _text({"v": PUBLIC_FORM, "public": public_of(secret)})


def public_in(text: str) -> str:
    """The public key of such a file; empty where it is none."""
    said = _loaded(text)
    return str(said.get("public")) if said.get("v") == PUBLIC_FORM else ""


def has_secret(text: str) -> bool:
    """Whether the file has a secret key, of whatever form it says that it is."""
    return "secret" in _loaded(text)


def _loaded(text: str) -> Mapping[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def open_text(asked: ToOpen) -> str:
    bids = [
        {
            "bid": one.bid, "lot": one.lot, "no": one.no, "header": one.header, "sealed_sha256": one.sealed_sha256, "size": one.size,
            "commitment": one.commitment, "envelopes": {f"{place}": _base64(each) for place, each in sorted(one.envelopes.items())},
            **({"sealed": _base64(one.sealed)} if one.sealed is not None else {}),
        }
        for one in asked.bids
    ]  # fmt: skip
    whole = {name: getattr(asked, name) for name in ("site", "docket", "round", "place", "holder", "key", "keys", "rehearsal", "closing",
                                                   "ledger")}  # fmt: skip
    logged = {} if asked.logged is None else {
        "index": asked.logged.index, "proof": [_base64(one) for one in asked.logged.proof], "checkpoint": asked.logged.checkpoint,
    }  # fmt: skip
    return _text({"v": OPEN_FORM, **whole, **logged, "bids": bids})


def read_open(text: str, name: str = "") -> ToOpen:
    said = _said(text, OPEN_FORM, name)
    try:
        bids = tuple(
            BidToOpen(
                str(one["bid"]), str(one["lot"]), int(one["no"]), str(one["header"]), str(one["sealed_sha256"]), int(one["size"]),
                str(one["commitment"]), {int(place): base64.b64decode(each) for place, each in one["envelopes"].items()},
                base64.b64decode(one["sealed"]) if "sealed" in one else None,
            )
            for one in said["bids"]
        )  # fmt: skip
        closing = said["closing"]
        if said["place"] not in PLACES:
            raise ValueError(said["place"])
        return ToOpen(
            str(said["site"]), str(said["docket"]), int(said["round"]), int(said["place"]), str(said["holder"]), str(said["key"]),
            str(said["keys"]), said["rehearsal"] is True, bids, None if closing is None else str(closing), str(said.get("ledger") or ""),
            _logged(said),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        raise _no_file(OPEN_FORM, name) from fault


def _logged(said: Mapping[str, Any]) -> Logged | None:
    if "checkpoint" not in said:
        return None
    return Logged(int(said["index"]), tuple(base64.b64decode(one) for one in said["proof"]), str(said["checkpoint"]))


def shares_text(given: SharesFile) -> str:
    shares = [{"bid": bid, "lot": lot, "share": share} for bid, lot, share in given.shares]
    own = {name: getattr(given, name) for name in ("docket", "round", "place", "key", "rehearsed")}
    return _text({"v": SHARES_FORM, **own, "shares": shares})


def read_shares(text: str, name: str = "") -> SharesFile:
    said = _said(text, SHARES_FORM, name)
    try:
        shares = tuple((str(one["bid"]), str(one["lot"]), None if one["share"] is None else str(one["share"])) for one in said["shares"])
        rehearsed = said["rehearsed"]
        return SharesFile(str(said["docket"]), int(said["round"]), int(said["place"]), str(said["key"]),
                          None if rehearsed is None else str(rehearsed), shares)  # fmt: skip
    except (KeyError, TypeError, ValueError, OverflowError) as fault:
        raise _no_file(SHARES_FORM, name) from fault


def _text(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _said(text: str, form: str, name: str) -> Mapping[str, Any]:
    """What a file says; Malformed where it is of another form, or holds half a character, which no file can say again."""
    try:
        said = json.loads(text)
        json.dumps(said, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        said = None
    if isinstance(said, dict) and "secret" in said and form != KEY_FORM:
        raise Malformed([Mistake("", SECRET_HERE)], name)
    if not isinstance(said, dict) or said.get("v") != form:
        raise _no_file(form, name)
    return said


def _no_file(form: str, name: str) -> Malformed:
    return Malformed([Mistake("", NO_FILE[form])], name)


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
