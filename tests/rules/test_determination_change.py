"""What would change the outcome?"""

from operis.rules.determination import Answers, Change, determine_by
from tests.rules.determining import CLERKS, POST, SERVICE, found, rules, singles


def ways(answers: Answers, to: str) -> list[dict[str, bool | int | str]]:
    return [dict(change.answers) for change in found(answers).would_change if change.to == to]


def test_every_change_that_is_told_has_the_outcome_that_is_told() -> None:
    for answers in singles().values():
        now = found(answers)
        for change in now.would_change:
            assert change.to != now.outcome
            assert found({**answers, **change.answers}).outcome == change.to


# The answers that can move an outcome, written out: numbers on both sides of each border.
MOVES: dict[str, list[bool | int | str]] = {
    **{f"G{number:02}": [True, False] for number in range(1, 11)},
    **{f"F{number:02}": [True, False] for number in (3, 4, 5, 6, 10, 11, 12, 14, 16, 17, 18, 19, 20)},
    "F01": ["supplier", "shared", "body", "institution"],
    "F02": ["result", "quantity", "mixed", "time"],
    "F07": ["supplier", "shared", "body", "institution"],
    "F08": ["supplier", "body", "institution"],
    "F09": ["own", "task", "wanted"],
    "F13": [12, 13],
    "F15": [0, 1, 3],
    "P01": ["institution", "programme", "organ", "village-body", "supplier"],
    "P05": [True, False, "direct-assessment"],
    "P06": [True, False],
}


def test_no_single_answer_that_changes_the_outcome_is_left_out() -> None:
    for answers in singles().values():
        now = found(answers)
        told = {(*change.answers, change.to) for change in now.would_change if len(change.answers) == 1}
        tried = {(id, found({**answers, id: value}).outcome) for id, values in MOVES.items() for value in values}
        assert told == {(id, to) for id, to in tried if to != now.outcome}


def test_of_hiring_people_the_ways_to_a_post_and_to_a_service_come_first() -> None:
    part = found({**CLERKS, "F03": True})
    assert part.would_change[:2] == (
        Change(to="POST", answers={"P01": "institution", "P05": True}),
        Change(to="SERVICE", answers={"F01": "supplier", "F02": "result"}),
    )


def test_a_way_asks_for_no_more_answers_than_it_takes() -> None:
    """By result and led by the supplier is three points each: with them the sum suffices, unless too much speaks against."""
    assert ways({"F01": "body", "F02": "time"}, "SERVICE") == [{"F01": "supplier", "F02": "result"}]
    assert ways({**CLERKS, "F10": True}, "SERVICE") == [{"F01": "supplier", "F02": "result", "F03": True}]


def test_where_one_answer_suffices_no_more_are_told() -> None:
    assert ways({**POST, "P05": False}, "POST") == [{"P05": True}]
    assert ways({**SERVICE, "G03": True}, "SERVICE") == [{"G03": False}]


def test_a_placement_becomes_a_post_when_it_is_none_and_an_institution_examines() -> None:
    assert ways({**POST, "P06": True}, "POST") == [{"P06": False}]
    assert ways({**POST, "P06": True, "P05": False}, "POST") == [{"P06": False, "P05": True}]


def test_where_several_gates_were_hit_one_sees_what_is_left_without_them() -> None:
    assert ways({**SERVICE, "G05": True, "G06": True}, "SERVICE") == [{"G05": False, "G06": False}]
    assert ways({**SERVICE, "G05": True, "G06": True}, "NEITHER:N-WORKS") == [{"G05": False}]


def test_what_settles_a_referral_is_told_the_cheapest_first_and_gates_last() -> None:
    """What nobody said is cheaper to obtain than another practice."""
    part = found({"G01": True, "F01": "supplier", "F02": "time", "F03": True, "F08": "supplier", "F14": False})
    assert (part.outcome, part.score) == ("REFER", 2)
    keys = ["".join(change.answers) for change in part.would_change]
    assert keys == [
        *["F01", "F01", "F02", "F02", "F02", "F08", "F14"],
        *["G02", "G03", "G04", "G05", "G06", "G07", "G08", "G09", "G10", "G01"],
    ]
    less = found({"G01": True, "F01": "supplier", "F02": "time", "F03": True, "F08": "supplier"})
    assert (less.outcome, less.score) == ("REFER", 3)
    assert [dict(change.answers) for change in less.would_change][:3] == [{"F06": True}, {"F07": "supplier"}, {"F14": True}]


def test_parts_that_differ_are_split_and_parts_that_agree_are_not() -> None:
    split = determine_by(rules(), [("doctors", POST), ("waste", {**SERVICE, "V04": 60})])
    assert (split.outcome, [part.part for part in split.parts], split.holds) == ("SPLIT", ["doctors", "waste"], ("TERM",))
    same = determine_by(rules(), [("north", {**SERVICE, "F19": True}), ("south", {**SERVICE, "V01": False, "F19": True})])
    assert (same.outcome, same.holds, same.flags) == ("SERVICE", ("DIRECTORY",), ("F19",))


def test_a_package_that_cannot_be_split_comes_to_its_worst_part() -> None:
    def package(*parts: Answers) -> str:
        return determine_by(rules(), [(str(place), answers) for place, answers in enumerate(parts)], package=True).outcome

    works: Answers = {"G06": True}
    assert package(SERVICE, works) == "NEITHER:N-WORKS"
    assert package(SERVICE, works, {"G05": True}) == "NEITHER:N-FIN"
    assert package(SERVICE, POST) == "POST"
    assert package(POST, SERVICE, {}) == "REFER"
    assert package({}, CLERKS) == "NEITHER:N-LABOUR"
    assert package(SERVICE, SERVICE) == "SERVICE"
