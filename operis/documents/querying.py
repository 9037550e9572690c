"""Until when may a published result be queried? A result is known when its notice period has ended; from then on the days run."""

from datetime import date

from operis.core.acts import Due
from operis.documents.lawbook import book, calendar
from operis.law.book import PACK, Law, Row

QUERY, KNOWN = "GPL-52", "REG-53"  # how long one may query, and that a result is known when its notice period ends


def query_until(method: str, stands_until: Due | None) -> tuple[date, Row] | None:
    """The last day and the row that gives it; None where the law of queries does not apply."""
    if stands_until is None:
        return None
    law = Law(book(), PACK, act_day=stands_until.day)
    row, known = law.get(QUERY, method=method or None), law.get(KNOWN, method=method or None)
    return None if row is None or known is None else (calendar().latest(stands_until.day, row.period()), row)
