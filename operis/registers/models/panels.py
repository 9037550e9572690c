"""Who evaluates? The experts of the pool, who sits on which panel, and who is the reserve of one."""

from django.db import models


class Expert(models.Model):
    """An expert of the pool, as the file has it; names are kept with the accounts."""

    docket = models.TextField(primary_key=True)
    person = models.TextField(db_index=True)
    key = models.TextField()
    expertise = models.TextField(default="")
    employer = models.TextField(default="")
    ties = models.JSONField(default=list)
    """Supplier, relation, first day and last day of each."""
    accepted = models.BooleanField(default=False)

    class Meta:
        db_table = "register_expert"


class Seat(models.Model):
    """That somebody sits on the panel of a procurement, was drawn for it, or watches its draw."""

    first_stays = True  # a row has nothing beside its key
    docket = models.TextField(db_index=True)
    person = models.TextField(db_index=True)

    class Meta:
        db_table = "register_seat"
        constraints = [models.UniqueConstraint(name="seat_once", fields=["docket", "person"])]


class Reserve(models.Model):
    """That somebody was drawn for a panel that sits without him, and comes next where one of it leaves; nobody once its work is done."""

    docket = models.TextField(db_index=True)
    person = models.TextField(db_index=True)
    drawn = models.DateField()

    class Meta:
        db_table = "register_reserve"
        constraints = [models.UniqueConstraint(name="reserve_once", fields=["docket", "person"])]
