"""Where does a value lie in a picture? Across in percent from zero, down in rem; and how much of a name fits."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile
from unicodedata import east_asian_width

HUNDRED = Decimal(100)
WIDE = frozenset("WF")
LEAST = 2
"""In less room than for a letter and the sign that more follows nothing is written."""


BREAKS = (re.compile(r"\s+"), re.compile(r"[,:;]\s+|[，、：；。》）」』·]"))
"""Where a name may be cut at its front, and where it is better cut."""


HANGING = frozenset("，、：；。》）」』")
"""No line begins with one of these."""
FEWEST = 3
"""Of fewer letters nobody knows which name begins so."""


def percent(part: int | Decimal, whole: int | Decimal, width: Decimal = HUNDRED) -> str:
    """A share of the width; nothing of nothing."""
    return f"{Decimal(part) / Decimal(whole) * width:.2f}" if whole else "0.00"


def rem(value: float | Decimal) -> str:
    return f"{value:.2f}"


def room_of(words: str) -> int:
    """How wide words are: a letter counts one, a Chinese character two."""
    return sum(2 if east_asian_width(sign) in WIDE else 1 for sign in words)


def fitted_apart(names: Sequence[str], rooms: Sequence[int]) -> list[str]:
    """Names that fit; of those that would come out the same what tells them apart stands, and before it as much as fits."""
    cut = [fitted(*one) for one in zip(names, rooms, strict=True)]
    found = list(cut)
    for place, (name, room) in enumerate(zip(names, rooms, strict=True)):
        same = {other for other, short in zip(names, cut, strict=True) if short == cut[place]}
        if len(same) > 1:
            shared = max(_shared(name, other) for other in same - {name})
            ends = [match.end() for sign in BREAKS for match in sign.finditer(name, 0, shared)][-1:]
            apart = fitted(f"…{name[ends[0] if ends else shared :]}", room)
            begins = fitted(name, room - room_of(apart) + 1).removesuffix("…")
            found[place] = (begins if len(begins) >= FEWEST else "") + apart
    return found


def _shared(name: str, other: str) -> int:
    """With how many letters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(name, other, strict=False)))


def in_two(words: str, first: int, second: int) -> tuple[str, str]:
    """Words on one line, or on two where they do not fit on the first: broken between words, or behind a Chinese character."""
    if room_of(words) <= first:
        return words, ""
    used, end = 0, 0
    for place, sign in enumerate(words, 1):
        used += room_of(sign)
        if used > first:
            end = place - 1 if sign.isspace() else end
            break
        if sign.isspace() or east_asian_width(sign) in WIDE:
            end = place
    end += 1 if end and words[end] in HANGING else 0
    return words[:end].rstrip(), fitted(words[end:].lstrip(), second)


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
