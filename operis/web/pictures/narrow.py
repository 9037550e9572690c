"""Where do names and bars stand on a narrow screen? A name that has no room beside its value goes on below."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from operis.web.pictures.scale import fitted_apart, in_two, rem

NARROW, APART, BELOW, SMALL = 27, 2, 34, 40
"""Letters of text size that fit across 320 px with a value beside them, between both, and where nothing stands beside them; small ones."""
ROW, HEAD, LINE = Decimal("2.9"), Decimal("1.35"), Decimal("1.25")
"""In rem: a row, where its bar begins, and a further line of words."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """A row: its name on two lines where it does not fit on one, and where lines and bar stand."""

    first: str
    rest: str
    text: str
    below: str
    top: str


def in_lines(names: Sequence[str], beside: Sequence[int]) -> tuple[list[Narrow], str]:
    """The rows, and how high they are together; no height where no name needs a second line. `beside` is how wide each value is."""
    rooms = [NARROW - APART - one for one in beside]
    rows, top = [], Decimal(0)
    for name, room in zip(fitted_apart(names, [room + BELOW for room in rooms]), rooms, strict=True):
        first, rest = in_two(name, room, BELOW)
        more = LINE if rest else Decimal(0)
        rows.append(Narrow(first, rest, rem(top + Decimal("0.95")), rem(top + Decimal("0.95") + more), rem(top + HEAD + more)))
        top += ROW + more
    return rows, rem(top) if any(one.rest for one in rows) else ""
