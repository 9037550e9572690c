"""Are the examples on the page those that the law is tested with, and does each come out as the page says?"""

import re
from pathlib import Path

import pytest
from django.test import Client

from operis.rules.determination import rulebook
from operis.strict_yaml import Mapping, Scalar, Sequence, parse
from operis.web.lawbook import law
from operis.web.public.examples import Example, examples, worked
from operis.web.questions.answers import read, written

CASES = Path(__file__).parent.parent.parent / "cases" / "determination" / "worked.yaml"
TWINS = {"service_twin": "SERVICE", "post_twin": "POST", "neither_twin": "NEITHER:N-LABOUR"}


def written_down() -> dict[str, Mapping]:
    found = parse(CASES.read_text(encoding="utf-8"), CASES.name)
    assert isinstance(found, Sequence)
    return {word(case, "id"): case for case in found.items if isinstance(case, Mapping)}


def word(node: Mapping, key: str) -> str:
    value = node.pairs[key]
    assert isinstance(value, Scalar)
    return value.text


@pytest.mark.parametrize("example", examples().values(), ids=lambda example: example.id)
def test_an_example_says_and_answers_what_its_case_does(example: Example) -> None:
    case = written_down()[example.id]
    answers = case.pairs["answers"]
    assert isinstance(answers, Mapping)
    rules = rulebook(law())
    theirs = {id: {"true": "yes", "false": "no"}.get(word(answers, id), word(answers, id)) for id in answers.pairs}
    ours = {id: written(read(rules.questions[id], answer)) for id, answer in example.answers.items()}
    assert (example.need.en, example.why.en) == (word(case, "need"), word(case, "why"))
    assert ours == theirs
    assert worked(rules, example.id).outcome == word(case, "outcome")


def test_each_subject_stands_once_as_a_service_and_once_as_a_post() -> None:
    rules = rulebook(law())
    subjects = [row for row in rules.law.rows(kind="definition") if "setting" in row.data]
    twins = [(name, worked(rules, str(row.data[name])).outcome) for row in subjects for name in TWINS if name in row.data]
    assert len(subjects) == 12
    assert [pair for pair in twins if TWINS[pair[0]] != pair[1]] == []
    assert len([name for name, _outcome in twins if name != "neither_twin"]) == 24


@pytest.mark.parametrize(("language", "heading"), [("en", "This is a purchase of services"), ("zh-hans", "这属于政府购买服务")])
def test_an_example_opens_with_its_answers_and_reasons(client: Client, language: str, heading: str) -> None:
    page = client.get(f"/{language}/services-or-posts/").content.decode()
    form = next(form for form in re.findall(r"<form.*?</form>", page.partition("<main")[2], re.DOTALL))
    sent = {**dict(re.findall(r'name="(\w+)" value="(\w+)"', form)), "show": "outcome"}
    outcome = client.post(f"/{language}/services-or-posts/try/", sent)
    assert outcome.status_code == 200
    assert f"<h1>{heading}</h1>" in outcome.content.decode()
