"""Which rows follow a supervision docket: what is asked by when, and what is ordered elsewhere?"""

from operis.core.calendar import Calendar
from operis.dockets.supervision.state import Supervision
from operis.registers import models


def enter_supervision(docket: str, state: Supervision, line: models.Docket, calendar: Calendar) -> None:
    opened, decided = state.opened, state.decided
    if opened is None:
        return
    row = models.Inspection(docket=docket, procurement=opened.procurement.upper(), body=opened.body, answer_by=opened.answer_by,
                            answered=state.answered is not None, decided=decided is not None)  # fmt: skip
    names = [field.name for field in models.Inspection._meta.fields if field.name != "docket"]
    models.Inspection.objects.bulk_create([row], update_conflicts=True, unique_fields=["docket"], update_fields=names)
    if decided is None:
        return
    models.Order.objects.filter(origin=docket).delete()
    models.Order.objects.bulk_create(
        [models.Order(target=one.docket, effect=one.effect, origin=docket, ordered=calendar.first_of(decided.happened), until=one.until)
         for one in decided.effects]
    )  # fmt: skip
