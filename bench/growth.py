"""Does a `put` slow down as the ledger grows? The same puts at 10,000 entries and at many more; then sequencing, rebuild and memory.

Words: --entries N (default 100,000; the goal is stated for 1,000,000). Entries are filled in by SQL, five a docket, with
their leaves, keys and register rows, so that every index is as deep as it would be.
"""

import argparse
import resource
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from django.db import transaction

from bench._ledgers import on_each

SMALL, EACH, ROUNDS = 10_000, 5, 500
GOAL = 0.9


def work() -> None:
    from bench._filling import fill, leave_nothing_waiting
    from bench._twin import Yard
    from operis.clerk import rebuild

    arguments = words()
    yard = Yard()
    figures = []
    for entries in (SMALL, arguments.entries):
        filled = fill(yard, entries, EACH)
        leave_nothing_waiting()
        yard.prepare("consultation", "many")
        put = median(taken_back(yard.put(0)) for _ in range(ROUNDS))
        figures.append(put)
        print(f"{entries:>9,} entries (filled in {filled:.1f} s): {put * 1000:.2f} ms a put, taken back before its commit", flush=True)
    print(f"put at {arguments.entries:,} against {SMALL:,}: {figures[0] / figures[1]:.2f} (goal {GOAL})")
    start = time.perf_counter()
    placed = leave_nothing_waiting()
    print(f"sequence: {placed:,} entries in {time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    dockets = rebuild()
    took = time.perf_counter() - start
    print(f"rebuild: {dockets:,} dockets in {took:.1f} s, {dockets / took:,.0f} a second")
    print(f"memory of this process at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def taken_back(one: Callable[[], Any]) -> float:
    """Seconds of one put up to its commit: how long a flush takes is the disk's affair, and changes with the hour."""
    start = time.perf_counter()
    with transaction.atomic():
        one()
        transaction.set_rollback(True)
    return time.perf_counter() - start


def words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    return parser.parse_known_args()[0]


if __name__ == "__main__":
    on_each(__file__, work)
