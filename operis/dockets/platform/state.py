"""What is known of a loss?"""

from operis.core.fields import record
from operis.dockets.platform.acts import LossAccepted


@record
class Platform:
    """One loss has one docket."""

    accepted: LossAccepted | None = None


def evolve(state: Platform, act: LossAccepted) -> Platform:
    return Platform(accepted=act)
