"""What came of the bids that key holders opened? Of each its result and, where it was opened, what it says: sealed again, as others are.

A bid that was sealed to key holders has in the record the digest of its sealed bytes; what it says is found here by that digest.
"""

import hashlib
from collections.abc import Container, Iterable
from datetime import datetime

from django.db import models

from operis.attachments.sealing import opened, sealed
from operis.dockets.procurement.opened import TO_BE_OPENED

TOGETHER = 400
"""So many are asked for in one statement: SQLite takes no more than a thousand values."""


class OpenedBid(models.Model):
    """A bid of a closing list, once its result is certain, and what it says once all of them are; nothing of it changes after."""

    docket = models.TextField()
    lot = models.TextField()
    sealed_sha256 = models.TextField()
    result = models.TextField()
    failed = models.TextField(default="")
    """Places of the holders whose share was missing or wrong."""
    content = models.BinaryField(null=True)
    content_sha256 = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "opened_bid"
        constraints = [models.UniqueConstraint(name="opened_bid_once", fields=["docket", "lot", "sealed_sha256"])]

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(int(one) for one in self.failed.split())


def keep(docket: str, lot: str, sealed_sha256: str, result: str, failed: Iterable[int], content: bytes | None, now: datetime) -> None:
    digest = "" if content is None else hashlib.sha256(content).hexdigest()
    kept = None if content is None else sealed(content, docket, sealed_sha256)
    values = {"result": result, "failed": " ".join(map(str, failed)), "content": kept, "content_sha256": digest, "at": now}
    row, new = OpenedBid.objects.get_or_create(docket=docket, lot=lot, sealed_sha256=sealed_sha256, defaults=values)
    if not new and row.result == TO_BE_OPENED:
        OpenedBid.objects.filter(pk=row.pk).update(**values)


def note(pending: Iterable[tuple[str, str, str]], certain: Container[tuple[str, str, str]], now: datetime) -> None:
    """Of which bids it is certain that they open, of those that still wait for each other: of no other any more."""
    for docket, lot, sealed_sha256 in pending:
        if (docket, lot, sealed_sha256) in certain:
            keep(docket, lot, sealed_sha256, TO_BE_OPENED, (), None, now)
        else:
            OpenedBid.objects.filter(docket=docket, lot=lot, sealed_sha256=sealed_sha256, result=TO_BE_OPENED).delete()


def opened_in(dockets: Iterable[str]) -> list[OpenedBid]:
    """Those of these bids whose result is certain."""
    wanted = [*dict.fromkeys(dockets)]
    parts = (wanted[first : first + TOGETHER] for first in range(0, len(wanted), TOGETHER))
    return [row for part in parts for row in OpenedBid.objects.filter(docket__in=part).defer("content").order_by("docket", "lot")]


def said_in(wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
    """What bids say, by docket and digest of the sealed bytes; SealingKeyError where the key is missing by which it is read."""
    asked = set(wanted)
    found: dict[tuple[str, str], bytes] = {}
    dockets = sorted({docket for docket, _sha256 in asked})
    for first in range(0, len(dockets), TOGETHER):
        rows = OpenedBid.objects.filter(docket__in=dockets[first : first + TOGETHER], content__isnull=False)
        for row in rows:
            if (key := (row.docket, row.sealed_sha256)) in asked:
                plain = opened(bytes(row.content or b""), *key)
                if plain is not None and hashlib.sha256(plain).hexdigest() == row.content_sha256:
                    found[key] = plain
    return found
