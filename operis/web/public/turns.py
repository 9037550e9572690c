"""Does the page of a service say who wins there in turn? Who bid where and who won over all years, with arithmetic and no verdict."""

from collections.abc import Callable
from dataclasses import dataclass

from operis.documents.lawbook import book
from operis.figures import turns
from operis.figures.answers import Drawn, Part
from operis.figures.remembered import remembered
from operis.figures.scope import Scope
from operis.figures.tables import Figures
from operis.law.book import Row
from operis.web.public.drawing import Shown, shown
from operis.web.reading.lists import PAGE_ROWS

ROW, LEAST = "OURS-TURNS", "lots_min_count"


@dataclass(frozen=True, slots=True)
class Turns:
    """`rare` is worked out from so many lots on as our rule says."""

    count: int
    tables: tuple[Shown, ...]
    rare: Shown | None
    row: Row
    least: int


def turns_of(scope: Scope) -> Turns | None:
    """None where no result is on record."""
    where = remembered(turns.who_bid_where, scope)
    if not where.rows:
        return None
    row = book().rows[ROW].at(scope.today)
    count, least = sum(one for line in where.rows if isinstance(one := line[3], int)), row.count(LEAST)
    tables = (_table(turns.who_bid_where, scope), _table(turns.winners_by_year, scope))
    return Turns(count, tables, _table(turns.how_rare, scope) if count >= least else None, row, least)


def _table(figures: Callable[[Scope], Figures], scope: Scope) -> Shown:
    made = remembered(figures, scope)
    first = Figures(made.slug, made.words, made.columns, made.rows[:PAGE_ROWS])
    return shown(Part(figures, Drawn.TABLE), first, of=len(made.rows))
