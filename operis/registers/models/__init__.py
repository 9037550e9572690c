"""Which rows do pages, searches and other dockets read? Lists and facts are made from the record, refusals are kept beside it."""

from operis.ledger.models import Refused, RefusedUnder
from operis.registers.models.duties import Owed, still_owed
from operis.registers.models.facts import (
    Asked,
    Award,
    Bar,
    BudgetLine,
    Contract,
    DirectoryItem,
    Explanation,
    NeedPart,
    Notice,
    Party,
    Reserved,
    Seal,
    Unsealed,
    Vacancy,
    YearSpend,
)
from operis.registers.models.lists import (
    IN_REVIEW,
    Docket,
    Hand,
    Note,
    PaperReview,
    Searchable,
    Standing,
    public_dockets,
)
from operis.registers.models.supervision import Order, pending_orders

__all__ = [
    "IN_REVIEW",
    "Asked",
    "Award",
    "Bar",
    "BudgetLine",
    "Contract",
    "DirectoryItem",
    "Docket",
    "Explanation",
    "Hand",
    "NeedPart",
    "Note",
    "Notice",
    "Order",
    "Owed",
    "PaperReview",
    "Party",
    "Refused",
    "RefusedUnder",
    "Reserved",
    "Seal",
    "Searchable",
    "Standing",
    "Unsealed",
    "Vacancy",
    "YearSpend",
    "pending_orders",
    "public_dockets",
    "still_owed",
]
