"""Does a `put` slow down as the ledger grows? The same puts on a ledger of 10,000 entries and on a big one, by turns.

Words: --entries N (default 100,000; the goal is stated for 1,000,000). Entries are filled in by SQL, five a docket, with their leaves,
keys and register rows, so that every index is as deep as it would be. Puts are taken back before their commit: how long a flush takes
is the disk's affair. Then, on the big one: sequencing, rebuild, and memory.
"""

import argparse
import os
import resource
import time
from collections.abc import Callable
from contextlib import ExitStack
from statistics import median
from typing import Any

from bench._ledgers import HERE, Ledger, answering, server
from tests.ledger.yard import made

SMALL, EACH, TURNS, PUTS = 10_000, 5, 20, 30
GOAL = 0.9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    arguments = parser.parse_known_args()[0]
    if HERE in os.environ:
        serve(int(os.environ[HERE]))
        return
    with server() as postgresql:
        for name, address in (("SQLite", None), ("PostgreSQL", postgresql.address)):
            print(f"\n{name}", flush=True)
            with ExitStack() as stack:
                small, big = (Ledger(stack, __file__, address, str(entries)) for entries in (SMALL, arguments.entries))
                turns = [(float(small.ask("put")), float(big.ask("put"))) for _ in range(TURNS)]
                at_small, at_big = (median(one[place] for one in turns) for place in (0, 1))
                ratio = median(one / other for one, other in turns)
                print(f"put at {SMALL:,}: {at_small:.2f} ms; at {arguments.entries:,}: {at_big:.2f} ms; ratio {ratio:.2f} (goal {GOAL})")
                for what in ("sequence", "rebuild", "memory"):
                    print(big.ask(what), flush=True)


def serve(entries: int) -> None:
    made()
    from bench._filling import fill, leave_nothing_waiting
    from bench._twin import Yard
    from operis.clerk import rebuild
    from operis.clock import this_office

    yard = Yard()
    filled = fill(yard, entries, EACH)
    yard.prepare("consultation", "many")
    one = yard.put(0)

    def sequence() -> str:
        start = time.perf_counter()
        placed = leave_nothing_waiting()
        return f"sequence: {placed:,} entries in {time.perf_counter() - start:.2f} s"

    def rebuilt() -> str:
        start = time.perf_counter()
        dockets = rebuild(this_office().calendar)
        took = time.perf_counter() - start
        return f"rebuild: {dockets:,} dockets in {took:.1f} s, {dockets / took:,.0f} a second"

    answers: dict[str, Callable[[], Any]] = {
        "ready": lambda: f"filled in {filled:.1f} s",
        "put": lambda: median(taken_back(one) for _ in range(PUTS)) * 1000,
        "sequence": sequence,
        "rebuild": rebuilt,
        "memory": lambda: f"memory of this process at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB",
    }
    answering(answers)


def taken_back(one: Callable[[], Any]) -> float:
    from django.db import transaction

    start = time.perf_counter()
    with transaction.atomic():
        one()
        transaction.set_rollback(True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
