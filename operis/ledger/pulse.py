"""Does the database write? One row that counts, and says nothing else."""

from django.db import transaction
from django.db.models import F

from operis.ledger.locks import queued
from operis.ledger.models import Counter

NAME, TURNS = "pulse", 1_000_000


def pulse() -> None:
    """Write a row and commit it; OperationalError where that cannot be done."""
    with queued(), transaction.atomic():
        if not Counter.objects.filter(name=NAME, last__lt=TURNS).update(last=F("last") + 1):
            Counter.objects.update_or_create(name=NAME, defaults={"last": 0})
