"""Which rows tell of every docket: what lists show, what stands, what is noted, who had a hand in it?"""

from datetime import datetime

from django.db import models

from operis.dockets.kinds import secret_kinds


class Docket(models.Model):
    """One line for every docket: what lists show."""

    number = models.TextField(primary_key=True)
    ordinal = models.TextField(default="")
    """The number as lists sort by it."""
    kind = models.TextField()
    body = models.TextField(default="")
    title_zh = models.TextField(default="")
    title_en = models.TextField(default="")
    state = models.TextField(default="")
    method = models.TextField(default="")
    need = models.TextField(default="", db_index=True)
    agency = models.TextField(default="")
    """The agency that acts in it, where its plan names one."""
    entrusted = models.TextField(default="")
    """The matters that it is entrusted with; empty for all."""
    budget_fen = models.BigIntegerField(null=True)
    closes = models.DateTimeField(null=True)
    noticed = models.DateField(null=True)
    acts = models.IntegerField(default=0)
    about_zh = models.TextField(default="")
    about_en = models.TextField(default="")
    """What is wanted, in a line."""
    kept = models.TextField(default="")
    """Whether the `whole` or a `part` is kept for small and medium enterprises."""
    planned = models.DateField(null=True)
    """The day on which its plan was filed, before that the day of its intention."""
    filed_at = models.DateTimeField(null=True)
    """When the plan that stands was filed."""
    expected = models.TextField(default="")
    """The month of the notice, as the intention has it."""
    resulted = models.DateField(null=True)

    ended = models.DateField(null=True)
    ended_for = models.TextField(default="")
    """When nothing of a procurement went on any more, and on which ground."""

    class Meta:
        db_table = "register_docket"
        indexes = [
            models.Index(name="docket_by_kind", fields=["kind", "state", "closes"]),
            models.Index(name="docket_by_body", fields=["body", "kind"]),
            models.Index(name="docket_by_ordinal", fields=["kind", "ordinal"]),
            models.Index(name="docket_newest", fields=["ordinal"]),
            *(
                models.Index(name=f"docket_by_{by}", fields=["kind", by, "ordinal"])
                for by in ("noticed", "planned", "resulted", "budget_fen")
            ),
        ]


class PlannedLine(models.Model):
    """For which part of its need, and from which line of the budget, a procurement is planned, whether it goes on or has ended."""

    docket = models.TextField(primary_key=True)
    part = models.TextField()
    body = models.TextField()
    year = models.IntegerField()
    line = models.TextField()

    class Meta:
        db_table = "register_planned_line"


class FailedLot(models.Model):
    """A lot that ended for want of bids: what had been planned and asked for, and whose bids nothing had put out."""

    docket = models.TextField()
    ordinal = models.TextField()
    lot = models.TextField()
    need = models.TextField(db_index=True)
    part = models.TextField()
    method = models.TextField()
    ended = models.DateField()
    at_fault = models.BooleanField()
    """Whether documents or procedure were found to be at fault."""
    budget_fen = models.BigIntegerField()
    suppliers = models.TextField()
    category = models.TextField()
    months = models.IntegerField()
    wanted = models.TextField()

    class Meta:
        db_table = "register_failed_lot"


class PaperReview(models.Model):
    """The newest review of each kind that a plan, an award or a contract had, and of which version."""

    docket = models.TextField(db_index=True)
    body = models.TextField()
    review = models.TextField()
    sha256 = models.TextField(db_index=True)
    outcome = models.TextField()
    reviewer = models.TextField()

    class Meta:
        db_table = "register_plan_review"
        constraints = [models.UniqueConstraint(name="plan_review_once", fields=["docket", "review"])]


IN_REVIEW = "draft"


def public_dockets() -> "models.QuerySet[Docket]":
    """Those that everyone finds; a procurement of which only reviews stand is found by its own body until its plan is filed."""
    return Docket.objects.exclude(kind__in=secret_kinds()).exclude(state=IN_REVIEW)


RECEIVING = models.Q(kind="procurement", state="receiving")
"""For which bids are taken, until the clock enters the closing; what too few have bid for is open no more."""


