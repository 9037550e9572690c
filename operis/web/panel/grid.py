"""What stands in each cell of a member's grid: points that the opening gives, figures that it typed, what is wrong, what is missing?"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from operis.core.scores import Scores
from operis.dockets.procurement.evaluating import Sheet
from operis.dockets.procurement.evaluation import first_offers, sheets_of
from operis.dockets.procurement.reserving import lowered_by
from operis.dockets.procurement.terms import Band, Criterion
from operis.documents.counting_small import uncounted_said
from operis.documents.shown import money
from operis.rules.before_panel import evaluation_of, scored
from operis.rules.scoring.matter import Matter, rounded
from operis.rules.scoring.points import evaluated, price_points
from operis.rules.sheets import COUNTED, counted_apart
from operis.web.panel.bids import NOTHING, Bid, Told, beside, compared
from operis.web.panel.sitting import AtPanel, criterion_name

FIGURE = re.compile(r"\d{1,4}(\.\d{1,2})?")
POINTS_LIKE = str.maketrans({"。": ".", ",": ".", "、": "."})
"""What a keyboard for Chinese gives where a point was meant."""
PLACES, FEN = 2, 100


@dataclass(frozen=True, slots=True)
class Cell:
    """`name` and `id` only where there is something to type; `points` once they are known."""

    bidder: str
    who: str
    points: Decimal | None = None
    said: str = ""
    """What was typed, as it was typed."""
    name: str = ""
    id: str = ""
    label: str = ""
    wrong: str = ""
    told: tuple[str, ...] = ()
    source: str = ""
    told_by_bid: Told = NOTHING

    @property
    def shown(self) -> str:
        return f"{self.points:f}" if self.points is not None else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion over all bids."""

    id: str
    name: str
    most: str
    weight: Decimal
    kind: str
    rule: str | SafeString
    bands: tuple[tuple[str, str | SafeString], ...]
    cells: tuple[Cell, ...]
    typed: bool
    url: str = ""

    @property
    def texts(self) -> bool:
        return any(one.told_by_bid.text or one.told_by_bid.files for one in self.cells)


@dataclass(frozen=True, slots=True)
class Rect:
    """A part of the picture: of a bar, what there is to earn and what was earned, in percent of the width."""

    x: str
    wide: str
    earned: str
    open: bool


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    says: str
    rects: tuple[Rect, ...]


@dataclass(frozen=True)
class Grid:
    bids: tuple[Bid, ...]
    lines: tuple[Line, ...]
    sums: tuple[tuple[str, str], ...] = ()
    most: str = ""
    bars: tuple[Bar, ...] = ()
    heads: tuple[tuple[str, str, str], ...] = ()
    """Of the picture: where each criterion begins, its number and its name."""
    left: tuple[tuple[str, int], ...] = ()
    """By bidder, how many of its cells are empty."""
    of: int = 0
    done: int = 0
    itself: int = 0
    wrong: tuple[Cell, ...] = ()

    @property
    def whole(self) -> bool:
        return self.of > 0 and self.done == self.of and not self.wrong


def name_of(lot: str, bid: str, criterion: str) -> str:
    return f"s-{lot}-{bid}-{criterion}"


def read(said: str) -> Decimal | None:
    """A figure as people type it, full width or with a Chinese stop; none where it is no figure."""
    plain = unicodedata.normalize("NFKC", said).strip().translate(POINTS_LIKE)
    return Decimal(plain) if FIGURE.fullmatch(plain) else None


def measured(one: Criterion) -> bool:
    """Whether what is counted has bands from figure to figure: then the figure is entered, and the points follow from it."""
    return one.kind == COUNTED and bool(one.bands) and all(band.least is not None or band.most is not None for band in one.bands)


def banded(one: Criterion, counted: Decimal) -> Decimal | None:
    def holds(band: Band) -> bool:
        return (band.least is None or band.least <= counted) and (band.most is None or counted <= band.most)

    return next((band.points for band in one.bands if holds(band)), None)


