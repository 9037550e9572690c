"""What does an act conclude? The body that acts, and days with the row they rest on."""

from collections.abc import Callable
from datetime import date
from typing import Any

from operis.core.acts import Due
from operis.core.case import Case

Conclude = Callable[[Case[Any, Any]], Any]


def the_body(case: Case[Any, Any]) -> str:
    return case.mandate.acts_for or ""


def day_after(*rows: str, start: Callable[[Case[Any, Any]], date] = lambda case: case.today) -> Conclude:
    """The day before which a minimum does not end, counted from `start`, by the first of `rows` in force; None while none is."""

    def conclude(case: Case[Any, Any]) -> Due | None:
        row = case.law.first(rows, method=case.method)
        return Due(day=case.calendar.after(start(case), row.period()), row=row.id) if row else None

    return conclude


def last_day_of(*rows: str) -> Conclude:
    """The last day for what is to be done from today, by the first of `rows` in force; None while none is."""

    def conclude(case: Case[Any, Any]) -> Due | None:
        row = case.law.first(rows, method=case.method)
        return Due(day=case.calendar.latest(case.today, row.period()), row=row.id) if row else None

    return conclude
