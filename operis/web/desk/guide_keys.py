"""What helps a key holder? A page of its own: a key and shares come as files, and are not typed."""

from django.urls import reverse

from operis.web.components.links import Link
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting


class KeysGuide(Guide):
    def instead(self, at: Sitting) -> Link | None:
        own = at.mandate.acts_for in getattr(at.state, "called_holders", ())
        return Link("", reverse("keys-docket", args=[at.number])) if at.number and own else None
