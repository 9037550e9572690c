"""A process is killed at each step of `put`, and at each step of `sequence`; the books are read, and the same is asked again.

python -m tests.ledger.killing put|sequence TIMES

A step of `put` is what lies between two statements that it sends, or beside its commit; a step of `sequence` is a line of its code,
since it also writes beside the database. The kill is SIGKILL: nothing is put in order on the way out.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from tests.ledger.yard import at_once, kill_me, killed, made

made()

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from operis.core.acts import Command  # noqa: E402
from operis.ledger import read  # noqa: E402
from operis.ledger.checkpoint import Verifier  # noqa: E402
from operis.ledger.outside import check_not_behind  # noqa: E402
from operis.ledger.sequence import sequence  # noqa: E402
from operis.ledger.tiles import Tiles  # noqa: E402
from tests.ledger.books import faults  # noqa: E402
from tests.ledger.county import County, need_recorded  # noqa: E402
from tests.procedures.documents import intention  # noqa: E402

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OUTSIDE: Path = settings.OPERIS_DATA / "checkpoint"


def steps_of_put(step: int | None = None) -> "count[int]":
    """Count the steps from now on, and die at one: before each statement, before the commit, after it."""
    passed = count()

    def pass_by() -> None:
        if next(passed) == step:
            kill_me()

    def before_statement(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        pass_by()
        return execute(sql, params, many, context)

    here = connections["default"]
    commit = here.commit

    def committing() -> None:
        pass_by()
        commit()
        pass_by()

    here.execute_wrappers.append(before_statement)
    here.__dict__["commit"] = committing
    return passed


def steps_of_sequence(step: int | None = None) -> "count[int]":
    """Count the lines of sequence.py that are run for the first time from now on, and die at one."""
    passed, seen = count(), set()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.endswith("ledger/sequence.py"):
            return None
        if event == "line" and frame.f_lineno not in seen:
            seen.add(frame.f_lineno)
            if next(passed) == step:
                kill_me()
        return trace

    sys.settrace(trace)
    return passed


class Asked:
    """A command that opens a docket, asked again and again, and what was acknowledged of it."""

    def __init__(self, command: Command) -> None:
        self.command, self.clock = command, County().founded().clock
        self.acknowledged: list[tuple[str, int, str]] = []

    def ask(self, name: str) -> bool:
        """Put the one of this name; whether it was there already."""
        entered = County(clock=self.clock).done(None, self.command, key=name)
        self.acknowledged += [(one.docket, one.no, one.leaf.hex()) for one in entered.entries]
        return entered.repeated


def put(times: int) -> dict[str, Any]:
    """For each step: killed there, then asked again."""
    intentions, wrong, there = Asked(intention()), [], []
    steps = counted(steps_of_put, lambda: intentions.ask("all"))
    for step in range(steps):
        for time in range(times):
            name = f"step {step}, time {time}"

            def die(name: str = name, step: int = step) -> None:
                steps_of_put(step)
                intentions.ask(name)

            if not killed(die):
                wrong.append(f"{name}: came to the end")
            if intentions.ask(name):
                there.append(step)
        wrong += faults(intentions.acknowledged)
    return {"steps": steps, "wrong": wrong, "there": sorted(set(there)), "entered": len(intentions.acknowledged)}


def sequencing(times: int) -> dict[str, Any]:
    """For each step: entries wait, killed there, run again; whatever they say, so the cheapest will do."""
    needs, wrong = Asked(need_recorded()), []
    run = partial(sequence, settings.OPERIS_ORIGIN, KEY, OUTSIDE)
    run()
    needs.ask("first")
    needs.ask("second")
    steps = counted(steps_of_sequence, run)
    verifier, tiles = Verifier.of(settings.OPERIS_ORIGIN, KEY), Tiles(read.leaves)
    for step in range(steps):
        for time in range(times):
            name = f"step {step}, time {time}"
            needs.ask(name)

            def die(step: int = step) -> None:
                steps_of_sequence(step)
                run()

            if not killed(die):
                wrong.append(f"{name}: came to the end")
            check_not_behind(verifier, tiles, OUTSIDE)
            run()
            if OUTSIDE.read_text() != read.newest_checkpoint():
                wrong.append(f"{name}: the newest checkpoint is not remembered")
        wrong += faults(needs.acknowledged)
    return {"steps": steps, "wrong": wrong, "entered": len(needs.acknowledged)}


def counted(steps: Callable[[], "count[int]"], work: Callable[[], Any]) -> int:
    """How many steps the work has, as a process of its own runs it."""

    def run(_: int) -> int:
        passed = steps()
        work()
        return next(passed)

    return int(at_once(1, run)[0])


if __name__ == "__main__":
    work = {"put": put, "sequence": sequencing}[sys.argv[1]]
    print(json.dumps(work(int(sys.argv[2]))))