def priced(at: AtPanel, lot: str) -> dict[str, tuple[Decimal, str]]:
    """By bidder, the points of its price by the formula of the documents, and where it is from; nothing where the price is not scored."""
    matter = Matter(evaluation_of(at.scoring.case(at.now), lot, ()), at.scoring.case(at.now).law)
    if matter.price is None or matter.by_price:
        return {}
    bids = [bid for _place, bid in matter.standing if bid.price is not None]
    prices = [price for bid in bids if (price := evaluated(matter, bid, Fraction(0))) is not None]
    final, plan = bool(at.state.rounds_past), at.state.plan
    lowered = plan is not None and lowered_by(plan, lot) is not None
    why = {one.supplier: uncounted_said(one.uncounted) for one in first_offers(at.state, lot) if lowered}
    return {
        bid.bidder: (rounded(share, PLACES), whence(bid.price or 0, price, final=final, why=why.get(bid.bidder, "")))
        for bid, price, share in zip(bids, prices, price_points(matter.price, prices), strict=True)
    }


def whence(asked: int, price: Fraction, *, final: bool, why: str = "") -> str:
    """Where a price is from, and as what it is compared where that is another figure: less, for a small firm; or why it is not less."""
    words = _("from the final quotes") if final else _("from the opening")
    if price == Fraction(asked, FEN):
        not_lowered = _("{whence}; not lowered as that of a small or micro enterprise: {why}")
        return not_lowered.format(whence=words, why=why) if why else words
    return _("{whence}; compared as {price}").format(whence=words, price=money(int(price * FEN)))


def own_sheets(at: AtPanel, lot: str) -> dict[str, Sheet]:
    """What the member has handed in."""
    return next((given for person, given in sheets_of(at.state, lot).items() if person in at.mandate.persons), {})


def grid(at: AtPanel, lot: str, typed: Mapping[str, str]) -> Grid:
    """As it stands with what was typed; what was handed in is not typed again but for counted figures that differ."""
    bids, own, price = compared(at, lot), own_sheets(at, lot), priced(at, lot)
    apart = {(str(one.id), supplier): figures for one, supplier, figures in counted_apart(at.state, lot)}
    lines = tuple(_line(at, lot, place, one, bids, typed, own, price, apart) for place, one in enumerate(at.criteria))
    cells = [cell for line in lines for cell in line.cells if cell.name]
    done, itself = sum(one.points is not None for one in cells), sum(not cell.name for line in lines for cell in line.cells)
    found = Grid(bids, lines, of=len(cells), done=done, wrong=tuple(one for one in cells if one.wrong), itself=itself)
    left = {bid.name: sum(1 for one in cells if one.bidder == bid.supplier and one.points is None) for bid in bids}
    most = sum((line.weight for line in lines), Decimal(0))
    bars, heads = _picture(found, most)
    return replace(found, sums=tuple((bid.name, _sum(own_cells, left[bid.name])) for bid, own_cells in _columns(found)), most=f"{most:f}",
                   left=tuple((name, count) for name, count in left.items() if count), bars=bars, heads=heads)  # fmt: skip


def _line(
    at: AtPanel, lot: str, place: int, one: Criterion, bids: tuple[Bid, ...], typed: Mapping[str, str], own: Mapping[str, Sheet],
    price: Mapping[str, tuple[Decimal, str]], apart: Mapping[tuple[str, str], tuple[Decimal, ...]],
) -> Line:  # fmt: skip
    def cell(column: int, bid: Bid) -> Cell:
        if one.kind == "price":
            points, source = price.get(bid.supplier, (None, ""))
            return Cell(bid.supplier, bid.name, points, source=source)
        given = own[bid.supplier].scores.get(one.id, (None,))[0] if bid.supplier in own else None
        differs = apart.get((str(one.id), bid.supplier), ()) if bid.supplier in own else ()  # before, nobody reads what others gave
        if bid.supplier in own and not differs:
            return Cell(bid.supplier, bid.name, given, source=_("handed in"), told_by_bid=bid.to(one.id))
        name = name_of(lot, bid.number, str(one.id))
        said = typed.get(name, f"{given:f}" if given is not None else "").strip()
        label = _("{bidder}, {criterion}, 0 to {most} points").format(bidder=bid.name, criterion=criterion_name(one), most=one.weight)
        empty = Cell(bid.supplier, bid.name, said=said, name=name, id=f"f-{place}-{column}", label=label, told_by_bid=bid.to(one.id))
        return _typed(empty, one, differs)

    said = beside(one)
    cells = tuple(cell(column, bid) for column, bid in enumerate(bids))
    url = at.address("panel-criterion", lot, str(one.id)) if one.kind != "price" else ""
    return Line(said.id, said.name, said.points, one.weight, said.kind, said.rule, said.bands, cells, any(each.name for each in cells), url)


