"""How are the points of a bid read and kept?"""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from operis.core.fields import kind_of
from operis.core.reading import Reading
from operis.core.scores import Scores, ScoresKind
from operis.strict_yaml import parse

KIND = kind_of(Scores)


def read(text: str) -> tuple[object, list[str]]:
    reading = Reading(ZoneInfo("UTC"))
    value = KIND.read(parse(text), "/scores", reading)
    return value, [mistake.pointer for mistake in reading.mistakes]


def test_one_figure_stands_for_everyone_and_a_list_for_each() -> None:
    assert ScoresKind() == KIND
    assert read('{plan: ["40", "38.5"], record: "10", staff: 20}') == (
        {"plan": (Decimal(40), Decimal("38.5")), "record": (Decimal(10),), "staff": (Decimal(20),)},
        [],
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('["40"]', ["/scores"]),
        ("{plan: 38.5, record: ten}", ["/scores/plan", "/scores/record"]),
        ('{plan: ["40", x], record: {a: 1}}', ["/scores/plan/1", "/scores/record"]),
    ],
)
def test_what_is_no_figure_is_told_by_its_place(text: str, wrong: list[str]) -> None:
    assert read(text)[1] == wrong


def test_points_are_kept_in_lists_and_come_back() -> None:
    scores = {"plan": (Decimal(40), Decimal("38.50")), "record": (Decimal(10),)}
    stored = KIND.plain(scores)
    assert stored == {"plan": ["40", "38.50"], "record": ["10"]}
    assert KIND.load(stored) == scores


def test_what_may_be_sent_is_either_and_what_is_stored_is_a_list() -> None:
    assert set(KIND.schema()["additionalProperties"]) == {"anyOf"}
    assert KIND.schema(stored=True)["additionalProperties"]["type"] == "array"
