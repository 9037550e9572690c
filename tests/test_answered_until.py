"""Up to which moment the clock may close: what arrived before it is answered, however long the queue, and ten minutes at most."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock
from operis.arrivals import Teller


@pytest.mark.parametrize(
    ("seconds_behind", "waits_seconds"),
    [
        pytest.param(2, 2, id="an-idle-site"),
        pytest.param(119, 119, id="a-queue-of-two-minutes"),
        pytest.param(599, 599, id="nearly-ten-minutes"),
        pytest.param(700, 600, id="longer-than-ten-minutes"),
    ],
)
def test_a_closing_waits_for_what_came_before_it(tmp_path: Path, settings: Settings, seconds_behind: float, waits_seconds: float) -> None:
    settings.OPERIS_DATA = tmp_path
    teller = Teller()
    try:
        teller.tell(time.time() - seconds_behind)
        here = clock.now()
        assert abs(clock.answered_until() - (here - timedelta(seconds=waits_seconds))) < timedelta(seconds=0.9)
    finally:
        teller.close()


def test_where_no_front_tells_it_two_seconds_are_allowed_for(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    assert abs(clock.answered_until() - (clock.now() - timedelta(seconds=2))) < timedelta(seconds=0.9)
