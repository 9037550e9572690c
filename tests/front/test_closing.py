"""Bids around a closing, with readers who want pages: none in time is refused, none late is taken, and what is acknowledged is listed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.closing import closing, made_yard
from operis.front.channel import kernel_stamps

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not kernel_stamps(), reason="this kernel does not tell when bytes came in")]


def test_nothing_in_time_is_refused_and_nothing_late_is_taken(tmp_path: Path) -> None:
    made = made_yard(tmp_path / "made", firms=6, notices=5)
    with ThreadPoolExecutor(1) as own:  # a browser that other tests opened leaves a loop running in this thread
        assert own.submit(closing, made, tmp_path / "one", seed=1, readers=10).result() == 0
