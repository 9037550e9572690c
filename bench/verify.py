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

from bench._ledgers import folder

ORIGIN, DOCKET = "demo.operis.example/ledger", "DC-2026-N-0001"
MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""Runs a program from a small process: what a big one forks is counted with the big one's memory."""
VERIFIER = Path(__file__).parent.parent / "verifier" / "operis_verify.py"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    entries = parser.parse_known_args()[0].entries
    django.setup()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

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

    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
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
    note = sign_checkpoint(ORIGIN, entries, root_of_hashes(leaves), key)
    vkey = Verifier.of(ORIGIN, key).vkey
    with folder() as place:
        start = time.perf_counter()
        with (place / "record.jsonl").open("w") as out:
            tiles = Tiles(lambda start, end: leaves[start:end])
            end = sign_end(ORIGIN, DOCKET, entries, entries, key)
            out.writelines(export_lines(ORIGIN, vkey, DOCKET, (Kept(*one) for one in enumerate(texts)), tiles.node, [note], False, end))
        print(
            f"export: {entries:,} entries in {time.perf_counter() - start:.1f} s, {(place / 'record.jsonl').stat().st_size / 1e6:.0f} MB",
            flush=True,
        )
        line = [sys.executable, "-c", MEASURED, sys.executable, str(VERIFIER), str(place / "record.jsonl"), "--key", vkey]
        status, seconds, memory = subprocess.run(line, capture_output=True, text=True, check=True).stdout.split()
    rate = entries / float(seconds)
    print(
        f"verify: status {status}, {float(seconds):.1f} s of processor, {rate:,.0f} entries a second, {int(memory) / 1024:.0f} MB at most"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "operis.config.settings")
    main()
