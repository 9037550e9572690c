"""What do the tests of the API share? An installation of their own, whose clock stands on a Monday."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.api.programs import Program, installed, token


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


@pytest.fixture
def alice(db: None) -> Program:
    """Alice buys."""
    return Program(token())
