"""What do the tests of whole pages share? Every page, taken once for all of them."""

import pytest
from pytest_django import DjangoDbBlocker

from tests.web.taken import Taken, take
from tests.web.world import world


@pytest.fixture(scope="session")
def taken(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> tuple[Taken, ...]:
    """Every page in both languages; nothing of what it was taken from stays in the tables."""
    with django_db_blocker.unblock(), world(tmp_path_factory.mktemp("world")) as county:
        return take(county)
