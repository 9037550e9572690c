"""What helps with a step beyond its form? Values to begin with, what stands beside the fields, and where it leads.

A guide only proposes: what is sent is read and weighed as at every other door.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from operis.clerk import Entered
from operis.core.decider import Done, Refusal
from operis.web.components.form import Part
from operis.web.components.links import Link
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed

SELDOM, OUTCOME = frozenset({"late_reason", "outside"}), "outcome"


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together under a heading; those that are seldom needed are folded."""

    heading: str
    parts: tuple[Part, ...]
    folded: bool = False


def at_fault(part: Part) -> bool:
    """Whether something is to be said of it, or of what is in it."""
    return bool(part.wrong) or any(at_fault(one) for one in (*part.parts, *((part.other,) if part.other else ())))


class Guide:
    """No help: what every step has that has no guide of its own."""

    direct = False
    """Whether it is entered from the form itself: only what can be put right by doing it again."""
    pressed = False
    """Whether all of it stands on the form, so that it is entered from there, by whoever shows who it is."""
    on_form: frozenset[str] = frozenset()
    """What the form of a whole step shows as it will be entered, fields and `OUTCOME`: beneath it that is not said again."""
    elsewhere = False
    """Whether the step is taken on the pages that stand instead alone: a form of it is taken by nobody."""
    fixed: tuple[str, ...] = ()
    """The fields that an open docket answers by itself, whatever is sent."""
    made: tuple[str, ...] = ()
    """The fields that the guide writes anew each time, whatever is sent: no page carries them."""
    template = ""
    """What stands above the fields, drawn with `context`."""

    def title(self, at: Sitting) -> str:
        """What the step is called where it is taken."""
        return at.words

    def left_out(self, at: Sitting) -> frozenset[str]:
        """The fields that are no matter of who takes it: where it is checked they are not read back either."""
        return frozenset()

    def instead(self, at: Sitting) -> Link | None:
        """Another page that this step has; its words, where there are any, are told there first."""
        return None

    def begins(self, at: Sitting) -> Mapping[str, str]:
        """What would have been typed."""
        return {}

    def whole(self, at: Sitting) -> bool:
        """Whether all of it is proposed: then the form shows beneath what would be entered, and it is entered from there as it stands."""
        return False

    def known(self, at: Sitting) -> Mapping[str, Any]:
        """What is known of the command before anything is typed, by the names of its attributes: the step is weighed with it."""
        return {}

    def fits(self, at: Sitting, typed: Typed) -> bool:
        """Whether what was begun before is about the same thing as what is asked for now."""
        return True

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        """What may be chosen, by the name of the input with * for the number of a row."""
        return {}

    def arranged(self, at: Sitting, parts: tuple[Part, ...], typed: Typed) -> tuple[Part, ...]:
        """The parts of the form as they are asked here; what the record knows is not asked."""
        return parts

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        """What every command may be given and few are, stands folded at the end, unless it is asked for here."""
        own = tuple(one for one in parts if one.name.partition("-")[0] not in SELDOM or not one.optional)
        rest = tuple(one for one in parts if one not in own)
        return (Section("", own), *((Section(_("Seldom needed"), rest, folded=not any(at_fault(one) for one in rest)),) if rest else ()))

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        """What was sent, with slots and choices of the guide worked into the fields."""
        return sent

    def wrong(self, at: Sitting, typed: Typed) -> dict[str, str]:
        """What is missing of its own inputs, by their names."""
        return {}

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        """What its template shows; `wrong` is what is to be said beside its own inputs."""
        return {}

    def review(self, at: Sitting, asked: Any, outcome: Done | Refusal | None) -> dict[str, Any]:
        """What is told of the review that has to come first, where it can be sent there now."""
        return {}

    def send(self, at: Sitting, asked: Any, typed: Typed) -> HttpResponseBase | None:
        """Send what was written to its review."""
        return None

    def preview(self, at: Sitting, state: Any) -> dict[str, Any]:
        """How it will be read once it is entered; `state` is the docket's after it."""
        return {}

    def beside(self, at: Sitting, typed: Typed) -> dict[str, Any]:
        """What stands above what will be entered, where it is checked."""
        return {}

    outcome_template = ""
    """What follows from the record once it is entered, drawn with `outcome`, where it is checked and where it is signed."""

    def outcome(self, at: Sitting, asked: Any) -> dict[str, Any]:
        return {}

    def onward(self, at: Sitting, typed: Typed, told: Entered) -> str | None:
        """Where it goes on; the page of the receipt where nowhere is told."""
        return None


NONE = Guide()
