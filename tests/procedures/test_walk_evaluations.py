"""A walk from each stage of an evaluation with whatever the panel, its members or the purchaser may ask: never crashed on, and kept."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from operis.core.acts import Act, Command
from operis.core.decider import Done, decide
from operis.core.mandates import THE_CLOCK
from operis.dockets.procurement.commands import ReplaceMember, ReportEvaluation
from tests.core.instances import example, otherwise
from tests.procedures.evaluating import (
    CONSULTATION,
    EVALUATED,
    STAGES,
    TENDER,
    consultation,
    examining,
    expert,
    final_quotes,
    interest,
    panel,
    question,
    seats,
    sheets,
    talk,
    tender,
    the_panel,
)
from tests.procedures.keeping import can_be_kept, survives
from tests.procedures.panels import replacing
from tests.procedures.reopening import again
from tests.statute import ALICE, DONG

THREE = ("sunrise", "brook", "hill")
ASKED: list[Command] = [
    panel(), panel(2), interest(), interest("family-of-head"), replacing("e2"), examining("qualification", *THREE),
    examining("compliance", *THREE), examining("compliance", "sunrise", "brook", invalid=("hill",)), question(), talk("brook"),
    final_quotes(), sheets(*THREE), sheets("brook"), ReportEvaluation(), again(), again("composition-illegal"),
    *(example(one, full=full) for one in (ReportEvaluation, ReplaceMember) for full in (True, False)),
]  # fmt: skip
BY = (ALICE, DONG, THE_CLOCK, expert(), expert("e9"), the_panel(*seats()), the_panel(*seats(2)), the_panel("rep", "e9"))
MOMENTS = st.sampled_from([EVALUATED, EVALUATED.date(), EVALUATED + timedelta(days=40), datetime(2003, 1, 1, tzinfo=EVALUATED.tzinfo)])


@pytest.mark.parametrize("stage", STAGES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
@given(data=st.data())
def test_at_each_stage_whatever_is_asked_is_weighed_and_can_be_kept(stage: str, data: st.DataObject) -> None:
    begun, reached = data.draw(st.sampled_from([(TENDER, tender), (CONSULTATION, consultation)]))
    acts: tuple[Act, ...] = reached(stage)
    for _ in range(4):
        asked = data.draw(st.sampled_from(ASKED).flatmap(otherwise))
        decided = decide(begun.procedure, begun.happening(data.draw(MOMENTS))(*acts).case(asked, data.draw(st.sampled_from(BY))))
        if isinstance(decided, Done):
            for note in decided.notes:
                can_be_kept(note)
            for act in decided.acts:
                survives(act)
            acts = (*acts, *decided.acts)
        else:
            for ground in decided.grounds:
                can_be_kept(ground)
            assert decided.rows
