"""What helps to answer and to decide? What was asked and answered, and the way to the plan."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from operis.documents.shown import language, shown
from operis.web.components.facts import FactRow
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed


class HearingGuide(Guide):
    template = "web/desk/guide_supervision.html"

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        state: Any = at.docket.state if at.docket else None
        if state is None or state.opened is None:
            return {}
        opened, number = state.opened, state.opened.procurement.upper()
        link = format_html('<a href="{}">{}</a>', reverse("desk-docket", args=[number]), number)
        rows = [FactRow(_("Procurement"), link), FactRow(_("What the finance department asks"), opened.matters.within(language())[1]),
                FactRow(_("To be answered by"), shown(opened.answer_by))]  # fmt: skip
        answer = state.answered.answer.within(language())[1] if state.answered is not None else _("none yet")
        rows.append(FactRow(_("Answer of the body"), answer))
        return {"heard": rows}
