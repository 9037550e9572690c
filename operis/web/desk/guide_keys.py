"""What helps with key holders? Who calls them is told what they do; they have a page of their own: keys and shares come as files."""

from django.urls import reverse

from operis.web.components.links import Link
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting


class CallGuide(Guide):
    template = "web/desk/guide_call.html"


class KeysGuide(Guide):
    def instead(self, at: Sitting) -> Link | None:
        own = at.mandate.acts_for in getattr(at.state, "called_holders", ())
        return Link("", reverse("keys-docket", args=[at.number])) if at.number and own else None
