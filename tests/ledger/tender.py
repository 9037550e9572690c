"""Tenders for which suppliers have sealed bids, step by step through the clerk."""

from dataclasses import replace

from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.file.commands import ReviewFile
from operis.dockets.procurement.commands import PublishNotice
from tests.ledger.county import FAYE, County, body_file, consultation
from tests.ledger.marked_bids import bo, content
from tests.procedures.bids import bid
from tests.procedures.documents import intention, notice, plan, words
from tests.statute import BO

NEED, TENDER = "DC-2026-N-0001", "DC-2026-S-0001"
CLOSES = notice().bids_close


def sealed_by_two(county: County) -> None:
    """The need is consulted on, the tender announced, and Sunrise and Brook have sealed theirs."""
    county.done(NEED, consultation())
    county.done(None, intention())
    county.done(TENDER, plan())
    county.done(TENDER, notice())
    for place, key in enumerate(("sunrise", "brook")):
        file = replace(body_file(key), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"), name=words(f"Firm {key}"))
        county.done(county.done(None, file, bo(key)).docket, ReviewFile(result=Slug("accepted")), FAYE)
        docket = county.done(None, ObtainDocuments(procurement=TENDER), bo(key)).docket
        county.done(docket, SealBid(content=content(place)), bo(key))


def tender(*bidders: str, announced: PublishNotice | None = None) -> County:
    """A tender that is open, with a bid of each."""
    county = County().founded()
    county.done(None, intention())
    county.done(TENDER, plan())
    county.done(TENDER, announced or notice())
    for key in bidders:
        supplier = replace(body_file(key), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"),
                           address=words(f"1 {key} Road"))  # fmt: skip
        county.done(None, supplier, FAYE)
        docket = county.done(None, ObtainDocuments(procurement=TENDER), replace(BO, body=key)).docket
        county.done(docket, bid(), replace(BO, body=key))
    return county
