"""Service, post or neither: O102-02, O102-10; determined part by part, confirmed where weighed, held where practice drifts."""

from dataclasses import replace
from datetime import date

import pytest

from operis.core.acts import Act, Due
from operis.core.fields import Answers
from operis.dockets.need.acts import NeedDetermined
from operis.dockets.need.kind import NEED_KIND, REFERRAL
from operis.dockets.need.state import evolve
from operis.procedures.need import NEED
from operis.rules.needs import answers_readable
from tests.procedures.documents import words
from tests.procedures.needs import LABOUR, POST, REFERRED, SERVICE, WEIGHED, determine, determined, part, recorded
from tests.statute import BO, CHEN, DONG, Given, at, case

given: Given = case(NEED)(recorded())
split: Given = case(NEED)(recorded(part("1"), part("2")))


def made(acts: tuple[Act, ...]) -> NeedDetermined:
    (act,) = acts
    assert isinstance(act, NeedDetermined)
    return act


@pytest.mark.parametrize(("answers", "outcome", "by"), [
    (SERVICE, "SERVICE", ("R4",)),
    (POST, "POST", ("R3", "P01", "P05", "P02")),
    (LABOUR, "NEITHER:N-LABOUR", ("R2", "P01")),
])  # fmt: skip
def test_what_a_rule_decides_needs_no_reasons(answers: Answers, outcome: str, by: tuple[str, ...]) -> None:
    weighed = given.when(determine(answers))
    weighed.warned_under()
    (one,) = made(weighed.then(NeedDetermined)).parts
    assert (one.outcome, one.decided_by, one.provisional, one.score, one.answers) == (outcome, by, False, None, answers)


def test_a_need_of_two_outcomes_is_split() -> None:
    act = made(split.when(determine(SERVICE, POST)).then(NeedDetermined))
    assert (act.outcome, [one.outcome for one in act.parts]) == ("SPLIT", ["SERVICE", "POST"])
    assert made(split.when(determine(SERVICE, SERVICE)).then(NeedDetermined)).outcome == "SERVICE"


def test_what_was_weighed_is_confirmed_with_reasons_or_warned_of() -> None:
    given.when(determine(WEIGHED)).warned_under("OURS-WEIGHED")
    confirmed = given.when(determine(WEIGHED, reasons=words("The firm runs it by itself")))
    confirmed.warned_under()
    (one,) = made(confirmed.then(NeedDetermined)).parts
    assert (one.outcome, one.provisional, one.score) == ("SERVICE", True, 11)


def test_what_cannot_be_told_is_referred() -> None:
    for answers in (REFERRED, {}, {"G01": "unknown"}):
        act = made(given.when(determine(answers)).then(NeedDetermined))
        assert [one.outcome for one in act.parts] == ["REFER"]
        assert act.decide_by == Due(day=date(2026, 3, 9), row="REFER")


def test_what_is_referred_has_its_last_day_on_the_desk_that_decides() -> None:
    """Five working days after Monday, 2 March; a part that has its outcome has no such day."""
    act = made(split.when(determine(SERVICE, {})).then(NeedDetermined))
    owed = [one for one in NEED_KIND.owed(evolve(split.case(determine(SERVICE, {})).state, act)) if one.duty is REFERRAL]
    assert [(one.about, one.until, one.party) for one in owed] == [("2", Due(day=date(2026, 3, 9), row="REFER"), None)]
    assert made(split.when(determine(SERVICE, POST)).then(NeedDetermined)).decide_by is None


def test_the_class_of_a_service_is_carried() -> None:
    for word in ("public", "own-duties"):
        (one,) = made(given.when(determine({**SERVICE, "C01": word})).then(NeedDetermined)).parts
        assert one.class_ == word


