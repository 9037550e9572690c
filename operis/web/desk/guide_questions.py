"""What helps to answer a question? All that wait, each as it was asked; after an answer that changes something, the correction."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from operis.clerk import Entered
from operis.dockets.procurement.commands import CorrectNotice
from operis.documents.shown import shown
from operis.registers.questions import waiting, wording
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed

QUESTION, ANSWERS = "question", "answers"


class AnswerGuide(Guide):
    template = "web/desk/guide_questions.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        """The one that waits for longest."""
        first = self._waiting(at).first()
        return {QUESTION: str(first.no)} if first is not None else {}

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {"questions": [
            {"no": one.no, "text": wording(one), "asked": shown(one.asked_on), "until": shown(one.answer_by) if one.answer_by else ""}
            for one in self._waiting(at)
        ]}  # fmt: skip

    def onward(self, at: Sitting, typed: Typed, told: Entered) -> str | None:
        """On to the correction that has to follow."""
        act: Any = told.entries[0].act
        return f"{reverse('desk-step', args=[told.docket, CorrectNotice.slug])}?{urlencode({ANSWERS: act.no})}" if act.changes else None

    def _waiting(self, at: Sitting) -> Any:
        return waiting(at.number or "", tuple(one.no for one in at.state.answers))
