"""A whole case is run, exported with its law, and checked: by `operis verify`, and by the two programs alone in an empty folder."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ground.running import environment, operis, operis_given

ROOT = Path(__file__).parents[2]
CASE, NUMBER = ROOT / "cases" / "real" / "henan-college-property.yaml", "DC-2024-S-0001"
NOTHING_FOUND: dict[str, list[str]] = {"failed": [], "not_public": []}


@pytest.fixture(scope="module", name="taken")
def _taken(initial: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the record of a procurement, and the law."""
    folder = tmp_path_factory.mktemp("taken")
    shutil.copytree(initial, folder / "data")
    for words in (
        ("run", str(CASE), "--into", str(folder / "data")),
        ("export", "record", NUMBER, "--out", str(folder / "record.jsonl")),
        ("export", "law", "--law", "cn/41", "--out", str(folder / "law.json")),
    ):
        done = operis(folder / "data", *words)
        assert done.returncode == 0, done.stderr
    return folder


def test_the_exported_law_has_the_fingerprint_that_entries_name(taken: Path) -> None:
    lines = [json.loads(line) for line in (taken / "record.jsonl").read_text("utf8").splitlines()]
    named = {json.loads(line["entry"])["law"]["pack"] for line in lines if "entry" in line}
    assert named == {hashlib.sha256((taken / "law.json").read_bytes()).hexdigest()}


def test_a_law_of_no_place_is_refused(taken: Path) -> None:
    done = operis(taken / "data", "export", "law", "--law", "cn/nowhere/else")
    assert (done.returncode, done.stdout) == (2, "")


def test_verify_says_first_whether_it_is_genuine_and_then_whether_it_follows(taken: Path) -> None:
    done = operis(taken / "data", "verify", str(taken / "record.jsonl"), "--law", str(taken / "law.json"), "--lang", "en")
    assert done.returncode == 0, done.stderr
    first, _, second = done.stdout.partition(f"\n\nRecomputed from the record of {NUMBER}\n")
    assert first.splitlines()[0] == f"Record {NUMBER} of demo.operis.example/ledger"
    assert ("  Awards, in the order of the ranks and at the opened price: 1" in second.splitlines(), second.splitlines()[-1]) == (
        True,
        "Nothing failed.",
    )


def test_verify_prints_one_document_and_reads_standard_input_once(taken: Path) -> None:
    words = ("verify", "-", "--json", "--law", str(taken / "law.json"))
    done = operis_given((taken / "record.jsonl").read_bytes(), words, environment(taken / "data"))
    said = json.loads(done.stdout)
    assert (done.returncode, said["result"], said["docket"]) == (0, "consistent-with-itself", NUMBER)
    assert {name: said["recomputed"][name] for name in NOTHING_FOUND} == NOTHING_FOUND


def test_what_is_no_record_is_said_once(taken: Path) -> None:
    done = operis(taken / "data", "verify", str(taken / "law.json"), "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "operis verify: Line 1 is not the beginning of a record: it has no format operis/record/v1.\n"


def test_the_two_files_need_nothing_of_ours(taken: Path) -> None:
    for name in ("operis_recompute.py", "operis_reckoning.py"):
        shutil.copy(ROOT / "verifier" / name, taken)
    line = [sys.executable, "-S", "operis_recompute.py", "record.jsonl", "--law", "law.json", "--json"]
    done = subprocess.run(line, cwd=taken, env={}, capture_output=True, text=True)
    assert (done.returncode, {name: json.loads(done.stdout)[name] for name in NOTHING_FOUND}) == (0, NOTHING_FOUND), done.stderr


def test_a_record_whose_award_was_changed_ends_with_status_1_and_names_the_entry(taken: Path) -> None:
    changed = taken / "changed.jsonl"
    lines = [json.loads(line) for line in (taken / "record.jsonl").read_text("utf8").splitlines()]
    at = next(place for place, line in enumerate(lines) if "award-decided" in line.get("entry", ""))
    lines[at]["entry"] = lines[at]["entry"].replace('"supplier":"s1"', '"supplier":"s2"')
    changed.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf8")
    line = [sys.executable, str(ROOT / "verifier" / "operis_recompute.py"), str(changed)]
    done = subprocess.run(line, capture_output=True, text=True)
    assert (done.returncode, f"  {NUMBER} no. 23: the award of lot 1 goes to s1, and not to s2" in done.stdout.splitlines()) == (1, True)


@pytest.mark.parametrize("given", ["", "[]\n"])
def test_what_cannot_be_read_ends_with_status_2(tmp_path: Path, given: str) -> None:
    (tmp_path / "record.jsonl").write_text(given)
    line = [sys.executable, str(ROOT / "verifier" / "operis_recompute.py"), str(tmp_path / "record.jsonl")]
    done = subprocess.run(line, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (
        2, "", f"operis_recompute: {tmp_path}/record.jsonl is no whole record: download it again from the page of its process.\n",
    )  # fmt: skip
