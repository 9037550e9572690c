"""Which acts are committed to, but not read by everyone yet? As the kind of the docket declares it, from its state and the act."""

from typing import Any

from operis.core.acts import Act
from operis.core.mandates import Mandate, Role
from operis.dockets.kinds import kind_of_state
from operis.dockets.procurement.readers import at_work
from operis.dockets.procurement.state import Procurement


def withheld(state: Any, act: Act) -> bool:
    """Whether only the commitment to an act is shown to everyone."""
    return kind_of_state(state).withheld(state, act)


def may_read(state: Any, act: Act, reader: Mandate | None) -> bool:
    """Whether this reader reads the act: everyone what is not withheld, and before that those whose work or contract it is."""
    kind = kind_of_state(state)
    return not kind.withheld(state, act) or (reader is not None and kind.reads(state, act, reader))


def may_read_bid(state: Any, procurement: Procurement | None, reader: Mandate | None) -> bool:
    """Whether this reader may look into the docket of a bid: its supplier always; who works on the evaluation, once bids are open."""
    if reader is None or state.body is None:
        return False
    if reader.role is Role.SUPPLIER:
        return bool(reader.acts_for == state.body)
    opened = procurement is not None and (procurement.opening is not None or bool(procurement.rounds))
    return procurement is not None and opened and at_work(procurement, reader)
