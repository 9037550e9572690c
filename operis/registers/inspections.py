"""Which rows follow a supervision docket: what is ordered elsewhere?"""

from collections.abc import Iterator

from django.db.models import Model

from operis.core.calendar import Calendar
from operis.dockets.supervision.state import Supervision
from operis.registers import models


def of_supervision(docket: str, state: Supervision, line: models.Docket, calendar: Calendar) -> Iterator[Model]:
    decided = state.decided
    if decided is None:
        return
    for one in decided.effects:
        ordered = calendar.first_of(decided.happened)
        yield models.Order(target=one.docket, effect=one.effect, origin=docket, ordered=ordered, until=one.until)
