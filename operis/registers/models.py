"""Which rows do pages, searches and other dockets read? Each is a function of one docket's state; `docket` says of which."""

from django.db import models


class Docket(models.Model):
    """One line for every docket: what lists show."""

    number = models.TextField(primary_key=True)
    kind = models.TextField()
    body = models.TextField(default="")
    title_zh = models.TextField(default="")
    title_en = models.TextField(default="")
    state = models.TextField(default="")
    method = models.TextField(default="")
    need = models.TextField(default="", db_index=True)
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
    expected = models.TextField(default="")
    """The month of the notice, as the intention has it."""
    resulted = models.DateField(null=True)

    class Meta:
        db_table = "register_docket"
        indexes = [
            models.Index(name="docket_by_kind", fields=["kind", "state", "closes"]),
            models.Index(name="docket_by_body", fields=["body", "kind"]),
            models.Index(name="docket_by_number", fields=["kind", "number"]),
            *(
                models.Index(name=f"docket_by_{by}", fields=["kind", by, "number"])
                for by in ("noticed", "planned", "resulted", "budget_fen")
            ),
        ]


SECRET_KINDS = ("bid",)
"""Dockets whose very existence is for their own party: they stand in no list."""


def public_dockets() -> "models.QuerySet[Docket]":
    return Docket.objects.exclude(kind__in=SECRET_KINDS)


class Searchable(models.Model):
    """By which words a docket is found, cut as `operis.registers.bigrams` cuts them: those of its title, and all."""

    docket = models.TextField(unique=True)
    title = models.TextField()
    whole = models.TextField()

    class Meta:
        db_table = "register_search"
        indexes = [models.Index(name="search_to_docket", fields=["id", "docket"])]  # a hit leads to its docket past the long texts


class Standing(models.Model):
    """Which docket holds a standing truth."""

    kind = models.TextField()
    identity = models.TextField()
    docket = models.TextField(unique=True)

    class Meta:
        db_table = "register_standing"
        constraints = [models.UniqueConstraint(name="standing_once", fields=["kind", "identity"])]


class Party(models.Model):
    """A body or a supplier, as its file has it."""

    key = models.TextField(primary_key=True)
    docket = models.TextField(unique=True)
    party = models.TextField()
    nature = models.TextField()
    name_zh = models.TextField(default="")
    name_en = models.TextField(default="")
    level = models.TextField(default="")
    place = models.TextField(default="")
    category = models.TextField(default="")
    size = models.TextField(default="")
    accepted = models.BooleanField(default=False)
    head = models.TextField(default="")
    holders = models.TextField(default="")

    class Meta:
        db_table = "register_party"


class Bar(models.Model):
    """What keeps a party from supplying or evaluating, from its first to its last day; with no last day, for good."""

    docket = models.TextField(db_index=True)
    party = models.TextField(db_index=True)
    scope = models.TextField()
    row = models.TextField()
    ground = models.TextField()
    decision = models.TextField()
    first = models.DateField()
    last = models.DateField(null=True)

    class Meta:
        db_table = "register_bar"


class BudgetLine(models.Model):
    docket = models.TextField(db_index=True)
    body = models.TextField()
    year = models.IntegerField()
    line = models.TextField()
    budget_item = models.TextField()
    amount_fen = models.BigIntegerField()
    category = models.TextField(default="")
    directory_item = models.TextField(default="")
    years = models.TextField(default="")
    all_years_fen = models.BigIntegerField(default=0)
    """The money of every year together; that of the one year where the line runs no longer."""

    class Meta:
        db_table = "register_budget_line"
        constraints = [models.UniqueConstraint(name="budget_line_once", fields=["body", "year", "line"])]


class YearSpend(models.Model):
    """What one procurement plans to spend; a docket that has ended has no row, so its money is free again."""

    docket = models.TextField(primary_key=True)
    body = models.TextField()
    year = models.IntegerField()
    line = models.TextField()
    budget_item = models.TextField()
    category = models.TextField()
    method = models.TextField()
    amount_fen = models.BigIntegerField()

    class Meta:
        db_table = "register_year_spend"
        indexes = [models.Index(name="spend_of_year", fields=["body", "year", "budget_item", "category"])]


class DirectoryItem(models.Model):
    docket = models.TextField(db_index=True)
    code = models.TextField()
    tier = models.IntegerField()
    class_word = models.TextField()
    name_zh = models.TextField(default="")
    name_en = models.TextField(default="")
    parent = models.TextField(default="")
    first = models.DateField(null=True)
    last = models.DateField(null=True)

    class Meta:
        db_table = "register_directory_item"
        indexes = [models.Index(name="directory_by_code", fields=["code"])]


class Vacancy(models.Model):
    """The standing approval of an institution's or a programme's places."""

    holder = models.TextField(primary_key=True)
    allotment = models.TextField()
    docket = models.TextField(unique=True)
    approved = models.IntegerField()
    filled = models.IntegerField()
    reserved = models.IntegerField()

    class Meta:
        db_table = "register_vacancy"


class Reserved(models.Model):
    """Places that one recruitment holds; a docket that has ended has no row."""

    docket = models.TextField(primary_key=True)
    holder = models.TextField(db_index=True)
    places = models.IntegerField()

    class Meta:
        db_table = "register_reserved"


