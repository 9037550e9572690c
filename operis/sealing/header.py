"""What stands in clear on a sealed bid? One line that binds it to its docket, lot, number, supplier and the keys of its notice."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from operis.core.codec import canonical
from operis.core.kinds import LARGEST
from operis.sealing.faults import HeaderError

CHUNK_BYTES, TAG_BYTES = 1024 * 1024, 16
VERSION, SUITE = 1, "0020-0001-0002"
LINE_MAX = 4096
_TEXTS, _COUNTS = ("docket", "keys", "lot", "supplier"), ("no", "size")


@dataclass(frozen=True, slots=True)
class Header:
    docket: str
    lot: str
    supplier: str
    no: int
    """The number of the bid in its lot: a bid that replaces another has the next one."""
    keys: str
    """SHA-256 of the three public keys in order, as the notice froze them."""
    size: int
    """How many plain bytes are sealed."""

    @property
    def line(self) -> bytes:
        """Canonical JSON, without the end of the line."""
        own = {name: getattr(self, name) for name in (*_TEXTS, *_COUNTS)}
        return canonical({**own, "chunk": CHUNK_BYTES, "hpke": SUITE, "v": VERSION})

    @property
    def digest(self) -> bytes:
        return sha256(self.line).digest()

    @property
    def chunks(self) -> int:
        return max(1, -(-self.size // CHUNK_BYTES))

    @property
    def sealed_size(self) -> int:
        """How many bytes the sealed bid has."""
        return len(self.line) + 1 + self.size + self.chunks * TAG_BYTES


def read_header(line: bytes) -> Header:
    """The header in these bytes; HeaderError where they are anything else than what `line` writes."""
    try:
        told = json.loads(line.decode())
        found = Header(**{name: told[name] for name in (*_TEXTS, *_COUNTS)})
        texts = all(isinstance(told[name], str) for name in _TEXTS)
        counts = all(type(told[name]) is int and 0 <= told[name] <= LARGEST for name in _COUNTS)
        if texts and counts and found.line == line:
            return found
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise HeaderError("the first line is no header of a sealed bid")


def header_at(sealed: BinaryIO) -> Header:
    """The header with which a sealed bid begins; what follows it is read on from there."""
    line = sealed.readline(LINE_MAX)
    return read_header(line.removesuffix(b"\n") if line.endswith(b"\n") else b"")
