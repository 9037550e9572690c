"""Bids on paper in the tender with three key holders: received, confirmed, and read by two persons."""

import hashlib
from dataclasses import replace
from datetime import date

from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.envelope.commands import ConfirmEnvelope, ReceiveEnvelope
from operis.dockets.procurement.commands import CheckPaperBid, EnterPaperBid
from operis.dockets.procurement.terms import Document
from tests.holding.county import Held
from tests.ledger.tender import TENDER
from tests.statute import ALICE, OFFICE

COLLEAGUE = replace(ALICE, persons=("erin",))
SCAN = b"%PDF-1.7 scanned"
PAPER = Document(name="scan.pdf", size=len(SCAN), sha256=hashlib.sha256(SCAN).hexdigest())


def second_officer() -> None:
    """Somebody of the office beside Alice, who could confirm."""
    user, _made = User.objects.get_or_create(email="erin@office.example", defaults={"name": "Erin", "password": "!"})
    office = install_office("purchasing", OFFICE, Role.BUYER)
    Grant.objects.get_or_create(user=user, office=office, defaults={"first": date(2026, 1, 1)})


def handed_in(held: Held, supplier: str) -> str:
    """The docket of an envelope that Alice received."""
    second_officer()
    return held.county.done(None, ReceiveEnvelope(procurement=TENDER, supplier=supplier, seal=Slug("sealed"), packages=1)).docket


def envelope(held: Held, supplier: str) -> str:
    """Confirmed by her colleague."""
    docket = handed_in(held, supplier)
    held.county.done(docket, ConfirmEnvelope(packages=1), COLLEAGUE)
    return docket


def read_by_two(held: Held, bid: str, price: int, first: Mandate = ALICE, second: Mandate = COLLEAGUE) -> None:
    held.county.done(TENDER, EnterPaperBid(bid=bid, price=Fen(price), small=True, documents=(PAPER,)), first)
    held.county.done(TENDER, CheckPaperBid(bid=bid, price=Fen(price), small=True), second)
