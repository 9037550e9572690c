"""How is a figure shown? Its picture where there is one, the table under it, and where the same numbers are handed out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.documents.lawbook import book
from operis.documents.shown import amount, day, language, length, number, period
from operis.figures.answers import Drawn, Part
from operis.figures.needs import CLOSED, ENDED, LEFT, NEED, STAGES
from operis.figures.stages import LEAST
from operis.figures.tables import Column, Figures, Name, Sort, Value
from operis.law.rows import Period
from operis.web.components.links import Link
from operis.web.components.table import Cell, Table
from operis.web.components.table import Column as Head
from operis.web.pictures import shapes
from operis.web.pictures.shapes import Given

FEW = 8
"""Of fewer values a quartile is one of them, and a fence says nothing."""
DRAWN_MOST, LISTED_MOST = 25, 100
"""So many rows are drawn, and so many listed on a page; what is handed out as a file has them all."""


@dataclass(frozen=True, slots=True)
class Shown:
    slug: str
    words: str
    table: Table
    whole: bool
    """Whether the last row sums the others."""
    pic: Any = None
    solid: str = ""
    hatched: str = ""
    note: str = ""
    nothing: str = ""
    files: tuple[Link, ...] = ()

    @property
    def template(self) -> str:
        return f"web/pictures/{self.pic.kind}.html"


def shown(part: Part, figures: Figures, files: tuple[Link, ...] = (), *, of: int = 0) -> Shown:
    """`of`: how many rows there are in all, where these are the first of them."""
    drawing = DRAWINGS.get(part.drawn)
    heads = {column.slug: str(column.words) for column in figures.columns}
    rows = (*figures.rows[:LISTED_MOST], *((figures.whole,) if figures.whole and figures.rows else ()))
    cells = tuple(tuple(cell(column, one) for column, one in zip(figures.columns, row, strict=True)) for row in rows)
    columns = tuple(Head(str(one.words), number=one.sort in NUMBERS) for one in figures.columns)
    return Shown(
        figures.slug, str(figures.words), Table(str(figures.words), columns, cells), bool(figures.whole and figures.rows),
        pic=drawing(part, figures) if drawing is not None else None, solid=heads.get(part.solid, "") or _("the law's period"),
        hatched=heads.get(part.hatched, "") or _("beyond it"),
        note=" ".join(_notes(part, figures, of)), nothing=_nothing(part, figures), files=files,
    )  # fmt: skip


def _nothing(part: Part, figures: Figures) -> str:
    """What could not be looked at does not stand out either, and is not said not to."""
    if figures.looked == 0:
        return _("No process of this year can be looked at by this.")
    if figures.few:
        return _("Too few processes to compare, so nothing can be said.")
    return str(part.nothing or _("Nothing of this kind is on the record."))


def _notes(part: Part, figures: Figures, of: int) -> Iterator[str]:
    if part.drawn is not Drawn.TABLE and of > len(figures.rows):
        yield _("The first {count} of {all}.").format(count=len(figures.rows), all=of)
    elif len(figures.rows) > LISTED_MOST:
        said_ = _("The first {count} of {all} are listed here; the file has all.")
        yield said_.format(count=LISTED_MOST, all=number(len(figures.rows)))
    elif part.drawn is not Drawn.TABLE and len(figures.rows) > DRAWN_MOST:
        yield _("The first {count} are drawn; the table has all.").format(count=DRAWN_MOST)
    if part.drawn is Drawn.BARS and (left := sum(one is None for one in _solid(part, figures))):
        yield _("Not drawn, as nothing can be said of so few processes: {count}. They stand in the numbers.").format(count=left)
    if part.note is not None:
        yield str(part.note)
    if figures.looked:
        yield _("Processes looked at: {count}.").format(count=number(figures.looked))
        if figures.rows and figures.looked < FEW:
            yield _("Where so few are compared, one can stand out by chance: it says nothing against anybody.")


NUMBERS = (Sort.COUNT, Sort.FEN, Sort.SHARE, Sort.DAYS)


def cell(column: Column, value: Value) -> Cell:
    if isinstance(value, Name) and value.words is not None:
        return Cell(str(value.words))
    if isinstance(value, Name):
        own = bool(value.zh if language() == "zh" else value.en) or not value.key
        tag = "" if own else "zh-Hans" if language() == "en" else "en"
        return Cell(value.within(language()), reverse(value.page, args=[value.key]) if value.page and value.key else "", tag=tag)
    return Cell(said(column.sort, value), whole=column.sort is Sort.DAY)


def said(sort: Sort, value: Value) -> str:
    """A value in words; nothing is said of what there is not."""
    match value:
        case Decimal():
            return f"{value}"
        case date():
            return day(value)
        case int():
            return amount(value) if sort is Sort.FEN else number(value)
        case Name():
            return str(value.words) if value.words is not None else value.within(language())
    return "-"


def _rows(part: Part, figures: Figures) -> list[Given]:
    """Names and lengths of the first column and of those that are drawn."""
    places = {column.slug: place for place, column in enumerate(figures.columns)}
    solid = places[part.solid]
    hatched, share = places.get(part.hatched), places.get("share")
    sort = figures.columns[solid].sort
    given = []
    for row in [one for one in figures.rows if one[solid] is not None][:DRAWN_MOST]:
        done, decided = _measure(row[solid]), _measure(row[hatched]) if hatched is not None else 0
        brief = words = said(sort, done + decided) if done + decided else _("none")
        if share is not None and row[share] is not None:
            words = _("{amount}, {share}%").format(amount=words, share=said(Sort.SHARE, row[share]))
        given.append(Given(said(Sort.NAME, row[0]), words, done, decided, brief))
    return given


def _solid(part: Part, figures: Figures) -> Iterator[Value]:
    place = [column.slug for column in figures.columns].index(part.solid)
    return (row[place] for row in figures.rows)


def _length(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _measure(value: Value) -> int | Decimal:
    return value if isinstance(value, Decimal) else _length(value)


def _bars(part: Part, figures: Figures) -> Any:
    return shapes.bars(_rows(part, figures))


def _squares(part: Part, figures: Figures) -> Any:
    return shapes.squares(_rows(part, figures), "late" if part.solid == "late" else "out")


def _columns(part: Part, figures: Figures) -> Any:
    return shapes.columns(_rows(part, figures))


def _stream(part: Part, figures: Figures) -> Any:
    known, stages = {one.slug: one for one in STAGES}, []
    for row in figures.rows:
        name, came, here, still, left = (*row,)
        if isinstance(name, Name):
            shut = _length(here) - _length(still) if still is not None else 0
            gone = (ENDED if name.key != STAGES[NEED].slug else LEFT).within(language())
            waits = (CLOSED if shut else known[name.key].waits).within(language())
            stages.append((name.within(language()), _length(came), _length(here), _length(left),
                           waits.format(count=here, open=still, closed=shut) if here else "",
                           gone.format(count=left) if left else ""))  # fmt: skip
    return shapes.stream(stages)


def _late(part: Part, figures: Figures) -> Any:
    """Every limit is drawn to one length; what lies beyond it, to one scale."""
    given = []
    for row in figures.rows[:DRAWN_MOST]:
        process, duty, _party, last, late = row[:5]
        name = _("{process}: {duty}").format(process=said(Sort.NAME, process), duty=said(Sort.NAME, duty))
        beyond = ngettext("{count} working day late", "{count} working days late", _length(late)).format(count=late)
        given.append((name, _("by {day}").format(day=said(Sort.DAY, last)), beyond, Decimal(_length(late))))
    return shapes.limits(given)


def _periods(part: Part, figures: Figures) -> Any:
    """Half of the purchases of a stage came through in so many days; the law's period beside, and what is late and not done yet.

    Where the law has no single period nothing is drawn beyond one: that some are late is said in words.
    """
    given = []
    for row in figures.rows:
        stage, _count, _shortest, median, _longest, limit, unit, rule, _outside, waiting, late, longest = row
        under = said(Sort.NAME, rule) if rule is not None else _("no single period in the law")
        waits = _("{late} late of {count} not done") if late else _("{count} not done yet") if waiting else ""
        waits = waits.format(count=waiting, late=late)
        taken = _taken(median, limit, unit, _is_least(rule))
        given.append(shapes.Term(said(Sort.NAME, stage), taken or waits, _length(median), _length(limit), waits if taken else "",
                                 _length(longest) if late and limit is not None else 0, under))  # fmt: skip
    return shapes.terms(given)


def _is_least(rule: Value) -> bool:
    """Whether the law's period is one that may not be shorter."""
    row = book().rows.get(rule.key) if isinstance(rule, Name) else None
    return row is not None and row.event is not None and row.event.bound == LEAST


