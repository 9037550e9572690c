"""Does the page of attacks name tests that exist, and does it fit on one page?"""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs/attacks.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| **", "| Attack"))]


def text(file: str) -> str:
    path = ROOT / file
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def test_each_row_is_an_attack_what_holds_it_and_where_that_is_tried() -> None:
    assert len(PAGE.splitlines()) <= 80
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in ROWS]
    assert [row for row in rows if len(row) != 3 or not all(row)] == []
    assert [row for row in rows if not re.fullmatch(r"`[^`]+`(, `[^`]+`)*", row[2])] == []


def test_every_test_and_program_that_is_named_exists() -> None:
    named = re.findall(r"`((?:tests|bench|cases)/[^`]+)`", PAGE)
    tests = [one.split("::") for one in named if "::" in one]
    missing = [one for one in tests if not re.search(rf"^\s*(async )?def {one[-1]}\(", text(one[0]), re.MULTILINE)]
    assert missing == []
    assert [one for one in named if "::" not in one and not text(one)] == []
    assert len(tests) > 40
