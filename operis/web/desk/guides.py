"""What helps with a step beyond its form? Values to begin with, what stands beside the fields, and where it leads.

A guide only proposes: what is sent is read and weighed as at every other door.
"""

from collections.abc import Mapping
from typing import Any

from operis.clerk import Entered
from operis.core.acts import Command
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed


class Guide:
    """No help: what every step has that has no guide of its own."""

    direct = False
    """Whether it is entered from the form itself: only what can be put right by doing it again."""
    template = ""
    """What stands above the fields, drawn with `context`."""

    def begins(self, at: Sitting) -> Mapping[str, str]:
        """What would have been typed."""
        return {}

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        """What was sent, with slots and choices of the guide worked into the fields."""
        return sent

    def wrong(self, at: Sitting, typed: Typed) -> dict[str, str]:
        """What is missing of its own inputs, by their names."""
        return {}

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        """What its template shows; `wrong` is what is to be said beside its own inputs."""
        return {}

    def onward(self, at: Sitting, typed: Typed, told: Entered) -> str | None:
        """Where it goes on; the page of the receipt where nowhere is told."""
        return None


NONE = Guide()
GUIDES: dict[type[Command], Guide] = {}


def guide_of(at: Sitting) -> Guide:
    return GUIDES.get(at.step.asked, NONE)
