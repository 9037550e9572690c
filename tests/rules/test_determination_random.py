"""Whatever is answered: is there always an outcome, with its law and a next step?"""

import json
import random
from itertools import product

import pytest

from operis.rules.determination import as_json, determine_by, mistakes, still_open
from operis.rules.determination.outcome import reach
from tests.rules.determining import law, rules, some_answers

OUTCOMES = {
    *("SERVICE", "POST", "REFER", "NEITHER:N-SELF", "NEITHER:N-OUT", "NEITHER:N-FIN", "NEITHER:N-WORKS", "NEITHER:N-GOODS"),
    *("POST:ASSESSED", "NEITHER:N-LABOUR", "NEITHER:N-WELFARE", "NEITHER:N-LAW", "NEITHER:N-APPOINT"),
}
KEYS = [
    *("part", "outcome", "holds", "flags", "class", "provisional", "decided_by", "gates", "score", "for", "against", "would_change"),
    *("citations", "next"),
]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_any_answers_have_an_outcome_with_law_and_a_next_step(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(1000):
        given = some_answers(chance)
        whole = determine_by(rules(), [("1", given)])
        part = whole.parts[0]
        assert part.outcome in OUTCOMES
        assert part.citations
        assert part.next
        assert all(text.en.strip() and text.zh.strip() for text in (*part.next, *(each.says for each in part.citations)))
        assert part.unknown == tuple(id for id in rules().questions if given.get(id) == "unknown")
        assert part.provisional == (part.decided_by[0] == "weighed") == (part.score is not None)
        plain = json.loads(json.dumps(as_json(whole, "zh")))
        assert [*plain] == ["outcome", "holds", "flags", "parts"]
        assert [*plain["parts"][0]] == KEYS


@pytest.mark.slow
@pytest.mark.parametrize("pack", ["cn", "eu"])
def test_whatever_was_answered_each_change_that_is_told_is_one(pack: str) -> None:
    chance = random.Random(pack)
    for _ in range(300):
        given = some_answers(chance, pack)
        part = determine_by(rules(pack), [(None, given)]).parts[0]
        for change in part.would_change:
            assert change.to != part.outcome
            assert determine_by(rules(pack), [(None, {**given, **change.answers})]).parts[0].outcome == change.to


def test_every_combination_of_decisive_answers_has_an_outcome() -> None:
    choices: dict[str, list[bool | str]] = {
        "F01": ["supplier", "shared", "body", "institution"],
        "F02": ["result", "quantity", "mixed", "time"],
        "F03": [True, False],
        "F08": ["supplier", "body", "institution"],
        "P01": ["institution", "programme", "organ", "village-body", "supplier"],
        "P05": [True, False, "direct-assessment"],
        "P06": [True, False],
    }
    reached = set()
    for values in product(*([None, *each] for each in choices.values())):
        given = {id: value for id, value in zip(choices, values, strict=True) if value is not None}
        reached.add(reach(rules(), given).outcome)
    assert reached == {"SERVICE", "POST", "POST:ASSESSED", "REFER", "NEITHER:N-LABOUR", "NEITHER:N-APPOINT"}


def test_answers_that_were_made_up_have_no_mistakes() -> None:
    chance = random.Random(65)
    assert [wrong for _ in range(20) for wrong in mistakes(law(), some_answers(chance))] == []


def test_who_answers_what_is_asked_gets_to_an_end() -> None:
    chance = random.Random(1)
    for _ in range(50):
        given: dict[str, bool | int | str] = {}
        while asked := still_open(law(), given):
            question = rules().questions[asked[0]]
            given[question.id] = chance.choice((*(question.choices or (0, 1, 12, 40)), "unknown"))
        assert len(given) >= 14
