"""Which rows tell what stands open, on which docket, whose it is and by when?"""

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet


class Owed(models.Model):
    """A duty as the state of `source` has it; it stands until a row of another says that it is met."""

    source = models.TextField(db_index=True)
    """The docket from whose state it follows."""
    docket = models.TextField()
    """The docket on which it is done."""
    above = models.TextField(default="")
    """The docket with whose duty of the same command and about the same it stands and falls; empty where it stands by itself."""
    place = models.IntegerField(default=0)
    command = models.TextField()
    about = models.TextField(default="")
    party = models.TextField(default="", db_index=True)
    person = models.TextField(default="", db_index=True)
    """Whose it is alone, where it is one person's and not an office's."""
    not_by = models.TextField(default="")
    """The accounts of the office that cannot do it."""
    day = models.DateField(null=True)
    """The last day, as the law counts days."""
    moment = models.DateTimeField(null=True)
    """When it is over, or when the clock enters it."""
    row = models.TextField(default="")
    """The row of law that the day rests on."""
    earliest = models.DateField(null=True)
    earliest_row = models.TextField(default="")
    since = models.DateTimeField(null=True)
    """When it was ordered; where it is met, when that was done."""
    met = models.BooleanField(default=False)
    waits = models.BooleanField(default=False)
    itself = models.BooleanField(default=False)
    public = models.BooleanField(default=True)

    class Meta:
        db_table = "register_owed"
        indexes = [models.Index(name="owed_by_moment", fields=["itself", "moment"]), models.Index(name="owed_by_day", fields=["day"]),
                   models.Index(name="owed_by_command", fields=["docket", "command", "about"])]  # fmt: skip


def still_owed() -> "QuerySet[Owed]":
    """Duties that nothing has met: after the order, where one was given."""
    met = Owed.objects.filter(met=True, docket=OuterRef("docket"), command=OuterRef("command"), about=OuterRef("about"))
    newer = met.filter(Q(since__gt=OuterRef("since")) | Q(since__isnull=True))
    return Owed.objects.filter(met=False).exclude(Exists(newer), since__isnull=False).exclude(Exists(met), since__isnull=True)
