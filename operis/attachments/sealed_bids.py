"""Where does a bid lie that was sealed to key holders? Its bytes as they came: nobody here can read them, with whatever key.

They come in pieces and go on where they were cut. Whole they have the digest that the bidder's program gave; that they are in time is said
by the act that names them, and none names what was only brought.
"""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.db import models

from operis.attachments.receiving import Arrived, folder
from operis.dockets.bid.facts import SealedBytes
from operis.ledger.durable import sync_folder
from operis.sealing.faults import HeaderError
from operis.sealing.header import header_at

UNSENT_MAX = 3
"""So many that no bid names are kept for a lot; where more come, the oldest go."""
READ_BYTES = 1024 * 1024


class SealedUpload(models.Model):
    """A sealed bid that is brought: of which lot, how many bytes it has, and their digest."""

    number = models.TextField(primary_key=True)
    docket = models.TextField()
    lot = models.TextField()
    size = models.BigIntegerField()
    sha256 = models.TextField()
    whole = models.BooleanField(default=False)
    at = models.DateTimeField()
    came = models.DateTimeField(null=True)
    """When its last byte had arrived."""

    class Meta:
        db_table = "sealed_upload"
        constraints = [models.UniqueConstraint(name="sealed_upload_once", fields=["docket", "sha256"])]

    @property
    def path(self) -> Path:
        return folder() / "bids" / self.number[:2] / self.number

    @property
    def arrived(self) -> int:
        """How many of its bytes are here."""
        return self.path.stat().st_size if self.path.is_file() else 0


def begin(docket: str, lot: str, size: int, sha256: str, now: datetime, named: Collection[str]) -> SealedUpload:
    """The place for a sealed bid; the same one again goes on where it was. `named` are the digests that bids of the docket name."""
    there = SealedUpload.objects.filter(docket=docket, sha256=sha256).first()
    if there is not None and (there.size == size or there.whole):
        return there
    if there is not None:
        discard(there)
    unsent = SealedUpload.objects.filter(docket=docket, lot=lot).exclude(sha256__in=[*named]).order_by("-at")
    for old in unsent[UNSENT_MAX - 1 :]:
        discard(old)
    return SealedUpload.objects.create(number=secrets.token_hex(16), docket=docket, lot=lot, size=size, sha256=sha256, at=now)


def append(row: SealedUpload, at: int, piece: bytes) -> int:
    """The next bytes, on the disk before they are told of; gives back how many are there, also where others were expected.

    OSError where the disk takes nothing more.
    """
    row.path.parent.mkdir(parents=True, exist_ok=True)
    with row.path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        size = os.fstat(file.fileno()).st_size
        if size == at and at + len(piece) <= row.size:
            try:
                file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    file.truncate(at)
                raise
            size += len(piece)
        return size


def finish(row: SealedUpload, came: datetime) -> bool:
    """With its last byte it is compared with its digest; what is something else is thrown away, and False is given back."""
    with row.path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != row.sha256:
            discard(row)
            return False
    _is_whole(row, came)
    return True


def _is_whole(row: SealedUpload, came: datetime) -> None:
    sync_folder(row.path.parent)
    row.whole, row.came = True, came
    row.save(update_fields=["whole", "came"])


def take(docket: str, lot: str, arrived: Arrived, now: datetime, named: Collection[str]) -> None:
    """Keep sealed bytes that came whole, with a form; OSError where the disk cannot."""
    row = begin(docket, lot, arrived.size, arrived.sha256, now, named)
    if row.whole or arrived.path is None:
        return
    row.path.parent.mkdir(parents=True, exist_ok=True)
    with arrived.path.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(arrived.path, row.path)
    arrived.path = None
    _is_whole(row, now)


def discard(row: SealedUpload) -> None:
    row.path.unlink(missing_ok=True)
    row.delete()


def discard_of(docket: str, sha256: str) -> None:
    """What came too late is not kept."""
    for row in SealedUpload.objects.filter(docket=docket, sha256=sha256):
        discard(row)


def sealed_pieces(docket: str, sha256: str) -> Iterator[bytes] | None:
    """The sealed bytes as they came, piece by piece; None where they are not here whole."""
    row = SealedUpload.objects.filter(docket=docket, sha256=sha256, whole=True).first()
    return _pieces(row.path) if row is not None and row.arrived == row.size else None


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(READ_BYTES):
            yield piece


def sealed_bytes(docket: str, sha256: str) -> SealedBytes | None:
    """What the header of the sealed bytes says; None where they are not here whole."""
    row = SealedUpload.objects.filter(docket=docket, sha256=sha256, whole=True).first()
    if row is None or row.arrived != row.size:
        return None
    try:
        with row.path.open("rb") as file:
            found = header_at(file)
    except HeaderError:
        return SealedBytes(row.size, row.came)
    fits = found.sealed_size == row.size
    return SealedBytes(row.size, row.came, found.digest.hex(), found.docket, found.lot, found.supplier, found.no, found.keys, fits)
