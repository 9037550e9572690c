"""Does every case go as it is written? Each file through the clerk, on a database of its own."""

from functools import cache
from pathlib import Path

import pytest
from yaml import CSafeLoader, load

from operis.cases.casefile import read_case
from operis.config.messages import entries
from operis.strict_yaml import parse
from tests.cases.files import CASES, FILES, gone
from tests.cases.pointers import nowhere
from tests.statute import ZONE

MESSAGES = CASES.parent / "operis" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
REAL = [path for path in FILES if path.parent.name == "real"]


@cache
def translated() -> set[str]:
    """The sentences that have their Chinese."""
    return {key for key, _ in entries(MESSAGES.read_text("utf8"))}


@pytest.mark.django_db
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_step_goes_as_written(path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    told = gone(tmp_path_factory, path)
    assert told.failed == ()
    assert told.steps == len(read_case(path.read_text("utf8"), path.name, ZONE).steps)
    assert told.notes - translated() == set()
    assert told.broken == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_step_says_how_it_ends(path: Path) -> None:
    steps = read_case(path.read_text("utf8"), path.name, ZONE).steps
    assert [step.line for step in steps if step.acts is None and step.refused is None] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_head_comment_says_what_it_is_about(path: Path) -> None:
    assert path.read_text("utf8").startswith("# ")


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_what_is_marked_real_is_there(path: Path) -> None:
    text = path.read_text("utf8")
    about = load(text, CSafeLoader)["about"]
    assert set(about) - {"note"} == {"source", "real", "supplied"}
    assert len(about["real"]) >= 5
    assert nowhere(parse(text), about["real"]) == []