def _typed(cell: Cell, one: Criterion, differs: tuple[Decimal, ...]) -> Cell:
    """With what is wrong in it, and what is told beside it."""
    told = _("Counted from {least} to {most} by the members: count it together.")
    apart = (told.format(least=differs[0], most=differs[-1]),) if differs else ()
    if not cell.said:
        return replace(cell, told=apart)
    figure = read(cell.said)
    points = banded(one, figure) if figure is not None and measured(one) else figure
    wrong = _wrong(cell.said, figure, points, one)
    if wrong or points is None:
        return replace(cell, told=apart, wrong=wrong)
    source = _("{figure} counted: {points} points").format(figure=figure, points=points) if measured(one) else ""
    return replace(cell, points=points, told=(*apart, *_beside_bands(points, one)), source=source)


def _wrong(said: str, figure: Decimal | None, points: Decimal | None, one: Criterion) -> str:
    if figure is None:
        return _("“{said}” is no figure: write one like 18 or 18.5.").format(said=said[:20])
    if points is None:
        return _("No band of this criterion holds {figure}.").format(figure=figure)
    return _("At most {most} points; here are {points}.").format(most=one.weight, points=points) if points > one.weight else ""


def _beside_bands(points: Decimal, one: Criterion) -> Iterator[str]:
    """That the points are those of none of the bands: it is told, and the member answers for it."""
    bands = sorted({band.points for band in one.bands})
    if bands and points not in bands:
        told = _("The bands of the documents give {bands} points, and not {points}.")
        yield told.format(bands=", ".join(f"{each:f}" for each in bands), points=points)


def _columns(found: Grid) -> Iterator[tuple[Bid, tuple[Cell, ...]]]:
    for column, bid in enumerate(found.bids):
        yield bid, tuple(line.cells[column] for line in found.lines)


def _sum(cells: tuple[Cell, ...], left: int) -> str:
    total = sum((one.points for one in cells if one.points is not None), Decimal(0))
    return f"{total:f}" if not left else _("{total}, {left} still open").format(total=f"{total:f}", left=left)


def sheets(at: AtPanel, lot: str, found: Grid) -> Iterator[tuple[str, Scores]]:
    """By bidder, its points as they are handed in: of a sheet that is put right, only those that changed."""
    own = own_sheets(at, lot)
    asked = [one.id for one in scored(at.state)]
    for bid, cells in _columns(found):
        by = {line.id: cell for line, cell in zip(found.lines, cells, strict=True)}
        scores = {str(one): (points,) for one in asked if (points := by[str(one)].points) is not None}
        if bid.supplier not in own or {name: own[bid.supplier].scores.get(name) for name in scores} != scores:
            yield bid.supplier, scores


GAP = 0.8


def _picture(found: Grid, most: Decimal) -> tuple[tuple[Bar, ...], tuple[tuple[str, str, str], ...]]:
    """A bar for each bid, a lane for each criterion as wide as its points."""
    room = 100 - GAP * max(len(found.lines) - 1, 0)
    begins, x = list[tuple[float, float]](), 0.0
    for line in found.lines:
        wide = room * float(line.weight / most) if most else 0.0
        begins.append((x, wide))
        x += wide + GAP
    bars = tuple(
        Bar(bid.name, _sum(cells, sum(1 for one in cells if one.name and one.points is None)),
            tuple(_rect(where, line, cell) for where, line, cell in zip(begins, found.lines, cells, strict=True)))
        for bid, cells in _columns(found)
    )  # fmt: skip
    heads = tuple((f"{where[0]:.2f}", f"{no}", line.name) for no, (where, line) in enumerate(zip(begins, found.lines, strict=True), 1))
    return bars, heads


def _rect(where: tuple[float, float], line: Line, cell: Cell) -> Rect:
    x, wide = where
    share = float(cell.points / line.weight) if cell.points is not None and line.weight else 0.0
    return Rect(f"{x:.2f}", f"{wide:.2f}", f"{wide * min(share, 1.0):.2f}", cell.points is None)
