"""How does a case say what only who has the keys can say? With fewer words: the rest follows from the record and from keys of its own.

A step `name-key-holder`, `send-sealed-bid` or `release-shares` that says no more than stands here is completed when it runs. Each key
follows from the number that is kept with the database, and from the body that holds it: nobody else can say it.
"""

import hashlib
import hmac
from base64 import b64encode
from datetime import datetime
from typing import Any

from operis.attachments import sealed_bids
from operis.core.acts import Command
from operis.core.fields import ask, record
from operis.core.mandates import Mandate
from operis.dockets.bid.commands import SendSealedBid
from operis.dockets.bid.state import Bid
from operis.dockets.bid.terms import BidContent, Envelope, SealedTerms
from operis.dockets.procurement.commands import NameKeyHolder, ReleaseShares
from operis.dockets.procurement.holding import ShareOf
from operis.dockets.procurement.state import Procurement
from operis.holding.files import public_of
from operis.holding.handing import to_open
from operis.holding.rehearsing import to_rehearse
from operis.holding.releasing import opened_with
from operis.ledger.states import state_above, state_of
from operis.sealing.bid import Sealed, seal
from operis.sealing.header import Header
from operis.sealing.plain import plain_pieces, plain_size
from operis.strict_yaml import Mapping as Table
from operis.strict_yaml import Node


@record
class GivesKey:
    """Its key is made, and the rehearsal opened with it."""


@record
class GivesBack:
    """The shares of the listed bids, but for those of the suppliers whose envelopes it cannot open."""

    not_of: tuple[str, ...] = ask("Not of", "不含", default=())


@record
class Seals(SealedTerms):
    """The content of a bid, which is sealed and brought."""

    content: BidContent = ask("Content", "投标（响应）文件内容")


Said = GivesKey | GivesBack | Seals
FORMS: dict[str, tuple[type[Said], str]] = {
    NameKeyHolder.slug: (GivesKey, "key"), ReleaseShares.slug: (GivesBack, "shares"), SendSealedBid.slug: (Seals, "envelopes"),
}  # fmt: skip
"""By step the shorter form, and the field that shows that all of it was said."""


def shorter(do: str, said: Node | None) -> type[Said] | None:
    """The form of a step that leaves the rest to its keys."""
    form, whole = FORMS.get(do, (None, ""))
    there = said.pairs if isinstance(said, Table) else {}
    return None if form is None or whole in there else form


def secret_of(secret: str, body: str) -> bytes:
    """The key of a body in the cases of one database."""
    return hmac.digest(secret.encode(), f"key holder\n{body}".encode(), hashlib.sha256)


def completed(said: Said, docket: str, mandate: Mandate, secret: str, step: str, at: datetime) -> Command:
    """The whole command, as the docket stands; `step` tells what is drawn here from what is drawn elsewhere."""
    body = mandate.acts_for or ""
    if isinstance(said, Seals):
        k = hmac.digest(secret.encode(), f"bid\n{step}".encode(), hashlib.sha256)
        return _sealed(said, docket, body, k, at)
    state: Procurement = state_of(docket)
    own = secret_of(secret, body)
    if isinstance(said, GivesKey):
        place = state.called_holders.index(body) + 1 if body in state.called_holders else 0
        shown = opened_with(to_rehearse(docket, body, place, public_of(own)), own).rehearsed
        return NameKeyHolder(key=public_of(own), rehearsed=shown or "")
    if state.closing is None or all(one.holder != body for one in state.key_holders):
        return ReleaseShares(shares=())
    withheld = {one.bid for one in state.closing.listed if one.supplier in said.not_of}
    given = opened_with(to_open(docket, state, body, ((one.bid, one.lot) for one in state.closing.listed)), own)
    shares = ((bid, lot, None if bid in withheld else share) for bid, lot, share in given.shares)
    return ReleaseShares(key=given.key, shares=tuple(ShareOf(bid=bid, lot=lot, share=share) for bid, lot, share in shares))


def _sealed(said: Seals, docket: str, supplier: str, k: bytes, at: datetime) -> SendSealedBid:
    bid: Bid = state_of(docket)
    above: Any = state_above(bid)
    no = bid.last.get(said.lot, -1) + 1
    keys = [bytes.fromhex(one.key) for one in above.key_holders]
    header = Header(docket, said.lot, supplier, no, above.keys_digest or "", plain_size(said.content))
    written = bytearray()
    sealed = seal(plain_pieces(said.content, lambda _file: ()), header, keys, written.extend, k)
    _bring(docket, said.lot, bytes(written), sealed, at)
    envelopes = tuple(Envelope(holder=f"{place}", sealed=b64encode(one).decode()) for place, one in enumerate(sealed.envelopes, 1))
    return SendSealedBid(
        lot=said.lot, stage=said.stage, round=said.round, no=no, keys=header.keys, header_sha256=sealed.header_sha256,
        sealed_sha256=sealed.sealed_sha256, size=sealed.size, commitment=sealed.commitment, envelopes=envelopes,
    )  # fmt: skip


def _bring(docket: str, lot: str, raw: bytes, sealed: Sealed, at: datetime) -> None:
    row = sealed_bids.begin(docket, lot, sealed.size, sealed.sealed_sha256, at, ())
    if not row.whole:
        sealed_bids.append(row, 0, raw)
        sealed_bids.finish(row, at)

