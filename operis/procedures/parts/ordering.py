"""What comes before every step of a procurement: nothing waits to be entered from elsewhere, and it has not ended."""

from operis.dockets.orders import pending_orders
from operis.rules.bids import not_ended
from operis.rules.orders import no_order_pending

ALWAYS = (no_order_pending.under("OURS-ORDER"), not_ended.under("OURS-OPEN"))
TOLD = (pending_orders,)
