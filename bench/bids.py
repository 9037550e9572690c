"""How do bids fare, on a quick disk, on a slow one, and all at once? Against their plain-SQL twin, at +2 ms a flush, and in a burst.

First a burst: bids that come within one second over the closing of their notices, served by sixteen processes; it counts from when a bid
comes to its answer, and nothing may be lost, double, or on the wrong side of the closing. Then bids in the dockets of many suppliers,
by turns on two ledgers that differ in how long a flush takes (slow.c; it wants a C compiler). Each put is a whole bid: the twin sends
the same statements, a bare commit writes one row. Words: --seconds N, --rounds N, --bids N, --notices N.
"""

import argparse
import json
import os
import sys
from contextlib import ExitStack
from statistics import median
from typing import NamedTuple

from bench._ledgers import HERE, Ledger, answering, folder, preloaded, rates, server
from tests.ledger.yard import made

TWIN_GOAL, SLOW_GOAL = 0.5, 0.7
SLOWER_US = 2_000
WORKERS = (1, 4, 16)
HEAD = f"{'':17}{'put/s':>7}{'twin/s':>8}{'bare/s':>8}{'put:twin':>10}{'put:bare':>10}{'p50 ms':>8}{'p99 ms':>8}"
SLOW_HEAD = f"{'  +2 ms: put/s':>15}{'put:twin':>10}{'+2:+0':>7}"


def main() -> None:
    arguments = words()
    if HERE in os.environ:
        serve()
        return
    with ExitStack() as stack:
        preload = preloaded(stack.enter_context(folder()), SLOWER_US)  # before anything else: without a compiler nothing is measured
        quick, slow = (stack.enter_context(server(slower)) for slower in (0, SLOWER_US))
        for name, addresses, more in (("SQLite", (None, None), preload), ("PostgreSQL", (quick.address, slow.address), {})):
            print(f"\n{name}", flush=True)
            with ExitStack() as both:
                at_0, at_2 = (Ledger(both, __file__, one, more=kept) for one, kept in zip(addresses, ({}, more), strict=True))
                for ledger, flush in ((at_0, "+0"), (at_2, "+2 ms")):
                    told(flush, arguments, json.loads(ledger.ask(f"burst {arguments.notices} {arguments.bids}")))
                check_slow(at_2)
                table(at_0, at_2, arguments, postgresql=name == "PostgreSQL")


def words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=0.4)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bids", type=int, default=500)
    parser.add_argument("--notices", type=int, default=100)
    return parser.parse_known_args()[0]


def told(flush: str, arguments: argparse.Namespace, saw: dict[str, float]) -> None:
    print(
        f"{arguments.bids:,} bids for {arguments.notices:,} notices within a second, flush {flush}: last answer after {saw['last']:.2f} s; "
        f"p50 {saw['p50'] * 1000:,.0f} ms, p95 {saw['p95'] * 1000:,.0f}, max {saw['max'] * 1000:,.0f}; "
        f"{saw['sealed']} sealed, {saw['late']} refused as late, wrong: {saw['wrong'] or 'nothing'}",
        flush=True,
    )
    if saw["wrong"]:
        sys.exit(1)


def check_slow(ledger: Ledger) -> None:
    ledger.ask("prepare many")
    took = asked(ledger, "bare", 1, 0.4).p50
    if took < SLOWER_US / 1000:
        sys.exit(f"The slower flush did not take hold: a bare commit took {took:.2f} ms.")


class Rate(NamedTuple):
    """How many a second, and how long one took in milliseconds."""

    each: float
    p50: float
    p99: float


def asked(ledger: Ledger, what: str, workers: int, seconds: float) -> Rate:
    return Rate(*json.loads(ledger.ask(f"{what} {workers} {seconds}")))


def table(at_0: Ledger, at_2: Ledger, arguments: argparse.Namespace, *, postgresql: bool) -> None:
    print(HEAD + SLOW_HEAD)
    missed = []
    for notices in ("one", "many"):
        for workers in WORKERS:
            at_0.ask(f"prepare {notices}")
            at_2.ask(f"prepare {notices}")
            name = f"{notices} notice{'s' * (notices == 'many')}, {workers:2}"
            to_twin, to_quick = line(name, at_0, at_2, workers, arguments)
            if to_twin < TWIN_GOAL:
                missed.append(f"{name}: put against its twin {to_twin:.2f}, below {TWIN_GOAL}.")
            if postgresql and workers == WORKERS[-1] and to_quick < SLOW_GOAL:
                missed.append(f"{name}: put at +2 ms against +0 {to_quick:.2f}, below {SLOW_GOAL}.")
    print(f"Goals: put against its twin at least {TWIN_GOAL}; on PostgreSQL with {WORKERS[-1]} workers, at +2 ms against +0 {SLOW_GOAL}.")
    print("\n".join(["Below the goal:", *missed]) if missed else "All met in this run.", flush=True)


def line(name: str, at_0: Ledger, at_2: Ledger, workers: int, arguments: argparse.Namespace) -> tuple[float, float]:
    """Print what was seen, as medians over the rounds; gives back put against twin, and +2 ms against +0."""
    rounds = []
    for turn in range(arguments.rounds):
        pair = (at_0, at_2) if turn % 2 else (at_2, at_0)  # who comes second finds a machine that is warm
        saw = {(what, one): asked(one, what, workers, arguments.seconds) for what in ("put", "twin") for one in pair}
        bare = asked(at_0, "bare", workers, arguments.seconds)
        rounds.append((saw["put", at_0], saw["twin", at_0], bare, saw["put", at_2], saw["twin", at_2]))
    put, twin, bare_rate, slow, _ = (median(one[place].each for one in rounds) for place in range(5))
    against = [median(one[top].each / one[below].each for one in rounds) for top, below in ((0, 1), (0, 2), (3, 4), (3, 0))]
    p50, p99 = median(one[0].p50 for one in rounds), median(one[0].p99 for one in rounds)
    print(
        f"{name:17}{put:7,.0f}{twin:8,.0f}{bare_rate:8,.0f}{against[0]:10.2f}{against[1]:10.2f}{p50:8.1f}{p99:8.1f}"
        f"{slow:15,.0f}{against[2]:10.2f}{against[3]:7.2f}",
        flush=True,
    )
    return round(against[0], 2), round(against[3], 2)


def serve() -> None:
    made()
    from bench._bidding import Bids, burst

    yard = Bids()

    def prepare(notices: str) -> str:
        yard.prepare("bid", notices)
        return "prepared"

    def rate(what: str, workers: str, seconds: str) -> str:
        work = {"put": yard.put, "twin": yard.twin, "bare": yard.bare}[what]
        return json.dumps(rates(int(workers), float(seconds), work))

    answering(
        {
            "ready": lambda: "ready",
            "burst": lambda notices, bids: json.dumps(burst(yard, int(notices), int(bids))),
            "prepare": prepare,
            "put": lambda *said: rate("put", *said),
            "twin": lambda *said: rate("twin", *said),
            "bare": lambda *said: rate("bare", *said),
        }
    )


if __name__ == "__main__":
    main()