class NeedPart(models.Model):
    docket = models.TextField(db_index=True)
    part = models.TextField()
    body = models.TextField()
    outcome = models.TextField(default="")
    holds = models.TextField(default="")
    class_word = models.TextField(default="")
    market_count = models.IntegerField(default=0)
    recipients_count = models.IntegerField(default=0)
    consulted_on = models.DateField(null=True)

    class Meta:
        db_table = "register_need_part"
        constraints = [models.UniqueConstraint(name="need_part_once", fields=["docket", "part"])]


class Notice(models.Model):
    """What a bidder's step looks at of a procurement, and whether its bids have closed and been opened."""

    docket = models.TextField(primary_key=True)
    body = models.TextField()
    method = models.TextField()
    noticed = models.DateField()
    closes = models.DateTimeField()
    documents_issued = models.DateField()
    offered_until = models.DateField(null=True)
    lots = models.TextField()
    reserved = models.TextField(default="")
    small_micro = models.TextField(default="")
    whole = models.BooleanField(default=False)
    consortia_allowed = models.BooleanField(default=True)
    bond_fen = models.BigIntegerField(null=True)
    budget_fen = models.BigIntegerField()
    closed = models.BooleanField(default=False)
    opened = models.BooleanField(default=False)
    ended = models.BooleanField(default=False)
    round = models.IntegerField(default=1)
    decide_by = models.DateField(null=True)
    """The last day to decide the award that is waited for longest."""

    class Meta:
        db_table = "register_notice"
        indexes = [models.Index(name="notice_by_closing", fields=["closed", "closes"])]


class Seal(models.Model):
    """Bids in force, by lot; secret until opening."""

    docket = models.TextField(db_index=True)
    procurement = models.TextField(db_index=True)
    supplier = models.TextField()
    lot = models.TextField()
    no = models.IntegerField()
    received = models.DateTimeField()
    sealed_sha256 = models.TextField()
    round = models.IntegerField(default=1)

    class Meta:
        db_table = "register_seal"
        constraints = [models.UniqueConstraint(name="seal_once", fields=["docket", "lot"])]


class Unsealed(models.Model):
    """How many bids of one bidder were withdrawn or late; counts alone are told."""

    docket = models.TextField(primary_key=True)
    procurement = models.TextField(db_index=True)
    withdrawn = models.IntegerField(default=0)
    late = models.IntegerField(default=0)

    class Meta:
        db_table = "register_unsealed"


class Asked(models.Model):
    """What a panel has asked a bidder: to explain something, or for its final quote in a round."""

    docket = models.TextField(db_index=True)
    """The procurement."""
    lot = models.TextField()
    supplier = models.TextField()
    about = models.TextField()
    until = models.DateTimeField()

    class Meta:
        db_table = "register_asked"
        constraints = [models.UniqueConstraint(name="asked_once", fields=["docket", "lot", "supplier", "about"])]


class Explanation(models.Model):
    """What a bidder has explained."""

    docket = models.TextField(db_index=True)
    procurement = models.TextField(db_index=True)
    lot = models.TextField()
    supplier = models.TextField()
    price_fen = models.BigIntegerField(null=True)
    """The price it has confirmed, where an error in its own was put right."""

    class Meta:
        db_table = "register_explanation"
        constraints = [models.UniqueConstraint(name="explained_once", fields=["docket", "lot"])]


class Award(models.Model):
    """A published award that stands, with what its contract must keep to."""

    docket = models.TextField(db_index=True)
    lot = models.TextField()
    body = models.TextField()
    method = models.TextField()
    need = models.TextField()
    part = models.TextField()
    supplier = models.TextField(db_index=True)
    bid = models.TextField()
    price_fen = models.BigIntegerField()
    lot_budget_fen = models.BigIntegerField()
    published = models.DateField()
    sign_by = models.DateField(null=True)
    sign_by_row = models.TextField(default="")
    reserved = models.BooleanField(default=False)
    form = models.TextField()
    term_months = models.IntegerField()
    term_grounds = models.TextField(default="")
    requirements = models.TextField(default="{}")
    """What the plan asks, as canonical JSON: by the word for it, the text."""

    class Meta:
        db_table = "register_award"
        constraints = [models.UniqueConstraint(name="award_once", fields=["docket", "lot"])]


class Contract(models.Model):
    """A contract, from its drawing up."""

    docket = models.TextField(primary_key=True)
    procurement = models.TextField(db_index=True)
    lot = models.TextField()
    body = models.TextField(db_index=True)
    supplier = models.TextField(db_index=True)
    price_fen = models.BigIntegerField()
    signed = models.DateField(null=True)
    published = models.DateField(null=True, db_index=True)
    """Before that day its text and its price are for its two sides alone."""
    refused = models.BooleanField(default=False)
    force_majeure = models.BooleanField(default=False)

    class Meta:
        db_table = "register_contract"


class Order(models.Model):
    """An effect that a decision in one docket has on another; until it is entered there, nothing else is."""

    target = models.TextField(db_index=True)
    effect = models.TextField()
    origin = models.TextField()
    no = models.IntegerField()
    done = models.BooleanField(default=False)

    class Meta:
        db_table = "register_order"
        constraints = [models.UniqueConstraint(name="order_once", fields=["origin", "no", "target", "effect"])]


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

    class Meta:
        db_table = "refusals"


class RefusedUnder(models.Model):
    """For counts by row, which anyone may see."""

    refusal = models.TextField(db_index=True)
    row = models.TextField(db_index=True)

    class Meta:
        db_table = "refusals_under"
