"""Do the tests have a PostgreSQL server, and do the marked ones really run on it?"""

import os

import psycopg
import pytest
from django.db import connection

from tests.postgres import marked


def test_the_server_is_the_eighteenth(postgres: str) -> None:
    with psycopg.connect(postgres) as there:
        [version] = there.execute("SHOW server_version_num").fetchone() or [0]
    assert int(version) // 10000 == 18


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_database_is_the_one_asked_for() -> None:
    assert connection.vendor == ("postgresql" if os.environ.get("OPERIS_DATABASE") else "sqlite")


def test_whoever_is_marked_is_marked_in_the_file(request: pytest.FixtureRequest) -> None:
    """The second pass reads no other file."""
    found = {item.path for item in request.session.items if item.get_closest_marker("both_databases")}
    assert found - set(marked()) == set()
    assert request.path in found
