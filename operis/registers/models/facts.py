"""Which rows do rules ask of other dockets? Each is a function of one docket's state; `docket` says of which."""

from django.db import models


class Party(models.Model):
    """A body or a supplier, as its file has it."""

    key = models.TextField(primary_key=True)
    docket = models.TextField(unique=True)
    party = models.TextField()
    nature = models.TextField()
    name_zh = models.TextField(default="")
    name_en = models.TextField(default="")
    plain_zh = models.TextField(default="", db_index=True)
    plain_en = models.TextField(default="", db_index=True)
    """As names are compared."""
    names = models.JSONField(default=list)
    """Since when it bears which name, in Chinese and in English, the first one first."""
    address = models.TextField(default="{}")
    """By language, the text."""
    phone = models.TextField(default="")
    level = models.TextField(default="")
    place = models.TextField(default="")
    category = models.TextField(default="")
    size = models.TextField(default="")
    code = models.TextField(default="", db_index=True)
    """As codes are compared."""
    marks = models.TextField(default="")
    accepted = models.BooleanField(default=False)
    refused = models.BooleanField(default=False)
    kind_waits = models.BooleanField(default=False)
    """Whether another kind or size was entered than a review has seen."""
    self_said = models.BooleanField(default=False)
    """Whether kind and size stand there by its own registration alone."""
    head = models.TextField(default="")
    holders = models.TextField(default="")
    places = models.JSONField(default=list)
    key_review = models.BooleanField(default=True)
    also_reviewed = models.TextField(default="")
    unit = models.TextField(default="")

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
    name_zh = models.TextField(default="")
    name_en = models.TextField(default="")
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
    """What one procurement plans to spend; a docket that has ended has no row, so its money is free again, and so is that of a lot."""

    docket = models.TextField(primary_key=True)
    body = models.TextField()
    year = models.IntegerField()
    line = models.TextField()
    budget_item = models.TextField()
    category = models.TextField()
    method = models.TextField()
    amount_fen = models.BigIntegerField()
    need = models.TextField(default="")
    part = models.TextField(default="")
    directory_item = models.TextField(default="")
    suitable = models.BooleanField(default=True)
    """Whether the plan names no ground for reserving nothing: what small firms could do."""
    reserved_fen = models.BigIntegerField(default=0)
    small_micro_fen = models.BigIntegerField(default=0)
    failed_fen = models.BigIntegerField(default=0)
    """What was planned for the lots that ended while others go on, and may be planned again; it is none of the amount."""
    continues = models.TextField(default="", db_index=True)
    """The docket of the contract that it adds to."""

    class Meta:
        db_table = "register_year_spend"
        indexes = [models.Index(name="spend_of_year", fields=["body", "year", "budget_item", "category"])]


class OutsideSpend(models.Model):
    """What was bought outside the methods of this site for one part of a need, and from which money, where that is said."""

    docket = models.TextField(db_index=True)
    part = models.TextField()
    body = models.TextField()
    year = models.IntegerField()
    line = models.TextField(default="")
    budget_item = models.TextField(default="")
    category = models.TextField(default="")
    directory_item = models.TextField(default="")
    method = models.TextField()
    amount_fen = models.BigIntegerField()

    class Meta:
        db_table = "register_outside_spend"
        indexes = [models.Index(name="outside_of_year", fields=["body", "year"])]

    @property
    def need(self) -> str:
        return self.docket


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
    decided_by = models.TextField(default="")
    """The rows that decided, as its act says."""
    holds = models.TextField(default="")
    class_word = models.TextField(default="")
    market_count = models.IntegerField(default=0)
    recipients_count = models.IntegerField(default=0)
    consulted_on = models.DateField(null=True)
    undescribed = models.TextField(default="")
    """What the record of asking those served does not say."""
    quotations = models.TextField(default="")
    """Canonical JSON: firm and amount of each."""
    authors = models.TextField(default="")
    """Suppliers that designed the project or wrote its specification."""
    bought = models.BooleanField(default=False)
    """Whether nothing is left of it to be bought, all of it having been bought outside the methods of this site."""

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
    part = models.TextField(default="")
    consortia_allowed = models.BooleanField(default=True)
    bond_fen = models.BigIntegerField(null=True)
    budget_fen = models.BigIntegerField()
    closed = models.BooleanField(default=False)
    opened = models.BooleanField(default=False)
    ended = models.BooleanField(default=False)
    round = models.IntegerField(default=1)
    agency = models.TextField(default="")
    agency_matters = models.TextField(default="")
    keys = models.TextField(default="")
    limits = models.TextField(default="")
    """Whether the first bid on paper was opened."""

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
    paper = models.BooleanField(default=False)
    confirmed = models.BooleanField(default=True)

    class Meta:
        db_table = "register_seal"
        constraints = [models.UniqueConstraint(name="seal_once", fields=["docket", "lot"])]


class TakenBack(models.Model):
    """Up to when bids of a supplier for a lot are taken back, by the moment at which the one came that was withdrawn."""

    docket = models.TextField(db_index=True)
    procurement = models.TextField(db_index=True)
    supplier = models.TextField()
    lot = models.TextField()
    received = models.DateTimeField()

    class Meta:
        db_table = "register_taken_back"
        constraints = [models.UniqueConstraint(name="taken_back_once", fields=["docket", "lot"])]


class Unsealed(models.Model):
    """How many bids of one bidder were withdrawn or late; counts alone are told."""

    docket = models.TextField(primary_key=True)
    procurement = models.TextField(db_index=True)
    withdrawn = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    supplier = models.TextField(default="")
    bond_from = models.TextField(default="")
    """The account that its bid security came from, letters and digits alone; compared, and told to nobody."""

    class Meta:
        db_table = "register_unsealed"


class NamedMember(models.Model):
    """Whom an opened bid names as a member of its consortium."""

    docket = models.TextField(db_index=True)
    """The procurement."""
    lot = models.TextField()
    supplier = models.TextField()
    """The bidder."""
    member = models.TextField(db_index=True)
    bid = models.TextField()

    class Meta:
        db_table = "register_named_member"
        constraints = [models.UniqueConstraint(name="named_once", fields=["docket", "lot", "supplier", "member"])]


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


class Question(models.Model):
    """What was asked in a procurement: by whom stands in no column but the number of the docket, which is secret."""

    docket = models.TextField(primary_key=True)
    procurement = models.TextField()
    no = models.IntegerField()
    asked_on = models.DateField()
    answer_by = models.DateField(null=True)
    text_zh = models.TextField(default="")
    text_en = models.TextField(default="")

    class Meta:
        db_table = "register_question"
        constraints = [models.UniqueConstraint(name="question_once", fields=["procurement", "no"])]


class Award(models.Model):
    """A published award that stands, with what its contract must keep to; `divided`: one of several lots; `ended`: no contract follows."""

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
    extension_months = models.IntegerField(null=True)
    term_grounds = models.TextField(default="")
    requirements = models.TextField(default="{}")
    """What the plan asks, as canonical JSON: by the word for it, the text."""
    divided = models.BooleanField(default=False)
    ended = models.BooleanField(default=False)
    agency = models.TextField(default="")
    agency_matters = models.TextField(default="")
    payment_days = models.IntegerField(null=True)
    content = models.TextField(default="{}")
    """What is bought, as the notice says it: by language, the text."""

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
    publish_by = models.DateField(null=True)
    filed = models.BooleanField(default=False)
    file_by = models.DateField(null=True)
    refused = models.BooleanField(default=False)
    force_majeure = models.BooleanField(default=False)

    class Meta:
        db_table = "register_contract"
