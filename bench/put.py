"""How much of a `put` is law, and how much is the database? Against what it once sent, and against bare commits, in paired runs.

Beside the clerk the statements that the clerk of commit 4325c6e sent are sent again through the bare driver, in a database of their own:
the same reads, rows, locks and commit, and no law, no codec, no ORM. So statements that are no longer sent count as gain. A bare commit
writes one row. Then a docket of 800 acts beside one of 10. Words: --seconds N, --rounds N,
--workers N N.
"""

import argparse
import time
from statistics import median
from typing import Any

from bench._ledgers import on_each, rates

WORKERS = (1, 4, 16)
GOALS = {
    "sqlite": {("consultation", 1): 0.5, ("consultation", 4): 0.4, ("consultation", 16): 0.4, ("bid", 1): 0.35},
    "postgresql": {("consultation", 1): 0.5, ("consultation", 4): 0.5, ("consultation", 16): 0.5, ("bid", 1): 0.35},
}
"""What a put is to reach of that twin, by what is asked and how many ask at once; a bid of more workers is only told."""
LONG, SHORT, LONG_GOAL = 800, 10, 2.0


def work() -> None:
    from django.db import connection

    from bench._bidding import Bids
    from bench._recorded import Needs, Recorded

    arguments = words()
    yard, recorded = Bids(), Recorded()
    print(f"{'':28}{'put/s':>8}{'twin/s':>8}{'bare/s':>8}{'put:twin':>10}{'goal':>6}{'put:bare':>10}{'p50 ms':>8}{'p99 ms':>8}")
    for asked in ("consultation", "bid"):
        asking = yard if asked == "bid" else Needs(yard.county)
        missed = False
        for workers in arguments.workers:
            goal = GOALS[connection.vendor].get((asked, workers))
            missed |= line(asked, asking, recorded, workers, arguments) < (goal or 0.0)
        if missed:
            table(asking)
    lengths(Needs(yard.county))


def line(asked: str, yard: Any, recorded: Any, workers: int, arguments: argparse.Namespace) -> float:
    """Print what was seen, as medians over the rounds; gives back the put against its twin."""
    from django.db import connection

    rounds = []
    yard.prepare(asked, "many")
    recorded.prepare(asked)
    for turn in range(arguments.rounds):
        kinds = (yard.put, recorded.twin, yard.bare) if turn % 2 else (recorded.twin, yard.put, yard.bare)
        saw = {kind: rates(workers, arguments.seconds, kind) for kind in kinds}
        rounds.append((saw[yard.put], saw[recorded.twin], saw[yard.bare]))
    put, twin, bare = (median(one[kind][0] for one in rounds) for kind in range(3))
    to_twin, to_bare = (median(one[0][0] / one[kind][0] for one in rounds) for kind in (1, 2))
    p50, p99 = (median(one[0][place] for one in rounds) for place in (1, 2))
    goal = GOALS[connection.vendor].get((asked, workers))
    name = f"{asked}, many dockets, {workers:2}"
    said = f"{name:28}{put:8,.0f}{twin:8,.0f}{bare:8,.0f}{to_twin:10.2f}{goal or '-':>6}{to_bare:10.2f}{p50:8.1f}{p99:8.1f}"
    print(said + ("  below its goal" if goal and round(to_twin, 2) < goal else ""), flush=True)
    return round(to_twin, 2)


def table(yard: Any) -> None:
    """Where the time of one put goes, in this process alone."""
    from bench._parts import parts_of

    one = yard.put(0)
    one()
    for name, took in parts_of(one, 100).items():
        print(f"    {name:30}{took:8.2f} ms")


def lengths(yard: Any) -> None:
    """A put on a docket of many acts beside one on a docket of few, by turns."""
    from tests.ledger.county import need_recorded

    short, long = (yard.county.done(None, need_recorded()).docket for _ in range(2))
    yard.asked = "consultation"
    for docket, acts in ((short, SHORT), (long, LONG)):
        for _ in range(acts - 1):
            yard.ask(yard.county, docket)
    took: dict[str, list[float]] = {short: [], long: []}
    for _ in range(40):
        for docket in took:
            start = time.perf_counter()
            yard.ask(yard.county, docket)
            took[docket].append(time.perf_counter() - start)
    ratio = median(took[long]) / median(took[short])
    print(f"put on a docket of {LONG} acts: {median(took[long]) * 1000:.1f} ms, of {SHORT}: {median(took[short]) * 1000:.1f} ms; "
          f"ratio {ratio:.2f} (goal at most {LONG_GOAL})", flush=True)  # fmt: skip


def words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=0.4)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, nargs="*", default=WORKERS)
    return parser.parse_known_args()[0]


if __name__ == "__main__":
    on_each(__file__, work)
