"""What is sealed of a bid? One line that says what is offered and names the files, then the bytes of the files, and nothing after.

    operis/bid-plain/v1   canonical JSON of {"content", "files": [{"sha256", "size"}, ...], "v"}, then "\\n", then the files in that order

The files are those that the content names, each once. A bid that was sealed to key holders bears no salt: its key hides it.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from operis.core.codec import canonical
from operis.core.fields import plain, read
from operis.dockets.bid.terms import BidContent, files_in
from operis.dockets.procurement.terms import Document
from operis.sealing.faults import IllMadeError, SizeError
from operis.sealing.header import CHUNK_BYTES
from operis.sealing.pieces import Pieces
from operis.strict_yaml import Malformed, Mapping, Node, parse

FORM = "operis/bid-plain/v1"
LINE_MAX = 8 * 1024 * 1024
_NO_TIMES = ZoneInfo("UTC")


def head_of(content: BidContent) -> bytes:
    """The first line, with its end; SizeError where it says more than is read."""
    files = [{"sha256": one.sha256, "size": one.size} for one in files_in(content)]
    line = canonical({"content": plain(content), "files": files, "v": FORM})
    if len(line) > LINE_MAX:
        raise SizeError(f"what is offered comes to {len(line):,} bytes, and at most {LINE_MAX:,} are read")
    return line + b"\n"


def plain_size(content: BidContent) -> int:
    return len(head_of(content)) + sum(one.size for one in files_in(content))


def plain_pieces(content: BidContent, file: Callable[[Document], Iterable[bytes]]) -> Iterator[bytes]:
    """The bytes that are sealed; IllMadeError for a file that is not the one that the content names."""
    yield head_of(content)
    for one in files_in(content):
        yield from _compared(one, file(one))


def _compared(one: Document, pieces: Iterable[bytes]) -> Iterator[bytes]:
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        yield piece
    if (digest.hexdigest(), size) != (one.sha256, one.size):
        raise IllMadeError(f"the file {one.name} is another than the bid names")


@dataclass(frozen=True)
class Plain:
    """A bid that was unsealed: what it says, and its files one after the other."""

    content: BidContent
    rest: Pieces

    def files(self) -> Iterator[tuple[Document, Iterator[bytes]]]:
        """Each file with its bytes, which are read to their end before the next; IllMadeError where they are others than was said."""
        for one in files_in(self.content):
            yield one, _compared(one, self.rest.each(one.size, CHUNK_BYTES))
        if self.rest.take(1):
            raise IllMadeError("there is more than the files that the bid names")


def read_plain(pieces: Iterable[bytes]) -> Plain:
    """What was sealed; IllMadeError where it is anything else than a bidder's program writes."""
    rest = Pieces(pieces)
    line = rest.line(LINE_MAX)
    try:
        node = parse("" if line is None else line.decode())
        content = read(BidContent, _member(node, "content"), zone=_NO_TIMES)
        if line is not None and line + b"\n" == head_of(content) and content.salt is None:
            return Plain(content, rest)
    except (Malformed, ValueError, SizeError):
        pass
    raise IllMadeError("the first line is not what a bid says")


def _member(node: Node, name: str) -> Node:
    found = node.pairs.get(name) if isinstance(node, Mapping) else None
    if found is None:
        raise Malformed([])
    return found
