"""Which bytes stand beside the record? Each under its digest, for the docket that brought it."""

import hashlib

from django.db import models


class Attachment(models.Model):
    docket = models.TextField()
    sha256 = models.TextField()
    content = models.BinaryField()

    class Meta:
        db_table = "attachment"
        constraints = [models.UniqueConstraint(name="attachment_once", fields=["docket", "sha256"])]


def keep(docket: str, content: bytes) -> None:
    """Keep the bytes; the same bytes again are the same attachment."""
    digest = hashlib.sha256(content).hexdigest()
    Attachment.objects.bulk_create([Attachment(docket=docket, sha256=digest, content=content)], ignore_conflicts=True)


def content_of(docket: str, sha256: str) -> bytes | None:
    """The bytes of that digest, if they are here and still have it."""
    found = Attachment.objects.filter(docket=docket, sha256=sha256).values_list("content", flat=True).first()
    return bytes(found) if found is not None and hashlib.sha256(bytes(found)).hexdigest() == sha256 else None
