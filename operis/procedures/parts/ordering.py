"""What every method shares: nothing waits to be entered from elsewhere, and what can follow once the procurement has ended."""

from operis.dockets.orders import pending_orders
from operis.dockets.procurement.commands import AddStampedCopy
from operis.rules.endings import not_ended
from operis.rules.orders import no_order_pending

ALWAYS = (no_order_pending.under("OURS-ORDER"),)
ENDED = not_ended.under("OURS-OPEN")
FOLLOWS = (AddStampedCopy,)
TOLD = (pending_orders,)
