"""Supervision, as far as the inspection of a filed plan: the finance department asks, hears the body, orders a correction."""

from operis.core.decider import Concludes, Step, makes, procedure
from operis.core.mandates import BUYER, FINANCE
from operis.dockets.supervision.acts import InspectionAnswered, InspectionOpened, SupervisionDecided
from operis.dockets.supervision.commands import AnswerInspection, DecideSupervision, OpenInspection
from operis.dockets.supervision.facts import inspected
from operis.dockets.supervision.kind import SUPERVISION_KIND
from operis.procedures.parts.ordering import DATED, LATE
from operis.procedures.parts.owning import of_body_or_decider
from operis.rules.inspections import (
    answer_ahead,
    can_be_filed_again,
    correct_by_ahead,
    grounds_of,
    heard,
    inspection_opened,
    not_answered,
    not_decided,
    not_opened_yet,
    ordered,
    plan_on_file,
)

GROUNDS = {"REG-67": "grounds_any", "GPL-71": "grounds_any"}


def _of_opened(name: str) -> Concludes:
    return lambda case: getattr(case.state.opened, name)


SUPERVISION = procedure(
    "supervision",
    Step(
        OpenInspection,
        by=FINANCE,
        under=("GPL-65",),
        after=(plan_on_file.under("OURS-OPEN"), not_opened_yet.under("OURS-OPEN")),
        provided=(answer_ahead.under("GPL-65"),),
        needs=(inspected,),
        then=(makes(InspectionOpened, body=lambda case: case.facts[inspected].body),),
    ),
    Step(
        AnswerInspection,
        by=BUYER,
        under=("GPL-65",),
        after=(inspection_opened.under("OURS-OPEN"), not_answered.under("OURS-OPEN")),
        then=(makes(InspectionAnswered),),
    ),
    Step(
        DecideSupervision,
        by=FINANCE,
        under=("GPL-13",),
        after=(
            inspection_opened.under("OURS-OPEN"),
            heard.under("OURS-OPEN"),
            can_be_filed_again.under("OURS-OPEN"),
        ),
        provided=(grounds_of(GROUNDS).under(*GROUNDS), correct_by_ahead.under("GPL-71")),
        needs=(inspected,),
        then=(makes(SupervisionDecided, body=_of_opened("body"), procurement=_of_opened("procurement"), effects=ordered),),
    ),
    of=SUPERVISION_KIND,
    own=of_body_or_decider,
    ended=not_decided.under("OURS-OPEN"),
    always=DATED,
    noted=LATE,
)
