"""What do the tests of pages share? A county to look at, and every page, taken once for all of them."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from operis import clock
from tests.api.programs import installed
from tests.cases.halfway import buyer, until
from tests.ledger.county import County
from tests.once import once
from tests.procedures.documents import intention
from tests.statute import at
from tests.web.held import held
from tests.web.held import taken as taken_by
from tests.web.shown import Looks
from tests.web.signed import signed_in
from tests.web.taken import Taken, take
from tests.web.world import world


@pytest.fixture
def county(founded: County) -> County:
    """Where one intention is published, unless a file of tests has a county of its own."""
    founded.done(None, intention())
    return founded


@pytest.fixture
def drafting(db: None, tmp_path: Path, settings: Settings) -> Client:
    """The desk of a body whose result is published, where its contract is drawn up."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    until("publish-result")
    clock.set_demo_clock(at(date(2026, 3, 26)))
    return signed_in(buyer())


@pytest.fixture
def notice(founded: County) -> str:
    """One whose bids are sealed to three key holders."""
    clock.set_demo_clock(founded.clock + timedelta(minutes=2))
    return held(founded)


@pytest.fixture
def bid(founded: County, notice: str) -> str:
    """The documents of that notice, taken by a supplier."""
    number = taken_by(founded, notice)
    clock.set_demo_clock(founded.clock + timedelta(minutes=1))
    return number


@pytest.fixture(scope="session")
def taken(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> tuple[Taken, ...]:
    """Every page in both languages, taken once for all workers; nothing of what it was taken from stays in the tables."""

    def make() -> tuple[Taken, ...]:
        with django_db_blocker.unblock(), world(tmp_path_factory) as county:
            return take(county)

    return once(tmp_path_factory, "pages", make)


@pytest.fixture(scope="session")
def looks() -> Looks:
    """How text looks that axe found nothing wrong with: of every page that this worker shows."""
    return Looks()


@pytest.fixture(scope="session")
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the verdicts of earlier runs on this machine."""
    cache = getattr(request.config, "cache", None)
    return Path(cache.mkdir("verdicts")) if cache else tmp_path_factory.mktemp("verdicts")
