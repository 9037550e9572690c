"""Is each requirement of the ASVS answered once, and is what the answers name there?"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs/asvs.md").read_text(encoding="utf-8")
LINE = re.compile(r"- (V\d+\.\d+\.\d+) ([^:]+): (.+)")
ROWS = [line for line in PAGE.splitlines() if line.startswith("- V")]
HELD, NONE, UNMET = "test, file or setting", "does not apply", "not met"
KINDS = {
    HELD: re.compile(r"test `tests/[^`]+::test_\w+`.*|file `[^`:]+`.*|setting `OPERIS_[A-Z_]+`.*"),
    NONE: re.compile(r"does not apply: .+"),
    UNMET: re.compile(r"not met: .+; follows: .+"),
}


def answers() -> list[tuple[str, str]]:
    return [(found[1], found[3]) for line in ROWS if (found := LINE.fullmatch(line))]


def kinds(answer: str) -> list[str]:
    return [name for name, shape in KINDS.items() if shape.fullmatch(answer)]


def quoted(shape: str) -> list[str]:
    """What stands between signs of code on the page, and has this shape."""
    return [one for one in re.findall(r"`([^`\n]+)`", PAGE) if re.fullmatch(shape, one)]


def test_every_line_is_a_number_a_subject_and_one_answer() -> None:
    assert [line for line in ROWS if not LINE.fullmatch(line)] == []
    assert [(number, answer) for number, answer in answers() if len(kinds(answer)) != 1] == []


def test_no_number_stands_twice_and_each_in_its_chapter() -> None:
    assert [number for number, count in Counter(number for number, _answer in answers()).items() if count > 1] == []
    chapters = {part.partition(" ")[0]: re.findall(r"^- (V\d+)\.", part, re.MULTILINE) for part in PAGE.split("\n## ")[1:]}
    assert {name: set(found) for name, found in chapters.items() if found} == {f"V{one}": {f"V{one}"} for one in range(1, 18)}


def test_the_count_on_top_is_that_of_the_rows() -> None:
    told = dict(re.findall(r"^\| ([a-z ,]+) \| (\d+) \|$", PAGE, re.MULTILINE))
    assert told == {name: str(sum(kinds(answer) == [name] for _number, answer in answers())) for name in KINDS}


def test_every_test_that_is_named_exists() -> None:
    named = {tuple(one.split("::")) for one in quoted(r"tests/[^:]+::\w+")}
    written = {(file, name) for file, name in named if re.search(rf"^\s*(async )?def {name}\(", text(file), re.MULTILINE)}
    assert sorted(named - written) == []
    assert named


def test_every_file_that_is_named_exists() -> None:
    named = quoted(r"(docs|operis|tests|requirements)/[^:\s]+|pyproject\.toml")
    assert [one for one in named if not (ROOT / one).is_file()] == []
    assert named


def test_every_setting_that_is_named_has_its_heading() -> None:
    headings = re.findall(r"^## `(OPERIS_[A-Z_]+)`", text("docs/settings.md"), re.MULTILINE)
    assert [one for one in quoted(r"OPERIS_[A-Z_]+") if one not in headings] == []


def test_every_part_of_the_page_that_is_led_to_is_there() -> None:
    anchors = {one.lower().replace(" ", "-") for one in re.findall(r"^## (.+)$", PAGE, re.MULTILINE)}
    led = set(re.findall(r"\]\(#([a-z-]+)\)", PAGE))
    assert sorted(led - anchors) == []


@pytest.mark.kit
def test_the_numbers_are_those_of_the_standard(kit: Path) -> None:
    with (kit / "asvs" / "level2.csv").open(encoding="utf-8", newline="") as file:
        there = [row["id"] for row in csv.DictReader(file)]
    assert [number for number, _answer in answers()] == there


def text(file: str) -> str:
    path = ROOT / file
    return path.read_text(encoding="utf-8") if path.is_file() else ""
