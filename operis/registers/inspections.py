"""Which rows follow a supervision docket: what is ordered elsewhere?"""

from operis.core.calendar import Calendar
from operis.dockets.supervision.state import Supervision
from operis.registers import models, rows


def enter_supervision(docket: str, state: Supervision, line: models.Docket, calendar: Calendar) -> None:
    decided = state.decided
    if decided is None:
        return
    rows.take_away(models.Order, origin=docket)
    rows.add(
        [models.Order(target=one.docket, effect=one.effect, origin=docket, ordered=calendar.first_of(decided.happened), until=one.until)
         for one in decided.effects]
    )  # fmt: skip
