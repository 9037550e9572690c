"""For what is a receipt given, and how is it read? For the entries that one request made: the same bytes whenever it comes again.

Beside the exact text stands what it says in the reader's language: numbers as on pages, times in the zone of the place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils.translation import gettext as _

from operis.clerk import Entered
from operis.core.acts import Command
from operis.documents.lawbook import calendar
from operis.documents.shown import exactly
from operis.ledger.read import Stored
from operis.ledger.receipt import Receipt, Received, seal_code, sign_receipt


def receipt_of(said: Entered, asked: Command, origin: str) -> Receipt:
    return receipt_for(said.entries, type(asked), origin)


def receipt_for(entries: Sequence[Stored], asked: type[Command], origin: str) -> Receipt:
    """The receipt for entries that a command of this kind has made."""
    first = entries[0].said
    closes = _local(first["facts"]["procurement"]["closes"]["moment"]) if asked.until_closing or asked.before_closing else None
    received = tuple(Received(one.docket, one.no, one.leaf) for one in entries)
    return Receipt(origin, received, first["entered"], closes, entries[0].logged_with)


def _local(stored: str) -> str:
    return calendar().local(datetime.fromisoformat(stored)).isoformat()


@dataclass(frozen=True, slots=True)
class Told:
    """A signed receipt, and what it says in words."""

    text: str
    rows: tuple[tuple[str, str], ...]
    signed_by: str
    from_zero: tuple[int, int] | None
    """An entry's number on pages and in the text, which counts from 0; in its second form it counts as pages do."""


def told(receipt: Receipt, key: Ed25519PrivateKey) -> Told:
    counted = None if receipt.logged_with else (receipt.entries[0].no + 1, receipt.entries[0].no)
    return Told(sign_receipt(receipt, key), tuple(rows(receipt)), receipt.origin, counted)


def rows(receipt: Receipt) -> Iterator[tuple[str, str]]:
    """What it says, in words."""
    for one in receipt.entries:
        yield _("Entered as"), _("{docket} {number}, code {code}").format(docket=one.docket, number=one.no + 1, code=seal_code(one.leaf))
    yield _("Arrived"), exactly(datetime.fromisoformat(receipt.received))
    if receipt.closes is not None:
        yield _("Had to arrive before"), exactly(datetime.fromisoformat(receipt.closes))
    if receipt.logged_with:
        yield _("In the public log"), _("with the closing of {docket}").format(docket=receipt.logged_with)
    else:
        yield _("In the public log"), _("by {moment} at the latest").format(moment=exactly(datetime.fromisoformat(receipt.logged_by)))
