"""Can you bid? For a supplier who is signed in the steps ahead are weighed now, from where its own bid stands; conditions are for all."""

from datetime import datetime

from django.http import HttpRequest

from operis.core.findings import Ground
from operis.core.mandates import Mandate, Role
from operis.dockets.bid.acts import DocumentsObtained
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.procurement.state import Procurement
from operis.documents.lawbook import calendar
from operis.documents.shown import shown
from operis.web.account.who import acting
from operis.web.preparing.ahead import case_ahead, found_ahead, missing_ahead, unwritten
from operis.web.reading.notice_blocks import Eligible
from operis.web.reading.own_bid import BID, OwnBid, own_bid, way_to_bid


def eligible(request: HttpRequest, number: str, state: Procurement, now: datetime) -> Eligible | None:
    """None once bids have closed: there is no question any more."""
    if state.bids_close is None or now >= state.bids_close or state.ended:
        return None
    conditions = tuple(one.text for one in state.plan.conditions) if state.plan else ()
    mandate = acting(request)
    own = own_bid(number, mandate)
    take = way_to_bid(number, own) if own or _offered(state, now) else None
    if mandate is None or mandate.role is not Role.SUPPLIER:
        return Eligible(checked=False, grounds=(), conditions=conditions, take=take)
    sealed = tuple((lot, shown(bid.happened)) for lot, bid in sorted(own.state.in_force.items())) if own else ()
    return Eligible(checked=True, grounds=_grounds(number, mandate, own, now), conditions=conditions, take=take, sealed=sealed)


def _offered(state: Procurement, now: datetime) -> bool:
    """Whether the documents can still be taken, by the notice and what has put it right."""
    return state.offered_until is None or calendar().day(now) <= state.offered_until


def _grounds(number: str, mandate: Mandate, own: OwnBid | None, now: datetime) -> tuple[Ground, ...]:
    """What stands in the way of taking the documents; else of a bid, as far as it does not hang on what the bid says."""
    take, seal = BID.steps[ObtainDocuments], BID.steps[SealBid]
    taken = own.state if own else None
    if taken is None:
        first = case_ahead(BID, take, None, BID.start(), mandate, now, procurement=number)
        grounds = tuple(missing_ahead((*take.settles, *take.after), first))
        if grounds:
            return grounds
        taken = BID.evolve(BID.start(), DocumentsObtained(happened=now, procurement=number, supplier=mandate.acts_for or ""))
    # Alone: whom the bid names beside is not known yet, and what keeps the bidder itself away hangs on nobody else.
    then = case_ahead(BID, seal, own.docket if own else None, taken, mandate, now, content=unwritten(BidContent, members=()))
    return tuple(one for one in found_ahead(seal.provided, then) if one.blocks)
