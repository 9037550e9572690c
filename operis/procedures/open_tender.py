"""Open tendering (公开招标): the main method, as far as the notice and its correction."""

from operis.core.decider import procedure
from operis.dockets.procurement.state import Procurement, evolve
from operis.procedures.parts.notices import correct_notice, publish_notice
from operis.procedures.parts.opening import close_bids, open_bids, terminate
from operis.procedures.parts.ordering import ALWAYS, TOLD
from operis.procedures.parts.owning import of_body
from operis.procedures.parts.planning import above_quota, file_plan, priced, publish_intention, scored
from operis.rules.amounts import method_known
from operis.rules.notices import subject_unchanged
from operis.rules.plans import need_complete
from operis.rules.requirements import no_floor

OPEN_TENDER = procedure(
    "open-tender",
    publish_intention(),
    file_plan(
        case=method_known.under("GPL-26"),
        sizes="O87-17",
        money=above_quota(),
        also=(
            need_complete.under("O87-11"),
            *scored(weight="O87-55a", whole="O87-55b", counted="REG-34", apart="O87-55c"),
            *priced(),
            no_floor.under("O87-12"),
        ),
    ),
    publish_notice("tender", complete="O87-13", stands="O87-16", opens="GPL-35", offered=("REG-31a", "O87-18"), bond="REG-33a"),
    correct_notice(under="O87-27", opens="GPL-35", left="REG-31b", also=(subject_unchanged.under("O87-27"),)),
    close_bids(under="O87-39"),
    open_bids(under="O87-39", enough=("O87-41",)),
    terminate(under=("GPL-36",), rows={"GPL-36": "grounds_any", "O87-65": "stop_any_of"}),
    kind="procurement",
    start=Procurement,
    evolve=evolve,
    own=of_body,
    always=ALWAYS,
    told=TOLD,
)
