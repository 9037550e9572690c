"""What helps to take the documents, to inspect a plan, to seal a bid? The number one comes from; what is sealed already."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.clerk import Entered
from operis.documents.shown import shown
from operis.web.components.form import Part
from operis.web.components.links import Link
from operis.web.desk.guides import Guide, Section, at_fault
from operis.web.desk.late import lateness
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed

PROCUREMENT = "procurement"
LATER_ROUND = frozenset({"stage", "round"})


class TakingGuide(Guide):
    def begins(self, at: Sitting) -> Mapping[str, str]:
        return {PROCUREMENT: at.request.GET.get(PROCUREMENT, "").strip().upper()}

    def known(self, at: Sitting) -> Mapping[str, Any]:
        """Whoever comes from a notice is told at once what stands in the way there."""
        return {name: number for name, number in self.begins(at).items() if number}

    def fits(self, at: Sitting, typed: Typed) -> bool:
        number = at.request.GET.get(PROCUREMENT, "").strip().upper()
        return not number or typed.get(PROCUREMENT, "").strip().upper() == number


class DocumentsGuide(TakingGuide):
    """Once the documents are taken, the bid can be written."""

    def onward(self, at: Sitting, typed: Typed, told: Entered) -> str | None:
        return reverse("bid", args=[told.docket])


class SealingGuide(Guide):
    """On pages of its own a bid is written, part by part; what a program would fill in at once is not asked of people."""

    def instead(self, at: Sitting) -> Link | None:
        return Link("", reverse("bid", args=[at.number])) if at.number else None

    template = "web/desk/guide_seal.html"

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        standing = at.docket.state.in_force if at.docket is not None else {}
        return {"late": lateness(at, clock.now()), "sealed": [(lot, shown(bid.happened)) for lot, bid in sorted(standing.items())]}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        """A first bid is of the first stage and round: who does not know of another need not ask."""
        later = tuple(one for one in parts if one.name in LATER_ROUND)
        first, *rest = super().sections(at, tuple(one for one in parts if one.name not in LATER_ROUND))
        return (first, Section(_("Only for a final quote"), later, folded=not any(at_fault(one) for one in later)), *rest)
