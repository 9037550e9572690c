"""On which day does an act stand? On that of its entry; where another day is claimed for it, that one is said beside it."""

from datetime import date

from django.utils.translation import gettext as _

from operis.core.fields import Happened
from operis.documents.lawbook import calendar
from operis.documents.shown import shown
from operis.ledger.read import Stored


def claimed(entry: Stored) -> Happened | None:
    """When it is said to have happened, where that is not the day on which it was entered."""
    happened = entry.act.happened
    return happened if calendar().day(happened) != calendar().day(entry.entered) else None


def stands_at(entry: Stored) -> Happened:
    """When it happened; where another day than that of entry is claimed, when it was entered."""
    return entry.act.happened if claimed(entry) is None else calendar().local(entry.entered)


def day_of_entry(entry: Stored) -> date:
    return calendar().day(entry.entered)


def dated(entry: Stored) -> str:
    """The day of entry, with the claimed one beside it where they differ."""
    said, entered = claimed(entry), shown(day_of_entry(entry))
    if said is None:
        return entered
    return _("{entered} (said to have happened on {happened})").format(entered=entered, happened=shown(calendar().day(said)))
