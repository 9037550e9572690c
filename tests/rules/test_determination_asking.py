"""What is still to be asked?"""

from operis.rules.determination import Answers, still_open
from tests.rules.determining import POST, SERVICE, law, without

GATES = tuple(f"G{number:02}" for number in range(1, 11))
FORM = ("F01", "F02", "F03", "F08")
OTHERS = tuple(f"F{number:02}" for number in range(1, 21) if f"F{number:02}" not in FORM)
START = ("V01", "V02", "V03", "V04", "V05", "V06", "C01")
CLEAR: Answers = {**dict.fromkeys(GATES, False), "G01": True}


def asked(answers: Answers, pack: str = "cn") -> tuple[str, ...]:
    return still_open(law(pack), answers)


def test_first_the_gates_then_what_the_form_rules_look_at() -> None:
    assert asked({}) == (*GATES, *FORM)
    assert asked(CLEAR) == FORM
    assert asked({**CLEAR, "F01": "supplier"}) == ("F02", "F03", "F08")


def test_a_gate_that_was_hit_leaves_the_first_questions_open_and_no_others() -> None:
    assert asked({"G06": True}) == (*(gate for gate in GATES if gate != "G06"), *FORM)
    assert asked({**CLEAR, **SERVICE, "G06": True}) == ()


def test_a_clear_service_is_asked_how_it_starts() -> None:
    assert asked({**CLEAR, **SERVICE}) == START
    assert asked({**CLEAR, **SERVICE, "V01": "unknown", "C01": "public"}) == START[1:-1]
    assert asked({**CLEAR, **SERVICE, **dict.fromkeys(START, "unknown")}) == ()


def test_other_questions_about_the_form_only_while_the_sum_may_still_move() -> None:
    mixed: Answers = {**CLEAR, **SERVICE, "F02": "mixed"}  # 3 + 2 + 1
    assert asked(mixed) == OTHERS
    more: Answers = {
        **mixed,
        "F04": False,
        "F05": False,
        "F06": True,
        "F07": "supplier",
        "F10": False,
        "F12": False,
        "F14": True,
        "F16": True,
    }
    assert asked({**more, "F20": False}) == START  # 16, and at most 10 could go: six are left
    assert asked({**mixed, **dict.fromkeys(OTHERS, "unknown")}) == START


def test_a_sum_that_stays_between_the_bands_ends_the_questions() -> None:
    between: Answers = {**CLEAR, "F01": "shared", "F02": "mixed", "F03": True, "F08": "supplier"}  # 2 + 1
    answered = {**between, **dict.fromkeys(OTHERS, "unknown")}
    assert asked(answered) == ()
    assert asked(without(answered, "F09")) == ()  # one point more or less makes no service and no people
    assert asked(without(answered, "F06")) == ("F06",)  # two make five


def test_people_are_asked_about_the_post_step_by_step() -> None:
    people: Answers = {**CLEAR, **without(POST, "P01", "P02", "P03", "P05", "P06"), "F03": False}
    assert asked(people) == ("P06", "P01", "P05")
    assert asked({**people, "P06": True}) == ()
    assert asked({**people, "P06": False, "P01": "supplier"}) == ()
    assert asked({**people, "P06": False, "P01": "institution"}) == ("P05",)
    assert asked({**people, "P06": False, "P01": "institution", "P05": True}) == ("P02", "P03", "P04")
    assert asked({**people, "P06": False, "P01": "institution", "P05": "unknown"}) == ()


def test_another_pack_asks_its_own_questions() -> None:
    gates = tuple(gate for gate in GATES if gate not in ("G08", "G10"))
    assert asked({}, "eu") == (*gates, *FORM)
    assert asked({**CLEAR, **SERVICE}, "eu") == ("V02", "V06")
    assert asked({**CLEAR, "F01": "body", "F02": "time", "F03": False, "F08": "supplier"}, "eu") == ("V02", "V06")
    assert asked({**CLEAR, "F01": "body", "F02": "time", "F03": False, "F08": "body"}, "eu") == ()
