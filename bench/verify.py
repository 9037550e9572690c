"""How long does it take to check a record with the one file that needs nothing of Operis, and how much memory?

Words: --entries N (default 100,000, in one docket). The record is made in memory from entries as they are stored.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "operis.config.settings")
django.setup()

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench._ledgers import folder
from operis.core.codec import encode, entry_bytes
from operis.core.fields import Withheld
from operis.dockets.need.acts import ConsultationRecorded
from operis.export.record import Kept, export_lines, sign_end
from operis.ledger.checkpoint import Verifier, sign_checkpoint
from operis.ledger.tiles import Tiles
from operis.ledger.tree import leaf_hash, root_of_hashes
from tests.ledger.county import ALICE, MONDAY, consultation
from tests.procedures.documents import said
from tests.statute import at

ORIGIN, DOCKET = "demo.operis.example/ledger", "DC-2026-N-0001"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
VERIFIER = Path(__file__).parent.parent / "verifier" / "operis_verify.py"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    entries = parser.parse_known_args()[0].entries
    act = encode(ConsultationRecorded(**{**said(consultation()), "names": Withheld("00" * 32)}, happened=at(MONDAY)), lambda: bytes(32)).act
    texts = [
        entry_bytes(
            act=act,
            docket=DOCKET,
            no=no,
            entered=at(MONDAY),
            facts={},
            law={"act_day": "2026-03-02", "notice_day": None, "pack": "00" * 32},
            mandate=ALICE.plain(),
            nonce=no.to_bytes(32, "big"),
            notes=[],
            request=f"{no:064x}",
        ).decode()
        for no in range(entries)
    ]
    leaves = [leaf_hash(text.encode()) for text in texts]
    note = sign_checkpoint(ORIGIN, entries, root_of_hashes(leaves), KEY)
    vkey = Verifier.of(ORIGIN, KEY).vkey
    with folder() as place:
        start = time.perf_counter()
        with (place / "record.jsonl").open("w") as out:
            tiles = Tiles(lambda start, end: leaves[start:end])
            end = sign_end(ORIGIN, DOCKET, entries, entries, KEY)
            out.writelines(export_lines(ORIGIN, vkey, DOCKET, (Kept(*one) for one in enumerate(texts)), tiles.node, [note], False, end))
        print(
            f"export: {entries:,} entries in {time.perf_counter() - start:.1f} s, {(place / 'record.jsonl').stat().st_size / 1e6:.0f} MB",
            flush=True,
        )
        start = time.perf_counter()
        checking = subprocess.Popen([sys.executable, str(VERIFIER), str(place / "record.jsonl"), "--key", vkey], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(checking.pid, 0)
        took = time.perf_counter() - start
    print(f"verify: status {status}, {took:.1f} s, {entries / took:,.0f} entries a second, {used.ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
