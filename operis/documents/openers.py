"""Who lets the bids of a purchase be opened, where the record names somebody? Without key holders the clock opens them by itself."""

from typing import Any

from operis.dockets.procurement.findings import keys_lost
from operis.ledger.states import state_of


def openers(number: str) -> tuple[str, ...]:
    """The key holders who have their keys and have not given back their shares, of bids that are sealed to them and not open."""
    state: Any = state_of(number, kind="procurement")
    if state is None or state.keys_digest is None or state.opening is not None or state.ended:
        return ()
    back = {one.holder for one in state.releases} | {*keys_lost(state.findings)}
    return tuple(one for one in state.called_holders if one not in back)
