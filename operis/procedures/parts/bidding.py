"""Steps of a bid: documents taken, sealed, withdrawn, bid security given; each row is an argument."""

from typing import Any

from operis.core.case import Case, on_record
from operis.core.decider import Step, makes
from operis.core.mandates import AGENCY, BUYER, SUPPLIER
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.acts import BidRefusedLate, BidSealed, BidWithdrawn, BondReceived, BondSettled, DocumentsObtained, ExplanationGiven
from operis.dockets.bid.commands import GiveExplanation, ObtainDocuments, PayBond, SealBid, SendSealedBid, SettleBond, WithdrawBid
from operis.dockets.bid.facts import sealed_bytes
from operis.dockets.bid.state import Bid
from operis.dockets.bid.terms import content_bytes, content_digest
from operis.dockets.procurement.facts import asked_of, authorship, bars, members, procurement, settling, supplier
from operis.dockets.procurement.invitation_facts import invitation
from operis.dockets.standing import taking_part
from operis.procedures.parts.concluding import the_body
from operis.rules.bids import (
    bid_in_force,
    bond_as_asked,
    bond_not_cash,
    documents_obtained,
    is_late,
    kind_admitted,
    lot_there,
    not_closed_yet,
    not_obtained_yet,
    notice_stands,
    offered_today,
    reserved_for_such,
    round_open,
    small_where_reserved,
    supplier_on_file,
)
from operis.rules.bonds import Back, bond_there, delay_paid, explained_once, kept_on_ground, matter_decided, returned_within, was_asked
from operis.rules.declaring import MEMBERS_BY, members_small_too, size_declared
from operis.rules.declaring import ROWS as DECLARING
from operis.rules.eligibility import consortia_admitted, members_once, members_qualified, not_barred, not_its_author
from operis.rules.inviting import invited_alone
from operis.rules.sealed import (
    bytes_whole,
    header_agrees,
    kept_by_rule,
    key_holders_called,
    next_number,
    sealed_to_its_keys,
    well_written,
)
from operis.rules.standing import only_docket
from operis.rules.sums import adds_up, within_limit

SealCase = Case[Bid, SealBid]
KEYS = "OURS-KEYS"


def obtain_documents(*, under: tuple[str, ...], reserved: tuple[str, ...], invited: tuple[str, ...]) -> Step[Bid, ObtainDocuments]:
    """Opens the docket of a bid: one supplier, one procurement, one docket. For whom lots are reserved is told before it writes."""
    return Step(
        ObtainDocuments,
        by=SUPPLIER,
        under=under,
        after=(
            not_obtained_yet.under("OURS-ONE"),
            notice_stands.under("OURS-OPEN"),
            supplier_on_file.under("OURS-OPEN"),
            only_docket(taking_part).under("OURS-ONE"),
            offered_today.under("OURS-OPEN"),
        ),
        provided=(invited_alone.under(*invited),),
        noted=tuple(reserved_for_such.under(row) for row in reserved),
        needs=(procurement, supplier, taking_part, invitation),
        then=(makes(DocumentsObtained, supplier=the_body),),
    )


def seal_bid(
    *, under: tuple[str, ...], kinds: str, reserved: tuple[str, ...], barred: str, joined: str, once: str, admitted: tuple[str, ...],
    sums: tuple[str, ...], dear: tuple[str, ...],
) -> Step[Bid, SealBid]:  # fmt: skip
    """In time it is sealed and kept; late it is recorded, and nothing of it is kept."""
    return Step(
        SealBid,
        by=SUPPLIER,
        under=under,
        after=(
            documents_obtained.under("OURS-OPEN"),
            supplier_on_file.under("OURS-OPEN"),
            lot_there.under("OURS-OPEN"),
            round_open.under("OURS-OPEN"),
            kept_by_rule.under(KEYS),
        ),
        provided=(
            not_barred.under(barred),
            kind_admitted.under(kinds),
            *(small_where_reserved.under(row) for row in reserved),
            consortia_admitted.under(*admitted),
            members_once.under(once),
            members_qualified.under(joined),
        ),
        noted=(adds_up.under(*sums), within_limit.under(*dear), not_its_author.under("REG-18a"),
               *(size_declared.under(row) for row in DECLARING), members_small_too.under(MEMBERS_BY)),
        needs=(procurement, supplier, members, bars, authorship),
        then=(
            makes(
                BidSealed,
                when=_in_time,
                no=_next_no,
                sealing=lambda case: Slug("none"),
                sealed_sha256=_digest,
                size=_size,
                header_sha256=_nothing,
                commitment=_nothing,
                envelopes=lambda case: (),
            ),
            makes(
                BidRefusedLate,
                when=is_late,
                closed=lambda case: case.facts[procurement].closes,
                sealed_sha256=_digest,
                size=_size,
            ),
        ),
    )


