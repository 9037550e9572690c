"""What does a holder give back? The share of each bid that the closing list has, and of no other, whatever a server asks for.

A header is bound into its envelope: an envelope that opens under the header of a listed bid is that bid's.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from operis.core.wording import marked as _
from operis.holding.files import BidToOpen, SharesFile, ToOpen, public_of
from operis.holding.proving import Bids, check_ledger, proven, wrong
from operis.sealing.bid import Sealed, key_from, share_of, unseal, well_made
from operis.sealing.faults import EnvelopeError, HeaderError, SealingError
from operis.sealing.header import read_header
from operis.sealing.shares import PLACES
from operis.strict_yaml import Malformed, Mistake


def given_back(asked: ToOpen, secret: bytes, known: str, now: datetime) -> SharesFile:
    """The shares of a procurement, or what was in the bid of its rehearsal; Malformed where this may not be opened.

    `known` is the ledger's key that the holder has: none before its first rehearsal, which brings it. `now` is by the holder's own clock.
    """
    if public_of(secret) != asked.key:
        says = _("This is the file of another key than the one that was given for {docket}. Its public key is {own}, and {key} was given.")
        raise wrong(says, docket=asked.docket, own=public_of(secret), key=asked.key)
    if asked.rehearsal:
        check_ledger(asked, known or asked.ledger)
    elif others := [*_unlisted(asked, proven(asked, known, now))]:
        raise Malformed(others)
    return opened_with(asked, secret)


def opened_with(asked: ToOpen, secret: bytes) -> SharesFile:
    """What is in the envelopes, for who made the list itself and so has nothing to compare."""
    if asked.rehearsal:
        return SharesFile(asked.docket, asked.round, asked.place, asked.key, rehearsed=_rehearsed(asked, secret))
    shares = tuple((one.bid, one.lot, _share(one, asked.place, secret)) for one in asked.bids)
    return SharesFile(asked.docket, asked.round, asked.place, asked.key, shares=shares)


def _share(one: BidToOpen, place: int, secret: bytes) -> str | None:
    try:
        return share_of(sealed_of(one), place, secret).hex()
    except EnvelopeError:
        return None


def sealed_of(one: BidToOpen) -> Sealed:
    envelopes = tuple(one.envelopes.get(place, b"") for place in PLACES)
    return Sealed(hashlib.sha256(one.header.encode()).hexdigest(), one.sealed_sha256, one.size, one.commitment, envelopes)


def _rehearsed(asked: ToOpen, secret: bytes) -> str:
    """The whole way of an opening, with all three envelopes sealed to one key."""
    try:
        (one,) = asked.bids
        sealed = sealed_of(one)
        k = key_from(sealed, {place: share_of(sealed, place, secret) for place in PLACES[:2]})
        if one.sealed is not None and well_made(sealed, k, [bytes.fromhex(asked.key)] * len(PLACES)):
            return b"".join(unseal([one.sealed], sealed, k)).hex()
    except (SealingError, ValueError):
        pass
    raise wrong(_("The bid of the rehearsal does not open with this key."))


def _unlisted(asked: ToOpen, listed: Bids) -> Iterator[Mistake]:
    """Each bid that is asked for and is none of the closing list, or whose header is another bid's."""
    for one in asked.bids:
        if not _own_header(one, asked.keys) or (one.bid, one.lot, one.no, one.sealed_sha256) not in listed:
            yield Mistake("", _("Bid {bid} is none of the closing list, or another bid is asked for under its number."), None,
                          {"bid": one.bid})  # fmt: skip


def _own_header(one: BidToOpen, keys: str) -> bool:
    """Whether its header is this bid's; a bid whose bytes are gone has none, and no envelope opens without one."""
    if not one.header:
        return True
    try:
        header = read_header(one.header.encode())
    except HeaderError:
        return False
    return (header.docket, header.lot, header.no, header.keys) == (one.bid, one.lot, one.no, keys)
