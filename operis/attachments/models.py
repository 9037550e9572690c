"""Which bytes stand beside the record? Each under its digest, for the docket that brought it, or for the person who did.

What is sealed stands in the database, encrypted. Files lie in the folder `attachments`, under the first two digits of their digest: a
file is there once, whoever brings it, and is handed out for an act that names it and was entered by somebody who had brought it.
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, models
from django.db.models import Value
from django.db.models.functions import Substr
from django.db.models.lookups import Exact

from operis.attachments.bidding import BidDraft, BidFile
from operis.attachments.opened import OpenedBid, said_in
from operis.attachments.receiving import Arrived, folder
from operis.attachments.sealed_bids import SealedUpload as SealedUpload  # a table of its own
from operis.attachments.sealing import FORM, SealingKeyError, key_file, make_key, opened, read_key, sealed
from operis.ledger.durable import sync_folder

TOGETHER = 400
"""So many are asked for in one statement: SQLite takes no more than a thousand values."""


class Attachment(models.Model):
    docket = models.TextField()
    sha256 = models.TextField()
    content = models.BinaryField()

    class Meta:
        db_table = "attachment"
        constraints = [models.UniqueConstraint(name="attachment_once", fields=["docket", "sha256"])]


def keep(docket: str, content: bytes) -> None:
    """Keep the bytes, sealed; the same bytes again are the same attachment."""
    digest = hashlib.sha256(content).hexdigest()
    if not _kept(docket, digest):
        if not key_file().is_file() and not anything_sealed():
            make_key()
        with connection.cursor() as cursor:
            kept: tuple[str, str, bytes] = (docket, digest, sealed(content, docket, digest))
            cursor.execute("INSERT INTO attachment (docket, sha256, content) VALUES (%s, %s, %s)", kept)


def _kept(docket: str, digest: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM attachment WHERE docket = %s AND sha256 = %s", [docket, digest])
        return cursor.fetchone() is not None


def any_sealed() -> bool:
    """Whether something here was sealed with the key: then no other is made in its place."""
    head: Any = Substr("content", 1, len(FORM), output_field=models.BinaryField())
    there = Attachment.objects.filter(Exact(head, Value(FORM, output_field=models.BinaryField())))
    return there.exists()


def anything_sealed() -> bool:
    """The same, with what is written of bids that are not sealed yet."""
    return any_sealed() or BidDraft.objects.exists() or BidFile.objects.exists() or OpenedBid.objects.exclude(content=None).exists()


def cannot_seal() -> str:
    """Why nothing can be sealed now, with the cure; empty where it can, and where the key is only made when it is first needed."""
    try:
        read_key()
    except SealingKeyError as fault:
        return f"{fault}" if key_file().is_file() or anything_sealed() else ""
    return ""


Sealed = tuple[str, str]
"""A docket, and the digest of what it sealed."""


def plains_of(wanted: Iterable[Sealed]) -> dict[Sealed, bytes]:
    """The bytes of those digests that are here and still have them, and what opened bids say.

    SealingKeyError where the key is missing by which they are read.
    """
    asked = list(wanted)
    opening = ((one, opened(found, *one)) for one, found in _stored(asked).items())
    found = {one: plain for one, plain in opening if plain is not None and hashlib.sha256(plain).hexdigest() == one[1]}
    left = [one for one in asked if one not in found]
    return found | said_in(left) if left else found


def _stored(asked: Sequence[Sealed]) -> dict[Sealed, bytes]:
    """What is kept, as it is kept; a text, which SQLite takes from whoever owns the file, by its bytes."""
    found: dict[Sealed, bytes] = {}
    for first in range(0, len(asked), TOGETHER):
        part = set(asked[first : first + TOGETHER])
        rows: Any = Attachment.objects.filter(docket__in={docket for docket, _ in part}, sha256__in={sha256 for _, sha256 in part})
        for docket, sha256, content in rows.values_list("docket", "sha256", "content"):
            if (docket, sha256) in part:
                found[docket, sha256] = content.encode() if isinstance(content, str) else bytes(content)
    return found


def stored_of(docket: str, sha256: str) -> bytes | None:
    return _stored([(docket, sha256)]).get((docket, sha256))


def contents_of(wanted: Iterable[Sealed]) -> dict[Sealed, bytes]:
    """The same for pages and lists: what cannot be read now is not there."""
    asked = list(wanted)
    try:
        return plains_of(asked)
    except SealingKeyError:
        return {} if len(asked) == 1 else {key: plain for one in asked for key, plain in contents_of([one]).items()}


def content_of(docket: str, sha256: str) -> bytes | None:
    return contents_of([(docket, sha256)]).get((docket, sha256))


class Brought(models.Model):
    """That a person, known by the number of the account, has brought a file."""

    person = models.TextField()
    sha256 = models.TextField()
    size = models.BigIntegerField()
    kind = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "brought"
        constraints = [models.UniqueConstraint(name="brought_once", fields=["person", "sha256"])]


def take(arrived: Arrived, kind: str, person: str, now: datetime) -> Brought:
    """Keep a file that has come in; OSError where the disk cannot."""
    place = place_of(arrived.sha256)
    fresh = not place.parent.is_dir()
    place.parent.mkdir(parents=True, exist_ok=True)
    assert arrived.path is not None  # what did not come in is not taken
    with arrived.path.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(arrived.path, place)
    sync_folder(place.parent)
    if fresh:
        sync_folder(folder())
    arrived.path = None
    values = {"size": arrived.size, "kind": kind, "at": now}
    return Brought.objects.get_or_create(person=person, sha256=arrived.sha256, defaults=values)[0]


def brought_by(persons: Iterable[str], digests: Iterable[str]) -> dict[str, Brought]:
    """Those of the files that somebody of these has brought, by digest."""
    return {one.sha256: one for one in Brought.objects.filter(person__in=[*persons], sha256__in=[*digests])}


def place_of(sha256: str) -> Path:
    return folder() / sha256[:2] / sha256


def whole(sha256: str) -> Path | None:
    """Where a file lies, if it is still the one that had this digest."""
    place = place_of(sha256)
    if not place.is_file():
        return None
    with place.open("rb") as file:
        return place if hashlib.file_digest(file, "sha256").hexdigest() == sha256 else None
