"""Where does a bench run? On ledgers of its own: SQLite in a new folder, and a PostgreSQL server with its own defaults, fsync on.

A bench starts itself once for each database (`on_each`), with the words it was given; there it forks its workers.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from typing import Any

from tests.ledger.yard import ROOT, at_once, ledger_of_its_own
from tests.postgres import INITDB, _installed

HERE = "OPERIS_BENCH_HERE"
SERVER = "-c listen_addresses='' -c max_connections=200"


class Server:
    """A PostgreSQL server that can be stopped hard."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.programs, self.user = _installed(place)
        self._call("initdb", *INITDB)

    def _call(self, program: str, *words: str) -> None:
        line = [str(self.programs / program), "-D", str(self.place / "data"), *words]
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL, cwd=self.place, **self.user)

    @property
    def address(self) -> str:
        return f"postgresql://operis@/postgres?host={self.place}"

    def start(self) -> None:
        self._call("pg_ctl", "start", "-w", "-l", str(self.place / "log"), "-o", f"-k {self.place} {SERVER}")

    def stop(self, *, hard: bool = False) -> None:
        self._call("pg_ctl", "stop", "-w", "-m", "immediate" if hard else "fast")


@contextmanager
def server() -> Iterator[Server]:
    place = Path(mkdtemp(prefix="operis-bench-"))
    try:
        one = Server(place)
        one.start()
        try:
            yield one
        finally:
            one.stop(hard=True)
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def folder() -> Iterator[Path]:
    place = Path(mkdtemp(prefix="operis-bench-"))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def on_each(file: str, work: Callable[[], None]) -> None:
    """Run the bench in `file` on either database: there `work` is done, with a new ledger and its tables."""
    if HERE in os.environ:
        from tests.ledger.yard import made

        made()
        work()
        return
    with server() as postgresql:
        for name, address in (("SQLite", None), ("PostgreSQL", postgresql.address)):
            print(f"\n{name}", flush=True)
            with folder() as data, ledger_of_its_own(data, address) as environment:
                done = subprocess.run(
                    [sys.executable, file, *sys.argv[1:]], env=environment | {HERE: "1", "PYTHONPATH": str(ROOT)}, cwd=ROOT
                )
            if done.returncode:
                sys.exit(done.returncode)


def rates(workers: int, seconds: float, work: Callable[[int], Callable[[], Any]]) -> tuple[float, float, float]:
    """How often a second `workers` processes do it together, and the median and 99th percentile of one, in milliseconds."""

    def run(place: int) -> list[float]:
        one, took = work(place), []
        one()
        end = time.perf_counter() + seconds
        while (start := time.perf_counter()) < end:
            one()
            took.append(time.perf_counter() - start)
        return took

    took = sorted(one for worker in at_once(workers, run) for one in worker)
    return len(took) / seconds, median(took) * 1000, took[int(len(took) * 0.99)] * 1000
