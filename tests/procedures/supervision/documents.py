"""The papers of an inspection: the finance department asks on 2 March, and wants its answer by 6 March."""

from dataclasses import replace
from datetime import date
from typing import Any

from operis.core.wording import Slug
from operis.dockets.supervision.acts import InspectionAnswered, InspectionOpened, SupervisionDecided
from operis.dockets.supervision.commands import AnswerInspection, DecideSupervision, OpenInspection
from operis.dockets.supervision.terms import Effect
from tests.procedures.documents import words
from tests.statute import OFFICE, at

NUMBER = "DC-2026-S-0001"
ASKED = words("Why is the second half of the year in a plan of its own?")


def opening(**changed: Any) -> OpenInspection:
    return replace(OpenInspection(procurement=NUMBER, cause=Slug("plan-read"), matters=ASKED, answer_by=date(2026, 3, 6)), **changed)


def answering() -> AnswerInspection:
    return AnswerInspection(answer=words("The money came in two parts."))


def deciding(**changed: Any) -> DecideSupervision:
    asked = DecideSupervision(
        result=Slug("to-be-corrected"),
        grounds=(Slug("splitting"),),
        reasons=words("Both halves are one service of one year."),
        correct_by=date(2026, 3, 20),
    )
    return replace(asked, **changed)


opened = InspectionOpened(
    procurement=NUMBER, cause=Slug("plan-read"), matters=ASKED, answer_by=date(2026, 3, 6), body=OFFICE, happened=at(date(2026, 3, 2))
)
answered = InspectionAnswered(answer=words("The money came in two parts."), happened=at(date(2026, 3, 4)))
effect = Effect(docket=NUMBER, effect=Slug("file-plan"), grounds=(Slug("splitting"),), until=date(2026, 3, 20))
decided = SupervisionDecided(
    result=Slug("to-be-corrected"), grounds=(Slug("splitting"),), reasons=words("Both halves are one service of one year."),
    correct_by=date(2026, 3, 20), body=OFFICE, procurement=NUMBER, effects=(effect,), happened=at(date(2026, 3, 9)),
)  # fmt: skip
