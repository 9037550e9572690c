"""What do the acts on an envelope add up to?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from operis.core.fields import record
from operis.dockets.envelope.acts import (
    EnvelopeConfirmed,
    EnvelopeReceived,
    EnvelopeRefused,
    EnvelopeRefusedLate,
    EnvelopeWithdrawn,
    WithdrawalRecorded,
)

RefusedOne = EnvelopeRefused | EnvelopeRefusedLate
EnvelopeAct = EnvelopeReceived | RefusedOne | EnvelopeConfirmed | WithdrawalRecorded | EnvelopeWithdrawn


@record
class Paper:
    """One envelope: received or refused, confirmed by another person, and taken back or not."""

    received: EnvelopeReceived | None = None
    refused: RefusedOne | None = None
    confirmed: EnvelopeConfirmed | None = None
    asked_back: WithdrawalRecorded | None = None
    withdrawn: EnvelopeWithdrawn | None = None

    @property
    def handed_in(self) -> EnvelopeReceived | RefusedOne | None:
        return self.received or self.refused

    @property
    def body(self) -> str | None:
        """Whose bid it is."""
        return self.handed_in.supplier if self.handed_in else None

    @property
    def purchaser(self) -> str | None:
        """Whose officers keep it."""
        return self.handed_in.purchaser if self.handed_in else None

    @property
    def procurement(self) -> str | None:
        return self.handed_in.procurement if self.handed_in else None

    @property
    def kept(self) -> EnvelopeReceived | None:
        """As long as it lies here."""
        return self.received if self.withdrawn is None else None

    @property
    def in_force(self) -> Mapping[str, EnvelopeReceived]:
        """By lot, as bids have it that come otherwise."""
        return {self.kept.lot: self.kept} if self.kept is not None else {}


def evolve(state: Paper, act: EnvelopeAct) -> Paper:
    match act:
        case EnvelopeReceived():
            return replace(state, received=act)
        case EnvelopeRefused() | EnvelopeRefusedLate():
            return replace(state, refused=act)
        case EnvelopeConfirmed():
            return replace(state, confirmed=act)
        case WithdrawalRecorded():
            return replace(state, asked_back=act)
        case EnvelopeWithdrawn():
            return replace(state, withdrawn=act)
        case _:
            assert_never(act)
