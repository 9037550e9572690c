"""What does `operis check` answer to a document?"""

import json
from pathlib import Path

import pytest

from operis.cli import main
from operis.documents.checking import CHECKED, example


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


@pytest.mark.parametrize("kind", sorted(CHECKED))
def test_an_example_passes_on_the_day_and_at_the_place_it_names_but_for_what_is_on_record(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"{kind}.yaml"
    file.write_text(example(kind), "utf8")
    first = example(kind).splitlines()[0]
    assert first.startswith("# Passes with --law cn/41/county --on 2026-03-02.")
    assert main(["check", str(file), "--law", "cn/41/county", "--on", "2026-03-02", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [one["says"] for one in found if not one["says"].startswith("Not on record: ")] == []
    assert (found == []) == ("to be checked" not in first)


def test_it_is_said_how_many_rows_were_asked_and_what_a_file_cannot_show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(example("recruitment-plan"), "utf8")
    assert main(["check", str(file), "--law", "cn/41/county", "--on", "2026-03-02"]) == 0
    out, err = capsys.readouterr()
    assert err.splitlines() == [
        "2 findings.",
        "Rows of the law that were asked: 5.",
        "To be checked on the record: 2. A file by itself cannot show this; it is no mistake of the file.",
    ]
    assert "Not on record: the determined part of the need.\n" in out
    assert main(["check", str(file), "--law", "eu", "--on", "2026-03-02", "--lang", "zh"]) == 0
    assert capsys.readouterr().err == "未发现问题。\n已对照规则：1条。\n"
