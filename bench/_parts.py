"""Where does the time of a put go? Its parts by the clock, each without what the database took within it."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from operis import clerk

PARTS = {
    "_fact_locks": "which locks its facts want",
    "_standing": "the docket, folded on",
    "weigh": "facts and law, assembled",
    "decide": "the law",
    "encode": "acts as JSON",
    "append": "entries",
    "enter": "registers",
}


def parts_of(one: Callable[[], Any], times: int) -> dict[str, float]:
    """Milliseconds of each part in one put, on average; what is in none of them is the rest."""
    spent: Counter[str] = Counter()
    inner: list[float] = [0.0]

    def within(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*words: Any, **more: Any) -> Any:
            inner.append(0.0)
            start = time.perf_counter()
            try:
                return work(*words, **more)
            finally:
                took, below = time.perf_counter() - start, inner.pop()
                spent[name] += took - below
                inner[-1] += took

        return timed

    def sent(execute: Callable[..., Any], *words: Any) -> Any:
        return within("statements", execute)(*words)

    before = {name: vars(clerk)[name] for name in PARTS}
    with connection.execute_wrapper(sent), _commits(within):
        vars(clerk).update({name: within(says, before[name]) for name, says in PARTS.items()})
        try:
            start = time.perf_counter()
            for _ in range(times):
                one()
            whole = time.perf_counter() - start
        finally:
            vars(clerk).update(before)
    spent["the rest"] = whole - sum(spent.values())
    return {name: seconds * 1000 / times for name, seconds in spent.most_common()}


@contextmanager
def _commits(within: Callable[[str, Callable[..., Any]], Callable[..., Any]]) -> Iterator[None]:
    there: Any = connection
    there.commit, before = within("commit", there.commit), there.commit
    try:
        yield
    finally:
        there.commit = before
