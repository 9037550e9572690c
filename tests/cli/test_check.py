"""What does `operis check` answer to a document?"""

from pathlib import Path

import pytest

from operis.cli import main
from operis.documents.checking import example


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("OPERIS_LAW", raising=False)


def plan_with(tmp_path: Path, **changed: str) -> str:
    """The example of a plan with some of its lines otherwise."""
    lines = [line for line in example("plan").splitlines() if line.partition(":")[0] not in changed]
    file = tmp_path / "plan.yaml"
    file.write_text("\n".join([*lines, *(f"{key}: {value}" for key, value in changed.items() if value)]) + "\n", "utf8")
    return str(file)


def pointers(capsys: pytest.CaptureFixture[str], file: str) -> set[str]:
    assert main(["check", file]) == 2
    return {line.removeprefix(f"{file}: ").split(": ")[1] for line in capsys.readouterr().err.splitlines()}


FIELDS = {"budget": "860000.00", "payment_days": "soon", "reservation": "{way: some}", "colour": "red"}
PLACES = {"/budget", "/payment_days", "/reservation/way", "/colour"}


@pytest.mark.parametrize(
    ("envelope", "more"),
    [
        ({}, set()),
        ({"method": "lottery"}, {"/method"}),
        ({"method": ""}, {"/method"}),
        ({"kind": "plann"}, {"/kind"}),
        ({"kind": "", "method": "", "language": "klingon"}, {"/kind", "/method", "/language"}),
    ],
)
def test_what_is_wrong_with_kind_or_method_hides_no_mistake_in_the_fields(
    envelope: dict[str, str], more: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pointers(capsys, plan_with(tmp_path, **FIELDS, **envelope)) == PLACES | more


def test_a_method_is_reported_on_its_own_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(example("plan").replace("method: open-tender", "method: lottery"), "utf8")
    line = [text.partition(":")[0] for text in file.read_text("utf8").splitlines()].index("method") + 1
    assert main(["check", str(file)]) == 2
    assert capsys.readouterr().err.startswith(f"{file}: line {line}: /method: “lottery” is no method that can be checked; there are: ")