def test_each_part_is_answered_once_and_no_other() -> None:
    (ground,) = split.when(determine(SERVICE)).refused_under("OURS-OPEN", status=409)
    assert ground.finding.facts == {"part": "2"}
    (ground,) = given.when(determine(SERVICE, SERVICE)).refused_under("OURS-OPEN", status=409)
    assert ground.finding.facts == {"part": "2", "parts": ("1",)}
    twice = determine(SERVICE, SERVICE)
    twice = replace(twice, parts=tuple(replace(one, part="1") for one in twice.parts))
    (ground,) = given.when(twice).refused_under("OURS-OPEN", status=409)
    assert ground.finding.says == "Part {part} is answered twice."


def test_the_need_comes_first() -> None:
    case(NEED)().when(determine(SERVICE)).refused_under("OURS-OPEN", status=409)


def test_a_first_determination_comes_once_and_before_any_other() -> None:
    done: Given = case(NEED)(recorded(), determined("SERVICE"))
    done.when(determine(SERVICE)).refused_under("OURS-OPEN", status=409)
    done.when(determine(SERVICE, again="renewal")).then(NeedDetermined)
    given.when(determine(SERVICE, again="renewal")).refused_under("OURS-OPEN", status=409)


def test_a_later_one_may_answer_for_some_parts_but_not_for_none() -> None:
    done: Given = case(NEED)(recorded(part("1"), part("2")), determined("SERVICE", "POST"))
    done.when(determine(SERVICE, again="complaint")).then(NeedDetermined)
    done.when(determine(again="complaint")).refused_under("OURS-OPEN", status=409)


def test_practice_that_drifts_places_a_hold_and_undoes_nothing() -> None:
    before: Given = case(NEED)(recorded(), determined("SERVICE", holds=("TERM",)))
    act = made(before.when(determine(LABOUR, again="practice")).then(NeedDetermined))
    assert [one.outcome for one in act.parts] == ["NEITHER:N-LABOUR"]
    state = evolve(before.case(determine(LABOUR)).state, act)
    assert (state.outcomes["1"].outcome, state.outcomes["1"].holds) == ("SERVICE", ("TERM", "DRIFT"))
    again = evolve(state, act)
    assert again.outcomes["1"].holds == ("TERM", "DRIFT")


def test_the_same_outcome_and_one_that_was_referred_are_replaced() -> None:
    before: Given = case(NEED)(recorded(), determined("SERVICE"))
    same = made(before.when(determine({**SERVICE, "C01": "public"}, again="renewal")).then(NeedDetermined))
    assert evolve(before.case(determine()).state, same).outcomes["1"] == same.parts[0]
    referred: Given = case(NEED)(recorded(), determined("REFER"))
    settled = made(referred.when(determine(POST, again="practice")).then(NeedDetermined))
    assert evolve(referred.case(determine()).state, settled).outcomes["1"] == settled.parts[0]


def test_before_the_questions_were_law_nothing_is_determined_by_them() -> None:
    given.happening(at(date(2020, 3, 1))).when(determine(SERVICE)).then(NeedDetermined)
    (ground,) = given.happening(at(date(2020, 2, 29))).when(determine(SERVICE)).refused_under("gates", status=409)
    assert ground.finding.facts == {"day": date(2020, 2, 29), "first": date(2020, 3, 1)}


def test_answers_that_no_question_takes_are_mistakes_by_place() -> None:
    asked = determine(SERVICE, {"G01": "perhaps", "Z99": True, "P03": -1, "G02": "unknown"})
    law = given.case(asked).law
    assert [mistake.pointer for mistake in answers_readable(asked, law)] == [
        "/parts/1/answers/G01",
        "/parts/1/answers/Z99",
        "/parts/1/answers/P03",
    ]
    early = given.happening(at(date(2020, 2, 29))).case(asked).law
    assert list(answers_readable(asked, early)) == []
    step = NEED.steps[type(asked)]
    assert step.reads is answers_readable


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    for stranger in (BO, DONG, CHEN):
        given.when(determine(SERVICE), by=stranger).refused_under("O102-02", status=403)
