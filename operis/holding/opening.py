"""What do the shares of two holders open? Each listed bid: its key, its envelopes made again, what it says, and its files.

What is found is kept beside the record, sealed again; the act that opens says what came of each bid. Nothing that is not listed, no bid
that was withdrawn, replaced or late, is ever asked for: of these there are no shares.
"""

import base64
import logging
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from operis.attachments.bidding import BidFile, discard, ensure_key
from operis.attachments.opened import keep, note, opened_in
from operis.attachments.sealed_bids import sealed_pieces
from operis.dockets.bid.terms import content_bytes
from operis.dockets.procurement.acts import SharesReleased
from operis.dockets.procurement.evaluation import round_now
from operis.dockets.procurement.findings import keys_lost
from operis.dockets.procurement.opened import KEYLESS, OPENED, TO_BE_OPENED, Listed
from operis.dockets.procurement.state import Procurement
from operis.holding.handing import sealed_act
from operis.holding.keeping import take_over
from operis.holding.paper import read_out
from operis.ledger import read
from operis.ledger.states import state_of
from operis.sealing.bid import Sealed, check_received, key_from, shares_of, unseal, well_made
from operis.sealing.faults import HeaderError, IllMadeError, KeylessError, NotReceivedError
from operis.sealing.plain import read_plain
from operis.sealing.shares import NEEDED

ILL_MADE, ENVELOPE_BAD, BYTES_MISSING = "ill-made", "envelope-bad", "bytes-missing"
SHARES = "/act/fields/shares"
Given = Mapping[int, bytes | None]
"""By place what a holder gave back for a bid; nothing where it could not open its envelope."""
log = logging.getLogger("operis.opening")


@dataclass(frozen=True, slots=True)
class Joined:
    """What the shares of a bid come to: its key, or why there is none; and whose share was missing or wrong."""

    k: bytes | None
    result: str = OPENED
    failed: tuple[int, ...] = ()


def open_listed(docket: str, now: datetime) -> None:
    """Keep what was read from paper; open all that the shares handed in open, once it is certain of each bid what becomes of it."""
    state = state_of(docket, kind="procurement")
    if not isinstance(state, Procurement) or state.closing is None:
        return
    if state.envelopes_checked:
        ensure_key()
        read_out(docket, state, now)
    if state.keys_digest is None or len(state.releases) < NEEDED:
        return
    ensure_key()
    given, keys = _given(docket, state), [bytes.fromhex(one.key) for one in state.key_holders]
    known = {(row.docket, row.lot, row.sealed_sha256): row.result for row in opened_in(one.bid for one in state.closing.listed)}
    shut = {one.lot for one in state.envelopes_waiting}  # nobody here knows another price while an envelope can still be entered
    wanted = [one for one in state.closing.listed if one.lot not in shut and (one.bid, one.lot) in given]
    pending = [one for one in wanted if known.get(_matter(one), TO_BE_OPENED) == TO_BE_OPENED]
    lost = {place for place, one in enumerate(state.called_holders, 1) if one in keys_lost(state.findings)}
    certain = [one for one in pending if _certain(one, given[one.bid, one.lot], keys, lost)]
    if shut or len(certain) < len(pending):  # all are read at one moment, or none: what is certain is noted, and nothing of it opened
        note([_matter(one) for one in pending], {_matter(one) for one in certain}, now)
        return
    for listed in pending:
        _open(listed, given[listed.bid, listed.lot], keys, lost, now)


def _matter(listed: Listed) -> tuple[str, str, str]:
    return listed.bid, listed.lot, listed.sealed_sha256


def _certain(listed: Listed, given: Given, keys: Sequence[bytes], lost: Container[int]) -> bool:
    """Whether what came tells what becomes of a bid: its key or that there is none, or that its bytes are gone whatever comes."""
    return joined(_sealed(listed), given, keys, lost) is not None or not _received(listed)


