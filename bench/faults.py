"""What is lost when a process is killed at any step, or the database stopped hard under load? Must be: nothing.

Words: --times N kills a step (default 10; the full count is 200), --stops N hard stops of PostgreSQL under eight writers (default 5;
the full count is 20).
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench._ledgers import Server, folder, server
from tests.ledger.yard import ROOT, ledger_of_its_own


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--stops", type=int, default=5)
    arguments = parser.parse_known_args()[0]
    with server() as postgresql:
        for name, address in (("SQLite", None), ("PostgreSQL", postgresql.address)):
            for what in ("put", "sequence"):
                start = time.perf_counter()
                with folder() as data, ledger_of_its_own(data, address) as environment:
                    saw = told([sys.executable, "-m", "tests.ledger.killing", what, str(arguments.times)], environment)
                kills = saw["steps"] * arguments.times
                print(
                    f"{name}, {what}: {kills:,} kills at {saw['steps']} steps, {saw['entered']:,} entered, "
                    f"wrong: {saw['wrong'] or 'nothing'}; {time.perf_counter() - start:.0f} s",
                    flush=True,
                )
                if saw["wrong"]:
                    sys.exit(1)
        stop_hard(postgresql, arguments.stops)


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
    print(
        f"PostgreSQL stopped hard {stops} times under eight writers: {saw['acknowledged']:,} acknowledged, "
        f"{saw['interrupted']} interrupted, "
        f"wrong: {saw['wrong'] or 'nothing'}; {time.perf_counter() - start:.0f} s"
    )
    if saw["wrong"] or not saw["interrupted"]:
        sys.exit(1)


if __name__ == "__main__":
    os.environ.pop("OPERIS_DATABASE", None)
    main()
