"""Has every abuse of a stage that is built its row, with a test or a case that exists, or the reason why there is none?"""

import re
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in (ROOT / "docs/abuses.md").read_text(encoding="utf-8").splitlines() if line.startswith("| A-")
]  # fmt: skip
STAGES = {"NEED": 5, "BUD": 3, "PLAN": 10, "NOT": 3, "DOC": 8, "BID": 9, "PAN": 5, "EVAL": 7, "AWD": 3, "RES": 2, "CON": 8}
"""How many there are of each stage, in the order of a purchase."""


def test_every_number_of_every_stage_has_its_row_once_and_in_order() -> None:
    assert [row[0] for row in ROWS] == [f"A-{stage}-{no:02}" for stage, count in STAGES.items() for no in range(1, count + 1)]
    assert [stage for stage, _rows in groupby(row[0].split("-")[1] for row in ROWS)] == list(STAGES)


def test_each_is_tried_or_says_why_not() -> None:
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []
    assert [row for row in ROWS if not re.fullmatch(r"(`[^`]+`, )*(`[^`]+`|open: .{20,})", row[3])] == []
    assert [row[0] for row in ROWS if row[2] == "-" and not row[3].startswith("open: ")] == []


def test_every_test_and_case_that_is_named_exists() -> None:
    named = [one for row in ROWS for one in re.findall(r"`([^`]+)`", row[3])]
    assert [one for one in named if not (ROOT / one.partition("::")[0]).is_file()] == []
    tests = [one.split("::") for one in named if "::" in one]
    missing = [one for one in tests if not re.search(rf"^def {one[1]}\(", (ROOT / one[0]).read_text(encoding="utf-8"), re.MULTILINE)]
    assert missing == []
    assert len(tests) > 40
