"""Can you bid? For a supplier who is signed in the steps ahead are weighed now; for everyone else the conditions stand there."""

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from operis.core.findings import Ground
from operis.core.mandates import Mandate, Role
from operis.dockets.bid.acts import DocumentsObtained
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.procurement.state import Procurement
from operis.documents.lawbook import calendar
from operis.procedures import KINDS
from operis.web.account.who import acting
from operis.web.components.links import Link
from operis.web.desk.ahead import case_ahead, found_ahead, missing_ahead
from operis.web.public.notice_blocks import Eligible

BID = KINDS["bid"]


def eligible(request: HttpRequest, number: str, state: Procurement, now: datetime) -> Eligible:
    conditions = tuple(one.text for one in state.plan.conditions) if state.plan else ()
    open_ = state.bids_close is not None and now < state.bids_close and not state.ended
    offered = state.notice.documents_offered_until if state.notice else None
    path = f"{reverse('desk-new', args=[BID.kind, ObtainDocuments.slug])}?procurement={number}"
    take = Link(_("Take the documents"), path) if open_ and (offered is None or calendar().day(now) <= offered) else None
    mandate = acting(request)
    if mandate is None or mandate.role is not Role.SUPPLIER or not open_:
        return Eligible(checked=False, grounds=(), conditions=conditions, take=take)
    return Eligible(checked=True, grounds=_grounds(number, mandate, now), conditions=conditions, take=take)


def _grounds(number: str, mandate: Mandate, now: datetime) -> tuple[Ground, ...]:
    """What stands in the way of taking the documents; else of a bid, as far as it does not hang on what the bid says."""
    take, seal = BID.steps[ObtainDocuments], BID.steps[SealBid]
    first = case_ahead(BID, take, None, BID.start(), mandate, now, procurement=number)
    grounds = tuple(missing_ahead((*take.settles, *take.after), first))
    if grounds:
        return grounds
    taken = DocumentsObtained(happened=now, procurement=number, supplier=mandate.acts_for or "")
    then = case_ahead(BID, seal, None, BID.evolve(BID.start(), taken), mandate, now)
    return tuple(one for one in found_ahead(seal.provided, then) if one.blocks)
