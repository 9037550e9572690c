"""An envelope that was handed in, and those who receive and confirm it; a test changes the one thing it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from operis.core.decider import Done
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.envelope.acts import EnvelopeReceived
from operis.dockets.envelope.commands import ReceiveEnvelope
from operis.procedures.envelope import ENVELOPE
from tests.statute import OFFICE, at, case

MARCH_10 = date(2026, 3, 10)
ERIN = Mandate(role=Role.BUYER, office="purchasing", body=OFFICE, persons=("erin",))
"""Erin buys for the same body as Alice."""
AGENT = Mandate(role=Role.AGENCY, office="tenders", body="fair-agency", for_=OFFICE, persons=("frank",))
GIVEN = case(ENVELOPE).happening(at(MARCH_10))
"""On 10 March, while bids are open."""


def handed_in(**changed: Any) -> ReceiveEnvelope:
    asked = ReceiveEnvelope(procurement="DC-2026-S-0001", supplier="sunrise", seal=Slug("sealed"), packages=2)
    return replace(asked, **changed)


def received(**changed: Any) -> EnvelopeReceived:
    outcome = GIVEN.when(handed_in(**changed)).decided
    assert isinstance(outcome, Done)
    (act,) = outcome.acts
    assert isinstance(act, EnvelopeReceived)
    return act


RECEIVED = received()
