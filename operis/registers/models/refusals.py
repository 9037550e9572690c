"""What was refused? These rows are kept beside the record and are not made from it: a rebuild leaves them."""

from django.db import models


class Refused(models.Model):
    """A refusal with its number: seen by the one refused and by supervision; the public sees counts by row."""

    number = models.TextField(primary_key=True)
    docket = models.TextField(default="", db_index=True)
    kind = models.TextField()
    command = models.TextField()
    body = models.TextField(default="")
    persons = models.TextField(default="")
    role = models.TextField()
    at = models.DateTimeField()
    happened = models.TextField()
    law_pack = models.TextField()
    status = models.IntegerField()
    acts = models.IntegerField(default=0)
    """How many stood on the docket: what was refused then may pass once there are more."""
    grounds = models.TextField()
    """Canonical JSON of the list of grounds."""
    request = models.TextField(default="", db_index=True)
    """The digest of what was asked, by whom and under which key; by it a repeat is known. Older refusals have none."""
    more = models.IntegerField(default=0)
    """How many grounds there were besides those that are kept."""

    class Meta:
        db_table = "refusals"
        indexes = [models.Index(name="refused_lately", fields=["body", "persons", "at"])]


class RefusedUnder(models.Model):
    """For counts by row, which anyone may see."""

    refusal = models.TextField(db_index=True)
    row = models.TextField(db_index=True)

    class Meta:
        db_table = "refusals_under"
