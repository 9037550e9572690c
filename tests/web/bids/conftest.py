"""A notice that is open, and the bid of a supplier who has taken its documents."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock
from operis.dockets.bid.commands import ObtainDocuments
from tests.api.programs import installed
from tests.ledger.county import County, supplier
from tests.statute import BO
from tests.web.bidding import NUMBER


@pytest.fixture
def county(noticed: County, tmp_path: Path, settings: Settings) -> County:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    supplier(noticed)
    clock.set_demo_clock(noticed.clock + timedelta(minutes=1))
    return noticed


@pytest.fixture
def bid(county: County) -> str:
    return county.done(None, ObtainDocuments(procurement=NUMBER), BO).docket
