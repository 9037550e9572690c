"""What does a procurement tell the finance department that looks at it?"""

from dataclasses import dataclass
from typing import Any

from operis.core.case import Fact, field_of
from operis.core.mandates import Mandate
from operis.dockets import locked


@dataclass(frozen=True)
class Inspected:
    """The procurement whose plan is looked at: its body, and the state in which it is."""

    body: str
    planned: bool
    state: str


def _procurement(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    """By what the inspection was opened for; before that by what is asked."""
    opened = getattr(state, "opened", None)
    number = opened.procurement if opened else field_of(asked, "procurement")
    return (number,) if number else None


# Nothing is entered in the procurement while it is decided what has to be.
inspected = Fact("inspected", Inspected, key=_procurement, lock=lambda key: locked.procurement(key[0]), kept=False, shared=True)
