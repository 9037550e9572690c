"""What was read from a bid on paper? The first reading, for the rule that compares; and once both are the same, what the opening reads out.

What the first has read is a private value of its act. At the opening it is kept beside the record like what other bids say, and its scans
like their files.
"""

from datetime import datetime
from typing import Any

from operis.attachments.models import place_of
from operis.attachments.opened import keep
from operis.core.fields import load
from operis.dockets.bid.terms import BidContent, content_bytes, files_in
from operis.dockets.procurement.acts import PaperBidEntered
from operis.dockets.procurement.opened import Listed
from operis.dockets.procurement.paper_facts import FirstReading
from operis.dockets.procurement.state import Procurement
from operis.holding.keeping import pieces_of, take_over
from operis.ledger import read

CONTENT = "/act/fields/content"


def first_reading_of(docket: str, bid: str) -> FirstReading | None:
    """What was entered last of an envelope; None where nothing was."""
    found = _entered(docket).get(bid)
    if found is None:
        return None
    act, content = found
    return FirstReading(str(act.result), content.price if content is not None else None, content is not None and content.small)


def read_out(docket: str, state: Procurement, now: datetime) -> None:
    """Keep what two persons have read of each envelope of the closing list; what is kept already stays."""
    wanted = [one for one in (state.closing.listed if state.closing else ()) if one.paper and one.bid in state.envelopes_checked]
    entered = _entered(docket) if wanted else {}
    for listed in wanted:
        act, content = entered[listed.bid]
        _keep(listed, act, content, now)


def _keep(listed: Listed, act: PaperBidEntered, content: BidContent | None, now: datetime) -> None:
    for document in files_in(content) if content is not None else ():
        place = place_of(document.sha256)
        if place.is_file():
            take_over(listed, document, pieces_of(place), now)
    plain = content_bytes(content) if content is not None else None
    keep(listed.bid, listed.lot, listed.sealed_sha256, str(act.result), (), plain, now)


def _entered(docket: str) -> dict[str, tuple[PaperBidEntered, BidContent | None]]:
    """By envelope what was entered last, with what it says."""
    values = read.private_values(docket)
    acts: list[Any] = [one for one in read.entries(docket) if isinstance(one.act, PaperBidEntered)]
    return {one.act.bid: (one.act, _content(values.get(one.no, {}))) for one in acts}


def _content(kept: Any) -> BidContent | None:
    salted = kept.get(CONTENT)
    return load(BidContent, salted[1]) if salted is not None and salted[1] is not None else None
