"""Another person confirms that an envelope came in, before the closing: OURS-PAPER."""

from datetime import timedelta

from operis.core.decider import Done
from operis.dockets.envelope.acts import EnvelopeConfirmed
from operis.dockets.envelope.commands import ConfirmEnvelope
from operis.dockets.procurement.facts import procurement
from tests.procedures.bids import CLOSES
from tests.procedures.envelope.kept import AGENT, ERIN, GIVEN, RECEIVED
from tests.statute import ALICE, BO, DONG

CONFIRMS = ConfirmEnvelope(packages=2)
given = GIVEN(RECEIVED)


def confirmed() -> EnvelopeConfirmed:
    outcome = given.when(CONFIRMS, by=ERIN).decided
    assert isinstance(outcome, Done)
    (act,) = outcome.acts
    assert isinstance(act, EnvelopeConfirmed)
    return act


def test_another_officer_or_the_agency_confirms() -> None:
    assert confirmed().confirmed_by == ("erin",)
    given.when(CONFIRMS, by=AGENT).then(EnvelopeConfirmed)


def test_whoever_received_it_never_confirms_in_whichever_office() -> None:
    given.when(CONFIRMS).refused_under("OURS-PAPER", status=409)
    for mandate in (AGENT, ERIN):
        as_alice = type(mandate)(role=mandate.role, office=mandate.office, body=mandate.body, for_=mandate.for_, persons=ALICE.persons)
        given.when(CONFIRMS, by=as_alice).refused_under("OURS-PAPER", status=409)
    decided = type(ERIN)(role=ERIN.role, office=ERIN.office, body=ERIN.body, persons=("erin",), decided_by="alice", evidence="letter")
    given.when(CONFIRMS, by=decided).refused_under("OURS-PAPER", status=409)


def test_both_count_the_same_and_are_not_told_what_the_other_counted() -> None:
    refused = given.when(ConfirmEnvelope(packages=3), by=ERIN)
    refused.refused_under("OURS-PAPER", status=409)
    assert refused.words == ["You count other packages than whoever received them. Nothing was confirmed."]


def test_strictly_before_the_closing_and_once() -> None:
    given.happening(CLOSES - timedelta(microseconds=1)).when(CONFIRMS, by=ERIN).then(EnvelopeConfirmed)
    given.happening(CLOSES).when(CONFIRMS, by=ERIN).refused_under("OURS-PAPER", status=409)
    given.told(procurement, closed=True).when(CONFIRMS, by=ERIN).refused_under("OURS-PAPER", status=409)
    GIVEN(RECEIVED, confirmed()).when(CONFIRMS, by=AGENT).refused_under("OURS-ONE", status=409)


def test_strangers_and_the_supplier_do_not() -> None:
    for who in (DONG, BO):
        given.when(CONFIRMS, by=who).refused_under("OURS-PAPER", status=403)
