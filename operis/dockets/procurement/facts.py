"""What may a procurement tell the bids in it, and bids their procurement?"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from operis.core.case import Fact, field_of
from operis.core.mandates import Mandate
from operis.core.money import Fen
from operis.core.wording import Wording
from operis.dockets import locked
from operis.dockets.procurement.commands import ReviewPlan
from operis.dockets.procurement.reviewing import plan_sha256
from operis.dockets.procurement.terms import Document
from operis.dockets.standing import Standing


@dataclass(frozen=True)
class ProcurementFact:
    """What a bidder's step looks at: the notice as it stands, and whether bids have closed."""

    number: str
    body: str
    method: str
    noticed: date
    closes: datetime
    documents_issued: date
    offered_until: date | None
    lots: tuple[str, ...]
    reserved: tuple[str, ...]
    """Lots kept for small and medium enterprises; all of them where the whole purchase is."""
    small_micro: tuple[str, ...]
    """Those of them kept for small and micro enterprises alone."""
    whole: bool
    bond: Fen | None
    budget: Fen
    closed: bool
    consortia_allowed: bool = True
    """Where the notice is silent too."""
    round: int = 1
    quotes_asked: tuple[str, ...] = ()
    """The lots for which the one who asks is to give a final quote."""
    keys: str | None = None
    """The fingerprint of the keys to which bids are sealed; None where no key holders were called."""
    limits: tuple[Fen, ...] = ()
    """What no price may exceed, of each of the lots in their order."""


@dataclass(frozen=True)
class Writers:
    """Who has written in a paper, by account, as far as it was sent to its review from here."""

    persons: tuple[str, ...]


@dataclass(frozen=True)
class Supplier:
    """A supplier as its file has it."""

    key: str
    nature: str
    size: str | None
    category: str | None
    accepted: bool
    """By review, or as it registered itself."""
    head: str | None = None
    holders: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    refused: bool = False
    kind_waits: bool = False
    """Whether its kind or size was changed, and no review has accepted that yet."""
    self_said: bool = False
    """Whether it registered itself, and no review has accepted the kind and size on its file."""


@dataclass(frozen=True)
class Members:
    """Those named as members of a bid's consortium that are on file as suppliers."""

    suppliers: tuple[Supplier, ...]


@dataclass(frozen=True)
class Barred:
    """One bar of a bidder or a member: by which decision, from which day to which, both of them included."""

    party: str
    decision: str
    first: date
    last: date


@dataclass(frozen=True)
class Bars:
    """Every bar from supplying, whether it has begun, holds or has run out."""

    found: tuple[Barred, ...]

    def of(self, party: str | None, day: date) -> tuple[Barred, ...]:
        return tuple(one for one in self.found if one.party == party and one.first <= day <= one.last)


@dataclass(frozen=True)
class Contender:
    """A listed bid of one lot, with the files of all who stand behind it: the bidder, and the members of its consortium."""

    lot: str
    bidder: str
    parties: tuple[Supplier, ...]
    bars: Bars = Bars(())
    small: bool = False
    """Whether the bid counts as one of a small or micro enterprise."""
    statements: tuple[str, ...] = ()
    """What it states."""


@dataclass(frozen=True)
class Contenders:
    found: tuple[Contender, ...]


@dataclass(frozen=True)
class SealedBid:
    """A bid in force, as the closing list names it."""

    bid: str
    supplier: str
    lot: str
    no: int
    received: datetime
    sealed_sha256: str
    round: int = 1
    paper: bool = False


@dataclass(frozen=True)
class Received:
    """All that came in for a procurement: bids in force in order of receipt, and how many were withdrawn or late."""

    bids: tuple[SealedBid, ...]
    withdrawn: int
    late: int
    unconfirmed: tuple[SealedBid, ...] = ()
    """Envelopes that one person alone says came in: they count for nothing."""


@dataclass(frozen=True)
class Content:
    """What a bid says, once its lot may be opened."""

    bid: str
    lot: str
    sealed_sha256: str
    price: Fen
    small: bool
    """As the bid says it."""
    members: tuple[str, ...] = ()
    """Who else stands behind it, by what it says."""
    shown: bool = True
    """Whether the paper is there by which some show it."""
    bidder: Supplier | None = None
    joins: tuple[Supplier, ...] = ()
    """Of its members those on file."""