def send_sealed_bid(
    *, under: tuple[str, ...], kinds: str, reserved: tuple[str, ...], barred: str
) -> Step[Bid, SendSealedBid]:  # fmt: skip
    """A bid that nobody can read here: what is in it, and who joins it, is weighed once it is open."""
    return Step(
        SendSealedBid,
        by=SUPPLIER,
        under=under,
        after=(
            documents_obtained.under("OURS-OPEN"),
            supplier_on_file.under("OURS-OPEN"),
            key_holders_called.under(KEYS),
            lot_there.under("OURS-OPEN"),
            round_open.under("OURS-OPEN"),
            sealed_to_its_keys.under(KEYS),
            next_number.under(KEYS),
            well_written.under(KEYS),
            bytes_whole.under(KEYS),
            header_agrees.under(KEYS),
        ),
        provided=(
            not_barred.under(barred),
            kind_admitted.under(kinds),
            *(small_where_reserved.under(row) for row in reserved),
        ),
        noted=(not_its_author.under("REG-18a"),),
        needs=(procurement, supplier, members, bars, authorship, sealed_bytes),
        then=(
            makes(BidSealed, when=_in_time, sealing=lambda case: Slug("shares")),
            makes(BidRefusedLate, when=is_late, closed=lambda case: case.facts[procurement].closes),
        ),
    )


def withdraw_bid(*, under: tuple[str, ...], until: tuple[str, ...]) -> Step[Bid, WithdrawBid]:
    """`until` are the rows that say until when."""
    return Step(
        WithdrawBid,
        by=SUPPLIER,
        under=under,
        after=(documents_obtained.under("OURS-OPEN"), bid_in_force.under("OURS-OPEN"), not_closed_yet.under(*until)),
        needs=(procurement,),
        then=(makes(BidWithdrawn, no=lambda case: case.state.in_force[case.asked.lot].no),),
    )


def pay_bond(*, under: tuple[str, ...], bond: tuple[str, ...]) -> Step[Bid, PayBond]:
    return Step(
        PayBond,
        by=SUPPLIER,
        under=under,
        after=(documents_obtained.under("OURS-OPEN"), not_closed_yet.under("OURS-OPEN")),
        provided=(bond_not_cash.under(*bond), bond_as_asked.under(*bond)),
        needs=(procurement,),
        then=(makes(BondReceived),),
    )


def give_explanation(*, under: tuple[str, ...]) -> Step[Bid, GiveExplanation]:
    return Step(
        GiveExplanation,
        by=SUPPLIER,
        under=under,
        after=(documents_obtained.under("OURS-OPEN"), was_asked.under("OURS-OPEN"), explained_once.under("OURS-OPEN")),
        needs=(procurement, asked_of),
        then=(makes(ExplanationGiven),),
    )


def settle_bond(*, under: tuple[str, ...], kept: tuple[str, ...], back: Back, late: str) -> Step[Bid, SettleBond]:
    """Given back when the matter is decided, or kept on a ground; `back` are the rows that say within how many days, `late` what then."""
    return Step(
        SettleBond,
        by=BUYER | AGENCY,
        under=under,
        after=(bond_there.under("OURS-OPEN"), matter_decided.under("OURS-OPEN")),
        provided=(kept_on_ground.under(*kept),),
        noted=(*(returned_within(fate).under(*rows) for fate, rows in back.items()), delay_paid(back).under(late)),
        needs=(settling,),
        then=(makes(BondSettled, amount=_bond),),
    )


def _bond(case: Case[Bid, SettleBond]) -> Fen:
    return on_record(case.state.bond, "bond-received").amount


def _in_time(case: Case[Bid, Any]) -> bool:
    return not is_late(case)


def _next_no(case: SealCase) -> int:
    """Replacements are counted, so that an older bid can never pass for the one in force."""
    return case.state.last.get(case.asked.lot, -1) + 1


def _digest(case: SealCase) -> str:
    return content_digest(case.asked.content)


def _size(case: SealCase) -> int:
    return len(content_bytes(case.asked.content))


def _nothing(case: SealCase) -> None:
    """What only a bid sealed by shares has."""
