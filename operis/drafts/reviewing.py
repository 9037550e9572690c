"""Which papers wait for a review inside their body? As they were typed, with all who have written in them; never in the record."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import models


class Paper(models.Model):
    """One version of a paper as it was sent to its review; who wrote in an earlier version has written in this one."""

    body = models.TextField()
    need = models.TextField()
    part = models.TextField()
    command = models.TextField()
    docket = models.TextField(default="")
    sha256 = models.TextField()
    written = models.TextField()
    """Names and values of the inputs, as JSON in ASCII."""
    writers = models.TextField(default="")
    """Accounts, parted by blanks."""
    sent = models.DateTimeField()

    class Meta:
        db_table = "paper_for_review"
        constraints = [models.UniqueConstraint(name="paper_once", fields=["body", "command", "sha256"])]

    @property
    def typed(self) -> dict[str, str]:
        return dict(json.loads(self.written))

    @property
    def persons(self) -> tuple[str, ...]:
        return tuple(self.writers.split())


def send(body: str, need: str, part: str, command: str, sha256: str, typed: Mapping[str, str], person: str, now: datetime,
         docket: str = "") -> Paper:  # fmt: skip
    """Keep this version for its reviewer; the same version sent again has one writer more."""
    writers = {*writers_of(body, need, part), person}
    values = {"need": need, "part": part, "docket": docket, "written": json.dumps(dict(typed)), "writers": " ".join(sorted(writers)),
              "sent": now}  # fmt: skip
    paper, _made = Paper.objects.update_or_create(body=body, command=command, sha256=sha256, defaults=values)
    return paper


def writers_of(body: str, need: str, part: str) -> tuple[str, ...]:
    """All who have written in a paper about this part of a need."""
    rows = Paper.objects.filter(body=body, need=need, part=part).values_list("writers", flat=True)
    return tuple(sorted({one for row in rows for one in row.split()}))


def paper_with(body: str, sha256: str) -> Paper | None:
    return Paper.objects.filter(body=body, sha256=sha256).first()


def papers_of(body: str) -> "models.QuerySet[Paper]":
    """The papers of a body, the newest first."""
    return Paper.objects.filter(body=body).order_by("-sent", "-pk")
