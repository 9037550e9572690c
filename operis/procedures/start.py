"""A procurement that has no plan yet: its intention may be published; the plan then names the method."""

from operis.core.decider import procedure
from operis.dockets.orders import pending_orders
from operis.dockets.procurement.state import Procurement, evolve
from operis.procedures.parts.owning import of_body
from operis.procedures.parts.planning import publish_intention
from operis.rules.orders import no_order_pending

START = procedure(
    "start",
    publish_intention(),
    kind="procurement",
    start=Procurement,
    evolve=evolve,
    own=of_body,
    always=(no_order_pending.under("OURS-ORDER"),),
    told=(pending_orders,),
)
