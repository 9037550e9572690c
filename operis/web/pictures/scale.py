"""Where does a value lie in a picture? Across in percent from zero, down in rem; and how much of a name fits."""

from decimal import Decimal
from unicodedata import east_asian_width

HUNDRED = Decimal(100)
WIDE = frozenset("WF")
LEAST = 2
"""In less room than for a letter and the sign that more follows nothing is written."""


def percent(part: int | Decimal, whole: int | Decimal, width: Decimal = HUNDRED) -> str:
    """A share of the width; nothing of nothing."""
    return f"{Decimal(part) / Decimal(whole) * width:.2f}" if whole else "0.00"


def rem(value: float | Decimal) -> str:
    return f"{value:.2f}"


def room_of(words: str) -> int:
    """How wide words are: a letter counts one, a Chinese character two."""
    return sum(2 if east_asian_width(sign) in WIDE else 1 for sign in words)


def fitted(words: str, room: int) -> str:
    """Words that fit, the last letters left out where they do not; the whole stands in the table."""
    if room_of(words) <= room:
        return words
    if room < LEAST:
        return ""
    kept, used = "", 1
    for sign in words:
        used += room_of(sign)
        if used > room:
            break
        kept += sign
    return f"{kept.rstrip()}…"
