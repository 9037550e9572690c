"""What does a list say of whom a purchase is kept for? The whole, a part, or nothing; a share of subcontracts is a part."""

import pytest

from operis.core.decider import follow
from operis.core.wording import Slug
from operis.dockets.procurement.terms import Reservation
from operis.procedures.open_tender import OPEN_TENDER
from operis.registers.enter import enter
from operis.registers.models import Docket
from tests.procedures.documents import filed
from tests.statute import calendar

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("way", "kept"), [("whole", "whole"), ("consortium-share", "part"), ("subcontract-share", "part"), ("none", "")])
def test_a_share_that_goes_to_small_firms_is_a_part(way: str, kept: str) -> None:
    state = follow(OPEN_TENDER, [filed(reservation=Reservation(way=Slug(way)))])
    enter("DC-2026-S-0001", "procurement", state, 1, calendar())
    assert Docket.objects.get().kept == kept
