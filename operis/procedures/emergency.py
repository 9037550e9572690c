"""Emergency purchase (紧急采购): outside the law, and by measures that are not in ours, so a plan for it is refused with its row."""

from operis.core.decider import procedure
from operis.dockets.procurement.kind import PROCUREMENT_KIND
from operis.procedures.parts.ordering import ALWAYS, ENDED, LATE, TOLD
from operis.procedures.parts.owning import of_body
from operis.procedures.parts.planning import file_plan, publish_intention, review_plan
from operis.rules.outside import measures_not_read, within_the_law

EMERGENCY = procedure(
    "emergency",
    publish_intention(),
    review_plan(),
    file_plan(
        case=within_the_law(until="NEW-EMG").under("GPL-85"), sizes="SME-05", first=(measures_not_read("NEW-EMG").under("OURS-OUTSIDE"),),
    ),
    of=PROCUREMENT_KIND,
    own=of_body,
    ended=ENDED,
    always=ALWAYS,
    noted=LATE,
    told=TOLD,
)
