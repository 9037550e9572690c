"""What is left when a process is killed while it gives entries their places in the log? The next run makes it good."""

import pytest

from tests.ledger.yard import observed

pytestmark = [pytest.mark.both_databases, pytest.mark.slow]
TIMES = 20


def test_sequence_killed_at_any_step_is_made_good_by_the_next_run() -> None:
    saw = observed("killing", "sequence", TIMES)
    assert saw["wrong"] == []
    assert saw["entered"] == 2 + TIMES * saw["steps"]
