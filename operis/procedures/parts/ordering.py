"""What every kind of docket shares, and every method: on which day it is entered, what waits, what can follow the end."""

from operis.dockets.orders import pending_orders
from operis.dockets.procurement.commands import AddStampedCopy
from operis.rules.endings import not_ended
from operis.rules.entering import earlier_day_proved, entered_on_its_day, happened_already, lateness_explained
from operis.rules.orders import no_order_pending
from operis.rules.plans import agency_named

DATED = (happened_already.under("OURS-LATE"), earlier_day_proved.under("OURS-LATE"), lateness_explained.under("OURS-LATE"))
LATE = (entered_on_its_day.under("OURS-LATE"),)
ALWAYS = (no_order_pending.under("OURS-ORDER"), *DATED)
ENDED = not_ended.under("OURS-OPEN")
AGENTS = agency_named.under("GPL-20")
FOLLOWS = (AddStampedCopy,)
TOLD = (pending_orders,)
