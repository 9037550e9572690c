"""What do the acts on a supervision docket add up to?"""

from dataclasses import replace
from typing import assert_never

from operis.core.fields import record
from operis.dockets.supervision.acts import InspectionAnswered, InspectionOpened, SupervisionDecided

SupervisionAct = InspectionOpened | InspectionAnswered | SupervisionDecided


@record
class Supervision:
    """Each document is absent until an act supplies it."""

    opened: InspectionOpened | None = None
    answered: InspectionAnswered | None = None
    decided: SupervisionDecided | None = None

    @property
    def body(self) -> str | None:
        return self.opened.body if self.opened else None

    @property
    def procurement(self) -> str | None:
        return self.opened.procurement if self.opened else None


def evolve(state: Supervision, act: SupervisionAct) -> Supervision:
    match act:
        case InspectionOpened():
            return replace(state, opened=act)
        case InspectionAnswered():
            return replace(state, answered=act)
        case SupervisionDecided():
            return replace(state, decided=act)
        case _:
            assert_never(act)
