"""The last ten minutes of a tender, squeezed into one: is every bid in time taken and none lost, though the server falls three times?

Words: --seeds N (default 1; the full count is 10), --first N (of the seeds, default 1), --bids N (default 2000), --reads N (default 10000),
--seconds N (default 60).
"""

import argparse
import asyncio
import json
import os
import resource
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing as ended
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from bench._at_closing import BODY_BYTES, stand
from bench._served import OPERIS, ROOT, environment
from bench.closing import closes_of, made_yard

KILLS, CALM_SECONDS, BEGINS_SECONDS = 3, 5.0, 12.0
"""So often everything that serves is killed; not in the last seconds; so long after its start the bids begin to come."""
AGAIN_SECONDS, WAIT_SECONDS, SLACK_SECONDS = 0.5, 90.0, 0.05
ARRIVALS = ((0.65, 0.0, 0.9), (0.30, 0.9, 0.99), (0.05, 0.99, 1.0))
"""Which share of the bids comes in which part of the time: most of the rest in the last minute, some in its last seconds."""
LATE_SECONDS = 1.0
"""So much longer some come than the closing."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, count in (("seeds", 1), ("first", 1), ("bids", 2000), ("reads", 10_000), ("seconds", 60)):
        parser.add_argument(f"--{name}", type=int, default=count)
    words = parser.parse_known_args()[0]
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with tempfile.TemporaryDirectory(prefix="stampede-") as folder:
        made = made_yard(Path(folder) / "made", words.bids, 1)
        wrong = 0
        for seed in range(words.first, words.first + words.seeds):
            data = Path(folder) / f"{seed}"
            shutil.copytree(made, data)
            wrong += Stampede(data, seed, words.reads, words.seconds).run()
            shutil.rmtree(data)
    sys.exit(1 if wrong else 0)


@dataclass
class Bid:
    """What became of one: its last whole sending, whether a connection was cut before, and the answer."""

    docket: str
    token: str
    key: str
    began: float = 0.0
    left: float = 0.0
    cut: int = 0
    status: int = 0


class Stampede:
    def __init__(self, data: Path, seed: int, reads: int, seconds: int) -> None:
        self.data, self.reads, self.seconds, self.random, self.seed = data, reads, float(seconds), Random(seed), seed
        plan = json.loads((data / "plan.json").read_text())
        self.bids = [Bid(docket, token, secrets.token_hex(16)) for docket, token in plan["bids"]]
        self.number = _newest_notice(data)
        offset = stand(data, closes_of(data), seconds + BEGINS_SECONDS)
        self.closes = datetime.fromisoformat(plan["closes"]).timestamp() - offset
        self.begins = self.closes - seconds
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.saw = Counter[str]()
        self.took: list[float] = []

    def run(self) -> int:
        """How many faults it showed."""
        self.serve()
        try:
            asyncio.run(self.all())
            listed = self.listed()
        finally:
            self.kill()
        return self.told(listed)

    def serve(self) -> None:
        env = {**environment(self.data), "OPERIS_PORT": str(self.port)}
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen([sys.executable, "-c", OPERIS, "serve"], cwd=ROOT, env=env, stdout=quiet, stderr=quiet,
                                        start_new_session=True)  # fmt: skip

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    async def all(self) -> None:
        moments = sorted(self.begins + self.random.uniform(first, last) * self.seconds for share, first, last in ARRIVALS
                         for _ in range(round(share * len(self.bids))))  # fmt: skip
        late = self.random.sample(range(len(moments)), len(moments) // 100)
        for place in late:
            moments[place] = self.closes + self.random.uniform(0.0, LATE_SECONDS)
        bids = [self.bid(one, moment) for one, moment in zip(self.bids, moments, strict=False)]
        pages = [self.page(self.begins + place * self.seconds / self.reads, place) for place in range(self.reads)]
        await asyncio.gather(self.falls(), *map(asyncio.create_task, [*bids, *pages]))

    async def falls(self) -> None:
        """The server is killed, and started again at once."""
        first, last = self.begins + 3, self.closes - CALM_SECONDS - 3
        for moment in sorted(self.random.uniform(first, last) for _ in range(KILLS)):
            await asyncio.sleep(max(0.0, moment - time.time()))
            await asyncio.to_thread(self.kill)
            self.serve()

    async def bid(self, one: Bid, moment: float) -> None:
        """Sent when its moment comes; where the connection is cut, again with the same key."""
        body = json.dumps({"fields": {"content": {"price": f"{self.random.randrange(1000, 900_000)}.00"}}}).encode().ljust(BODY_BYTES)
        head = (
            f"POST /api/v1/dockets/{one.docket}/seal-bid HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {one.token}\r\n"
            f"Idempotency-Key: {one.key}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        ).encode()
        await asyncio.sleep(max(0.0, moment - time.time()))
        until = time.time() + WAIT_SECONDS
        while one.status == 0 and time.time() < until:
            one.began, one.left, one.status = await self.sent(head + body)
            if one.status == 0:
                one.cut += 1
                await asyncio.sleep(AGAIN_SECONDS)
        self.took.append(time.time() - one.began)

    async def sent(self, whole: bytes) -> tuple[float, float, int]:
        """Between which moments it left, and the status of the answer; 0 where the connection was cut."""
        began = time.time()
        writer: asyncio.StreamWriter | None = None
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            began = time.time()
            writer.write(whole)
            await writer.drain()
            left = time.time()
            said = await asyncio.wait_for(reader.read(), WAIT_SECONDS)
            return began, left, int(said.split(b" ", 2)[1]) if said.startswith(b"HTTP/1.1 ") else 0
        except (OSError, TimeoutError):
            return began, began, 0
        finally:
            if writer is not None:
                writer.close()

    async def page(self, moment: float, place: int) -> None:
        await asyncio.sleep(max(0.0, moment - time.time()))
        path = f"/en/notices/{self.number}/" if place % 5 else "/en/notices/"
        _began, _left, status = await self.sent(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        self.saw["pages" if status == 200 else "pages cut" if status == 0 else f"pages answered with {status}"] += 1

    def listed(self) -> set[str]:
        """The dockets that the closing lists, once it is entered."""
        until = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < until:
            with ended(sqlite3.connect(self.data / "operis.sqlite3")) as database:
                found = database.execute("SELECT body FROM entry WHERE kind = 'bids-closed' AND docket = ?", [self.number]).fetchone()
            if found:
                return {one["bid"] for one in json.loads(found[0])["act"]["fields"]["listed"]}
            time.sleep(0.5)
        sys.exit("The notice was not closed.")

    def told(self, listed: set[str]) -> int:
        whole = [one for one in self.bids if not one.cut]
        sealed = {one.docket for one in self.bids if one.status in (200, 201)}
        wrong = {
            "in time, refused": sum(one.left < self.closes - SLACK_SECONDS and one.status not in (200, 201) for one in whole),
            "late, taken": sum(one.began > self.closes + SLACK_SECONDS and one.status != 409 for one in whole),
            "acknowledged, and lost": len(sealed - listed),
            "listed, and never acknowledged": len(listed - sealed),
            "without an answer": sum(one.status == 0 for one in self.bids),
        }
        cut = [one for one in self.bids if one.cut]
        repeated = sum(one.docket in sealed for one in cut)
        took = sorted(1000 * one for one in self.took)
        median, most = took[len(took) // 2], took[len(took) * 99 // 100]
        print(
            f"seed {self.seed}: {len(self.bids)} bids, {len(sealed)} sealed, {len(listed)} listed; {KILLS} falls cut {len(cut)}, "
            f"{repeated} of them sealed by a repeat; an answer took {median:.0f} ms (p50), {most:.0f} ms (p99); {dict(self.saw)}; "
            f"wrong: {({name: count for name, count in wrong.items() if count}) or 'nothing'}",
            flush=True,
        )
        return sum(wrong.values())


def _newest_notice(data: Path) -> str:
    with ended(sqlite3.connect(data / "operis.sqlite3")) as database:
        return str(database.execute("SELECT max(docket) FROM entry WHERE kind = 'notice-published'").fetchone()[0])


if __name__ == "__main__":
    main()
