"""What is lost when a process is killed at any step, the database stopped hard under load, or the site killed and started again? Nothing.

Words: `full` gives the full counts: at least 1,000 kills on each database, 20 hard stops of PostgreSQL under eight writers, 20 restarts of
a served demonstration under a light load, half by kill -9 and half by SIGTERM. Or each by itself: --kills N (default 100), --stops N
(default 5), --restarts N (default 4). --only kills, --only stops, --only restarts leaves the others out. A restart is timed from the
signal to the first 200 of `/readyz`; each kill is of a process between two statements (put) or lines (sequence).
"""

import argparse
import json
import math
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any

from bench._ledgers import Server, folder, server
from bench._restarting import Load, until_ready
from bench._served import OPERIS, environment, operis
from tests.ledger.yard import ROOT, ledger_of_its_own

FULL = {"kills": 1000, "stops": 20, "restarts": 20}
MOST_SECONDS, START_SECONDS = 5.0, 120.0
KINDS = {"lost": ("is not there",), "doubled": ("entered twice",), "gaps": ("has the numbers", "have a gap", "the counters say")}
"""By which words the sentences of `tests.ledger.books` are counted; all others are told as well."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("full", nargs="?", choices=("full",))
    for word, count in (("kills", 100), ("stops", 5), ("restarts", 4)):
        parser.add_argument(f"--{word}", type=int, default=count)
    parser.add_argument("--only", choices=tuple(FULL))
    words = parser.parse_known_args()[0]
    counts = {word: FULL[word] if words.full else getattr(words, word) for word in FULL if words.only in (None, word)}
    if counts.keys() & {"kills", "stops"}:
        with server() as postgresql:
            for name, address in (("SQLite", None), ("PostgreSQL", postgresql.address)) if counts.get("kills") else ():
                killed(name, address, counts["kills"])
            if counts.get("stops"):
                stop_hard(postgresql, counts["stops"])
    if counts.get("restarts"):
        restarted(counts["restarts"])


def killed(name: str, address: str | None, least: int) -> None:
    """At least so many kills on a database: as many at each step of put and of sequence."""
    steps = {what: killing(address, what, 0)["steps"] for what in ("put", "sequence")}
    times, kills, wrong = math.ceil(least / sum(steps.values())), 0, list[str]()
    for what, count in steps.items():
        start, saw = time.perf_counter(), killing(address, what, times)
        kills += count * times
        wrong += saw["wrong"]
        print(
            f"{name}, {what}: {count * times:,} kills at {count} steps, {saw['entered']:,} entered; {time.perf_counter() - start:.0f} s",
            flush=True,
        )
    tell(f"{name}: {kills:,} kills", wrong)


def killing(address: str | None, what: str, times: int) -> Any:
    with folder() as data, ledger_of_its_own(data, address) as own:
        return told([sys.executable, "-m", "tests.ledger.killing", what, str(times)], own)


def tell(what: str, wrong: list[str]) -> None:
    """How much of each kind is wrong, with its sentences; whatever it is ends the bench."""
    counts = {kind: sum(any(word in one for word in words) for one in wrong) for kind, words in KINDS.items()}
    other = len(wrong) - sum(counts.values())
    print(
        f"{what}: " + ", ".join(f"{count} {kind}" for kind, count in counts.items()) + (f", {other} otherwise wrong" if other else ""),
        flush=True,
    )
    if wrong:
        sys.exit("\n".join(wrong))


def told(line: list[str], environment: dict[str, str]) -> Any:
    done = subprocess.run(line, env=environment | {"PYTHONPATH": str(ROOT)}, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def stop_hard(postgresql: Server, stops: int) -> None:
    """The server is stopped without warning while eight processes put and one sequences; they go on when it is back."""
    start = time.perf_counter()
    with folder() as data, ledger_of_its_own(data, postgresql.address) as environment:
        line = [sys.executable, "-m", "bench._load", str(data / "stop")]
        load = subprocess.Popen(line, env=environment | {"PYTHONPATH": str(ROOT)}, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        while not (data / "ready").exists():
            time.sleep(0.05)
        for _ in range(stops):
            time.sleep(0.7)
            postgresql.stop(hard=True)
            postgresql.start()
        time.sleep(0.7)
        Path(data / "stop").touch()
        out, _ = load.communicate()
        saw = json.loads(out.splitlines()[-1])
    seconds = time.perf_counter() - start
    print(f"{saw['acknowledged']:,} acknowledged, {saw['interrupted']} interrupted; {seconds:.0f} s", flush=True)
    tell(f"PostgreSQL stopped hard {stops} times under eight writers", saw["wrong"])
    if not saw["interrupted"]:
        sys.exit("No stop interrupted anybody: nothing was tried.")


def restarted(times: int) -> None:
    """A served demonstration under load, killed or stopped so many times by turns and started again at once."""
    with folder() as data:
        own = environment(data)
        operis(own, "init")
        operis(own, "demo")
        secret = told_by(own, "token").strip()
        site = Serving(own)
        try:
            until_ready(site.url, START_SECONDS)
            load, took = Load(site.url, secret), {signal.SIGKILL: list[float](), signal.SIGTERM: list[float]()}
            for turn in range(times):
                time.sleep(1)
                how = tuple(took)[turn % 2]
                took[how].append(site.again(how))
            time.sleep(1)
            load.stop()
        finally:
            site.end(signal.SIGTERM)
        wrong = [*load.odd, *json.loads(told_by(own, "books", json.dumps(load.acknowledged)))]
    for how, each in took.items():
        if each:
            print(f"{how.name}: {len(each)} restarts, median {median(each):.2f} s, worst {max(each):.2f} s")
    worst = max(one for each in took.values() for one in each)
    print(f"{load.read:,} pages read, {len(load.acknowledged):,} needs acknowledged, {load.broken} requests broken off", flush=True)
    tell(f"{times} restarts, worst {worst:.2f} s", wrong)
    if not load.acknowledged or not load.broken:
        sys.exit("There was no load that a restart broke off: nothing was tried.")
    if worst >= MOST_SECONDS:
        sys.exit(f"The worst restart took over five seconds: {worst:.2f} s.")


class Serving:
    """`operis serve` in a group of processes of its own, at an address that stays."""

    def __init__(self, own: dict[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.own, self.url = {**own, "OPERIS_PORT": str(self.port)}, f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        line, quiet = [sys.executable, "-c", OPERIS, "serve"], subprocess.DEVNULL
        self.process = subprocess.Popen(line, cwd=ROOT, env=self.own, stdout=quiet, stderr=quiet, start_new_session=True)

    def again(self, how: signal.Signals) -> float:
        """End it by a signal and start it at once; how many seconds from the signal until it is ready."""
        began = time.monotonic()
        self.end(how)
        self.start()
        return until_ready(self.url, START_SECONDS) - began

    def end(self, how: signal.Signals) -> None:
        """The whole group by SIGKILL; by SIGTERM whoever was started, as whatever watches over services does it."""
        with suppress(ProcessLookupError):
            if how == signal.SIGKILL:
                os.killpg(self.process.pid, how)
            else:
                self.process.send_signal(how)
        self.process.wait()
        while not self.free():  # a process that was killed beside it may hold its socket for a moment
            time.sleep(0.01)

    def free(self) -> bool:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", self.port))
            except OSError:
                return False
            return True


def told_by(own: dict[str, str], word: str, given: str = "") -> str:
    line = [sys.executable, "-m", "bench._restarting", word]
    done = subprocess.run(line, cwd=ROOT, env=own, input=given, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    os.environ.pop("OPERIS_DATABASE", None)
    main()
