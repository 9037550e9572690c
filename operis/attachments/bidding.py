"""What is kept of a bid while it is written? A draft for each lot and round, and the files for it: sealed, and not in the record.

The bidder's people and this installation can read it; without the file `keys/bids` nobody can. A file stays once a sealed bid names it.
"""

import fcntl
import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from operis.attachments import frames
from operis.attachments.receiving import sealed_place
from operis.attachments.sealing import key_file, make_key, opened, sealed

DRAFT, NAME = "draft", "name"
"""What the sealed values are bound to beside their docket or file."""


class BidDraft(models.Model):
    """The newest draft of a bid for a lot in a round; who writes for the supplier writes in the same."""

    docket = models.TextField()
    lot = models.TextField()
    round = models.IntegerField()
    content = models.BinaryField()
    saved = models.DateTimeField()

    class Meta:
        db_table = "bid_draft"
        constraints = [models.UniqueConstraint(name="bid_draft_once", fields=["docket", "lot", "round"])]


class BidFile(models.Model):
    """A file that is brought for a bid; once all of its bytes are here it has its digest."""

    number = models.TextField(primary_key=True)
    docket = models.TextField()
    lot = models.TextField()
    part = models.TextField()
    """The part of the bid that it was chosen for."""
    named = models.BinaryField()
    size = models.BigIntegerField()
    sha256 = models.TextField(default="")
    wanted = models.TextField(default="")
    """The digest that the browser gave before it sent anything; empty where it gave none."""
    at = models.DateTimeField()

    class Meta:
        db_table = "bid_file"
        indexes = [models.Index(name="bid_file_docket", fields=["docket", "sha256"])]

    @property
    def name(self) -> str:
        plain = opened(bytes(self.named), self.number, NAME)
        return "" if plain is None else plain.decode()

    @property
    def arrived(self) -> int:
        """How many of its bytes are here."""
        return frames.arrived_bytes(sealed_place(self.number))


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it was last saved."""

    said: Mapping[str, Any]
    saved: datetime


@contextmanager
def writing(docket: str) -> Iterator[None]:
    """One writes in the drafts of a bid at a time: what others keep meanwhile is read before, and not written over."""
    place = sealed_place(f"{docket}.lock")
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def draft_of(docket: str, lot: str, round: int) -> Kept | None:
    """SealingKeyError where it was sealed by a key that is not here."""
    row = BidDraft.objects.filter(docket=docket, lot=lot, round=round).first()
    plain = opened(bytes(row.content), docket, _bound(lot, round)) if row else None
    return Kept(json.loads(plain), row.saved) if row and plain is not None else None


def drafts_saved(docket: str, round: int) -> dict[str, datetime]:
    """When the draft for each lot was last saved."""
    return dict(BidDraft.objects.filter(docket=docket, round=round).values_list("lot", "saved"))


def drafts_of(dockets: Iterable[str], most: int) -> list[tuple[str, Mapping[str, Any]]]:
    """The newest drafts of first bids on these dockets, each with its docket; what cannot be opened is left out."""
    found = list[tuple[str, Mapping[str, Any]]]()
    for row in BidDraft.objects.filter(docket__in=[*dockets], round=1).order_by("-saved")[:most]:
        plain = opened(bytes(row.content), row.docket, _bound(row.lot, row.round))
        found += [(row.docket, json.loads(plain))] if plain is not None else []
    return found


def keep_draft(docket: str, lot: str, round: int, said: Mapping[str, Any], now: datetime) -> None:
    ensure_key()
    content = sealed(json.dumps(dict(said)).encode(), docket, _bound(lot, round))
    BidDraft.objects.update_or_create(docket=docket, lot=lot, round=round, defaults={"content": content, "saved": now})


def ensure_key() -> None:
    from operis.attachments.models import anything_sealed  # there all that is sealed is known

    if not key_file().is_file() and not anything_sealed():
        make_key()


def begin(docket: str, lot: str, part: str, name: str, size: int, wanted: str, now: datetime) -> BidFile:
    """The place for a file that will come in pieces; one of the same name and digest that was cut goes on where it was."""
    for row in BidFile.objects.filter(docket=docket, lot=lot, part=part, size=size, sha256="", wanted=wanted).order_by("at"):
        if wanted and row.name == name:
            return row
    ensure_key()
    number = secrets.token_hex(16)
    return BidFile.objects.create(number=number, docket=docket, lot=lot, part=part, named=sealed(name.encode(), number, NAME), size=size,
                                  wanted=wanted, at=now)  # fmt: skip


def append(row: BidFile, at: int, plain: bytes) -> int:
    """The next bytes of a file, on the disk before they are told of; gives back how many are there, also where others were expected.

    OSError where the disk takes nothing more.
    """
    path = sealed_place(row.number)
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = frames.Writer(path, row.number)
    try:
        if writer.size == at and at + len(plain) <= row.size:
            writer.write(plain)
        writer.flush()
        return writer.size
    finally:
        writer.close()


def finish(row: BidFile) -> bool:
    """With its last byte a file gets its digest; one that is not what was to be sent is thrown away, and False is given back."""
    digest = hashlib.sha256()
    for piece in frames.plain_pieces(sealed_place(row.number), row.number):
        digest.update(piece)
    if row.wanted and digest.hexdigest() != row.wanted:
        discard(row)
        return False
    row.sha256 = digest.hexdigest()
    row.save(update_fields=["sha256"])
    return True


def took_over(docket: str, lot: str, part: str, name: str, size: int, sha256: str, number: str, now: datetime) -> BidFile:
    """A file that came whole, with a form: it lies under its number already."""
    return BidFile.objects.create(number=number, docket=docket, lot=lot, part=part, named=sealed(name.encode(), number, NAME), size=size,
                                  sha256=sha256, at=now)  # fmt: skip


def file_of(dockets: Iterable[str], sha256: str) -> BidFile | None:
    """A file by its digest, whichever of these bids it was brought for first."""
    return BidFile.objects.filter(docket__in=[*dockets], sha256=sha256).exclude(sha256="").order_by("at").first()


def coming(docket: str, lot: str) -> list[BidFile]:
    """Files that were cut on their way."""
    return list(BidFile.objects.filter(docket=docket, lot=lot, sha256="").order_by("at"))


def plain_of(row: BidFile) -> Iterator[bytes] | None:
    """The file piece by piece, if it is still the one that had this digest; SealingKeyError where the key is not here."""
    path, digest = sealed_place(row.number), hashlib.sha256()
    if not path.is_file():
        return None
    for piece in frames.plain_pieces(path, row.number):
        digest.update(piece)
    return frames.plain_pieces(path, row.number) if digest.hexdigest() == row.sha256 else None


def beginnings(dockets: Iterable[str], digests: Iterable[str]) -> dict[str, bytes]:
    """By digest, with what each of these files begins: its first piece."""
    rows = BidFile.objects.filter(docket__in=[*dockets], sha256__in=[*digests]).exclude(sha256="")
    return {row.sha256: next(frames.plain_pieces(path, row.number), b"")
            for row in rows.order_by("at") if (path := sealed_place(row.number)).is_file()}  # fmt: skip


def discard(row: BidFile) -> None:
    sealed_place(row.number).unlink(missing_ok=True)
    row.delete()


def _bound(lot: str, round: int) -> str:
    return f"{DRAFT}:{lot}:{round}"
