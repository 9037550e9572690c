"""All falls in the last minute of a tender, and stands again before its end: do bids close later by the row, and is none lost or refused?

Words: --bids N (default 500), --reads N (default 1000), --away N (default 40): seconds in which nothing is served.
"""

import argparse
import asyncio
import json
import sqlite3
import sys
import tempfile
import time
from contextlib import closing as ended
from datetime import datetime
from pathlib import Path

from bench.closing import made_yard
from bench.stampede import Stampede

SECONDS, FALLS_BEFORE_SECONDS, MOVED_WAIT_SECONDS = 90, 50.0, 60.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, count in (("bids", 500), ("reads", 1000), ("away", 40)):
        parser.add_argument(f"--{name}", type=int, default=count)
    words = parser.parse_known_args()[0]
    with tempfile.TemporaryDirectory(prefix="outage-") as folder:
        made = made_yard(Path(folder) / "made", words.bids, 1)
        sys.exit(1 if Outage(made, 1, words.reads, SECONDS, words.away).run() else 0)


class Outage(Stampede):
    def __init__(self, data: Path, seed: int, reads: int, seconds: int, away: int) -> None:
        super().__init__(data, seed, reads, seconds)
        self.away, self.again = float(away), 0.0

    async def falls(self) -> None:
        await asyncio.sleep(max(0.0, self.closes - FALLS_BEFORE_SECONDS - time.time()))
        await asyncio.to_thread(self.kill)
        await asyncio.sleep(self.away)
        self.again = time.time()
        self.serve()

    def listed(self) -> set[str]:
        """The bids on record; whether they are closed already is asked of the ledger as well."""
        with ended(sqlite3.connect(self.data / "operis.sqlite3")) as database:
            return {docket for (docket,) in database.execute("SELECT docket FROM entry WHERE kind = 'bid-sealed'")}

    def told(self, listed: set[str]) -> int:
        sealed = {one.docket for one in self.bids if one.status in (200, 201)}
        moved, closed = self.moved(), self.entered("bids-closed")
        wrong = {
            "refused": sum(one.status not in (200, 201) for one in self.bids),
            "acknowledged, and lost": len(sealed - listed),
            "closed at the old time": int(closed is not None),
            "not moved": int(moved is None),
        }
        cut = sum(one.cut > 0 for one in self.bids)
        print(
            f"away for {self.away:.0f} s, {FALLS_BEFORE_SECONDS:.0f} s before the closing: {len(self.bids)} bids, {len(sealed)} sealed, "
            f"{cut} cut and repeated; closes {moved or 0:.0f} s after all stands again; "
            f"wrong: {({name: count for name, count in wrong.items() if count}) or 'nothing'}",
            flush=True,
        )
        return sum(wrong.values())

    def moved(self) -> float | None:
        """How many seconds after all was started again the bids close now."""
        until = time.monotonic() + MOVED_WAIT_SECONDS
        while (body := self.entered("notice-corrected")) is None:
            if time.monotonic() > until:
                return None
            time.sleep(0.5)
        plan = json.loads((self.data / "plan.json").read_text())
        later = datetime.fromisoformat(json.loads(body)["act"]["fields"]["closes"]) - datetime.fromisoformat(plan["closes"])
        return self.closes + later.total_seconds() - self.again

    def entered(self, kind: str) -> str | None:
        with ended(sqlite3.connect(self.data / "operis.sqlite3")) as database:
            found = database.execute("SELECT body FROM entry WHERE kind = ? AND docket = ?", [kind, self.number]).fetchone()
        return None if found is None else str(found[0])


if __name__ == "__main__":
    main()
