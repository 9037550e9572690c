"""Why can something not be done? What the panel of a refusal is filled with: the same facts that the API gives."""

from dataclasses import dataclass
from datetime import datetime

from operis.core.findings import Ground
from operis.web.components.links import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """`heading` says in the reader's words what cannot happen, with "yet" where it can be cured."""

    heading: str
    grounds: tuple[Ground, ...]
    reference: str
    """Its number; empty where nothing was asked for and so nothing is kept."""
    decided: datetime
    decided_by: str = ""
    """The person; left out where the program checked."""
    ways: tuple[Link, ...] = ()
    """What can be done now; the first is the main one."""
    ask: Link | None = None
    """A person to ask, or a remedy with its time limit in the note."""
    more: int = 0
    """How many grounds there are besides."""
    personal: bool = False
    """Not to be printed with a page that others may read."""
