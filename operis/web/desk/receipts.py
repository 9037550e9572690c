"""For which entries of a docket does this office find a receipt, and what does it say beside its signed text?

Whose bid it is, which files are in it, which one it takes the place of, and of what came too late that nothing was kept: the signed text
has a form of its own, which goes on as it is.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.attachments.models import content_of
from operis.core.acts import Kept
from operis.core.fields import load
from operis.core.mandates import Mandate, Role
from operis.dockets.bid.terms import BidContent, files_in
from operis.documents.names import names_of
from operis.documents.shown import shown
from operis.ledger.read import Stored
from operis.web.components.links import Link
from operis.web.desk.entry import docket_for
from operis.web.reading.dockets import Shown, step_of

FILES_MAX = 50


def has_receipt(docket: Shown, entry: Stored, mandate: Mandate) -> bool:
    own = docket.kind.secret and docket.line.body == mandate.acts_for  # what others entered of its own bid
    sent = own or (entry.mandate.body, entry.mandate.role) == (mandate.body, mandate.role)
    return sent and step_of(docket.line, entry.act.kind) is not None


def receipt_of(docket: Shown, entry: Stored, mandate: Mandate) -> tuple[Link, ...]:
    """The way to it, for a supplier at each thing that it sent."""
    if mandate.role is not Role.SUPPLIER or not has_receipt(docket, entry, mandate):
        return ()
    return (Link(_("Receipt"), reverse("receipt", args=[docket.number, entry.number])),)


def said_beside(number: str, entries: Sequence[Stored], mandate: Mandate) -> tuple[tuple[str, str], ...]:
    """Of what was sent for a bid; of all else nothing."""
    if not any(_of_bid(one) for one in entries):
        return ()
    docket = docket_for(number, mandate)
    return tuple(row for entry in entries if _of_bid(entry) for row in _rows(docket, entry, entry.act))


def _of_bid(entry: Stored) -> bool:
    return bool(entry.act.kept or entry.act.takes_back or entry.act.too_late)


def _rows(docket: Shown, entry: Stored, act: Any) -> Iterator[tuple[str, str]]:
    body = docket.state.body or ""
    yield _("Supplier"), names_of({body}).get(body, body)
    if act.too_late:
        yield _("What became of it"), _("refused: it came after bids had closed, and nothing of it was kept")
        return
    before: list[Any] = [one for one in docket.entries if one.no < entry.no and (one.act.kept or one.act.takes_back)]
    before = [one for one in before if getattr(one.act, "lot", None) == getattr(act, "lot", None)]
    newest = before[-1] if before and before[-1].act.kept else None
    if newest is not None:
        words, at = _("{docket} {number}, received {moment}"), shown(newest.act.happened)
        told = words.format(docket=docket.number, number=newest.number, moment=at)
        yield (_("Takes back") if act.takes_back else _("Takes the place of")), told
    if act.kept:
        yield from _files(docket, act.kept)


def _files(docket: Shown, kept: Kept) -> Iterator[tuple[str, str]]:
    """By name, where they can be read here: what is sealed to key holders nobody reads, and after the opening it is the same bytes."""
    content = content_of(docket.number, kept.sha256)
    if content is None:
        yield _("Files"), _("sealed on your own device: nobody here knows their names")
        return
    names = [one.name for one in files_in(load(BidContent, json.loads(content)))]
    told = _(", ").join(names[:FILES_MAX]) if names else _("none")
    yield _("Files"), told if len(names) <= FILES_MAX else _("{names}, and {count} more").format(names=told, count=len(names) - FILES_MAX)
