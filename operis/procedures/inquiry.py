"""Request for quotations (询价): for goods alone, so a plan for a service is refused with its article."""

from operis.core.decider import procedure
from operis.dockets.procurement.kind import PROCUREMENT_KIND
from operis.procedures.parts.ordering import ALWAYS, ENDED, LATE, TOLD
from operis.procedures.parts.owning import of_body
from operis.procedures.parts.planning import file_plan, publish_intention, review_plan
from operis.rules.amounts import services_allowed

INQUIRY = procedure(
    "inquiry",
    publish_intention(),
    review_plan(),
    file_plan(case=services_allowed.under("GPL-32"), sizes="SME-05"),
    of=PROCUREMENT_KIND,
    own=of_body,
    ended=ENDED,
    always=ALWAYS,
    noted=LATE,
    told=TOLD,
)
