"""Who lets the bids of a purchase be opened, where the record names somebody? Without key holders the clock opens them by itself."""

from typing import Any

from operis.ledger.states import state_of


def openers(number: str) -> tuple[str, ...]:
    """The key holders who have not given back their shares, of a purchase whose bids are sealed to them and not open."""
    state: Any = state_of(number, kind="procurement")
    if state is None or state.keys_digest is None or state.opening is not None or state.ended:
        return ()
    back = {one.holder for one in state.releases}
    return tuple(one for one in state.called_holders if one not in back)
