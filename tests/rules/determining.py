"""What do the tests of the determination share? The law of one day, the worked examples, and a law that is changed in one place."""

import random
import shutil
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from operis.law.book import OWN, Book, Law, load_book
from operis.rules.determination import Answers, PartOutcome, Rulebook, determine_by, rulebook

DAY = date(2026, 3, 2)
CASES = Path(__file__).parents[2] / "cases" / "determination"

# A clean service, a clean post, and what is neither: each is changed in one answer by the tests.
SERVICE: Answers = {"G01": True, "F01": "supplier", "F02": "quantity", "F03": True, "F08": "supplier"}
POST: Answers = {
    "G01": True, "F01": "institution", "F02": "time", "F08": "institution",
    "P01": "institution", "P02": 5, "P03": 5, "P05": True, "P06": False,
}  # fmt: skip
CLERKS: Answers = {"G01": True, "F01": "body", "F02": "time", "F04": True, "F08": "supplier", "F09": "wanted"}


@cache
def own_book() -> Book:
    return load_book()


@cache
def rules(pack: str = "cn") -> Rulebook:
    return rulebook(law(pack))


def law(pack: str = "cn", day: date = DAY) -> Law:
    return Law(own_book(), pack, act_day=day)


def changed(folder: Path, *replacements: tuple[str, str]) -> Law:
    """The law with each text of determination.yaml replaced; each stands there once."""
    shutil.copytree(OWN, folder / "law", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = folder / "law" / "determination.yaml"
    text = path.read_text("utf8")
    for old, new in replacements:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    path.write_text(text, "utf8")
    return Law(load_book(folder / "law"), "cn", act_day=DAY)


def found(answers: Mapping[str, bool | int | str], **others: bool | int | str) -> PartOutcome:
    """What one part comes to under our own law, `others` laid over `answers`."""
    return determine_by(rules(), [(None, {**answers, **others})]).parts[0]


def some_answers(chance: random.Random, pack: str = "cn") -> Answers:
    """Some of the questions, each with an answer that fits; few gates, or nothing else would ever decide."""
    given: dict[str, bool | int | str] = {}
    for id, question in rules(pack).questions.items():
        if chance.random() < (0.2 if question.section == "gates" else 0.6):
            given[id] = chance.choice((*(question.choices or (0, 1, 2, 3, 11, 12, 13, 36, 37, 2**53 - 1)), "unknown"))
    return given


def without(answers: Answers, *ids: str) -> Answers:
    return {id: answer for id, answer in answers.items() if id not in ids}


@cache
def worked() -> Mapping[str, Mapping[str, Any]]:
    """The worked examples by their number."""
    examples = yaml.safe_load((CASES / "worked.yaml").read_text("utf8"))
    return {example["id"]: example for example in examples}


def parts_of(example: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The parts of an example, each with its answers and what it comes to; one that is whole is its own part."""
    return list(example.get("parts", [example]))


def singles() -> dict[str, Answers]:
    """The answers of every part of every example."""
    return {f"{id}/{part.get('part', '')}": part["answers"] for id, example in worked().items() for part in parts_of(example)}
