"""A bid: documents taken, sealed, replaced or withdrawn until closing; what comes later is recorded as late and not kept."""

from operis.core.case import Case
from operis.core.decider import Step, makes, procedure
from operis.core.mandates import SUPPLIER
from operis.core.wording import Slug
from operis.dockets.bid.acts import BidRefusedLate, BidSealed, BidWithdrawn, BondReceived, DocumentsObtained
from operis.dockets.bid.commands import ObtainDocuments, PayBond, SealBid, WithdrawBid
from operis.dockets.bid.state import Bid, evolve
from operis.dockets.bid.terms import content_bytes, content_digest
from operis.dockets.procurement.facts import procurement, supplier
from operis.dockets.standing import taking_part
from operis.procedures.parts.concluding import the_body
from operis.procedures.parts.owning import of_body
from operis.rules.bids import (
    bid_in_force,
    bond_as_asked,
    bond_not_cash,
    documents_obtained,
    is_late,
    kind_admitted,
    lot_there,
    not_closed_yet,
    notice_stands,
    offered_today,
    small_where_reserved,
    supplier_on_file,
)
from operis.rules.standing import only_docket

SealCase = Case[Bid, SealBid]


def in_time(case: SealCase) -> bool:
    return not is_late(case)


def next_no(case: SealCase) -> int:
    """Replacements are counted, so that an older bid can never pass for the one in force."""
    return case.state.last.get(case.asked.lot, -1) + 1


def sealed_digest(case: SealCase) -> str:
    return content_digest(case.asked.content)


def sealed_size(case: SealCase) -> int:
    return len(content_bytes(case.asked.content))


def nothing(case: SealCase) -> None:
    """What only a bid sealed by shares has."""


BID = procedure(
    "bid",
    Step(
        ObtainDocuments,
        by=SUPPLIER,
        under=("O87-18", "CC-10b", "GPL-21"),
        after=(
            notice_stands.under("OURS-OPEN"),
            supplier_on_file.under("OURS-OPEN"),
            only_docket(taking_part).under("OURS-ONE"),
            offered_today.under("OURS-OPEN"),
        ),
        needs=(procurement, supplier, taking_part),
        then=(makes(DocumentsObtained, supplier=the_body),),
    ),
    Step(
        SealBid,
        by=SUPPLIER,
        under=("O87-39", "CC-13", "GPL-21"),
        after=(documents_obtained.under("OURS-OPEN"), supplier_on_file.under("OURS-OPEN"), lot_there.under("OURS-OPEN")),
        provided=(kind_admitted.under("O102-06"), small_where_reserved.under("SME-07"), small_where_reserved.under("SME-08")),
        needs=(procurement, supplier),
        then=(
            makes(
                BidSealed,
                when=in_time,
                no=next_no,
                sealing=lambda case: Slug("none"),
                sealed_sha256=sealed_digest,
                size=sealed_size,
                header_sha256=nothing,
                commitment=nothing,
                envelopes=lambda case: (),
            ),
            makes(
                BidRefusedLate,
                when=is_late,
                closed=lambda case: case.facts[procurement].closes,
                sealed_sha256=sealed_digest,
                size=sealed_size,
            ),
        ),
    ),
    Step(
        WithdrawBid,
        by=SUPPLIER,
        under=("O87-38", "GPL-21"),
        after=(documents_obtained.under("OURS-OPEN"), bid_in_force.under("OURS-OPEN"), not_closed_yet.under("OURS-OPEN")),
        needs=(procurement,),
        then=(makes(BidWithdrawn, no=lambda case: case.state.in_force[case.asked.lot].no),),
    ),
    Step(
        PayBond,
        by=SUPPLIER,
        under=("REG-33a", "CC-12", "GPL-21"),
        after=(documents_obtained.under("OURS-OPEN"), not_closed_yet.under("OURS-OPEN")),
        provided=(bond_not_cash.under("REG-33a", "CC-12"), bond_as_asked.under("REG-33a", "CC-12")),
        needs=(procurement,),
        then=(makes(BondReceived),),
    ),
    kind="bid",
    start=Bid,
    evolve=evolve,
    own=of_body,
)
