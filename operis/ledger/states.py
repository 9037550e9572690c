"""How does another docket stand? By its number alone, which names its kind."""

from typing import Any

from operis.dockets.kinds import kind_of_state
from operis.ledger.folds import fold


def state_of(number: str | None, *, kind: str = "") -> Any:
    """What the acts of the docket add up to; None where there is none of this number, or none of the kind that is looked for."""
    there = fold(number.upper()) if number else None
    return there.state if there is not None and kind in ("", there.kind) else None


def state_above(state: Any) -> Any:
    """That of the docket that this one was made for."""
    return state_of(kind_of_state(state).parent(state))
