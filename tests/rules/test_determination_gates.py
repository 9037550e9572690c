"""What may not be bought at all?"""

import pytest

from tests.rules.determining import SERVICE, found

GATES = {
    "G01": (False, "NEITHER:N-OUT"),
    "G02": (True, "NEITHER:N-SELF"),
    "G03": (True, "NEITHER:N-SELF"),
    "G04": (True, "NEITHER:N-SELF"),
    "G05": (True, "NEITHER:N-FIN"),
    "G06": (True, "NEITHER:N-WORKS"),
    "G07": (True, "NEITHER:N-GOODS"),
    "G08": (True, "NEITHER:N-WELFARE"),
    "G09": (True, "NEITHER:N-LAW"),
    "G10": (True, "NEITHER:N-LAW"),
}


@pytest.mark.parametrize("gate", GATES)
def test_each_gate_closes_on_one_answer_and_opens_on_the_other(gate: str) -> None:
    hit, outcome = GATES[gate]
    closed, opened = found(SERVICE, **{gate: hit}), found(SERVICE, **{gate: not hit})
    assert (closed.outcome, closed.decided_by, closed.gates) == (outcome, (gate,), (gate,))
    assert (opened.outcome, opened.decided_by, opened.gates) == ("SERVICE", ("R4",), ())


@pytest.mark.parametrize("gate", GATES)
def test_who_does_not_know_closes_no_gate_and_is_told_to_find_out(gate: str) -> None:
    part = found(SERVICE, **{gate: "unknown"})
    assert (part.outcome, part.gates, part.unknown) == ("SERVICE", (), (gate,))
    assert part.next[-1].en.startswith("Find out: ")


def test_every_gate_that_was_hit_is_told_and_the_first_decides() -> None:
    hits = {gate: hit for gate, (hit, _) in GATES.items()}
    while hits:
        first = next(iter(hits))
        part = found(SERVICE, **{"G01": True, **hits})
        assert (part.outcome, part.decided_by, part.gates) == (GATES[first][1], (first,), tuple(hits))
        del hits[first]


def test_a_gate_comes_before_people_and_before_a_post() -> None:
    part = found({"G01": True, "G03": True, "F01": "body", "F02": "time", "F08": "supplier"})
    assert (part.outcome, part.decided_by, part.score, part.provisional) == ("NEITHER:N-SELF", ("G03",), None, False)


def test_what_says_that_people_are_wanted_speaks_for_a_closed_gate_too() -> None:
    part = found({"G01": True, "G03": True, "G06": True, "F01": "body", "F02": "time", "F08": "supplier"})
    assert (part.for_, part.against) == (("G03", "G06", "F01", "F02"), ("F08",))
