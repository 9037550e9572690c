"""What do the acts on an establishment add up to?"""

from operis.core.fields import record
from operis.dockets.establishment.acts import EstablishmentEntered


@record
class Establishment:
    """The standing approval: each act replaces it."""

    entered: EstablishmentEntered | None = None


def evolve(state: Establishment, act: EstablishmentEntered) -> Establishment:
    return Establishment(entered=act)
