"""A copy of an installation is damaged in many ways: do `operis doctor` and `operis verify --all` each name the damage?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.copies import Ask, asked, replaced, small_county
from tests.attacks.damages import DAMAGES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_county(tmp_path_factory.mktemp("whole") / "data")


@pytest.fixture(scope="module")
def data(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("copy") / "data"
    replaced(whole, copy)
    return copy


@pytest.fixture(scope="module")
def ask(data: Path) -> Iterator[Ask]:
    with asked(data) as told:
        yield told


@pytest.fixture(autouse=True)
def _as_made(whole: Path, data: Path) -> None:
    replaced(whole, data)


def test_there_are_more_than_thirty_and_nothing_is_said_of_a_whole_copy(ask: Ask) -> None:
    assert len(DAMAGES) > 30
    said = ask("doctor", "verify --all")
    assert [status for status, _ in said.values()] == [0, 0], said


@pytest.mark.parametrize("name", DAMAGES)
def test_doctor_and_verify_each_name_what_was_damaged(data: Path, ask: Ask, name: str) -> None:
    damage, words = DAMAGES[name]
    damage(data)
    said = ask("doctor", "verify --all")
    assert {word: words in text for word, (_, text) in said.items()} == dict.fromkeys(said, True), said
    assert 0 not in [status for status, _ in said.values()]
    assert "Traceback" not in str(said)
