"""Until when may a result or a step be queried? A result is known when its notice period has ended, a step when it ended; from then on the
days run.
"""

from datetime import date

from operis.core.acts import Due
from operis.documents.lawbook import book, calendar
from operis.law.book import PACK, Law, Row

QUERY, KNOWN = "GPL-52", "REG-53"  # how long one may query, and that a result is known when its notice period ends


def query_until(method: str, stands_until: Due | None) -> tuple[date, Row] | None:
    """The last day and the row that gives it; None where the law of queries does not apply."""
    return None if stands_until is None else step_query_until(method, stands_until.day)


def step_query_until(method: str, ended: date) -> tuple[date, Row] | None:
    """The last day on which a step of the procedure that ended on a day may be queried, and the row that gives it."""
    law = Law(book(), PACK, act_day=ended)
    row, known = law.get(QUERY, method=method or None), law.get(KNOWN, method=method or None)
    return None if row is None or known is None else (calendar().latest(ended, row.period()), row)
