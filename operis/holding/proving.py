"""Does a closing list stand in the log that the ledger signed? A holder looks by itself, before it opens anything.

Who runs the site can hand out any list. It is opened by only with the entry as it stands in the log, the proof of its place there, and a
checkpoint signed by the ledger's key that the holder has had since its rehearsal: a forged list is then in a log that convicts who signed.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from operis.core.wording import marked as _
from operis.dockets.procurement.acts import BidsClosed
from operis.dockets.procurement.evaluation import FIRST_ROUND
from operis.holding.files import ToOpen
from operis.ledger.checkpoint import Checkpoint, NoteError, Verifier, open_checkpoint
from operis.ledger.tree import ProofError, leaf_hash, verify_inclusion
from operis.strict_yaml import Malformed, Mistake

LOG_KEY = "/log/key"
"""Where a site shows the key that signs its log."""
OWN_CLOCK = "demo."
"""The ledger of a demonstration is named so: its clock runs apart from everybody's."""

Bids = frozenset[tuple[str, str, int, str]]
"""Docket, lot, number and fingerprint."""


def check_ledger(asked: ToOpen, known: str) -> Verifier:
    """The key that the holder knows, if the file comes from the ledger that has it; Malformed otherwise."""
    try:
        verifier = Verifier.parse(known)
    except NoteError as fault:
        raise wrong(_("{ledger} is no key of a ledger."), ledger=known or "-") from fault
    if asked.ledger != known:
        raise wrong(_("The file comes with another ledger's key than the one you know: {ledger}. Tell the supervision department."),
                    ledger=asked.ledger or "-")  # fmt: skip
    return verifier


def proven(asked: ToOpen, known: str, now: datetime) -> Bids:
    """What the closing lists that stands in the log for this docket and round; Malformed says what is not shown."""
    if not known:
        raise wrong(_("The file of your key does not say which key signs the log. Open the bid of a rehearsal with it, or give that key "
                      "with --ledger: it stands at {place}. Compare it with what you noted, or with what somebody else sees there."),
                    place=f"{asked.site}{LOG_KEY}")  # fmt: skip
    verifier = check_ledger(asked, known)
    _check_logged(asked, verifier)
    try:
        entry = json.loads(asked.closing or "")
        if (entry["docket"], entry["act"]["kind"]) == (asked.docket, BidsClosed.kind):
            _check_round(asked, entry["act"]["fields"])
            _check_past(entry, now, verifier.name)
            return frozenset((one["bid"], one["lot"], one["no"], one["sealed_sha256"]) for one in entry["act"]["fields"]["listed"])
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise wrong(_("The file has no closing list of {docket}."), docket=asked.docket)


def _check_logged(asked: ToOpen, verifier: Verifier) -> None:
    """The closing, byte for byte, is in the log."""
    logged = asked.logged
    if logged is None or asked.closing is None:
        raise wrong(_("The file does not show that the closing of {docket} stands in the log."), docket=asked.docket)
    signed = _signed(logged.checkpoint, verifier)
    try:
        verify_inclusion(leaf_hash(asked.closing.encode()), logged.index, signed.size, logged.proof, signed.root)
    except (ProofError, UnicodeError) as fault:
        raise wrong(_("The closing of {docket} does not stand in the log: its proof does not fit."), docket=asked.docket) from fault


def _signed(note: str, verifier: Verifier) -> Checkpoint:
    try:
        return open_checkpoint(note, verifier)
    except NoteError as fault:
        raise wrong(_("The checkpoint of the log is not signed by the ledger's key that you know.")) from fault


def _check_round(asked: ToOpen, fields: Mapping[str, Any]) -> None:
    """An act that says no round is of the first."""
    found = fields.get("round") or FIRST_ROUND
    if found != asked.round:
        raise wrong(_("The closing list is of round {found}, and round {wanted} is asked for."), found=f"{found}", wanted=f"{asked.round}")


def _check_past(entry: Mapping[str, Any], now: datetime, ledger: str) -> None:
    """Neither the closing nor its entering lies ahead by the holder's own clock."""
    if ledger.startswith(OWN_CLOCK):
        return
    for moment in (entry["act"]["happened"], entry["entered"]):
        if datetime.fromisoformat(moment) > now:
            raise wrong(_("By the clock of this computer the closing lies ahead: {moment}."), moment=moment)


def wrong(says: str, **facts: str) -> Malformed:
    return Malformed([Mistake("", says, None, facts)])
