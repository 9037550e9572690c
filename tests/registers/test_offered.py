"""Until when are the documents handed out? As the notice says, and as the newest correction does that says a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from operis.clerk import Entered, Refused
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments
from tests.ledger.county import FAYE, County, body_file
from tests.ledger.tender import CLOSES, TENDER, tender
from tests.procedures.documents import correction
from tests.statute import BO, at

pytestmark = pytest.mark.django_db
LONGER = date(2026, 3, 20)
BROOK = replace(BO, body="brook")


@pytest.fixture
def county() -> County:
    """A tender of which Brook has taken no documents; the notice offers them until 9 March."""
    county = tender("sunrise")
    county.done(None, replace(body_file("brook"), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small")), FAYE)
    return county


def takes(county: County, day: date) -> type[Entered | Refused]:
    county.clock = at(day, "10:00")
    return type(county.ask(None, ObtainDocuments(procurement=TENDER), BROOK))


@pytest.mark.parametrize(("day", "says"), [(date(2026, 3, 9), Entered), (date(2026, 3, 10), Refused)])
def test_without_a_correction_the_day_of_the_notice_stands(county: County, day: date, says: type) -> None:
    assert takes(county, day) is says


@pytest.mark.parametrize(("day", "says"), [(date(2026, 3, 10), Entered), (LONGER, Entered), (date(2026, 3, 21), Refused)])
def test_a_correction_that_offers_them_longer_lets_them_be_taken_longer(county: County, day: date, says: type) -> None:
    """One after it that says no day leaves that."""
    county.done(TENDER, correction(documents_offered_until=LONGER, bids_close=CLOSES + timedelta(days=7)))
    county.done(TENDER, correction(bids_close=CLOSES + timedelta(days=8)))
    assert takes(county, day) is says
