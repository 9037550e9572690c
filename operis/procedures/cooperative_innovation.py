"""Cooperative innovation procurement (合作创新采购): by measures that are not in our law, so a plan for it is refused with its row."""

from operis.core.decider import procedure
from operis.dockets.procurement.kind import PROCUREMENT_KIND
from operis.procedures.parts.ordering import ALWAYS, ENDED, LATE, TOLD
from operis.procedures.parts.owning import of_body
from operis.procedures.parts.planning import file_plan, publish_intention, review_plan
from operis.rules.amounts import method_known
from operis.rules.outside import measures_not_read

COOPERATIVE_INNOVATION = procedure(
    "cooperative-innovation",
    publish_intention(),
    review_plan(),
    file_plan(case=method_known.under("GPL-26"), sizes="SME-05", first=(measures_not_read("COOP-00").under("OURS-OUTSIDE"),)),
    of=PROCUREMENT_KIND,
    own=of_body,
    ended=ENDED,
    always=ALWAYS,
    noted=LATE,
    told=TOLD,
)