def _taken(median: Value, limit: Value, counted: Value, least: bool) -> str:
    unit = counted.key if isinstance(counted, Name) else ""
    took = length(Period("", _length(median), unit)) if median is not None else ""
    if limit is None:
        return took
    if not took:
        return _("by law {length}").format(length=period(Period(LEAST if least else "", _length(limit), unit)))
    return (_("{took}, by law at least {limit}") if least else _("{took}, by law {limit}")).format(took=took, limit=limit)


def _places(part: Part, figures: Figures) -> Any:
    rows = [(said(Sort.NAME, row[0]), _length(row[2]), _length(row[3]), _length(row[4])) for row in figures.rows[:DRAWN_MOST]]
    words = _("{filled} filled, {reserved} reserved, {free} free")
    return shapes.places([(name, words.format(filled=filled, reserved=reserved, free=free), filled, reserved, free)
                          for name, filled, reserved, free in rows])  # fmt: skip


DRAWINGS: Mapping[Drawn, Callable[[Part, Figures], Any]] = {
    Drawn.BARS: _bars, Drawn.SQUARES: _squares, Drawn.COLUMNS: _columns, Drawn.STREAM: _stream, Drawn.LATE: _late, Drawn.PERIODS: _periods,
    Drawn.PLACES: _places,
}  # fmt: skip
