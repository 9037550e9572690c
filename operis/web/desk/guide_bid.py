"""What helps to take the documents, or to ask about a plan? The number of the procurement, from the page that one comes from."""

from collections.abc import Mapping

from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed

PROCUREMENT = "procurement"


class TakingGuide(Guide):
    def begins(self, at: Sitting) -> Mapping[str, str]:
        return {PROCUREMENT: at.request.GET.get(PROCUREMENT, "").strip().upper()}

    def fits(self, at: Sitting, typed: Typed) -> bool:
        number = at.request.GET.get(PROCUREMENT, "").strip().upper()
        return not number or typed.get(PROCUREMENT, "").strip().upper() == number
