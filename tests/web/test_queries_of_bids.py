"""How often does a page of a tender ask the database? As often with three hundred bids as with three: the numbers stand here."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from operis import clock
from operis.clock import fall_due
from operis.registers import models
from tests.ledger.county import County
from tests.ledger.tender import CLOSES, TENDER, tender
from tests.statute import ALICE, BO
from tests.web.signed import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BIDS = (3, 60, 300)
FIRST = "firm-000"


def bidding(bids: int) -> County:
    """A tender with so many bids, the day before it closes."""
    county = tender(*(f"firm-{place:03}" for place in range(bids)))
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    return county


def asked(client: Client, path: str) -> int:
    client.get(path)  # what is made once is not counted
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def counted(county: County) -> dict[str, int]:
    """Of the purchaser's desk, of everyone's page of the process, and of a bid, for the bidder."""
    bid = models.Seal.objects.get(supplier=FIRST).docket
    buyer, bidder = signed_in(ALICE), signed_in(replace(BO, body=FIRST), email="bo@firm.example")
    return {
        "docket": asked(buyer, f"/en/desk/{TENDER}/"),
        "process": asked(Client(), f"/en/processes/{TENDER}/"),
        "bid": asked(bidder, f"/en/desk/{bid}/"),
    }


@pytest.mark.parametrize("bids", BIDS)
def test_a_page_asks_no_more_for_many_bids(bids: int, tmp_path: Any, settings: Any) -> None:
    settings.OPERIS_DATA = tmp_path
    county = bidding(bids)
    before = counted(county)
    list(fall_due(county.office, CLOSES, lived=False))
    clock.set_demo_clock(CLOSES + timedelta(minutes=1))
    after = counted(county)
    assert before == {"docket": 39, "process": 20, "bid": 36}
    assert after == {"docket": 41, "process": 22, "bid": 32}
