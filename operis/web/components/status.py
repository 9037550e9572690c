"""Which words and which colour class does a state have? The class never carries the meaning alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """`colour` is open, soon, sealed, eval, hold, off or done; none for neutral."""

    words: str
    colour: str = ""
