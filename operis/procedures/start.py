"""A procurement that has no plan yet: its intention may be published; the plan then names the method."""

from operis.core.decider import procedure
from operis.dockets.procurement.kind import PROCUREMENT_KIND
from operis.procedures.parts.ordering import ALWAYS, ENDED, LATE, TOLD
from operis.procedures.parts.owning import of_body
from operis.procedures.parts.planning import publish_intention, review_plan

START = procedure(
    "start",
    publish_intention(),
    review_plan(),
    of=PROCUREMENT_KIND,
    own=of_body,
    ended=ENDED,
    always=ALWAYS,
    noted=LATE,
    told=TOLD,
)
