"""Which worked examples stand behind the twelve subjects, in both languages, and what do the rules make of them today?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from operis.law.book import Text
from operis.rules.determination import Rulebook, determine_by
from operis.strict_yaml import Mapping as MappingNode
from operis.strict_yaml import Node, Scalar, parse
from operis.web.questions.answers import read
from operis.web.questions.outcome import heading

FILE = Path(__file__).with_name("examples.yaml")


@dataclass(frozen=True, slots=True)
class Example:
    """A need and why it is decided so; answers as a form sends them."""

    id: str
    need: Text
    why: Text
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Worked:
    """An example with the outcome that the rules of the day give it."""

    example: Example
    outcome: str
    heading: str


def worked(rules: Rulebook, id: str) -> Worked:
    example = examples()[id]
    answers = {question: read(rules.questions[question], answer) for question, answer in example.answers.items()}
    [part] = determine_by(rules, [(None, answers)]).parts
    return Worked(example, part.outcome, heading(rules, part, answers))


@cache
def examples() -> Mapping[str, Example]:
    return {id: _example(id, node) for id, node in _pairs(parse(FILE.read_text(encoding="utf-8"), FILE.name)).items()}


def _example(id: str, node: Node) -> Example:
    said = _pairs(node)
    answers = {question: _word(answer) for question, answer in _pairs(said["answers"]).items()}
    return Example(id, _text(said["need"]), _text(said["why"]), answers)


def _text(node: Node) -> Text:
    said = _pairs(node)
    return Text(_word(said["en"]), _word(said["zh"]))


def _pairs(node: Node) -> Mapping[str, Node]:
    assert isinstance(node, MappingNode)
    return node.pairs


def _word(node: Node) -> str:
    assert isinstance(node, Scalar)
    return node.text
