"""What is handed to a holder after the closing? The closing list with its proof from the log, and of each bid to open its own envelope."""

import base64
from collections.abc import Iterable

from django.conf import settings

from operis.attachments.sealed_bids import sealed_pieces
from operis.dockets.bid.acts import BidSealed
from operis.dockets.procurement.acts import BidsClosed
from operis.dockets.procurement.evaluation import round_now
from operis.dockets.procurement.opened import Listed
from operis.dockets.procurement.state import Procurement
from operis.holding.files import BidToOpen, Logged, ToOpen
from operis.ledger import read
from operis.ledger.checkpoint import parse_checkpoint
from operis.ledger.tiles import Tiles
from operis.ledger.tree import inclusion_from
from operis.sealing.header import LINE_MAX
from operis.sealing.pieces import Pieces


def to_open(docket: str, state: Procurement, holder: str, wanted: Iterable[tuple[str, str]], ledger: str = "") -> ToOpen:
    """For the holder of one place; `wanted` are docket and lot of the bids that are to be opened, `ledger` is the key of this ledger."""
    own, chosen = next(one for one in state.key_holders if one.holder == holder), set(wanted)
    closing = [entry for entry in read.entries(docket) if isinstance(entry.act, BidsClosed)][-1]
    listed = state.closing.listed if state.closing else ()
    bids = tuple(_bid(one, own.place) for one in listed if (one.bid, one.lot) in chosen and not one.paper)
    return ToOpen(settings.OPERIS_ORIGIN, docket, round_now(state), own.place, holder, own.key, state.keys_digest or "", False, bids,
                  closing.body, ledger, _logged(docket, closing.no))  # fmt: skip


def _logged(docket: str, no: int) -> Logged | None:
    """Where the entry stands in the log and what shows it; None as long as it waits for its place."""
    index, note = read.positions(docket).get(no), read.newest_checkpoint()
    if index is None or note is None:
        return None
    size = parse_checkpoint(note.rpartition("\n\n")[0] + "\n").size
    return Logged(index, tuple(inclusion_from(Tiles(read.leaves).node, index, size)), note)


def sealed_act(listed: Listed) -> BidSealed:
    """The act of a listed bid; the list is of what stood in force at the closing."""
    acts = (entry.act for entry in read.entries(listed.bid))
    return next(one for one in acts if isinstance(one, BidSealed) and one.lot == listed.lot and one.sealed_sha256 == listed.sealed_sha256)


def _bid(listed: Listed, place: int) -> BidToOpen:
    """Without its bytes a bid has no header here, and nobody can open its envelope: that is our fault, and the opening says so."""
    act = sealed_act(listed)
    line = Pieces(sealed_pieces(listed.bid, listed.sealed_sha256) or ()).line(LINE_MAX)
    own = {int(one.holder): base64.b64decode(one.sealed) for one in act.envelopes if one.holder == str(place)}
    return BidToOpen(listed.bid, listed.lot, listed.no, (line or b"").decode(errors="replace"), listed.sealed_sha256, act.size,
                     act.commitment or "", own)  # fmt: skip
