"""Where does a bench run? On ledgers of its own: SQLite in a new folder, and a PostgreSQL server with its own defaults, fsync on.

A bench starts itself once for each database (`on_each`), with the words it was given; there it forks its workers. Or it starts itself
for each ledger (`Ledger`) and asks them by turns.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from typing import Any

from tests.ledger.yard import ROOT, at_once, ledger_of_its_own
from tests.postgres import INITDB, _installed

HERE = "BENCH_HERE"
SERVER = "-c listen_addresses='' -c max_connections=200"
SLOW = Path(__file__).with_name("slow.c")


class Server:
    """A PostgreSQL server that can be stopped hard; one whose flush takes longer, where that is said in microseconds."""

    def __init__(self, place: Path, slower_us: int = 0) -> None:
        self.place = place
        self.preloaded = preloaded(place, slower_us) if slower_us else {}
        self.programs, self.user = _installed(place)
        self._call("initdb", *INITDB)

    def _call(self, program: str, *words: str) -> None:
        line = [str(self.programs / program), "-D", str(self.place / "data"), *words]
        environment = os.environ | self.preloaded
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL, cwd=self.place, env=environment, **self.user)

    @property
    def address(self) -> str:
        return f"postgresql://operis@/postgres?host={self.place}"

    def start(self) -> None:
        self._call("pg_ctl", "start", "-w", "-l", str(self.place / "log"), "-o", f"-k {self.place} {SERVER}")

    def stop(self, *, hard: bool = False) -> None:
        self._call("pg_ctl", "stop", "-w", "-m", "immediate" if hard else "fast")


@contextmanager
def server(slower_us: int = 0) -> Iterator[Server]:
    place = Path(mkdtemp(prefix="operis-bench-"))
    try:
        one = Server(place, slower_us)
        one.start()
        try:
            yield one
        finally:
            one.stop(hard=True)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def preloaded(place: Path, slower_us: int) -> dict[str, str]:
    """The environment in which a program's flush takes so much longer; what it preloads is compiled in this folder."""
    compiler = shutil.which("cc")
    if compiler is None:
        sys.exit("There is no C compiler here, and a slower flush needs one (cc). On Debian: apt-get install gcc libc6-dev")
    library = place / "slow.so"
    done = subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", library, SLOW, "-ldl"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"The C compiler ({compiler}) could not compile {SLOW.name}, which a slower flush needs:\n{done.stderr}")
    return {"LD_PRELOAD": str(library), "SLOW_US": str(slower_us)}


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


class Ledger:
    """A ledger in a process of its own, which is the bench's file again and answers a line with a line (`answering`)."""

    def __init__(self, stack: ExitStack, file: str, address: str | None, here: str = "1", more: Mapping[str, str] | None = None) -> None:
        environment = stack.enter_context(ledger_of_its_own(stack.enter_context(folder()), address))
        environment |= {HERE: here, "PYTHONPATH": str(ROOT), **(more or {})}
        line = [sys.executable, file, *sys.argv[1:]]
        pipe = subprocess.PIPE
        self.process = stack.enter_context(subprocess.Popen(line, env=environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True))
        stack.callback(self.process.terminate)
        self.ask("ready")

    def ask(self, what: str) -> str:
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("the ledger's process has no pipes")
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip() or sys.exit("The ledger's process ended.")


def answering(answers: Mapping[str, Callable[..., Any]]) -> None:
    """Answer until nobody asks any more: the first word of a line says what, the others are for it."""
    for line in sys.stdin:
        what, *words = line.split()
        print(answers[what](*words), flush=True)


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
