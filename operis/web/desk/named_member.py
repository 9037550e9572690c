"""Which opened bids name this supplier as a member of their consortium? Its own desk tells, and to whom it turns if that is not so."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from operis.core.mandates import Mandate, Role
from operis.core.wording import Wording
from operis.dockets.procurement.readers import withheld
from operis.dockets.procurement.state import Procurement
from operis.documents.lawbook import book, calendar
from operis.documents.names import names_of
from operis.law.book import Row
from operis.registers.models import Docket, NamedMember
from operis.web.reading.dockets import Shown
from operis.web.reading.entered import written

ROW = "GPL-24"


@dataclass(frozen=True, slots=True)
class Named:
    """One bid, who it is from where that may be told by now, and to whom one turns."""

    words: str
    contact: Any
    row: Row


def naming(supplier: str) -> list[str]:
    """The purchases in which an opened bid names it, until they have a result or an end."""
    going_on = Docket.objects.filter(resulted=None, ended=None).values("number")
    found = NamedMember.objects.filter(member=supplier, docket__in=going_on).order_by("docket").values_list("docket", flat=True)
    return list(found.distinct())


def named_in(docket: Shown, mandate: Mandate) -> tuple[Named, ...]:
    """Of one purchase; who bid is told as soon as everybody may know it."""
    if mandate.role is not Role.SUPPLIER or not getattr(docket.state, "openings", ()):
        return ()
    return tuple(_found(docket.state, mandate.acts_for or "-"))


def _found(state: Procurement, supplier: str) -> Iterator[Named]:
    contact: Wording | None = state.notice.queries_to or state.notice.contact if state.notice is not None else None
    told: set[tuple[str, str]] = set()
    for opening in state.openings:
        for one in (each for each in opening.opened if supplier in each.members and (each.lot, each.supplier) not in told):
            told.add((one.lot, one.supplier))
            bidder = names_of({one.supplier}).get(one.supplier, one.supplier)
            name = _("A bid that was opened") if withheld(state, opening) else _("The bid of {name}").format(name=bidder)
            words = _("{bid} for lot {lot} names you as a member of its consortium.").format(bid=name, lot=one.lot)
            yield Named(words, written(contact) if contact is not None else "", book().rows[ROW].at(calendar().day(opening.happened)))
