"""A bid on paper is taken back by a letter that two officers have seen, or by its supplier here: O87-34."""

from datetime import timedelta

from operis.dockets.envelope.acts import EnvelopeWithdrawn, WithdrawalRecorded
from operis.dockets.envelope.commands import ConfirmEnvelope, WithdrawEnvelope
from tests.procedures.bids import CLOSES
from tests.procedures.envelope.kept import ERIN, GIVEN, RECEIVED
from tests.procedures.envelope.letters import LETTER, recorded
from tests.statute import BO, DONG

given = GIVEN(RECEIVED)


def test_by_a_letter_one_officer_records_it() -> None:
    assert recorded().recorded_by == ("alice",)


def test_without_a_letter_no_officer_takes_it_back() -> None:
    given.when(WithdrawEnvelope()).refused_under("O87-34", status=409)


def test_its_supplier_takes_it_back_by_itself() -> None:
    given.when(WithdrawEnvelope(), by=BO).then(EnvelopeWithdrawn)
    other = type(BO)(role=BO.role, office=BO.office, body="brook", persons=BO.persons)
    given.when(WithdrawEnvelope(), by=other).refused_under("O87-34", status=403)
    given.when(LETTER, by=DONG).refused_under("O87-34", status=403)


def test_until_the_closing() -> None:
    given.happening(CLOSES - timedelta(microseconds=1)).when(LETTER).then(WithdrawalRecorded)
    given.happening(CLOSES).when(LETTER).refused_under("OURS-OPEN", status=409)


def test_what_was_taken_back_is_kept_no_more() -> None:
    (gone,) = given.when(WithdrawEnvelope(), by=BO).then(EnvelopeWithdrawn)
    over = GIVEN(RECEIVED, gone)
    over.when(WithdrawEnvelope(), by=BO).refused_under("OURS-OPEN", status=409)
    over.when(ConfirmEnvelope(packages=2), by=ERIN).refused_under("OURS-OPEN", status=409)
