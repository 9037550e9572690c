"""Which acts are committed to, but not read by everyone yet? As the kind of the docket declares it, from its state and the act."""

from typing import Any

from operis.core.acts import Act
from operis.core.mandates import Mandate
from operis.dockets.kinds import kind_of_state


def withheld(state: Any, act: Act) -> bool:
    """Whether only the commitment to an act is shown to everyone."""
    return kind_of_state(state).withheld(state, act)


def may_read(state: Any, act: Act, reader: Mandate | None) -> bool:
    """Whether this reader reads the act: everyone what is not withheld, and before that those whose work or contract it is."""
    kind = kind_of_state(state)
    return not kind.withheld(state, act) or (reader is not None and kind.reads(state, act, reader))


def may_look(state: Any, above: Any, reader: Mandate | None) -> bool:
    """Whether this reader may look into a docket of a secret kind; `above`: the state of the docket that it was made for."""
    return reader is not None and kind_of_state(state).opens_to(state, above, reader)
