"""Are bids in time taken and late ones refused, however busy the site is; and do slow sockets hold anybody? Each must be none.

Words: --seeds N (default 3; the full count is 10), --readers N (default 40), --firms N and --notices N (default 30 and 10).
"""

import argparse
import asyncio
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing as ended
from pathlib import Path

from bench._at_closing import Load, crumbs, drip, stand
from bench._served import ROOT, answered, environment, operis, served

FAULTS = ("in time, refused", "late, taken", "receipt that contradicts", "stamped before it was sent, or a second after")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--readers", type=int, default=40)
    parser.add_argument("--firms", type=int, default=30)
    parser.add_argument("--notices", type=int, default=10)
    words = parser.parse_known_args()[0]
    with tempfile.TemporaryDirectory(prefix="closing-") as folder:
        made = made_yard(Path(folder) / "made", words.firms, words.notices)
        wrong = sum(closing(made, Path(folder) / f"{seed}", seed, words.readers) for seed in range(1, words.seeds + 1))
        wrong += slow(made)
    sys.exit(1 if wrong else 0)


def made_yard(data: Path, firms: int, notices: int) -> Path:
    own = environment(data)
    operis(own, "init")
    subprocess.run([sys.executable, "-m", "bench._at_closing", str(data), str(firms), str(notices)], cwd=ROOT, env=own, check=True)
    return data


def closing(made: Path, data: Path, seed: int, readers: int) -> int:
    """How many faults one closing showed."""
    shutil.copytree(made, data)
    stand(data, closes_of(data), 3600)
    with served(environment(data)) as site:
        load = Load(site.url, data, seed)
        sent, pages = asyncio.run(load.run(readers))
        told = load.wrong(sent)
        listed = listed_when_closed(data)
    faults = {name: told[name] for name in FAULTS if told[name]}
    if listed != told["sealed"]:
        faults["listed at closing, and not acknowledged"] = abs(listed - told["sealed"])
    print(
        f"seed {seed}: {told['in time']} in time, {told['late']} late, {told['sealed']} sealed, {listed} listed at closing, "
        f"{pages} pages meanwhile; wrong: {faults or 'nothing'}",
        flush=True,
    )
    return sum(faults.values())


def closes_of(data: Path) -> str:
    return str(json.loads((data / "plan.json").read_text())["closes"])


def listed_when_closed(data: Path) -> int:
    """The bids that the closings list, once all notices are closed."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        with ended(sqlite3.connect(data / "operis.sqlite3")) as database:
            bodies = [json.loads(body) for (body,) in database.execute("SELECT body FROM entry WHERE kind = 'bids-closed'")]
            notices = database.execute("SELECT count(*) FROM entry WHERE kind = 'notice-published'").fetchone()[0]
        if bodies and len(bodies) >= notices:
            return sum(len(one["act"]["fields"]["listed"]) for one in bodies)
        time.sleep(0.5)
    sys.exit("The notices were not closed.")


def slow(made: Path) -> int:
    """How many of three crowds of slow sockets, and of one that sends crumbs, kept `/healthz` waiting for a second or more."""
    wrong = 0
    stand(made, closes_of(made), 3600)
    with served(environment(made)) as site:
        for count in (8, 200, 900):
            crowd = drip(site.url, count)
            took = max(answered(site, "healthz")[0] for _ in range(20))
            wrong += took >= 1000
            print(f"{count} slow sockets: /healthz took {took:.0f} ms at most", flush=True)
            for one in crowd:
                one.close()
        with crumbs(site.url) as sent:
            took = max(answered(site, "healthz")[0] for _ in range(20))
        wrong += took >= 1000
        print(f"{len(sent)} bodies in chunks of one byte: /healthz took {took:.0f} ms at most", flush=True)
    return wrong


if __name__ == "__main__":
    main()
