"""Which rows tell what the finance department has ordered in other dockets?"""

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from operis.dockets.supervision.terms import FILE_AGAIN
from operis.registers.models.lists import Docket


class Order(models.Model):
    """An effect that a decision in one docket has on another; until it is entered there, nothing else is."""

    target = models.TextField(db_index=True)
    effect = models.TextField()
    origin = models.TextField()
    ordered = models.DateTimeField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "register_order"
        constraints = [models.UniqueConstraint(name="order_once", fields=["origin", "target", "effect"])]


def pending_orders() -> "QuerySet[Order]":
    """Those that are not done yet; a plan is to be filed again until one is filed that is newer than the order."""
    newer = Docket.objects.filter(number=OuterRef("target"), filed_at__gt=OuterRef("ordered"))
    return Order.objects.exclude(Exists(newer), effect=FILE_AGAIN).order_by("origin")
