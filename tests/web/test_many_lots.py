"""Can a notice of many lots, and a docket of many acts, be read on every screen, and is nothing weighed for each lot anew?"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser
from pytest_django import Settings

from operis import clock
from operis.core.money import Fen
from operis.core.wording import Wording
from operis.dockets.bid.commands import ObtainDocuments, SealBid, WithdrawBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.procurement.terms import Lot
from tests.api.programs import installed
from tests.ledger.county import County, supplier
from tests.procedures.documents import intention, notice, plan
from tests.statute import BO
from tests.web.bidding import bidder
from tests.web.shown import Looks, faults, shown

pytestmark = pytest.mark.django_db
FEW, MANY, TIMES, QUERIES = 3, 100, 60, 23
"""No plan takes more lots; so many times a bid is sealed and withdrawn; so many questions are asked of the database, whatever the lots."""


def taken(county: County, count: int) -> tuple[str, str]:
    """A notice of so many lots, and the bid of who has taken its documents."""
    need = county.need()
    docket = county.done(None, intention(need=need)).docket
    budget = Fen(860_000_00 // count * count)
    lots = tuple(Lot(lot=f"{no}", name=Wording(en=f"Villages of valley number {no}", zh=f"第{no}号山谷各村"), budget=Fen(budget // count))
                 for no in range(1, count + 1))  # fmt: skip
    county.done(docket, plan(need=need, budget=budget, lots=lots))
    county.done(docket, notice())
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    return docket, county.done(None, ObtainDocuments(procurement=docket), BO).docket


@pytest.fixture
def county(founded: County, tmp_path: Path, settings: Settings) -> County:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    supplier(founded)
    return founded


@pytest.mark.parametrize("lots", [FEW, FEW * FEW])
def test_the_choice_of_a_lot_asks_as_much_for_many_as_for_few(county: County, lots: int) -> None:
    _docket, bid = taken(county, lots)
    client = bidder()
    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"/en/desk/{bid}/bid/").content.decode()
    assert (len(queries), page.count("Villages of valley number ")) == (QUERIES, lots)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_on_every_screen_nothing_is_cut(county: County, chromium: Browser, looks: Looks, language: str) -> None:
    docket, bid = taken(county, MANY)
    for _again in range(TIMES):
        county.done(bid, SealBid(lot="1", content=BidContent(price=Fen(1_000_00))), BO)
        county.done(bid, WithdrawBid(lot="1"), BO)
    client = bidder(language)
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    paths = (f"notices/{docket}/", f"processes/{docket}/", f"desk/{bid}/bid/", f"desk/{bid}/", f"desk/{bid}/bid/100/", "desk/")
    answers = {path: client.get(f"/{language}/{path}") for path in paths}
    assert {path: one.status_code for path, one in answers.items()} == dict.fromkeys(paths, 200)
    with shown(chromium) as tab:
        found = {path: list(faults(tab, one.content.decode(), looks)) for path, one in answers.items()}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
