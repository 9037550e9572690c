"""What helps with key holders? Who calls them is told what they do; they have a page of their own: keys and shares come as files."""

from collections.abc import Mapping

from django.urls import reverse

from operis import clock
from operis.accounts.offices import bodies_with_key_officers
from operis.dockets.procurement.commands import CallKeyHolders
from operis.rules.keys import as_many_called
from operis.web.components.links import Link
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting


class CallGuide(Guide):
    pressed = True
    template = "web/desk/guide_call.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        """Those that are called already; at first the bodies that hold keys, where there are just as many as it takes."""
        return typed_of(CallKeyHolders, {"holders": [*(getattr(at.state, "called_holders", ()) or self._proposed(at))]})

    def _proposed(self, at: Sitting) -> tuple[str, ...]:
        row = at.case(clock.now()).law.first(at.step.rows_of(as_many_called))
        others = tuple(one for one in bodies_with_key_officers() if one != at.state.body)
        return others if row is not None and len(others) == row.count("key_holders_count") else ()


class KeysGuide(Guide):
    def instead(self, at: Sitting) -> Link | None:
        own = at.mandate.acts_for in getattr(at.state, "called_holders", ())
        return Link("", reverse("keys-docket", args=[at.number])) if at.number and own else None
