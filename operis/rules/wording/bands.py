"""Do the bands of a criterion meet: does no value lie in two of them, or in none?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from operis.rules.wording.patterns import Notation, any_of

ENDLESS = 1e9


@dataclass(frozen=True, order=True, slots=True)
class Band:
    """From a value to a value; `low_in` and `high_in` say whether the edges belong to it."""

    low: float
    low_in: bool
    high: float
    high_in: bool


def ragged(notation: Notation, text: str, language: str) -> bool:
    """Whether two bands share a value, or a value between them lies in none."""
    return any(_apart(one, other) for one, other in pairwise(sorted(_bands(notation, text, language))))


def _apart(one: Band, other: Band) -> bool:
    if one.high != other.low:
        return one.high > other.low or other.low - one.high > one.high_in * other.low_in
    return one.high_in == other.low_in


def _bands(notation: Notation, text: str, language: str) -> Iterator[Band]:
    form: Mapping[str, Any] = notation.said["bands"][language]
    for part in re.split(any_of(form["apart"]), text):
        earns = next(notation.hits(form["then"], part, language), None)
        if earns is not None and (band := _band(notation, form, part[: earns.span[0]], language)) is not None:
            yield band


def _band(notation: Notation, form: Mapping[str, Any], text: str, language: str) -> Band | None:
    def read(name: str) -> tuple[float, ...] | None:
        return next((hit.numbers for pattern in _list(form[name]) for hit in notation.hits(pattern, text, language)), None)

    half, whole = read("half_open"), read("between")
    if (pair := half or whole) is not None:
        return Band(pair[0], True, pair[1], half is None)
    at_least, above, at_most, below = (read(name) for name in ("at_least", "above", "at_most", "below"))
    low, high = at_least or above, at_most or below
    if low is None and high is None:
        return None
    return Band(low[0] if low else -ENDLESS, at_least is not None, high[0] if high else ENDLESS, at_most is not None)


def _list(patterns: Any) -> Iterable[str]:
    return patterns if isinstance(patterns, list) else (patterns,)
