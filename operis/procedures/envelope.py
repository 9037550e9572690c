"""A bid on paper (纸质投标): received sealed by one officer and confirmed by another until closing, taken back in the same way."""

from typing import Any

from operis.core.case import Case
from operis.core.decider import Step, makes, procedure
from operis.core.mandates import AGENCY, BUYER, SUPPLIER, Role
from operis.dockets.envelope.acts import (
    EnvelopeConfirmed,
    EnvelopeReceived,
    EnvelopeRefused,
    EnvelopeRefusedLate,
    EnvelopeWithdrawn,
    WithdrawalRecorded,
)
from operis.dockets.envelope.commands import ConfirmEnvelope, ConfirmWithdrawal, ReceiveEnvelope, WithdrawEnvelope
from operis.dockets.envelope.facts import bidder, counter, keepers
from operis.dockets.envelope.kind import ENVELOPE_KIND
from operis.dockets.envelope.state import Paper
from operis.dockets.procurement.facts import procurement
from operis.dockets.procurement.invitation_facts import invitation
from operis.procedures.parts.ordering import DATED, LATE
from operis.procedures.parts.owning import of_keepers
from operis.rules.bids import is_late, lot_there
from operis.rules.envelopes import (
    asked_back,
    bidder_on_file,
    came_somewhere,
    confirmed_in_time,
    counted_the_same,
    envelope_kept,
    first_round,
    goes_on_with_it,
    in_writing,
    is_sealed,
    mark,
    not_confirmed_yet,
    not_written_down_yet,
    notice_open,
    received_by_another,
    recorded_by_another,
    second_person_there,
    signers,
    some_package,
    still_open,
)
from operis.rules.inviting import invited_alone
from operis.rules.plans import named_by

ROW = "OURS-PAPER"
DELIVERED, UNSEALED, BACK = ("O87-33", "CC-13", ROW), ("O87-33a", "CC-13", ROW), ("O87-34", "CC-13b", ROW)


def _purchaser(case: Case[Any, Any]) -> str:
    return case.facts[counter].body


def _unsealed_under(case: Case[Any, Any]) -> str:
    row = case.law.first(UNSEALED, method=case.method)
    return row.id if row is not None else ROW


def _by_supplier(case: Case[Any, Any]) -> bool:
    return case.mandate.role is Role.SUPPLIER


RECEIVE: Step[Paper, ReceiveEnvelope] = Step(
    ReceiveEnvelope,
    by=BUYER | AGENCY,
    under=DELIVERED,
    settles=(notice_open.under("OURS-OPEN"),),
    after=(
        not_written_down_yet.under("OURS-ONE"),
        came_somewhere.under("OURS-OPEN"),
        second_person_there.under(ROW),
        bidder_on_file.under("OURS-OPEN"),
        lot_there.under("OURS-OPEN"),
        first_round.under(ROW),
        some_package.under(ROW),
    ),
    provided=(invited_alone.under("GPL-34", "GPL-31", "O74-27b"),),
    needs=(procurement, counter, keepers, bidder, invitation),
    then=(
        makes(
            EnvelopeReceived,
            when=lambda case: is_sealed(case) and not is_late(case),
            purchaser=_purchaser,
            closes=lambda case: case.facts[procurement].closes,
            mark=mark,
            taken_by=signers,
        ),
        makes(EnvelopeRefusedLate, when=is_late, purchaser=_purchaser, closed=lambda case: case.facts[procurement].closes),
        makes(
            EnvelopeRefused,
            when=lambda case: not is_sealed(case) and not is_late(case),
            purchaser=_purchaser,
            under=_unsealed_under,
        ),
    ),
)
CONFIRM: Step[Paper, ConfirmEnvelope] = Step(
    ConfirmEnvelope,
    by=BUYER | AGENCY,
    under=(ROW,),
    after=(
        envelope_kept.under("OURS-OPEN"),
        not_confirmed_yet.under("OURS-ONE"),
        confirmed_in_time.under(ROW),
        received_by_another.under(ROW),
        counted_the_same.under(ROW),
    ),
    needs=(procurement, counter),
    then=(makes(EnvelopeConfirmed, confirmed_by=signers),),
)
WITHDRAW: Step[Paper, WithdrawEnvelope] = Step(
    WithdrawEnvelope,
    by=BUYER | AGENCY | SUPPLIER,
    under=BACK,
    after=(envelope_kept.under("OURS-OPEN"), still_open.under("OURS-OPEN"), in_writing.under(*BACK)),
    needs=(procurement, counter),
    then=(
        makes(EnvelopeWithdrawn, when=_by_supplier),
        makes(WithdrawalRecorded, when=lambda case: not _by_supplier(case), recorded_by=signers),
    ),
)
CONFIRM_BACK: Step[Paper, ConfirmWithdrawal] = Step(
    ConfirmWithdrawal,
    by=BUYER | AGENCY,
    under=(ROW,),
    after=(
        envelope_kept.under("OURS-OPEN"),
        still_open.under("OURS-OPEN"),
        asked_back.under("OURS-OPEN"),
        recorded_by_another.under(ROW),
    ),
    needs=(procurement, counter),
    then=(makes(EnvelopeWithdrawn),),
)

ENVELOPE = procedure(
    "envelope",
    RECEIVE,
    CONFIRM,
    WITHDRAW,
    CONFIRM_BACK,
    of=ENVELOPE_KIND,
    own=of_keepers,
    ended=goes_on_with_it.under("OURS-OPEN"),
    always=DATED,
    noted=LATE,
    agents=named_by(counter).under("GPL-20"),
)
