"""A county for each test that walks over it."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.api.programs import installed
from tests.invariants.county import World


@pytest.fixture
def world(tmp_path: Path, settings: Settings, db: None) -> World:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    return World()
