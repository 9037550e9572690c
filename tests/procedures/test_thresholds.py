"""Each amount of each place: one fen under it, at it, over it; on its first day and the day before, on its last and the day after."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from operis.core.decider import Refusal
from operis.core.findings import REFUSED, WARNING, Ground
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.budget.facts import budget_line
from operis.dockets.procurement.terms import Reservation
from operis.law.book import Row, covers_budget
from operis.procedures.below_threshold import BELOW_THRESHOLD
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.rules.amounts import OPEN_TENDER_AMOUNT, QUOTA
from tests.procedures.documents import plan
from tests.statute import at, book, case

WEIGHED = {QUOTA: (BELOW_THRESHOLD, "below_quota"), OPEN_TENDER_AMOUNT: (COMPETITIVE_CONSULTATION, "open_above_amount")}
"""By which method a plan meets the amount, and the check that weighs it."""
DAY = timedelta(1)
DEEPER = {"province": "", "city": "99", "county": "9901", "central": ""}
"""Some city, some county of a place, where a row names none."""


def amounts() -> Iterator[Any]:
    """Each amount of each row, for each of the budgets that the row covers, from the day it has it."""
    for row in book().rows.values():
        for term in WEIGHED if row.kind == "amount" and row.pack == "cn" else ():
            for first, fen in row.terms.get(term, ()):
                for place, level in budgets(row):
                    yield pytest.param(row.id, term, place, level, first, fen, id=f"{row.id}-{term}-{level}-{first}")


def budgets(row: Row) -> Iterator[tuple[str, str]]:
    said: Any = row.data.get("budgets", [{"level": level} for level in row.levels])
    for one in said:
        within = next(iter(one.get("within", ())), "")
        yield within + ("01" if within and one["level"] == "county" else "") or row.place + DEEPER[one["level"]], one["level"]


AMOUNTS = [*amounts()]


def in_force(term: str, place: str, level: str, day: date) -> Row | None:
    """The row that gives the amount there on a day, found by hand."""
    rows = [row for row in book().rows.values() if row.kind == "amount" and row.pack == "cn" and place.startswith(row.place)]
    fit = [row for row in rows if row.holds(day) and row.at(day).has(term) and row.covers(level=level) and covers_budget(row, place, level)]
    assert len(fit) <= 1, fit
    return fit[0].at(day) if fit else None


def weighed(term: str, place: str, level: str, day: date, fen: int) -> Ground | None:
    """What is said of a plan of this budget by the check of the amount; nothing where it stays below."""
    procedure, check = WEIGHED[term]
    given = case(procedure).told(budget_line, amount=Fen(fen * 10)).standing_in(place, level).happening(at(day))
    asked = plan(budget=Fen(fen), method=Slug(procedure.name), reservation=Reservation(way=Slug("whole")))
    decided = given().when(asked).decided
    grounds = decided.grounds if isinstance(decided, Refusal) else decided.notes
    return next((ground for ground in grounds if ground.check == check), None)


@pytest.mark.parametrize(("id", "term", "place", "level", "first", "fen"), AMOUNTS)
def test_an_amount_decides_from_the_fen_and_from_the_day(id: str, term: str, place: str, level: str, first: date, fen: int) -> None:
    row = book().rows[id]
    for day in filter(None, (first, row.last)):
        assert weighed(term, place, level, day, fen - 1) is None
        for reaches in (fen, fen + 1):
            ground = weighed(term, place, level, day, reaches)
            assert ground is not None
            assert (ground.finding.facts["source"], ground.finding.facts["amount"]) == (id, fen)
            assert ground.severity == (REFUSED if row.blocks else WARNING)


@pytest.mark.parametrize(("id", "term", "place", "level", "first", "fen"), AMOUNTS)
def test_the_day_before_and_the_day_after_another_amount_decides_or_is_asked_for(
    id: str, term: str, place: str, level: str, first: date, fen: int
) -> None:
    for day in filter(None, (first - DAY, (last := book().rows[id].last) and last + DAY)):
        row = in_force(term, place, level, day)
        assert row is None or row.id != id or row.fen(term) != fen
        ground = weighed(term, place, level, day, fen if row is None else row.fen(term))
        assert ground is not None
        if row is None:
            assert (ground.finding.says, ground.finding.facts) == ("Not on record: {what}.", {"what": term})
        else:
            assert ground.finding.facts["source"] == row.id


def test_every_amount_of_services_is_tried() -> None:
    tried = {param.values[0] for param in AMOUNTS}
    assert tried == {row.id for row in book().rows.values() if row.pack == "cn" and {QUOTA, OPEN_TENDER_AMOUNT} & {*row.terms}}
