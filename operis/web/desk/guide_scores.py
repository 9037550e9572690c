"""Where does a member give its points? In a grid of bids and criteria, on a page of its own."""

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.dockets.procurement.evaluation import lots_evaluated, members
from operis.web.components.links import Link
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting


class ScoresGuide(Guide):
    """Nobody types names of criteria and bidders; who does not sit has no sheet."""

    elsewhere = True

    def instead(self, at: Sitting) -> Link | None:
        sits = any(one.person in at.mandate.persons for one in members(at.state))
        if not sits or not at.number:
            return Link(_("Whoever sits on the panel gives points, each alone."), at.back)
        lots = lots_evaluated(at.state)
        return Link("", reverse("panel-scores", args=[at.number, lots[0]]) if len(lots) == 1 else reverse("panel", args=[at.number]))
