"""Bids on paper in the tender with three key holders: received, confirmed, and read by two persons."""

import hashlib
from dataclasses import replace

from operis.core.mandates import Mandate
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.envelope.commands import ConfirmEnvelope, ReceiveEnvelope
from operis.dockets.procurement.commands import CheckPaperBid, EnterPaperBid
from operis.dockets.procurement.terms import Document
from tests.holding.county import Held
from tests.ledger.tender import TENDER
from tests.statute import ALICE

COLLEAGUE = replace(ALICE, persons=("erin",))
SCAN = b"%PDF-1.7 scanned"
PAPER = Document(name="scan.pdf", size=len(SCAN), sha256=hashlib.sha256(SCAN).hexdigest())


def handed_in(held: Held, supplier: str) -> str:
    """The docket of an envelope that Alice received."""
    return held.county.done(None, ReceiveEnvelope(procurement=TENDER, supplier=supplier, seal=Slug("sealed"), packages=1)).docket


def envelope(held: Held, supplier: str) -> str:
    """Confirmed by her colleague."""
    docket = handed_in(held, supplier)
    held.county.done(docket, ConfirmEnvelope(packages=1), COLLEAGUE)
    return docket


def read_by_two(held: Held, bid: str, price: int, first: Mandate = ALICE, second: Mandate = COLLEAGUE) -> None:
    held.county.done(TENDER, EnterPaperBid(bid=bid, price=Fen(price), small=True, documents=(PAPER,)), first)
    held.county.done(TENDER, CheckPaperBid(bid=bid, price=Fen(price), small=True), second)
