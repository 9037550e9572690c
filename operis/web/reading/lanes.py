"""How do the prices and the points of a lot lie beside each other? Two pictures, across in percent and down in rem, each with a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from operis.core.money import Fen
from operis.dockets.procurement.comparing import RANKED, THROWN_OUT, WON, Fared
from operis.documents.comparing import outcome_said, points_said
from operis.documents.shown import money
from operis.web.pictures.narrow import BELOW
from operis.web.pictures.scale import fitted, room_of

HIGH, PRICED, GAP, HEAD, FOOT = 3.6, 4.2, 0.9, 2.2, 0.6
"""In rem: a row of points and one of prices, where a line lies in it, and what is above and below all."""
AHEAD = Decimal("0.15")
"""So much of the way between the prices is left before the lowest."""
ACROSS, SPACE = Decimal(92), Decimal("0.9")
PAGE, BOLD, BOLD_NARROW = 76, 64, 31
"""Letters that fit across a page that is not narrow, and across paper; and so many where they are bold; and across a narrow page."""
UNDER = 2.25
"""In rem, from the name: a price that stands under its line, clear of the dot."""
CLASSES = {WON: "win", THROWN_OUT: "out"}


@dataclass(frozen=True, slots=True)
class PriceRow:
    name: str
    wide: str
    short: str
    """The name as far as it fits, beside its price and alone on a narrow screen."""
    words: str
    told: str
    """Price, and what became of the bid, where that is to be said."""
    kind: str
    x: str
    counted_x: str = ""
    """Where its price was compared, having been lowered."""
    counted: str = ""
    """The price that was compared, in words."""
    lowered: bool = False
    top: str = ""
    line: str = ""
    below: str = ""
    end: str = ""
    """From where to where the line of the ceiling is drawn: never through words."""
    under: str = ""
    """Where the price stands on a narrow screen, which has no room for it beside the name."""


@dataclass(frozen=True, slots=True)
class Prices:
    rows: tuple[PriceRow, ...]
    limit_x: str
    limit: str
    low: str
    height: str
    bottom: str
    description: str
    lowered: bool
    limit_left: bool
    """Whether the line of the ceiling is in the left half, so that prices under theirs stand in the right."""


def prices(bids: tuple[Fared, ...], limit: Fen, names: Mapping[str, str]) -> Prices | None:
    """None where there are not two prices to be compared."""
    priced = sorted((one for one in bids if one.price is not None), key=lambda one: (one.price or 0, one.supplier))
    if len(priced) < 2:
        return None
    figures = [Decimal(each) for one in priced for each in (one.price, one.evaluated) if each is not None] + [Decimal(limit)]
    high, least = max(figures), min(figures)
    low = max(Decimal(0), least - (high - least) * AHEAD) if high > least else Decimal(0)

    def across(figure: int) -> str:
        return f"{(Decimal(figure) - low) / (high - low) * ACROSS:.2f}"

    rows = []
    for place, one in enumerate(priced):
        top, words = HEAD + place * PRICED, money(one.price or 0)
        said = outcome_said(one) if one.how != RANKED else ""
        lowered = one.evaluated is not None
        name, room = names.get(one.supplier, one.supplier), (BOLD, BOLD_NARROW) if one.how == WON else (PAGE, BELOW)
        told = _("{price} {outcome}").format(price=words, outcome=said).strip()
        rows.append(PriceRow(
            name=name, wide=fitted(name, room[0] - room_of(told)), short=fitted(name, room[1]), words=words, told=told,
            kind=CLASSES.get(one.how, "rest"), x=across(one.price or 0), top=f"{top + 1.3:.2f}", line=f"{top + 1.3 + GAP:.2f}",
            below=f"{top + 1.3 + GAP / 2:.2f}", end=f"{top + PRICED:.2f}", under=f"{top + 1.3 + UNDER:.2f}",
            counted_x=across(one.evaluated or 0) if lowered else "", lowered=lowered,
            counted=money(one.counted) if one.counted is not None else "-",
        ))  # fmt: skip
    said = _("; ").join(f"{one.name} {one.told}" for one in rows)
    bottom = HEAD + len(rows) * PRICED
    return Prices(
        tuple(rows), across(limit), money(limit), money(Fen(int(low))), f"{bottom + FOOT:.2f}", f"{bottom:.2f}",
        _("{prices}; ceiling {limit}").format(prices=said, limit=money(limit)), any(one.lowered for one in rows),
        limit_left=Decimal(across(limit)) < ACROSS / 2,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lane:
    x: str
    wide: str
    full: str
    words: str


@dataclass(frozen=True, slots=True)
class Head:
    x: str
    name: str
    most: str
    no: str


@dataclass(frozen=True, slots=True)
class PointRow:
    name: str
    total: str
    kind: str
    lanes: tuple[Lane, ...]
    top: str
    line: str
    text: str


@dataclass(frozen=True, slots=True)
class Points:
    heads: tuple[Head, ...]
    rows: tuple[PointRow, ...]
    height: str
    description: str

    @property
    def columns(self) -> tuple[tuple[Head, tuple[str, ...]], ...]:
        """By criterion, the points of each bid."""
        return tuple((head, tuple(row.lanes[place].words for row in self.rows)) for place, head in enumerate(self.heads))


def points(bids: tuple[Fared, ...], weights: Mapping[str, Decimal], criteria: Mapping[str, str], names: Mapping[str, str]) -> Points | None:
    """A lane for each criterion, as wide as its maximum; None where no points were given."""
    scored = [one for one in bids if one.points and one.total is not None]
    ids = [one for one in weights if weights[one] > 0 and any(one in dict(bid.points) for bid in scored)]
    whole = sum((weights[one] for one in ids), Decimal(0))
    if not whole:
        return None
    room = Decimal(100) - SPACE * (len(ids) - 1)
    wide = {one: weights[one] / whole * room for one in ids}
    starts: dict[str, Decimal] = {}
    for one in ids:
        starts[one] = sum((wide[before] + SPACE for before in starts), Decimal(0))
    heads = tuple(
        Head(f"{starts[one]:.2f}", criteria.get(one, one), f"{weights[one]:f}", f"{place}") for place, one in enumerate(ids, start=1)
    )
    rows = tuple(_row(one, place, ids, starts, wide, weights, names) for place, one in enumerate(scored))
    return Points(heads, rows, f"{HEAD + len(rows) * HIGH:.2f}", _("; ").join(f"{one.name} {one.total}" for one in rows))


def _row(
    bid: Fared, place: int, ids: list[str], starts: Mapping[str, Decimal], wide: Mapping[str, Decimal], weights: Mapping[str, Decimal],
    names: Mapping[str, str],
) -> PointRow:  # fmt: skip
    own, top = dict(bid.points), HEAD + place * HIGH
    lanes = tuple(
        Lane(f"{starts[one]:.2f}", f"{wide[one] * min(own.get(one, Decimal(0)) / weights[one], Decimal(1)):.2f}", f"{wide[one]:.2f}",
             points_said(own.get(one, Decimal(0))))
        for one in ids
    )  # fmt: skip
    return PointRow(
        names.get(bid.supplier, bid.supplier), points_said(bid.total or Decimal(0)), CLASSES.get(bid.how, "rest"), lanes,
        f"{top + 1.3:.2f}", f"{top + 1.75:.2f}", f"{top + 2.8:.2f}",
    )  # fmt: skip
