"""A procurement that was walked at random has the same rows, entered act by act or made anew from all its acts."""

from random import Random

import pytest

from operis.core.decider import follow
from operis.registers.enter import clear, enter
from tests.ledger.tables import registers
from tests.procedures.walking import Walk
from tests.statute import calendar

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"


@pytest.mark.parametrize(
    "method", ["open-tender", "invited-tender", "competitive-consultation", "competitive-negotiation", "below-threshold"]
)
def test_made_anew_the_rows_are_those_that_were_entered_act_by_act(method: str) -> None:
    awards = 0
    for number in range(25):
        walk = Walk(method, Random(f"{method} {number}"), lambda _: None)
        for _ in range(40):
            walk.step()
        clear()
        state = None
        for place in range(1, len(walk.acts) + 1):
            state, before = follow(walk.given.procedure, walk.acts[:place]), state
            enter(NUMBER, "procurement", state, place, calendar(), before=before)
        before = registers()
        clear()
        enter(NUMBER, "procurement", walk.state, len(walk.acts), calendar())
        assert registers() == before
        awards += len(before["register_award"])
    assert awards or method.startswith("competitive-")  # few of these come so far in 40 steps
