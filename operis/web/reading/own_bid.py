"""Where is the bid of the supplier who asks, and how does it get there?"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.core.mandates import Mandate, Role
from operis.dockets.bid.commands import ObtainDocuments
from operis.ledger.states import state_of
from operis.procedures import BY_KIND
from operis.registers.models import Standing
from operis.web.components.links import Link

BID, PAPER = BY_KIND["bid"], BY_KIND["envelope"]
BIDDING = frozenset({BID.kind, PAPER.kind})
"""The kinds of docket on which a bid stands, sealed here or on paper."""


@dataclass(frozen=True, slots=True)
class OwnBid:
    """The docket of a supplier's own bid."""

    docket: str
    state: Any


def own_bid(number: str, mandate: Mandate | None) -> OwnBid | None:
    """That of the supplier who asks, if it has taken the documents of this notice."""
    if mandate is None or mandate.role is not Role.SUPPLIER:
        return None
    docket = docket_of(number, mandate.acts_for or "")
    return OwnBid(docket, state_of(docket)) if docket is not None else None


def docket_of(number: str, supplier: str) -> str | None:
    """The docket of a supplier's bid in a procurement."""
    row = Standing.objects.filter(kind=BID.kind, identity=f"{number.upper()}:{supplier}").first()
    return row.docket if row else None


def way_to_bid(number: str, own: OwnBid | None) -> Link:
    """To the own bid; before there is one, to the documents."""
    if own is None:
        return Link(_("Take the documents"), f"{reverse('desk-new', args=[BID.kind, ObtainDocuments.slug])}?procurement={number}")
    words = _("Replace or withdraw your bid") if own.state.in_force else _("Prepare your bid")
    return Link(words, reverse("bid", args=[own.docket]))
