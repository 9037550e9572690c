"""How much of a `put` is law, and how much is the database? Against its plain-SQL twin, and against bare commits, in paired runs.

The twin sends the statements of a recorded put through the bare driver, with other numbers and digests: the same reads, rows, locks
and commit, and no law, no codec, no ORM. A bare commit writes one row. Words: --seconds N, --rounds N.
"""

import argparse
from statistics import median

from bench._ledgers import on_each, rates

GOAL = 0.5


def work() -> None:
    from bench import _twin

    arguments = words()
    yard = _twin.Yard()
    print(f"{'':28}{'put/s':>8}{'twin/s':>8}{'bare/s':>8}{'put:twin':>10}{'put:bare':>10}{'p50 ms':>8}{'p99 ms':>8}")
    for asked in ("consultation", "plan"):
        for dockets in ("one", "many") if asked == "consultation" else ("new",):
            for workers in (1, 4, 16):
                rounds = []
                for _ in range(arguments.rounds):
                    yard.prepare(asked, dockets)
                    rounds.append([rates(workers, arguments.seconds, kind) for kind in (yard.put, yard.twin, yard.bare)])
                put, twin, bare = (median(one[kind][0] for one in rounds) for kind in range(3))
                against = [median(one[0][0] / one[kind][0] for one in rounds) for kind in (1, 2)]
                p50, p99 = (median(one[0][place] for one in rounds) for place in (1, 2))
                name = f"{asked}, {dockets} docket{'s' * (dockets == 'many')}, {workers:2}"
                print(f"{name:28}{put:8,.0f}{twin:8,.0f}{bare:8,.0f}{against[0]:10.2f}{against[1]:10.2f}{p50:8.1f}{p99:8.1f}", flush=True)
    print(f"Goal: put on many dockets against its twin at least {GOAL}.")


def words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=0.4)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_known_args()[0]


if __name__ == "__main__":
    on_each(__file__, work)
