"""Eight processes put and one sequences until the file named appears, asking again whatever was interrupted; then the books are read."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from tests.ledger.yard import at_once, made

made()

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import Error, connection  # noqa: E402

from operis.ledger.checkpoint import Verifier  # noqa: E402
from operis.ledger.outside import check_not_behind  # noqa: E402
from operis.ledger.read import leaves  # noqa: E402
from operis.ledger.sequence import sequence  # noqa: E402
from operis.ledger.tiles import Tiles  # noqa: E402
from tests.ledger.books import faults  # noqa: E402
from tests.ledger.county import County, consultation, need_recorded  # noqa: E402

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STOP = Path(sys.argv[1])
OUTSIDE = settings.OPERIS_DATA / "checkpoint"
NEED = "DC-2026-N-0001"


def work(place: int) -> tuple[list[tuple[str, int, str]], int]:
    """What was acknowledged, and how often the database went away."""
    county, acknowledged, interrupted, turn = County(name=f"w{place}", clock=CLOCK), [], 0, 0
    while not STOP.exists():
        try:
            if place == 8:
                sequence(settings.OPERIS_ORIGIN, KEY, OUTSIDE)
                time.sleep(0.05)
                continue
            county.clock = CLOCK
            docket, asked = (NEED, consultation()) if turn % 2 else (None, need_recorded())
            entered = county.done(docket, asked, key=f"{place} {turn}")
            acknowledged += [(one.docket, one.no, one.leaf.hex()) for one in entered.entries]
            turn += 1
        except Error:
            interrupted += 1
            connection.close()
            time.sleep(0.05)
    return acknowledged, interrupted


if __name__ == "__main__":
    CLOCK = County().founded().clock
    (STOP.parent / "ready").touch()
    told: list[Any] = at_once(9, work)
    acknowledged = [one for entries, _ in told for one in entries]
    check_not_behind(Verifier.of(settings.OPERIS_ORIGIN, KEY), Tiles(leaves), OUTSIDE)
    sequence(settings.OPERIS_ORIGIN, KEY, OUTSIDE)
    print(json.dumps({"acknowledged": len(acknowledged), "interrupted": sum(count for _, count in told), "wrong": faults(acknowledged)}))
