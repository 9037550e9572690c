"""Competitive consultation (竞争性磋商): the usual method for purchased services, as far as the notice and its correction."""

from operis.core.decider import procedure
from operis.dockets.procurement.state import Procurement, evolve
from operis.procedures.parts.notices import correct_notice, publish_notice
from operis.procedures.parts.opening import close_bids, open_bids, terminate
from operis.procedures.parts.ordering import ALWAYS, TOLD
from operis.procedures.parts.owning import of_body
from operis.procedures.parts.planning import above_quota, file_plan, priced, publish_intention, scored
from operis.rules.amounts import case_named

COMPETITIVE_CONSULTATION = procedure(
    "competitive-consultation",
    publish_intention(),
    file_plan(
        case=case_named("cases_any_of", "purchase-of-services").under("CC-03"),
        sizes="SME-05",
        money=above_quota(),
        also=(*scored(weight="CC-24a", whole="CC-24b", counted="CC-23"), *priced()),
    ),
    publish_notice("competitive-consultation", complete="CC-07", stands="D135-02", opens="CC-10a", offered=("CC-10b",), bond="CC-12"),
    correct_notice(under="CC-10c", opens="CC-10a", left="CC-10c"),
    close_bids(under="CC-13"),
    open_bids(under="CC-13", enough=("CC-21x", "CC-34")),
    terminate(under=("CC-34",), rows={"CC-34": "termination_any_of", "CC-35": "termination_grounds"}),
    kind="procurement",
    start=Procurement,
    evolve=evolve,
    own=of_body,
    always=ALWAYS,
    told=TOLD,
)
