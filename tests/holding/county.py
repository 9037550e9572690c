"""A tender with three key holders, step by step through the clerk: called, named after their rehearsals, and bids sealed to them."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office
from operis.attachments import sealed_bids
from operis.clerk import Entered, Refused
from operis.clock import fall_due
from operis.core.acts import Outside
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.commands import ObtainDocuments, SendSealedBid
from operis.dockets.bid.terms import BidContent, Envelope, Offered
from operis.dockets.procurement.commands import CallKeyHolders, NameKeyHolder, ReleaseShares
from operis.dockets.procurement.findings import KEY_LOST, RecordFinding
from operis.dockets.procurement.holding import ShareOf
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Document
from operis.holding.files import SharesFile, public_of
from operis.holding.handing import to_open
from operis.holding.rehearsing import to_rehearse
from operis.holding.releasing import opened_with
from operis.ledger.states import state_of
from operis.sealing.bid import Sealed, keys_digest, seal
from operis.sealing.header import Header
from operis.sealing.plain import plain_pieces, plain_size
from tests.ledger.county import FAYE, NINE, County, body_file
from tests.ledger.tender import CLOSES, TENDER
from tests.procedures.documents import intention, notice, plan, words
from tests.statute import BO

LETTER = Outside(medium="Letter of the holder", on=CLOSES.date(), scan="ab" * 32)
HOLDERS = ("trading-centre", "archives", "notary")
SECRETS = {one: hashlib.sha256(one.encode()).digest() for one in HOLDERS}
FILE = b"%PDF-1.7 how we care for sixty people" * 40_000
"""More than one chunk."""
PAPER = Document(name="plan.pdf", size=len(FILE), sha256=hashlib.sha256(FILE).hexdigest())


@dataclass
class Held:
    """The tender with its bids, and what each holder gave back."""

    county: County = field(default_factory=County)
    bids: dict[str, str] = field(default_factory=dict)
    """By supplier the number of its docket."""
    sent: dict[str, list[Sealed]] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> Procurement:
        found: Procurement = state_of(TENDER)
        return found

    def keeper(self, holder: str) -> Mandate:
        return Mandate(role=Role.KEY_HOLDER, office=f"keys-{holder}", body=holder, persons=(self.persons[holder],))

    def called(self) -> "Held":
        """As far as the filed plan, and three bodies that are asked for their keys."""
        self.county.founded()
        self.county.done(None, intention())
        self.county.done(TENDER, plan())
        for one in HOLDERS:
            self.county.done(None, replace(body_file(one), name=words(one)), FAYE)
            user = User.objects.create_user(f"{one}@keys.example", f"Keeper of {one}", "three grey herons at dusk")
            office = install_office(f"keys-{one}", one, Role.KEY_HOLDER)
            Grant.objects.create(user=user, office=office, first=date(2026, 1, 1))
            self.persons[one] = str(user.pk)
        self.county.done(TENDER, CallKeyHolders(holders=HOLDERS))
        return self

    def named(self, *holders: str) -> "Held":
        for one in holders or HOLDERS:
            key = public_of(SECRETS[one])
            shown = opened_with(to_rehearse(TENDER, one, HOLDERS.index(one) + 1, key), SECRETS[one]).rehearsed
            self.county.done(TENDER, NameKeyHolder(key=key, rehearsed=shown or ""), self.keeper(one))
        return self

    def noticed(self) -> "Held":
        self.county.done(TENDER, notice())
        return self

    def bidder(self, key: str) -> str:
        if key not in self.bids:
            file = replace(body_file(key), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"))
            self.county.done(None, file, FAYE)
            self.bids[key] = self.county.done(None, ObtainDocuments(procurement=TENDER), bo(key)).docket
        return self.bids[key]

    def bid(self, key: str, price: int = 800_000_00, **changed: Any) -> Entered | Refused:
        """Sealed to the three, brought and sent; `changed` is of what is sent."""
        docket, no = self.bidder(key), len(self.sent.get(key, ()))
        sealed = brought(docket, key, no, content(price))
        asked = sending(sealed, no)
        self.sent.setdefault(key, []).append(sealed)
        return self.county.ask(docket, replace(asked, **changed), bo(key))

    def due(self, until: datetime = CLOSES) -> list[tuple[str, bool]]:
        """What the clock puts up to then, and whether it was entered."""
        self.county.clock = max(self.county.clock, until)
        return [(slug, isinstance(said, Entered)) for _docket, slug, said in fall_due(self.county.office, self.county.clock, lived=True)]

    def wanted(self) -> tuple[tuple[str, str], ...]:
        return tuple((one.bid, one.lot) for one in self.state.closing.listed) if self.state.closing else ()

    def shares(self, holder: str) -> SharesFile:
        """What the holder takes out of its envelopes, off line."""
        return opened_with(to_open(TENDER, self.state, holder, self.wanted()), SECRETS[holder])

    def gives_back(self, holder: str, **wrong: str | None) -> Entered | Refused:
        """By supplier what it gives instead of the right share: another, or nothing."""
        instead = {self.bids[supplier]: share for supplier, share in wrong.items()}
        given = self.shares(holder).shares
        shares = tuple(ShareOf(bid=bid, lot=lot, share=instead.get(bid, share)) for bid, lot, share in given)
        return self.county.ask(TENDER, ReleaseShares(shares=shares), self.keeper(holder))


    def loses_its_key(self, holder: str) -> None:
        asked = RecordFinding(about=KEY_LOST, says=words("The disk broke"), decision="7", paper=LETTER)
        self.county.done(TENDER, asked, self.keeper(holder))


def bo(key: str) -> Mandate:
    return replace(BO, body=key)


def keys() -> list[bytes]:
    return [bytes.fromhex(public_of(SECRETS[one])) for one in HOLDERS]


def content(price: int) -> BidContent:
    return BidContent(price=Fen(price), small=True, offers=(
        Offered(about=Slug("plan"), text=Wording(en="Care by need"), answers=Slug("criterion"), documents=(PAPER,)),))  # fmt: skip


def brought(docket: str, supplier: str, no: int, said: BidContent, raw: bytes | None = None, k: bytes | None = None) -> Sealed:
    """The sealed bytes, as an upload leaves them; `raw` where other bytes are sealed than a bid."""
    written = bytearray()
    size = plain_size(said) if raw is None else len(raw)
    header = Header(docket, "1", supplier, no, keys_digest(keys()), size)
    pieces = plain_pieces(said, lambda _one: [FILE]) if raw is None else [raw]
    sealed = seal(pieces, header, keys(), written.extend, k)
    keep(docket, bytes(written))
    return sealed


def keep(docket: str, raw: bytes) -> None:
    row = sealed_bids.begin(docket, "1", len(raw), hashlib.sha256(raw).hexdigest(), NINE, ())
    sealed_bids.append(row, 0, raw)
    assert sealed_bids.finish(row, row.at)


def sending(sealed: Sealed, no: int) -> SendSealedBid:
    envelopes = tuple(Envelope(holder=f"{place}", sealed=b64encode(one).decode()) for place, one in enumerate(sealed.envelopes, 1))
    return SendSealedBid(no=no, keys=keys_digest(keys()), header_sha256=sealed.header_sha256, sealed_sha256=sealed.sealed_sha256,
                         size=sealed.size, commitment=sealed.commitment, envelopes=envelopes)  # fmt: skip


def ready(*suppliers: str) -> Held:
    """Open for bids, with one of each of these."""
    held = Held().called().named().noticed()
    for place, one in enumerate(suppliers):
        assert isinstance(held.bid(one, 800_000_00 + place * 1_000_00), Entered)
    return held


