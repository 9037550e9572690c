"""A letter by which a supplier takes its bid on paper back."""

from operis.core.decider import Done
from operis.dockets.envelope.acts import WithdrawalRecorded
from operis.dockets.envelope.commands import WithdrawEnvelope
from operis.dockets.procurement.terms import Document
from tests.procedures.envelope.kept import GIVEN, RECEIVED

LETTER = WithdrawEnvelope(documents=(Document(name="letter.pdf", size=10, sha256="ab" * 32),))
given = GIVEN(RECEIVED)


def recorded() -> WithdrawalRecorded:
    outcome = given.when(LETTER).decided
    assert isinstance(outcome, Done)
    (act,) = outcome.acts
    assert isinstance(act, WithdrawalRecorded)
    return act
