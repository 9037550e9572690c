"""Another officer who has read the letter confirms that a bid on paper was taken back: OURS-PAPER."""

from operis.dockets.envelope.acts import EnvelopeWithdrawn
from operis.dockets.envelope.commands import ConfirmWithdrawal
from tests.procedures.bids import CLOSES
from tests.procedures.envelope.kept import ERIN, GIVEN, RECEIVED
from tests.procedures.envelope.letters import recorded


def test_it_takes_two_officers() -> None:
    GIVEN(RECEIVED, recorded()).when(ConfirmWithdrawal()).refused_under("OURS-PAPER", status=409)
    GIVEN(RECEIVED, recorded()).when(ConfirmWithdrawal(), by=ERIN).then(EnvelopeWithdrawn)


def test_without_a_letter_there_is_nothing_to_confirm() -> None:
    GIVEN(RECEIVED).when(ConfirmWithdrawal(), by=ERIN).refused_under("OURS-OPEN", status=409)


def test_until_the_closing() -> None:
    GIVEN.happening(CLOSES)(RECEIVED, recorded()).when(ConfirmWithdrawal(), by=ERIN).refused_under("OURS-OPEN", status=409)
