"""Does `operis verify` with all records of an installation find a fault that stands in them, by name?"""

import json
import shutil
from pathlib import Path

import pytest

from tests.ground.running import operis

ROOT = Path(__file__).parents[2]
CASE = ROOT / "cases" / "constructed" / "kept-for-small-firms.yaml"

pytestmark = pytest.mark.slow


def test_all_records_are_looked_at_together(initial: Path, tmp_path: Path) -> None:
    data, records = Path(shutil.copytree(initial, tmp_path / "data")), tmp_path / "records"
    records.mkdir()
    assert operis(data, "run", str(CASE), "--into", str(data)).returncode == 0
    numbers = ["DC-2026-S-0001", "DC-2026-C-0001", "DC-2026-G-0001"]
    for number in numbers:
        done = operis(data, "export", "record", number, "--out", str(records / f"{number}.jsonl"))
        if number != numbers[1]:
            assert done.returncode == 0, done.stderr
    done = operis(data, "verify", str(records))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].endswith("sentences: 0 broken, 0 told.")
    tender = records / f"{numbers[0]}.jsonl"
    lines = [json.loads(line) for line in tender.read_text("utf8").splitlines()]
    for line in lines:
        if "plan-reviewed" in line.get("entry", ""):
            line["entry"] = line["entry"].replace('"outcome":"passed"', '"outcome":"returned"')
    tender.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf8")
    done = operis(data, "verify", str(records))
    assert done.returncode == 1
    assert "another_reviewed_the_plan" in done.stdout
