"""A long record takes time in proportion, and no more memory than a short one."""

import tracemalloc
from pathlib import Path

from operis.cli.verify import verifier
from operis.export.record import Kept, export_lines, sign_end
from operis.ledger.checkpoint import sign_checkpoint
from operis.ledger.tiles import Tiles
from operis.ledger.tree import Frontier, leaf_hash
from tests.verifier.making import DOCKET, ENTRIES, KEY, ORIGIN, canonical, digest, vkey

CHECK = verifier()


def long_record(path: Path, count: int) -> str:
    """A record of `count` entries, all alike but for number and nonce."""
    texts = [canonical({**ENTRIES[3], "no": no, "nonce": digest(str(no).encode()).hex()}) for no in range(count)]
    leaves = [leaf_hash(text.encode()) for text in texts]
    tiles = Tiles(lambda start, end: leaves[start:end])
    head = sign_checkpoint(ORIGIN, count, Frontier.of(tiles.node, count).root(), KEY)
    end = sign_end(ORIGIN, DOCKET, count, count, KEY)
    entries = (Kept(index, text) for index, text in enumerate(texts))
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(export_lines(ORIGIN, vkey(), DOCKET, entries, tiles.node, [head], False, end))
    return str(path)


def peak_bytes(path: str) -> int:
    tracemalloc.start()
    checked = CHECK.verify(path, vkey())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert checked.failed == []
    return peak


def test_a_record_ten_times_as_long_needs_no_more_memory(tmp_path: Path) -> None:
    short, long = long_record(tmp_path / "short", 100), long_record(tmp_path / "long", 1000)
    peak_bytes(short)  # what is made once: compiled patterns, caches
    assert peak_bytes(long) < peak_bytes(short) + 100_000
