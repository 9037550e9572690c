"""What does a bid lose that does not count as one of a small or micro enterprise: a lower price, or its place in what is kept?"""

from dataclasses import replace
from decimal import Decimal

import pytest

from operis.core.wording import Slug
from operis.dockets.procurement.opened import Uncounted
from operis.dockets.procurement.reserving import kept_for, lowered_by
from operis.dockets.procurement.terms import PlanTerms, Reservation
from operis.rules.declaring import reservation_lost
from tests.procedures.documents import lots, plan

TEN = Reservation(way=Slug("none"), deduction_percent=Decimal(10))


def divided(*kept: str | None) -> PlanTerms:
    """A plan in lots, each kept for such sizes."""
    own = tuple(replace(lot, reserved=Slug(one) if one else None) for lot, one in zip(lots(), kept, strict=True))
    return plan(lots=own, reservation=replace(TEN, way=Slug("lot")))


@pytest.mark.parametrize(
    ("of", "kept", "lowered"),
    [
        (plan(reservation=TEN), None, Decimal(10)),
        (plan(reservation=replace(TEN, deduction_percent=None)), None, None),
        (plan(reservation=replace(TEN, deduction_percent=Decimal(0))), None, None),
        (plan(reservation=None), None, None),
        (plan(reservation=replace(TEN, way=Slug("whole"))), "small-and-medium", None),
        (divided(None, "small-and-micro"), None, Decimal(10)),
        (divided("small-and-micro", None), "small-and-micro", None),
        (divided("small-and-medium", None), "small-and-medium", None),
    ],
)
def test_prices_are_lowered_in_what_is_open_to_all_and_in_nothing_that_is_kept(
    of: PlanTerms, kept: str | None, lowered: Decimal | None
) -> None:
    assert (kept_for(of, "1"), lowered_by(of, "1")) == (kept, lowered)


def why(ground: str, about: str) -> tuple[Uncounted, ...]:
    return (Uncounted(ground=Slug(ground), about=Slug(about), under="SME-11"),)


@pytest.mark.parametrize(
    ("kept", "of", "lost"),
    [
        ("small-and-medium", why("not-declared", "sme-declaration"), True),
        ("small-and-medium", why("other-size", "medium"), False),
        ("small-and-micro", why("other-size", "medium"), True),
        ("small-and-medium", why("other-size", "large"), True),
        ("small-and-medium", why("member-other-size", "medium"), False),
        ("small-and-medium", why("member-other-size", "large"), True),
        ("small-and-medium", (*why("member-other-size", "medium"), *why("member-other-size", "large")), True),
        ("small-and-micro", why("member-other-size", "medium"), True),
        ("small-and-medium", (*why("other-size", "medium"), *why("proof-missing", "sme-declaration")), False),
        ("small-and-medium", (), False),
        (None, why("not-declared", "sme-declaration"), False),
    ],
)
def test_a_medium_enterprise_loses_nothing_where_the_lot_is_kept_for_medium_ones_too(
    kept: str | None, of: tuple[Uncounted, ...], lost: bool
) -> None:
    assert reservation_lost(divided(kept, None), "1", of) is lost
