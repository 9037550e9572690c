"""What is left when a process is killed on the way through a put? All of it or nothing, and whoever asks again gets it once."""

import pytest

from tests.ledger.yard import observed

pytestmark = [pytest.mark.both_databases, pytest.mark.slow]
TIMES = 20


def test_put_killed_at_any_step_has_entered_all_or_nothing() -> None:
    saw = observed("killing", "put", TIMES)
    assert saw["wrong"] == []
    assert saw["there"] == [saw["steps"] - 1]  # only who died after the commit finds the act entered already
    assert saw["entered"] == TIMES * saw["steps"]
