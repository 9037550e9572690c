"""What do the acts on a question add up to?"""

from dataclasses import replace

from operis.core.fields import record
from operis.dockets.representation.acts import RepresentationMade


@record
class Representation:
    made: RepresentationMade | None = None

    @property
    def body(self) -> str | None:
        """Whose docket it is: the supplier's."""
        return self.made.supplier if self.made else None

    @property
    def procurement(self) -> str | None:
        return self.made.procurement if self.made else None


def evolve(state: Representation, act: RepresentationMade) -> Representation:
    return replace(state, made=act)
