"""What has a body prepared of its purchasing documents that no act holds? Answers, clauses of its own, and what was put into the notice."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models


class PurchasingDraft(models.Model):
    """One for a procurement, for everyone who works for its body; losing it loses a draft and no act."""

    docket = models.TextField(primary_key=True)
    asked = models.TextField(default="{}")
    """What was filled in, as it was typed."""
    clauses = models.TextField(default="{}")
    """By clause and language, what was written instead of ours."""
    put = models.TextField(default="{}")
    """The fingerprints of the files that were put into the notice, the facts that they were drafted from, and what was filled in then."""
    saved = models.DateTimeField(null=True)

    class Meta:
        db_table = "purchasing_draft"

    @property
    def typed(self) -> dict[str, str] | None:
        """None where nothing was saved yet."""
        return dict(json.loads(self.asked)) if self.asked != "{}" else None

    @property
    def own(self) -> dict[str, dict[str, str]]:
        return dict(json.loads(self.clauses))

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(json.loads(self.put).get("files", ()))

    @property
    def said(self) -> dict[str, str]:
        """What was filled in where these very files were made; nothing of files that were edited elsewhere."""
        return dict(json.loads(self.put).get("asked", {}))

    @property
    def facts(self) -> dict[str, Any]:
        return dict(json.loads(self.put).get("facts", {}))


def purchasing_draft(docket: str) -> PurchasingDraft:
    """That of the procurement; an empty one where nothing was prepared."""
    return PurchasingDraft.objects.filter(docket=docket).first() or PurchasingDraft(docket=docket)


def note_purchasing(
    docket: str, now: datetime, *, asked: Mapping[str, str] | None = None, clauses: Mapping[str, Any] | None = None,
    put: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    """Keep what was written last; what is not given stays as it was."""
    given = {"asked": asked, "clauses": clauses, "put": put}
    values = {name: json.dumps(value) for name, value in given.items() if value is not None}
    PurchasingDraft.objects.update_or_create(docket=docket, defaults={**values, "saved": now})
