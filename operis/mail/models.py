"""Which letters wait, which were sent, and which were given up? What is written in them is encrypted: it may bear a link to enter by."""

from django.db import models

WAITING, SENT, GIVEN_UP = "waiting", "sent", "given-up"


class Letter(models.Model):
    """One letter to one address; a copy of the database shows to whom and when, and nothing that is written in it."""

    to = models.TextField()
    sealed = models.TextField(default="")
    """Subject and text under the key of the site; taken out once nobody needs them."""
    language = models.TextField()
    about = models.TextField(default="")
    """What it is about, for who runs the site: the number of a docket, or a word. Never shown to anybody else."""
    state = models.TextField(default=WAITING)
    queued = models.DateTimeField()
    due = models.DateTimeField()
    """When it is tried next; who sends it moves that on first, so that nobody else does."""
    tries = models.IntegerField(default=0)
    fault = models.TextField(default="")
    """Why the last try failed, as a word of `sending.FAULTS`."""
    says = models.TextField(default="")
    """What the server said, for who runs the site alone."""
    ended = models.DateTimeField(null=True)

    class Meta:
        db_table = "letter"
        indexes = [models.Index(name="letter_due", fields=["state", "due"]), models.Index(name="letter_to", fields=["to", "state"])]


class Followed(models.Model):
    """How many entries of the log were looked at for letters that follow from them: one row."""

    size = models.BigIntegerField()

    class Meta:
        db_table = "letters_followed"


class Told(models.Model):
    """A duty that was told of by letters: that it came in, or that its last day is near."""

    what = models.TextField(unique=True)

    class Meta:
        db_table = "letters_told"


class Alert(models.Model):
    """An address that follows something, confirmed by its own letter. Shown to nobody."""

    digest = models.TextField(unique=True)
    """Of address and what is followed, under the key of the site: found again without being read."""
    sealed = models.TextField()
    """The address, under the key of the site."""
    what = models.TextField()
    language = models.TextField()
    seen = models.BigIntegerField()
    """So many entries of the log were looked at for it."""
    told = models.DateTimeField(null=True)
    """When the last letter was written."""

    class Meta:
        db_table = "letters_alert"
        indexes = [models.Index(name="alert_seen", fields=["seen"])]
