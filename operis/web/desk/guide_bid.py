"""What helps to take the documents, to inspect a plan, to seal a bid? The number one comes from; what is sealed already."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from operis.clerk import Entered
from operis.web.components.links import Link
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed

PROCUREMENT = "procurement"


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

    elsewhere = True

    def instead(self, at: Sitting) -> Link | None:
        return Link("", reverse("bid", args=[at.number])) if at.number else None
