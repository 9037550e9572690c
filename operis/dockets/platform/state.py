"""What is known of a loss, or of a witness?"""

from dataclasses import replace

from operis.core.fields import record
from operis.dockets.platform.acts import LossAccepted, WitnessBegun


@record
class Platform:
    """One loss has one docket, and so has one witness."""

    accepted: LossAccepted | None = None
    begun: WitnessBegun | None = None


def evolve(state: Platform, act: LossAccepted | WitnessBegun) -> Platform:
    return replace(state, accepted=act) if isinstance(act, LossAccepted) else replace(state, begun=act)
