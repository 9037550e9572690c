"""What is in each picture? Its words and lengths, made from a figure's rows; the templates beside draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from operis.web.pictures.narrow import APART, BELOW, HEAD, LINE, NARROW, ROW, SMALL, Narrow, in_lines
from operis.web.pictures.scale import fitted, fitted_apart, percent, rem, room_of

WIDE, BROAD = 56, 132
"""Letters of text size that fit across half of 1280 px, and across all of it."""
HAIR = Decimal("0.30")
"""In percent: as little of a bar is seen as is to be drawn of what is more than nothing."""
SQUARES_MOST = 14
"""So many squares fit across 320 px; of more a bar is drawn."""


@dataclass(frozen=True, slots=True)
class Given:
    """One row as it is drawn: name, value in words, and its length: done, and decided but not done."""

    name: str
    words: str
    solid: int | Decimal
    hatched: int | Decimal = 0
    brief: str = ""
    """The value in fewer words, where a narrow screen has no room for both."""


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    broad: str
    short: str
    narrow: Narrow
    words: str
    brief: str
    none: bool
    text: str
    top: str
    solid: str
    hatched: str


@dataclass(frozen=True, slots=True)
class Bars:
    rows: tuple[Bar, ...]
    height: str
    description: str
    hatching: bool
    narrow_height: str
    """Empty where each name fits on one line there too: then the one drawing serves both."""
    kind: str = "bars"


def seen(part: int | Decimal, most: int | Decimal) -> str:
    """A length on the scale of the most; of what is not nothing, a hair at least."""
    return percent(max(Decimal(part), Decimal(most) * HAIR / 100), most) if part else percent(0, most)


def broad(name: str, room: int = 0) -> str:
    """A name that is cut where a picture has half of a screen, as it is where it has the whole; nothing of one that fits."""
    return fitted(name, BROAD - room) if room_of(name) > WIDE - room else ""


def bars(given: Sequence[Given]) -> Bars | None:
    """One scale from zero; None where nothing has a length."""
    most = max((one.solid + one.hatched for one in given), default=0)
    if not most:
        return None
    rows, (names, shorts), (narrow, narrow_height) = [], _cut(given), in_lines(*_beside(given))
    for place, one in enumerate(given):
        top = ROW * place
        rows.append(Bar(
            names[place], broad(one.name, room_of(one.words)), shorts[place], narrow[place], one.words, one.brief or one.words,
            not one.solid + one.hatched, rem(top + Decimal("0.95")), rem(top + HEAD), seen(one.solid, most), seen(one.hatched, most),
        ))  # fmt: skip
    return Bars(tuple(rows), rem(ROW * len(rows)), described(given), any(one.hatched for one in given), narrow_height)


def _beside(given: Sequence[Given]) -> tuple[list[str], list[int]]:
    """The names, and how wide what stands beside each is on a narrow screen."""
    return [one.name for one in given], [room_of(one.brief or one.words) for one in given]


def _cut(given: Sequence[Given]) -> tuple[list[str], list[str]]:
    """The names for half of a wide screen and for a narrow one, beside their values."""
    (names, briefs), values = _beside(given), [room_of(one.words) for one in given]
    return fitted_apart(names, [WIDE - one for one in values]), fitted_apart(names, [NARROW - APART - one for one in briefs])


@dataclass(frozen=True, slots=True)
class Term:
    """One stage: how long it takes, the period of the law as a band with its rule, and what waits beyond it."""

    name: str
    words: str
    taken: int
    limit: int = 0
    waiting: str = ""
    """What is said of those that are not done."""
    late: int = 0
    """The longest of them that is late."""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class TermBar:
    name: str
    rule: str
    words: str
    waiting: str
    text: str
    ruled: str
    said: str
    below: str
    top: str
    inner: str
    solid: str
    band: str
    late: str


@dataclass(frozen=True, slots=True)
class Terms:
    rows: tuple[TermBar, ...]
    height: str
    description: str
    banded: bool
    late: bool
    kind: str = "terms"


TERM_ROW = Decimal("4.6")
"""In rem: a row that has two lines of words."""


def terms(given: Sequence[Term]) -> Terms | None:
    """One scale from zero; the band as high as its row, the bar within it, and red from the end of the band."""
    most = max((max(one.taken, one.limit, one.late) for one in given), default=0)
    if not most:
        return None
    rows, top = [], Decimal(0)
    for one in given:
        told = top + Decimal("2.2") + (LINE if one.rule else 0)
        below = told + (LINE if one.waiting else 0)
        rows.append(TermBar(
            fitted(one.name, BELOW), fitted(one.rule, SMALL), one.words, one.waiting, rem(top + Decimal("0.95")), rem(top + Decimal("2.2")),
            rem(told), rem(below), rem(below + Decimal("0.4")), rem(below + Decimal("0.65")), percent(one.taken, most),
            percent(one.limit, most), percent(max(0, one.late - one.limit), most),
        ))  # fmt: skip
        top += TERM_ROW + (LINE if one.rule else 0) + (LINE if one.waiting else 0)
    said = ((one.name, _("; ").join(filter(None, (one.words, one.waiting, one.rule)))) for one in given)
    described = _("; ").join(_("{name}: {value}").format(name=name, value=value) for name, value in said)
    return Terms(tuple(rows), rem(top), described, any(one.limit for one in given), any(one.late for one in given))


def described(given: Sequence[Given]) -> str:
    return _("; ").join(_("{name} {value}").format(name=one.name, value=one.words) for one in given)


@dataclass(frozen=True, slots=True)
class SquareRow:
    short: str
    narrow: Narrow
    name: str
    broad: str
    words: str
    text: str
    top: str
    places: tuple[str, ...]
    """Where each square begins."""


@dataclass(frozen=True, slots=True)
class Squares:
    rows: tuple[SquareRow, ...]
    height: str
    description: str
    fill: str
    narrow_height: str
    kind: str = "squares"


def squares(given: Sequence[Given], fill: str = "out") -> Squares | Bars | None:
    """What is small is shown one by one; where there are many of anything, as bars."""
    if max((one.solid for one in given), default=0) > SQUARES_MOST:
        return bars(given)
    rows, (names, shorts), (narrow, narrow_height) = [], _cut(given), in_lines(*_beside(given))
    for place, one in enumerate(given):
        top = ROW * place
        rows.append(SquareRow(
            shorts[place], narrow[place], names[place], broad(one.name, room_of(one.words)), one.words, rem(top + Decimal("0.95")),
            rem(top + HEAD), tuple(rem(Decimal("1.25") * each) for each in range(int(one.solid))),
        ))  # fmt: skip
    return Squares(tuple(rows), rem(ROW * len(rows)), described(given), fill, narrow_height) if rows else None


@dataclass(frozen=True, slots=True)
class Pillar:
    name: str
    words: str
    x: str
    middle: str
    top: str
    above: str
    high: str
    none: bool


@dataclass(frozen=True, slots=True)
class Columns:
    rows: tuple[Pillar, ...]
    wide: str
    description: str
    kind: str = "columns"


TALL, FOOT = Decimal(7), Decimal("8.8")
"""In rem: the highest column, and where their feet stand."""
MIDDLE = Decimal("0.4")
"""Of the room of a column, from its left: the middle of what is drawn."""


def columns(given: Sequence[Given]) -> Columns | None:
    """One beside the other from the same foot, in the order of their months or counts."""
    most = max((one.solid for one in given), default=0)
    if not most:
        return None
    step = Decimal(100) / len(given)
    rows = []
    for place, one in enumerate(given):
        high = TALL * one.solid / most
        rows.append(Pillar(
            fitted(one.name, max(3, NARROW // len(given))), one.words, f"{step * place:.2f}", f"{step * (place + MIDDLE):.2f}",
            rem(FOOT - high), rem(FOOT - high - Decimal("0.35")), rem(high), not one.solid,
        ))  # fmt: skip
    return Columns(tuple(rows), f"{step * Decimal('0.8'):.2f}", described(given))


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the stream; `x` and the rest are for the wide drawing, `tall` and the rest for the narrow one."""

    name: str
    came: int
    said: str
    left_said: str
    x: str
    left_top: str
    left_high: str
    here_top: str
    here_high: str
    went_top: str
    went_high: str
    number: str
    row: str
    row_bar: str
    row_text: str
    row_below: str
    went_wide: str
    here_x: str
    here_wide: str
    left_x: str
    left_wide: str
    after: str


