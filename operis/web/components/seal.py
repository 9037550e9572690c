"""How does a published record show that it can be checked? Its day, its number and a short code, with the address to check it at."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """`code` is four groups of four; `url` is the permanent address, `/v/{code}`."""

    number: str
    code: str
    day: date
    url: str
