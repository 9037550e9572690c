"""Who comes out of a draw? A function of the frozen list and of seeds that were committed to before anyone knew them all.

Each holder of a seed publishes its SHA-256 with the list, and shows the seed itself at the draw: 32 bytes or more, in hex. The key of
an entry is SHA-256 of "operis/draw/v1" and the canonical JSON of {docket, entry, lot, purpose, seeds}, the seeds in the order in which
they were committed to. Entries are drawn in the order of their keys. One honest holder is enough: without its seed nobody can tell.
"""

import hashlib
import re
from collections.abc import Sequence

from operis.core.codec import canonical

SEED = re.compile(r"(?:[0-9a-f]{2}){32,64}")
COMMITMENT = re.compile(r"[0-9a-f]{64}")


def seed_commitment(seed: str) -> str:
    return hashlib.sha256(bytes.fromhex(seed)).hexdigest()


def drawn_order(docket: str, purpose: str, lot: str | None, entries: Sequence[str], seeds: Sequence[str]) -> tuple[str, ...]:
    """All entries, the first drawn first."""

    def key(entry: str) -> bytes:
        said = {"docket": docket, "entry": entry, "lot": lot, "purpose": purpose, "seeds": list(seeds)}
        return hashlib.sha256(b"operis/draw/v1" + canonical(said)).digest()

    return tuple(sorted(entries, key=key))