def open_at(now: datetime) -> models.Q:
    """At this very moment, before the clock has entered anything."""
    return RECEIVING & models.Q(closes__gt=now)


def open_notices(now: datetime) -> "models.QuerySet[Docket]":
    return Docket.objects.filter(open_at(now))


def ordinal_of(docket: str) -> models.Subquery:
    """How a row sorts that names its docket in this column: by the number of that."""
    return models.Subquery(Docket.objects.filter(number=models.OuterRef(docket)).values("ordinal"))


class Searchable(models.Model):
    """By which words a docket is found, cut as `operis.registers.bigrams` cuts them: those of its title, and all."""

    docket = models.TextField(unique=True)
    title = models.TextField()
    whole = models.TextField()

    class Meta:
        db_table = "register_search"
        indexes = [models.Index(name="search_to_docket", fields=["id", "docket"])]  # a hit leads to its docket past the long texts


class Compared(models.Model):
    """One bid of a lot once its result is published: whose it was, how it fared, at which price and rank."""

    docket = models.TextField(db_index=True)
    lot = models.TextField()
    body = models.TextField()
    supplier = models.TextField(db_index=True)
    how = models.TextField()
    price_fen = models.BigIntegerField(null=True)
    rank = models.IntegerField(null=True)
    published = models.DateField(db_index=True)
    limit_fen = models.BigIntegerField()
    """The ceiling of the lot, or its budget where it has none."""

    class Meta:
        db_table = "register_compared"
        constraints = [models.UniqueConstraint(name="compared_once", fields=["docket", "lot", "supplier"])]


class Changed(models.Model):
    """One change of a signed contract that both sides signed: its price before, and what is added to it."""

    docket = models.TextField(db_index=True)
    place = models.IntegerField()
    """Which of the changes of its contract, from 1."""
    procurement = models.TextField()
    body = models.TextField(db_index=True)
    supplier = models.TextField(db_index=True)
    day = models.DateField(db_index=True)
    reason_zh = models.TextField()
    reason_en = models.TextField()
    clauses = models.IntegerField()
    first_fen = models.BigIntegerField()
    """The price for which it was signed first."""
    before_fen = models.BigIntegerField()
    added_fen = models.BigIntegerField()

    class Meta:
        db_table = "register_changed"
        constraints = [models.UniqueConstraint(name="changed_once", fields=["docket", "place"])]


class Standing(models.Model):
    """Which docket holds a standing truth."""

    kind = models.TextField()
    identity = models.TextField()
    docket = models.TextField(unique=True)
    first_stays = True
    """Who holds it first keeps it."""

    class Meta:
        db_table = "register_standing"
        constraints = [models.UniqueConstraint(name="standing_once", fields=["kind", "identity"])]


class Note(models.Model):
    """What was told beside an act: warnings and periods that ran out."""

    docket = models.TextField()
    no = models.IntegerField()
    row = models.TextField(db_index=True)
    check_name = models.TextField()
    severity = models.TextField()

    class Meta:
        db_table = "register_note"
        indexes = [models.Index(name="note_by_docket", fields=["docket", "no"])]


class Hand(models.Model):
    """Who had a hand in a docket: each person who put something there."""

    person = models.TextField()
    docket = models.TextField()

    class Meta:
        db_table = "register_hand"
        constraints = [models.UniqueConstraint(name="hand_once", fields=["person", "docket"])]


class Told(models.Model):
    """In which months something was entered on a procurement or one of its contracts, by the number of the procurement."""

    first_stays = True  # a row has nothing beside its key
    process = models.TextField()
    month = models.TextField()
    """Like 2026-03, in the zone of the law."""

    class Meta:
        db_table = "register_told"
        constraints = [models.UniqueConstraint(name="told_once", fields=["process", "month"])]
        indexes = [models.Index(name="told_by_month", fields=["month", "process"])]


class Invited(models.Model):
    """Who is invited to a tender; secret until the opening."""

    docket = models.TextField(db_index=True)
    """The procurement."""
    supplier = models.TextField(db_index=True)

    class Meta:
        db_table = "register_invited"
