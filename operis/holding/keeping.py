"""Where do the files of an opened bid lie? Sealed under the key of this installation, as those are that bidders brought."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from operis.attachments.bidding import BidFile, file_of, took_over
from operis.attachments.frames import Writer
from operis.attachments.receiving import sealed_place
from operis.dockets.procurement.opened import Listed
from operis.dockets.procurement.terms import Document
from operis.sealing.faults import IllMadeError

READ_BYTES = 1024 * 1024


def take_over(listed: Listed, document: Document, pieces: Iterator[bytes], now: datetime) -> list[BidFile]:
    """A file, as it is read; one that is here already is read past."""
    if file_of([listed.bid], document.sha256) is not None:
        for _piece in pieces:
            pass
        return []
    number = secrets.token_hex(16)
    path = sealed_place(number)
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = Writer(path, number)
    try:
        for piece in pieces:
            writer.write(piece)
        writer.flush()
    except IllMadeError:
        path.unlink(missing_ok=True)
        raise
    finally:
        writer.close()
    return [took_over(listed.bid, listed.lot, "", document.name, document.size, document.sha256, number, now)]


def pieces_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(READ_BYTES):
            yield piece