@dataclass(frozen=True, slots=True)
class Stream:
    steps: tuple[Step, ...]
    step_wide: str
    height: str
    description: str
    kind: str = "stream"


HIGH, BASE = Decimal("6.2"), Decimal("9.2")
NARROW_ROW, NARROW_WIDE, FIRST = Decimal("3.9"), Decimal(86), Decimal("1")


def stream(stages: Sequence[tuple[str, int, int, int, str, str]]) -> Stream | None:
    """Stages in their order: words, how many came, stand there, left, and what is said of those; None where nobody came."""
    most = stages[0][1] if stages else 0
    if not most:
        return None
    room = Decimal(100) / len(stages)
    steps = tuple(_step(place, one, most, room) for place, one in enumerate(stages))
    told = _("; ").join(_("{name} {value}").format(name=one.name, value=one.came) for one in steps)
    return Stream(steps, f"{room * Decimal('0.89'):.2f}", rem(NARROW_ROW * len(steps)), told)


def _step(place: int, stage: tuple[str, int, int, int, str, str], most: int, room: Decimal) -> Step:
    name, came, here, left, said, left_said = stage
    unit, across = HIGH / most, NARROW_WIDE / most
    top, went = BASE - unit * came, came - here - left
    row = NARROW_ROW * place
    return Step(
        name, came, said, left_said, f"{room * place:.2f}", rem(top), rem(unit * left), rem(top + unit * left), rem(unit * here),
        rem(top + unit * (left + here)), rem(unit * went), rem(top - Decimal("0.55")), rem(row + FIRST), rem(row + Decimal("1.5")),
        rem(row + Decimal("2.35")), rem(row + Decimal("3.4")), f"{across * went:.2f}", f"{across * went:.2f}", f"{across * here:.2f}",
        f"{across * (went + here):.2f}", f"{across * left:.2f}", f"{across * came + Decimal('2.5'):.2f}",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lateness:
    """One period: its limit drawn to one length, and what lies beyond it."""

    name: str
    broad: str
    short: str
    limit: str
    beyond: str
    text: str
    top: str
    inner: str
    below: str
    x: str
    wide: str
    late: bool


@dataclass(frozen=True, slots=True)
class Limits:
    rows: tuple[Lateness, ...]
    height: str
    description: str
    kind: str = "limits"


LIMIT, BEYOND, LATE_ROW = Decimal(50), Decimal(50), Decimal("4.6")
"""In percent: the limit, and the most that is drawn beyond it."""


def limits(given: Sequence[tuple[str, str, str, Decimal]]) -> Limits | None:
    """What is late: name, the limit in words, what lies beyond it in words, and how long that is beside the others."""
    most = max((one[3] for one in given), default=Decimal(0))
    rows, shorts = [], fitted_apart([one[0] for one in given], [NARROW] * len(given))
    for place, (name, limit, beyond, over) in enumerate(given):
        top, wide = LATE_ROW * place, BEYOND * over / most if most else Decimal(0)
        rows.append(Lateness(
            fitted(name, WIDE), broad(name), shorts[place], limit, beyond, rem(top + Decimal("0.95")),
            rem(top + HEAD), rem(top + Decimal("2.2")), rem(top + Decimal("3.55")), f"{LIMIT}", f"{wide:.2f}", over > 0,
        ))  # fmt: skip
    told = _("; ").join(_("{name}: {value}").format(name=one.name, value=one.beyond) for one in rows)
    return Limits(tuple(rows), rem(LATE_ROW * len(rows)), told) if rows else None


@dataclass(frozen=True, slots=True)
class Holder:
    """Places of one holder: where each square lies, the filled ones first; none drawn one by one where there are too many."""

    name: str
    words: str
    filled: tuple[tuple[str, str], ...]
    reserved: tuple[tuple[str, str], ...]
    free: tuple[tuple[str, str], ...]
    height: str


@dataclass(frozen=True, slots=True)
class Places:
    rows: tuple[Holder, ...]
    description: str
    kind: str = "places"


PLACES_MOST = 140
SQUARE = Decimal("1.25")


def places(given: Sequence[tuple[str, str, int, int, int]]) -> Places | Bars | None:
    """A square for each place; where somebody has very many, bars."""
    if max((filled + reserved + free for _name, _words, filled, reserved, free in given), default=0) > PLACES_MOST:
        return bars([Given(name, words, filled, reserved) for name, words, filled, reserved, _free in given])
    rows = []
    for name, words, filled, reserved, free in given:
        whole = filled + reserved + free
        at = [(rem(SQUARE * (place % SQUARES_MOST)), rem(SQUARE * (place // SQUARES_MOST))) for place in range(whole)]
        height = rem(SQUARE * ((whole + SQUARES_MOST - 1) // SQUARES_MOST))
        rows.append(Holder(name, words, tuple(at[:filled]), tuple(at[filled : filled + reserved]), tuple(at[filled + reserved :]), height))
    return Places(tuple(rows), _("; ").join(_("{name}: {value}").format(name=one.name, value=one.words) for one in rows)) if rows else None
