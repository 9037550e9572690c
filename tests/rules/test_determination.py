"""Does each need that was decided by hand come to the same here?"""

import re

import pytest

from operis.rules.determination import determine_by, mistakes
from tests.rules.determining import found, law, own_book, parts_of, rules, worked


@pytest.mark.parametrize("id", worked())
def test_each_worked_example_comes_to_what_was_decided_by_hand(id: str) -> None:
    example = worked()[id]
    whole = determine_by(rules(), [(part.get("part"), part["answers"]) for part in parts_of(example)])
    assert whole.outcome == example["outcome"]
    for part, expected in zip(whole.parts, parts_of(example), strict=True):
        got = {"outcome": part.outcome, "holds": [*part.holds], "flags": [*part.flags], "decided_by": [*part.decided_by]}
        assert got == {name: expected[name] for name in got}


def test_there_are_sixty_five_of_them_and_every_answer_can_be_read() -> None:
    assert [*worked()] == [f"DX-{number:02}" for number in range(1, 66)]
    assert [wrong for example in worked().values() for part in parts_of(example) for wrong in mistakes(law(), part["answers"])] == []


def test_a_weighed_example_has_the_sum_that_was_added_by_hand() -> None:
    sums = {id: int(sum[1]) for id, example in worked().items() if (sum := re.search(r"Weighing \(([+-]\d+)\)", example["deciding"]))}
    assert sums == {"DX-40": 6, "DX-43": 11, "DX-49": 13, "DX-51": 2, "DX-62": -10}
    assert {id: found(worked()[id]["answers"]).score for id in sums} == sums


def test_only_what_was_weighed_is_provisional_and_has_a_score() -> None:
    for id, example in worked().items():
        for part in determine_by(rules(), [(None, part["answers"]) for part in parts_of(example)]).parts:
            weighed = part.decided_by[0] == "weighed"
            assert (part.provisional, part.score is not None) == (weighed, weighed), id


SUBJECTS = {row.id: row.data for row in own_book().rows.values() if row.id.startswith("SUB-")}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_of_the_twelve_subjects_may_be_a_post_or_a_service(subject: str) -> None:
    """The same subject, once held by an institution and examined for, once bought by the piece: the subject decides nothing."""
    post, service = (worked()[str(SUBJECTS[subject][twin])] for twin in ("post_twin", "service_twin"))
    assert (found(post["answers"]).outcome, found(service["answers"]).outcome) == ("POST", "SERVICE")
    if "neither_twin" in SUBJECTS[subject]:
        assert found(worked()[str(SUBJECTS[subject]["neither_twin"])]["answers"]).outcome == "NEITHER:N-LABOUR"


def test_naming_a_subject_never_changes_an_outcome() -> None:
    assert len(SUBJECTS) == 12
    for id, example in worked().items():
        for part in parts_of(example):
            plain = found(part["answers"])
            for data in SUBJECTS.values():
                named = found(part["answers"], P04=str(data["slug"]))
                assert (named.outcome, named.holds, named.decided_by) == (plain.outcome, plain.holds, plain.decided_by), id
