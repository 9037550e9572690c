"""What is left when a process is killed on the way? Nothing acknowledged is lost, nothing doubled, no number left out."""

from pathlib import Path

import pytest

from tests.ledger.yard import observed

pytestmark = [pytest.mark.both_databases, pytest.mark.slow]
TIMES = 20


def test_put_killed_at_any_step_has_entered_all_or_nothing(tmp_path: Path) -> None:
    saw = observed(tmp_path, "killing", "put", TIMES)
    assert saw["wrong"] == []
    assert saw["there"] == [saw["steps"] - 1]  # only who died after the commit finds the act entered already
    assert saw["entered"] == TIMES * saw["steps"]


def test_sequence_killed_at_any_step_is_made_good_by_the_next_run(tmp_path: Path) -> None:
    saw = observed(tmp_path, "killing", "sequence", TIMES)
    assert saw["wrong"] == []
    assert saw["entered"] == 2 + TIMES * saw["steps"]