def _given(docket: str, state: Procurement) -> dict[tuple[str, str], dict[int, bytes | None]]:
    """What holders gave back in this round, by bid and lot; of one who gave twice what it gave last."""
    values, newest = read.private_values(docket), dict[int, int]()
    for entry in read.entries(docket):
        if isinstance(entry.act, SharesReleased) and entry.act.round == round_now(state):
            newest[entry.act.place] = entry.no
    found: dict[tuple[str, str], dict[int, bytes | None]] = {}
    for place, no in newest.items():
        kept = values.get(no, {}).get(SHARES)
        for one in kept[1] if kept is not None else ():
            share = one.get("share")
            found.setdefault((one["bid"], one["lot"]), {})[place] = None if share is None else bytes.fromhex(share)
    return found


def stands(docket: str, state: Procurement, place: int, shares: Iterable[tuple[str, str, str | None]]) -> bool:
    """Whether these very shares are those that a holder gave back last."""
    given = {matter: by[place] for matter, by in _given(docket, state).items() if place in by}
    return bool(given) and given == {(bid, lot): None if share is None else bytes.fromhex(share) for bid, lot, share in shares}


def alike(docket: str, state: Procurement) -> tuple[int, ...]:
    """The places whose shares of a bid are the same: each has one of its own, so somebody handed in another's."""
    for shares in _given(docket, state).values():
        there = {place: one for place, one in shares.items() if one is not None}
        if same := [place for place, one in there.items() if list(there.values()).count(one) > 1]:
            return tuple(sorted(same))
    return ()


def joined(sealed: Sealed, given: Given, keys: Sequence[bytes], lost: Container[int] = ()) -> Joined | None:
    """None where those who gave back leave it open, and another can still be asked: of a key that is `lost`, by its place, nobody is.

    Where as many shares came as it takes and do not fit, one of them is wrong and can be given anew: that waits for its holder.
    """
    shares = {place: share for place, share in given.items() if share is not None}
    for pair in combinations(sorted(shares), NEEDED):
        try:
            k = key_from(sealed, {place: shares[place] for place in pair})
        except KeylessError:
            continue
        if not well_made(sealed, k, keys):
            return Joined(None, ENVELOPE_BAD)
        right = shares_of(k)
        return Joined(k, failed=tuple(place for place in sorted(given) if given[place] != right[place]))
    absent = [place for place in range(1, len(keys) + 1) if place not in given]
    if any(place not in lost for place in absent) or (absent and len(shares) >= NEEDED):
        return None
    return Joined(None, KEYLESS, tuple(place for place in sorted(given) if given[place] is None))


def _open(listed: Listed, given: Given, keys: Sequence[bytes], lost: Container[int], now: datetime) -> None:
    sealed = _sealed(listed)
    if not _received(listed):
        log.error("%s: the sealed bytes of lot %s are gone or changed", listed.bid, listed.lot)
        return keep(*_matter(listed), BYTES_MISSING, (), None, now)
    found = joined(sealed, given, keys, lost)
    if found is None:
        return None
    if found.k is None:
        return keep(*_matter(listed), found.result, found.failed, None, now)
    try:
        content = _unsealed(listed, sealed, found.k, now)
    except (HeaderError, IllMadeError):
        return keep(*_matter(listed), ILL_MADE, found.failed, None, now)
    return keep(*_matter(listed), OPENED, found.failed, content, now)


def _received(listed: Listed) -> bool:
    """Whether its sealed bytes are here as they came."""
    try:
        check_received(sealed_pieces(listed.bid, listed.sealed_sha256) or (), _sealed(listed))
    except NotReceivedError:
        return False
    return True


def _sealed(listed: Listed) -> Sealed:
    """What the act of the listed bid says."""
    act = sealed_act(listed)
    envelopes = {int(one.holder): base64.b64decode(one.sealed) for one in act.envelopes}
    in_order = tuple(envelopes[place] for place in sorted(envelopes))
    return Sealed(act.header_sha256 or "", act.sealed_sha256, act.size, act.commitment or "", in_order)


def _unsealed(listed: Listed, sealed: Sealed, k: bytes, now: datetime) -> bytes:
    """What the bid says; its files are kept as they are read. HeaderError or IllMadeError where its bidder sealed no bid."""
    plain = read_plain(unseal(sealed_pieces(listed.bid, listed.sealed_sha256) or (), sealed, k))
    kept: list[BidFile] = []
    try:
        for document, pieces in plain.files():
            kept += take_over(listed, document, pieces, now)
    except IllMadeError:
        for row in kept:
            discard(row)
        raise
    return content_bytes(plain.content)

