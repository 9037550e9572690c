"""What the acts on a procurement add up to, and at which stage it is."""

from datetime import date, timedelta

import pytest

from operis.dockets.procurement.acts import NoticeCorrected
from operis.dockets.procurement.stages import STAGES, STATES, TAG_CLASSES, closed_by, stage_of, state_of
from operis.dockets.procurement.state import Procurement, ProcurementAct, evolve
from tests.procedures.documents import MARCH_2, correction, filed, intended, issued, noticed, said
from tests.statute import OFFICE, at


def corrected(day: date) -> NoticeCorrected:
    return NoticeCorrected(**said(correction()), happened=at(MARCH_2), closes=at(day))


def added_up(*acts: ProcurementAct) -> Procurement:
    state = Procurement()
    for act in acts:
        state = evolve(state, act)  # each is one of the procurement's acts
    return state


def test_each_document_is_there_once_an_act_supplies_it() -> None:
    intention, plan, notice, documents = intended(), filed(), noticed(), issued()
    assert added_up(intention, plan, notice, documents) == Procurement(intention=intention, plan=plan, notice=notice, documents=documents)


def test_the_body_is_that_of_the_intention_or_of_the_plan() -> None:
    assert [added_up(*acts).body for acts in ((), (intended(),), (filed(),))] == [None, OFFICE, OFFICE]


def test_the_closing_time_that_stands_is_that_of_the_last_correction() -> None:
    first, second = corrected(MARCH_2 + timedelta(days=25)), corrected(MARCH_2 + timedelta(days=30))
    assert added_up(filed()).closes is None
    assert added_up(filed(), noticed(20)).closes == at(MARCH_2 + timedelta(days=20), "09:30")
    corrections = added_up(filed(), noticed(20), first, second)
    assert (corrections.closes, corrections.corrections) == (second.closes, (first, second))


@pytest.mark.parametrize(
    ("acts", "state", "stage"),
    [((), "draft", 1), ((intended(),), "planned", 2), ((filed(),), "filed", 2), ((intended(), filed(), noticed()), "receiving", 4)],
)
def test_the_stage_follows_from_the_acts(acts: tuple[ProcurementAct, ...], state: str, stage: int) -> None:
    assert (state_of(added_up(*acts)), stage_of(state)) == (state, stage)


@pytest.mark.parametrize(
    ("state", "clock", "shown"),
    [
        ("receiving", "09:29:59", "receiving"),
        ("receiving", "09:30:00", "closed"),
        ("receiving", None, "receiving"),
        ("filed", "10:00:00", "filed"),
    ],
)
def test_at_its_closing_time_it_is_closed_for_the_reader(state: str, clock: str | None, shown: str) -> None:
    closes = at(MARCH_2, "09:30") if clock else None
    assert closed_by(state, closes, at(MARCH_2, clock or "12:00")) == shown


def test_every_state_has_words_a_stage_and_a_tag() -> None:
    assert TAG_CLASSES.keys() <= STATES.keys()
    assert all(1 <= stage_of(state) <= len(STAGES) for state in STATES)
    assert all(words.en and words.zh for words in (*STAGES, *STATES.values()))
