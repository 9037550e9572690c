"""For what is a receipt given? For the entries that one request made: the same bytes whenever the same request comes again."""

from collections.abc import Sequence
from datetime import datetime

from operis.clerk import Entered
from operis.core.acts import Command
from operis.documents.lawbook import calendar
from operis.ledger.read import Stored
from operis.ledger.receipt import Receipt, Received


def receipt_of(said: Entered, asked: Command, origin: str) -> Receipt:
    return receipt_for(said.entries, type(asked), origin)


def receipt_for(entries: Sequence[Stored], asked: type[Command], origin: str) -> Receipt:
    """The receipt for entries that a command of this kind has made."""
    first = entries[0].said
    closes = _local(first["facts"]["procurement"]["closes"]["moment"]) if asked.until_closing else None
    received = tuple(Received(one.docket, one.no, one.leaf) for one in entries)
    return Receipt(origin, received, first["entered"], closes, entries[0].logged_with)


def _local(stored: str) -> str:
    return calendar().local(datetime.fromisoformat(stored)).isoformat()
