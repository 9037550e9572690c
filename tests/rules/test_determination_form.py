"""A result, or people's working time? The form rules in their order, else the sum."""

import pytest

from operis.rules.determination import Answers
from tests.rules.determining import CLERKS, SERVICE, found, without

BODY: Answers = {"F01": "supplier", "F02": "quantity", "F03": True, "F08": "body"}
INSTITUTION: Answers = {"F01": "institution", "F02": "quantity", "F03": True, "F08": "institution"}


def test_r2_where_the_body_itself_pays_people_are_wanted() -> None:
    assert found(BODY).decided_by[0] == "R2"
    assert found(BODY, F08="institution").decided_by[0] == "weighed"
    assert found(BODY, F08="supplier").decided_by[0] == "R4"


def test_r3_where_an_institution_directs_and_pays_people_are_wanted() -> None:
    assert found(INSTITUTION).decided_by[0] == "R3"
    assert found(INSTITUTION, F01="body").decided_by[0] == "weighed"
    assert found(INSTITUTION, F08="supplier").decided_by[0] == "weighed"


@pytest.mark.parametrize("who", ["body", "institution"])
def test_r1_where_body_or_institution_directs_and_time_is_paid_people_are_wanted(who: str) -> None:
    assert found(CLERKS, F01=who).decided_by[0] == "R1"
    assert found(CLERKS, F01="shared").decided_by[0] == "weighed"
    assert found(CLERKS, F01=who, F02="mixed").decided_by[0] == "weighed"


@pytest.mark.parametrize("paid", ["result", "quantity"])
def test_r4_where_the_supplier_directs_and_pays_for_what_can_be_checked_it_is_a_service(paid: str) -> None:
    assert found(SERVICE, F02=paid).decided_by == ("R4",)
    for otherwise in ({"F01": "shared"}, {"F02": "mixed"}, {"F03": False}, {"F08": "institution"}):
        assert found(SERVICE, **otherwise).decided_by[0] == "weighed"
    for missing in ("F01", "F02", "F03", "F08"):
        assert found(without(SERVICE, missing)).decided_by[0] == "weighed"


def test_the_rules_run_in_the_order_r2_r3_r1_r4() -> None:
    assert found({"F01": "institution", "F02": "time", "F08": "body"}).decided_by[0] == "R2"
    assert found({"F01": "institution", "F02": "time", "F08": "institution"}).decided_by[0] == "R3"
    assert found({"F01": "institution", "F02": "time", "F08": "supplier"}).decided_by[0] == "R1"


def test_a_body_that_pays_wages_itself_never_buys_a_service() -> None:
    wanted: Answers = {"F04": False, "F05": False, "F06": True, "F07": "supplier", "F09": "own", "F14": True, "F15": 9, "F16": True}
    assert found({**SERVICE, **wanted}, F08="body").outcome == "NEITHER:N-LABOUR"


# The weights as the paper on the questions gives them, not as the pack does.
WEIGHTS: dict[str, dict[bool | int | str, int]] = {
    "F01": {"supplier": 3, "shared": 0, "body": -3, "institution": -3},
    "F02": {"result": 3, "quantity": 3, "mixed": 0, "time": -3},
    "F03": {True: 2, False: -2},
    "F04": {True: -2, False: 1},
    "F05": {True: -2, False: 1},
    "F06": {True: 2, False: -1},
    "F07": {"supplier": 2, "shared": 0, "body": -2, "institution": -2},
    "F08": {"supplier": 1, "institution": -3},  # body: R2
    "F09": {"own": 1, "task": 0, "wanted": -1},
    "F10": {True: -1, False: 1},
    "F11": {True: -1, False: 0},
    "F12": {True: -1, False: 1},
    "F13": {0: 0, 12: 0, 13: -1, 600: -1},
    "F14": {True: 2, False: -1},
    "F15": {0: -2, 1: 0, 2: 0, 3: 1, 40: 1},
    "F16": {True: 1, False: 0},
    "F17": {True: -1, False: 0},
    "F18": {True: -1, False: 0},
    "F19": {True: -1, False: 0},
    "F20": {True: -2, False: 0},
}


@pytest.mark.parametrize(("question", "answer", "points"), [(q, a, p) for q, each in WEIGHTS.items() for a, p in each.items()])
def test_each_answer_has_its_points(question: str, answer: bool | int | str, points: int) -> None:
    assert found({question: answer}).score == points


@pytest.mark.parametrize("question", WEIGHTS)
def test_who_does_not_know_adds_nothing(question: str) -> None:
    part = found({question: "unknown"})
    assert (part.outcome, part.score, part.unknown) == ("REFER", 0, (question,))


def test_five_points_are_a_service_and_four_are_referred() -> None:
    four: Answers = {"F01": "supplier", "F08": "supplier"}  # 3 + 1
    assert (found(four).outcome, found(four).score) == ("REFER", 4)
    assert (found(four, F16=True).outcome, found(four, F16=True).score) == ("SERVICE", 5)


def test_five_points_below_nothing_are_people_and_four_are_referred() -> None:
    four: Answers = {"F01": "shared", "F02": "time", "F17": True}  # -3 - 1
    assert (found(four).outcome, found(four).score) == ("REFER", -4)
    assert (found(four, F18=True).outcome, found(four, F18=True).score) == ("NEITHER:N-LABOUR", -5)


def test_what_speaks_for_and_against_follows_the_points() -> None:
    people, service = found(CLERKS), found(SERVICE, F04=True, F14=False)
    assert (people.for_, people.against) == (("F01", "F02", "F04", "F09"), ("F08",))
    assert (service.for_, service.against) == (("F01", "F02", "F03", "F08"), ("F04", "F14"))


def test_where_it_is_referred_for_means_for_a_service() -> None:
    part = found({"F01": "supplier", "F02": "time", "F08": "supplier"})
    assert (part.outcome, part.for_, part.against) == ("REFER", ("F01", "F08"), ("F02",))


def test_reasons_are_data() -> None:
    part = found(CLERKS, V01=False)
    told = {each.question: (each.answer, each.points, each.pull, each.decides) for each in part.reasons}
    assert told == {
        "F01": ("body", -3, "people", True),
        "F02": ("time", -3, "people", True),
        "F04": (True, -2, "people", False),
        "F08": ("supplier", 1, None, False),
        "F09": ("wanted", -1, "people", False),
        "V01": (False, 0, "HOLD:DIRECTORY", False),
    }
    assert {each.question: each.cites for each in part.reasons}["F02"] == ("O102-02", "T08")
