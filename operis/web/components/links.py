"""Where does a reader go from here, and under which words?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    url: str
    note: str = ""
    """What to know before following it: `PDF, 84 KB`."""
