"""Which tables hold the record, and what is kept beside it and cannot be made from it? Entries with their private values, what waits
for a place in the log, leaves, checkpoints; laws, keys, counters, refusals.

`entry`, `private`, `leaf` and `checkpoint` are insert-only: triggers refuse any change but the erasure of a private value.
"""

from django.db import models


class Entry(models.Model):
    pk = models.CompositePrimaryKey("docket", "no")
    docket = models.TextField()
    no = models.IntegerField()
    kind = models.TextField()
    body = models.TextField()
    """The exact public bytes: canonical JSON."""
    leaf = models.BinaryField()
    request = models.TextField()
    place = models.IntegerField()
    logged_with = models.TextField(null=True)
    """The docket whose act ends the secrecy in which it was put, as its receipt says; empty where it is logged at once; null where it
    was entered before receipts had two forms."""

    class Meta:
        db_table = "entry"
        constraints = [models.UniqueConstraint(name="entry_request", fields=["request", "place"])]


class Private(models.Model):
    pk = models.CompositePrimaryKey("docket", "no", "path")
    docket = models.TextField()
    no = models.IntegerField()
    path = models.TextField()
    salt = models.BinaryField(null=True)
    value = models.TextField(null=True)
    """Canonical JSON; null once erased, with its salt."""

    class Meta:
        db_table = "private"


class Waiting(models.Model):
    pk = models.CompositePrimaryKey("docket", "no")
    docket = models.TextField()
    no = models.IntegerField()
    leaf = models.BinaryField()
    held_by = models.TextField(default="")
    """The docket that still holds it back, so that nobody can count; empty where it gets its place with the next batch."""

    class Meta:
        db_table = "waiting"
        indexes = [models.Index(name="waiting_held_by", fields=["held_by"])]


class Leaf(models.Model):
    position = models.BigIntegerField(primary_key=True)
    docket = models.TextField()
    no = models.IntegerField()
    leaf = models.BinaryField()

    class Meta:
        db_table = "leaf"
        constraints = [models.UniqueConstraint(name="leaf_entry", fields=["docket", "no"])]


class Checkpoint(models.Model):
    size = models.BigIntegerField(primary_key=True)
    frontier = models.BinaryField()
    """The roots of the full subtrees, biggest first: all that the next batch needs."""
    note = models.TextField()

    class Meta:
        db_table = "checkpoint"


class LawText(models.Model):
    """A law that entries name by its fingerprint, packed; what is kept proves itself by that fingerprint."""

    digest = models.TextField(primary_key=True)
    packed = models.BinaryField()

    class Meta:
        db_table = "law_text"


class UsedKey(models.Model):
    """Which request came with an idempotency key. Only the key's digest: the key itself would help to guess an erased value."""

    key = models.TextField(primary_key=True)
    request = models.TextField()

    class Meta:
        db_table = "used_key"


class Counter(models.Model):
    name = models.TextField(primary_key=True)
    last = models.IntegerField()

    class Meta:
        db_table = "counter"


class Refused(models.Model):
    """A refusal with its number, kept beside the acts: seen by the one refused and by supervision; the public sees counts by row."""

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
