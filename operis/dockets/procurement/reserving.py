"""For whose sizes is a lot kept, and where it is open, by how much are the prices of small enterprises lowered?"""

from decimal import Decimal

from operis.core.wording import Slug
from operis.dockets.procurement.terms import PlanTerms

WHOLE, SMALL_AND_MEDIUM = "whole", Slug("small-and-medium")


def kept_for(plan: PlanTerms, lot: str) -> Slug | None:
    """The sizes for which the lot is reserved, by itself or with the whole purchase; None where it is open to all."""
    own = next((one.reserved for one in plan.lots if one.lot == lot), None)
    whole = plan.reservation is not None and plan.reservation.way == WHOLE
    return own if own is not None else SMALL_AND_MEDIUM if whole else None


def lowered_by(plan: PlanTerms, lot: str) -> Decimal | None:
    """The percentage by which they are lowered; None where the lot is reserved, or nothing is taken off."""
    one = plan.reservation
    return one.deduction_percent or None if one is not None and kept_for(plan, lot) is None else None
