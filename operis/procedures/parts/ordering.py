"""What every kind of docket shares, and every method: on which day it is entered, what waits, what can follow the end."""

from typing import Any

from operis.core.decider import Rule
from operis.dockets.orders import pending_orders
from operis.dockets.procurement.commands import AddStampedCopy
from operis.rules.endings import not_ended
from operis.rules.entering import (
    Rests,
    earlier_day_proved,
    entered_on_its_day,
    happened_already,
    lateness_explained,
    not_before,
    past_days_have_come,
)
from operis.rules.orders import no_order_pending
from operis.rules.plans import agency_named

ROW = "OURS-LATE"
DATED = (happened_already.under(ROW), earlier_day_proved.under(ROW), lateness_explained.under(ROW), past_days_have_come.under(ROW))
LATE = (entered_on_its_day.under(ROW),)
ALWAYS = (no_order_pending.under("OURS-ORDER"), *DATED)
ENDED = not_ended.under("OURS-OPEN")
AGENTS = agency_named.under("GPL-20")
FOLLOWS = (AddStampedCopy,)
TOLD = (pending_orders,)


def resting_on(rests: Rests) -> Rule[Any, Any]:
    """For a step whose act may have happened elsewhere: it is not of an earlier day than what it rests on."""
    return not_before(rests).under(ROW)
