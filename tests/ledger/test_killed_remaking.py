"""What is left when a process is killed while it makes the registers anew? Those that were there, as another version left them, or all."""

import pytest

from tests.ledger.yard import observed

pytestmark = [pytest.mark.both_databases, pytest.mark.slow]


def test_killed_at_any_step_it_has_made_all_or_nothing_and_is_done_again() -> None:
    assert observed("remaking") == {"steps": True, "wrong": [], "finished": [1]}  # 1: who died after the commit
