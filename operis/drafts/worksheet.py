"""What has a body prepared for a need that no act holds? The text bank it started from, what fills its slots, and the budget line."""

import json
from collections.abc import Mapping

from django.db import models


class Worksheet(models.Model):
    """One for a need, for everyone who works for its body; losing it loses proposals and no act."""

    need = models.TextField(primary_key=True)
    bank = models.TextField(default="")
    slots = models.TextField(default="{}")
    line = models.TextField(default="")

    class Meta:
        db_table = "worksheet"

    @property
    def values(self) -> dict[str, str]:
        """What fills the slots, as it was typed."""
        return dict(json.loads(self.slots))


def worksheet_of(need: str) -> Worksheet:
    """That of the need; an empty one where nothing was prepared."""
    return Worksheet.objects.filter(need=need).first() or Worksheet(need=need)


def note(need: str, *, bank: str | None = None, slots: Mapping[str, str] | None = None, line: str | None = None) -> None:
    """Keep what was chosen last; what is not given stays as it was."""
    given = {"bank": bank, "slots": None if slots is None else json.dumps(dict(slots)), "line": line}
    Worksheet.objects.update_or_create(need=need, defaults={name: value for name, value in given.items() if value is not None})
