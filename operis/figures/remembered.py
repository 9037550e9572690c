"""When are figures made anew? Whenever anything was entered or refused, and on every new day: until then they are the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.db import connection

from operis.figures.scope import Scope

F = TypeVar("F")
MOST = 200
"""So many are kept, the least used gone first."""
_kept: OrderedDict[tuple[Hashable, ...], Any] = OrderedDict()
_lock = Lock()


def remembered(figures: Callable[[Scope], F], scope: Scope) -> F:
    """What this asks of the record, exactly as it stands now."""
    key = (figures.__module__, figures.__name__, scope, *standing())
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            kept: F = _kept[key]
            return kept
    made = figures(scope)
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made


STANDING = """SELECT (SELECT max(position) FROM leaf), (SELECT count(*) FROM waiting), (SELECT max(number) FROM refusals)"""


def standing() -> tuple[Any, ...]:
    """What moves with everything that is entered or refused: an entry waits, and then has its place in the log."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING)
        return tuple(cursor.fetchone())


def forget() -> None:
    """For whoever puts another record in the place of this one."""
    with _lock:
        _kept.clear()
