"""What has somebody typed at a form and not sent? As it was typed, for one person under one mandate, one draft a step of a docket.

Of a docket that is still to be opened there may be several: each form has its own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models

from operis.drafts.joint import JointPaper as JointPaper
from operis.drafts.joint import JointSignature as JointSignature
from operis.drafts.purchasing import PurchasingDraft as PurchasingDraft
from operis.drafts.reviewing import Paper as Paper
from operis.drafts.worksheet import Worksheet as Worksheet  # models are found through this module


@dataclass(frozen=True, slots=True)
class Place:
    """Whose draft of what: a person in an office, for whom, at a step of a docket; an empty number is a docket still to be opened."""

    person: str
    office: str
    for_body: str
    docket: str
    kind: str
    command: str
    about: str = ""
    """Of a docket still to be opened: the key of the form, so that what is begun beside it takes the place of nothing."""


class Draft(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    office = models.TextField()
    for_body = models.TextField(default="")
    docket = models.TextField(default="")
    kind = models.TextField()
    command = models.TextField()
    about = models.TextField(default="")
    path = models.TextField()
    """Where it is gone on with, below the language."""
    written = models.TextField()
    """Names and values of the inputs, as JSON in ASCII: a database may refuse characters that somebody typed."""
    key = models.TextField(default="")
    """The form's own key, so that what was begun once is entered once."""
    seen = models.IntegerField(default=0)
    """How many entries the docket had when the form was first shown."""
    without_files = models.BooleanField(default=False)
    """Whether files had been chosen that were not taken: they have to be chosen again."""
    began = models.DateTimeField()

    class Meta:
        db_table = "draft"
        constraints = [
            models.UniqueConstraint(name="draft_once", fields=["user", "office", "for_body", "docket", "kind", "command", "about"])
        ]

    @property
    def typed(self) -> dict[str, str]:
        return dict(json.loads(self.written))


@dataclass(frozen=True, slots=True)
class Written:
    """What a form holds when it arrives."""

    path: str
    typed: Mapping[str, str]
    key: str
    seen: int
    without_files: bool = False


def keep(place: Place, written: Written, now: datetime) -> None:
    """The newest takes the place of what was there; the day on which it was begun stays."""
    if not get_user_model().objects.filter(pk=place.person).exists():
        return
    values = {"path": written.path, "written": json.dumps(dict(written.typed)), "key": written.key, "seen": written.seen,
              "without_files": written.without_files}  # fmt: skip
    Draft.objects.update_or_create(**_at(place), defaults=values, create_defaults={**values, "began": now})


def draft_at(place: Place) -> Draft | None:
    return Draft.objects.filter(**_at(place)).first()


def begun_at(place: Place, path: str) -> "models.QuerySet[Draft]":
    """What was begun at one address, whichever form it was, the newest first."""
    own = {name: value for name, value in _at(place).items() if name != "about"}
    return Draft.objects.filter(path=path, **own).order_by("-began", "-pk")


def discard(place: Place) -> None:
    Draft.objects.filter(**_at(place)).delete()


def drafts_of(person: str) -> "models.QuerySet[Draft]":
    """All that a person has begun under any mandate, the newest first."""
    return Draft.objects.filter(user_id=person).order_by("-began", "-pk")


def _at(place: Place) -> dict[str, str]:
    return {"user_id": place.person, "office": place.office, "for_body": place.for_body, "docket": place.docket, "kind": place.kind,
            "command": place.command, "about": place.about}  # fmt: skip
