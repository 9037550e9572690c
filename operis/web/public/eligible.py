"""Can you bid? The steps ahead are weighed now, for who is signed in as a supplier, or for a kind that is chosen; conditions for all."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest

from operis.core.mandates import Role
from operis.dockets.procurement.state import Procurement
from operis.documents.lawbook import calendar
from operis.documents.onfile import OF_KIND
from operis.documents.shown import shown
from operis.web.account.who import acting
from operis.web.public.points import VISITOR, kept_for, kinds, points
from operis.web.reading.notice_blocks import Eligible, invited_alone
from operis.web.reading.own_bid import own_bid, way_to_bid

KIND = "kind"


def eligible(request: HttpRequest, number: str, state: Procurement, now: datetime) -> Eligible | None:
    """None once bids have closed: there is no question any more."""
    if state.bids_close is None or now >= state.bids_close or state.ended or state.results:
        return None
    conditions = tuple(one.text for one in state.plan.conditions) if state.plan else ()
    mandate = acting(request)
    own = own_bid(number, mandate)
    take = way_to_bid(number, own) if own or _offered(state, now) else None
    here, invited = state.keys_digest is None, invited_alone(state)
    if mandate is None or mandate.role is not Role.SUPPLIER:
        return _of_a_kind(request, number, state, now, Eligible(checked=False, conditions=conditions, take=take, kept_here=here,
                                                                   invited=invited))  # fmt: skip
    sealed = tuple((lot, shown(bid.happened)) for lot, bid in sorted(own.state.in_force.items())) if own else ()
    against, others, free = points(number, state, mandate, None, own, now)
    return Eligible(checked=True, conditions=conditions, take=take, sealed=sealed, grounds=against, points=others, free=free,
                    kept_here=here, invited=invited)  # fmt: skip


def _of_a_kind(request: HttpRequest, number: str, state: Procurement, now: datetime, can: Eligible) -> Eligible:
    """Who is not known says what it is, and is answered by that."""
    all_, asked = kinds(), request.GET.get(KIND, "")
    choices = tuple((key, words, key == asked) for key, (words, _who) in all_.items())
    if asked not in all_:
        return replace(can, kinds=choices, kept=kept_for(state, now))
    words, who = all_[asked]
    against, others, free = points(number, state, VISITOR, who, None, now)
    told = urlencode({name: one for name in OF_KIND if (one := getattr(who, name))})
    return replace(can, kinds=choices, checked=True, kind=words, told=told, grounds=against, points=others, free=free)


def _offered(state: Procurement, now: datetime) -> bool:
    """Whether the documents can still be taken, by the notice and what has put it right."""
    return state.offered_until is None or calendar().day(now) <= state.offered_until
