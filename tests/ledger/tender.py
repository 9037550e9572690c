"""A tender for which two suppliers have sealed bids, step by step through the clerk."""

from dataclasses import replace

from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.file.commands import ReviewFile
from tests.ledger.county import FAYE, County, body_file, consultation
from tests.procedures.documents import intention, notice, plan, words
from tests.test_secrecy import bo, content

NEED, TENDER = "DC-2026-N-0001", "DC-2026-S-0001"


def sealed_by_two(county: County) -> None:
    """The need is consulted on, the tender announced, and Sunrise and Brook have sealed theirs."""
    county.done(NEED, consultation())
    county.done(None, intention())
    county.done(TENDER, plan())
    county.done(TENDER, notice())
    for place, key in enumerate(("sunrise", "brook")):
        file = replace(body_file(key), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"), name=words(f"Firm {key}"))
        county.done(county.done(None, file, bo(key)).docket, ReviewFile(result=Slug("accepted")), FAYE)
        bid = county.done(None, ObtainDocuments(procurement=TENDER), bo(key)).docket
        county.done(bid, SealBid(content=content(place)), bo(key))
