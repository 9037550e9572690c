"""As whom is a step weighed? As who asks; what a panel does together, as all who sit on it, whoever of them asks."""

from dataclasses import replace
from typing import Any

from operis.core.decider import Step
from operis.core.mandates import Mandate, Role
from operis.dockets.kinds import kind_of_state


def weighed_as(mandate: Mandate, step: Step[Any, Any], state: Any) -> Mandate:
    """Who asks comes first: drafts and files are that person's."""
    if mandate.role is not Role.EXPERT or mandate.role in step.by or Role.PANEL not in step.by:
        return mandate
    sitting, own = sitting_on(state), mandate.persons[:1]
    if not set(own) <= set(sitting) or len(sitting) < 2:
        return mandate
    return replace(mandate, role=Role.PANEL, persons=(*own, *(one for one in sitting if one not in own)))


def sitting_on(state: Any) -> tuple[str, ...]:
    """The accounts of those who sit on the panel; none where there is no panel."""
    return tuple(sorted(kind_of_state(state).panel(state)))
