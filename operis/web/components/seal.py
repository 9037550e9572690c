"""How does a published record show that it can be checked? Day of entry, number, a short code, and the address to check it at."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """`code` is four groups of four; `url` is the permanent address, `/v/{code}`."""

    number: str
    code: str
    day: date
    url: str
    claimed: date | None = None
    """The day on which it is said to have happened, where that is another one."""