@dataclass(frozen=True)
class Joined:
    """What came of the shares that key holders gave back for a bid, and whose share was missing or wrong, by place."""

    bid: str
    lot: str
    sealed_sha256: str
    result: str
    failed: tuple[int, ...] = ()


@dataclass(frozen=True)
class Contents:
    found: tuple[Content, ...]
    joined: tuple[Joined, ...] = ()
    """Of bids that are sealed to key holders, those whose result is certain."""


def _lock(key: tuple[str, ...]) -> str:
    return locked.procurement(key[0])


def _procurement(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    """By the number asked for, or that of the bid's own procurement; and by who asks, who is told of itself alone."""
    asks = "procurement" in type(asked).__dataclass_fields__
    number = (asked.procurement if asks else None) or getattr(state, "procurement", None)
    return (number, mandate.acts_for or "") if number else None


def _named(asked: Any) -> tuple[str, ...]:
    content = field_of(asked, "content")
    return tuple(content.members) if content is not None else ()


def _planned(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    plan = asked.plan if isinstance(asked, ReviewPlan) else asked
    return (mandate.acts_for, plan.need.upper(), plan.part) if mandate.acts_for else None


NAMED_IN_THE_REVIEW = "Drafts are no record: the review names who wrote, as far as was written when it came."
UNDER_THE_PROCUREMENT = "Whoever writes in a bid or a contract of a procurement holds that, and who asks for this holds it alone."
TOLD_OF = "It is told of and refuses nothing: what is entered at the same moment is told of by the next."
procurement = Fact("procurement", ProcurementFact, key=_procurement, lock=_lock, shared=True)
# Kept by the act itself: who wrote is named in the review.
plan_writers = Fact("plan_writers", Writers, key=_planned, kept=False, unlocked=NAMED_IN_THE_REVIEW)
# The docket on which just this plan of the body was reviewed and that has not ended: that of the review now, where it is one.
reviewed_plan = Fact(
    "reviewed_plan", Standing, key=lambda state, asked, mandate: (mandate.acts_for or "", plan_sha256(asked.plan)),
    lock=lambda key: locked.one("reviewed-plan", ":".join(key)), kept=False,
)  # fmt: skip
award_writers = Fact(
    "award_writers", Writers, key=lambda state, asked, mandate: (mandate.acts_for or "",), kept=False, unlocked=NAMED_IN_THE_REVIEW
)
supplier = Fact(
    "supplier", Supplier, key=lambda state, asked, mandate: (mandate.acts_for,) if mandate.acts_for else None,
    lock=locked.FILES, shared=True,
)  # fmt: skip
received = Fact("received", Received, key=lambda state, asked, mandate: (), kept=False, unlocked=UNDER_THE_PROCUREMENT)
contents = Fact("contents", Contents, key=lambda state, asked, mandate: (), kept=False, unlocked=UNDER_THE_PROCUREMENT)
# Who joins a bid is part of its content: secret until opening, so nothing of it is kept with the entry.
members = Fact("members", Members, key=lambda state, asked, mandate: _named(asked) or None, lock=locked.FILES, shared=True, kept=False)
bars = Fact(
    "bars", Bars, key=lambda state, asked, mandate: (mandate.acts_for or "", *_named(asked)), lock=locked.FILES, shared=True, kept=False
)
contenders = Fact("contenders", Contenders, key=lambda state, asked, mandate: (), lock=locked.FILES, shared=True, kept=False)


@dataclass(frozen=True)
class Authorship:
    """The suppliers that designed the project or wrote its specification."""

    suppliers: tuple[str, ...]


@dataclass(frozen=True)
class AwardsBefore:
    """Awards of the same body, in the order of their days: procurement, supplier, price and budget of the lot stand beside each other."""

    dockets: tuple[str, ...]
    suppliers: tuple[str, ...]
    prices_fen: tuple[int, ...]
    budgets_fen: tuple[int, ...]


@dataclass(frozen=True)
class SmallHolders:
    """Small and medium suppliers with a published contract of the category."""

    suppliers: tuple[str, ...]


authorship = Fact(
    "authorship", Authorship, key=lambda state, asked, mandate: _procurement(state, asked, mandate) or (), kept=False,
    unlocked="It is weighed again when the bids are examined, long after the needs of the procurement are settled.",
)  # fmt: skip
awards_before = Fact("awards_before", AwardsBefore, key=lambda state, asked, mandate: (state.body or "",), kept=False, unlocked=TOLD_OF)
small_holders = Fact("small_holders", SmallHolders, key=lambda state, asked, mandate: (asked.category,), unlocked=TOLD_OF)


@dataclass(frozen=True)
class PriceList:
    """A bid's price beside its items: of each the quantity, the unit price and the amount."""

    lot: str
    supplier: str
    price: Fen
    items: tuple[tuple[Decimal, Fen, Fen], ...]


@dataclass(frozen=True)
class PriceLists:
    """Those of the opened bids that have one."""

    found: tuple[PriceList, ...]


@dataclass(frozen=True)
class BidItem:
    """A line of a price list."""

    name: Wording
    quantity: Decimal
    unit_price: Fen


@dataclass(frozen=True)
class Winning:
    """A bid that was awarded, with the file of its bidder: what a result says of it."""

    lot: str
    supplier: str
    name: Wording
    address: Wording | None
    items: tuple[BidItem, ...]
    documents: tuple[Document, ...]
    size: str | None = None
    """As its file has it."""
    reviewed: bool = False
    """Whether a review has accepted that file as it is."""
    declares: bool = False
    """Whether the bid states by what its bidder is favoured."""
    declared: tuple[Document, ...] = ()
    """The files that it has with that."""


@dataclass(frozen=True)
class WinningBids:
    found: tuple[Winning, ...]


@dataclass(frozen=True)
class Explanations:
    """Who has explained a price, by lot and supplier; and which price each has confirmed."""

    suppliers: tuple[tuple[str, str], ...]
    confirmed: tuple[tuple[str, str, Fen], ...] = ()


@dataclass(frozen=True)
class Signatures:
    """What became of the contracts of a procurement: who refused to sign, by lot and supplier, and which lots are signed."""

    refused: tuple[tuple[str, str], ...]
    signed: tuple[str, ...]


def _winners(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    awards = (award for said in state.awards for award in getattr(said, "awards", ()))
    return tuple(sorted({award.supplier for award in awards})) or None


winning_bids = Fact("winning_bids", WinningBids, key=_winners, lock=locked.FILES, shared=True, kept=False)
price_lists = Fact("price_lists", PriceLists, key=lambda state, asked, mandate: (), kept=False, unlocked=UNDER_THE_PROCUREMENT)
explanations = Fact("explanations", Explanations, key=lambda state, asked, mandate: (), kept=False, unlocked=UNDER_THE_PROCUREMENT)
signature = Fact("signature", Signatures, key=lambda state, asked, mandate: (), kept=False, unlocked=UNDER_THE_PROCUREMENT)


@dataclass(frozen=True)
class Asked:
    """What the panel has asked the one who answers to explain: by lot, the latest moment for the answer."""

    lots: tuple[str, ...]
    until: tuple[datetime, ...]


@dataclass(frozen=True)
class Settling:
    """What a body that settles a bond must know of the procurement: whose it is, and what became of the bidder."""

    body: str
    method: str
    noticed: date
    opened: bool
    ended: bool
    published: date | None
    won: bool
    contract_signed: date | None
    refused: bool
    """To sign, and not for force majeure."""
    agency: str | None = None
    """The agency that the plan names."""
    agency_matters: tuple[str, ...] = ()
    """What it is entrusted with; a plan of former times that does not say it means all."""


def _own(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    number, supplier = getattr(state, "procurement", None), getattr(state, "body", None)
    return (number, supplier) if number and supplier else None


@dataclass(frozen=True)
class Ended:
    """A procurement of the same need that has ended: on which ground, and when; and of which part, where it was reserved as a whole."""

    docket: str
    ground: str
    on: date
    reserved_part: str | None = None


@dataclass(frozen=True)
class EndedBefore:
    found: tuple[Ended, ...]


ended_before = Fact("ended_before", EndedBefore, key=lambda state, asked, mandate: (asked.need,), kept=False, unlocked=TOLD_OF)
asked_of = Fact("asked_of", Asked, key=_own, lock=_lock, shared=True, kept=False)
settling = Fact("settling", Settling, key=_own, lock=_lock, shared=True, kept=False)
