"""What does a record look like that anyone can check without us? The format `operis/record/v1`.

JSON lines, UTF-8, one docket a record, in this order; hashes and proofs are base64, salts are hex:

    {"docket", "format": "operis/record/v1", "key", "origin"}       the ledger's name and its key, `name+id+key`
    {"entry", "index", "proof": [], "private": {pointer: {"salt", "value"}}}           an entry: the exact text that was stored
    {"index", "leaf", "proof": [], "withheld": true}                                   an entry that is kept from this reader
    {"end"}                                                         how many entries there are, signed
    {"checkpoint", "consistency": []}                               signed checkpoints, old to new

Entries come in the order of their numbers, which begin at 0 and have no gap: the number of a withheld entry is its place. `index`
is the place of the leaf in the ledger, `proof` leads from it to the newest checkpoint, the last line. `private` is there only for
those who may read it; `pointer` is a JSON Pointer within the entry, where a commitment stands in place of the value. `consistency`
leads from the checkpoint before, and is empty for the first.

The end is a signed note (`operis.ledger.checkpoint`) by the ledger. Without it nothing would show that the last entries of a docket
were left out. Its text:

    operis/record-end/v1
    demo.operis.example/ledger                                      origin, which is the key's name
    DC-2026-S-0142                                                  docket
    entries 5                                                       it has these, 0 to 4,
    of 12                                                           among the first so many of the ledger

Attachments lie beside the record under their SHA-256 in hex; in a ZIP the record is the one file whose name ends in `.jsonl`.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from operis.core.codec import Private, canonical
from operis.core.kinds import Json
from operis.ledger.checkpoint import parse_checkpoint, sign_note
from operis.ledger.tree import Node, consistency_from, inclusion_from

FORMAT = "operis/record/v1"
END_FORMAT = "operis/record-end/v1"


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as the ledger keeps it: its place, its text (None where this reader may not see it), its private values still there."""

    index: int
    text: str | None
    private: tuple[Private, ...] = ()


def sign_end(origin: str, docket: str, count: int, size: int, key: Ed25519PrivateKey) -> str:
    """The ledger's word that a docket has `count` entries among the first `size` of the ledger."""
    return sign_note(f"{END_FORMAT}\n{origin}\n{docket}\nentries {count}\nof {size}\n", origin, key)


def export_lines(origin: str, key: str, docket: str, entries: Iterable[Kept], leaves: Node, checkpoints: Sequence[str],
                 may_read_private: bool, end: str) -> Iterator[str]:
    """The lines of a record, each with its newline; `entries` by number, `leaves` as the tree reads them, `checkpoints` old to new."""
    sizes = [parse_checkpoint(note.rpartition("\n\n")[0] + "\n").size for note in checkpoints]
    if sizes != sorted(set(sizes)) or not sizes:
        raise ValueError(f"a record needs checkpoints that grow, not {sizes}")
    leaves = lru_cache(maxsize=10_000)(leaves)  # neighbours share most of their proofs, and a full subtree never changes
    yield _line({"docket": docket, "format": FORMAT, "key": key, "origin": origin})
    for entry in entries:
        yield _line(_entry(entry, leaves, sizes[-1], may_read_private))
    yield _line({"end": end})
    for note, before, size in zip(checkpoints, [0, *sizes], sizes, strict=False):
        yield _line({"checkpoint": note, "consistency": _base64(consistency_from(leaves, before, size) if before else [])})


def _entry(entry: Kept, leaves: Node, size: int, may_read_private: bool) -> Json:
    place = {"index": entry.index, "proof": _base64(inclusion_from(leaves, entry.index, size))}
    if entry.text is None:
        return {**place, "leaf": b64encode(leaves(0, entry.index)).decode(), "withheld": True}
    if not (may_read_private and entry.private):
        return {**place, "entry": entry.text}
    return {**place, "entry": entry.text,
            "private": {one.path: {"salt": one.salt.hex(), "value": one.value} for one in entry.private}}


def _base64(hashes: Iterable[bytes]) -> list[str]:
    return [b64encode(one).decode() for one in hashes]


def _line(value: Json) -> str:
    return canonical(value).decode() + "\n"
