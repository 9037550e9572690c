"""Does the demonstration load into an installation that is empty, and into no other?"""

import subprocess
from pathlib import Path

import pytest

from tests.cases.files import CASES
from tests.ground.running import environment, operis_given

LOADED = (
    "Demo county loaded: 15 bodies, 22 suppliers, 29 needs, 26 procurements, 1 recruitment; 589 acts and 8 refusals on record.\n"
    "Its clock shows {now}; everyone and everything in it is invented.\n"
    "Procurements go as far as their filed contracts: performance, acceptance and payment are not built yet.\n"
    "On the page “Sign in” each of its people is one press away, and everybody can move its clock on.\n"
    "Start clean: .venv/bin/operis demo --reset\n"
)
THERE = LOADED.replace("Demo county loaded:", "The demo county is there already, nothing was loaded:").format(now="2026-05-20 09:00")
STANDS = LOADED.format(now="2026-05-20 09:00")


def operis(data: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A word that may take long: it loads the whole county."""
    return operis_given(b"", words, environment(data, **more), seconds=300)


def told(done: subprocess.CompletedProcess[str]) -> str:
    """What was said after the lines of `operis init`, which a first start has."""
    lines = done.stdout.splitlines(keepends=True)
    ends = [place for place, line in enumerate(lines, 1) if line.startswith(("Print the key sheet", "This is a demonstration"))]
    return "".join(lines[max(ends, default=0) :])


def recorded(data: Path) -> str:
    return operis(data, "run", "--record", "DC-2026-S-0001").stdout


@pytest.mark.slow
def test_it_is_loaded_once_made_anew_when_asked_and_its_dockets_run_as_cases(tmp_path: Path) -> None:
    done = operis(tmp_path, "demo")
    assert (done.returncode, told(done), done.stderr) == (0, STANDS, "")
    size = (tmp_path / "checkpoint").read_text().splitlines()[1]
    again = operis(tmp_path, "demo")
    assert (again.returncode, told(again)) == (0, THERE)
    in_the_log = "572"  # acts on bids get their places with the closing of their tender
    assert ((tmp_path / "checkpoint").read_text().splitlines()[1], size) == (in_the_log, in_the_log)
    keys = {file.name: file.read_bytes() for file in (tmp_path / "keys").iterdir()}
    anew = operis(tmp_path, "demo", "--reset")
    assert (anew.returncode, told(anew), anew.stderr) == (0, STANDS, "")
    assert {file.name: file.read_bytes() for file in (tmp_path / "keys").iterdir()} == keys
    for number in ("DC-2025-S-0004", "DC-2026-S-0001", "DC-2026-S-0003", "DC-2026-R-0001"):
        case = tmp_path / f"{number}.json"
        case.write_text(operis(tmp_path, "run", "--record", number).stdout)
        assert operis(tmp_path, "run", str(case)).returncode == 0
    now = operis(tmp_path, "demo", "--now")
    assert now.returncode == 0
    assert told(now) != THERE
    assert told(now).splitlines()[0] == THERE.splitlines()[0]


@pytest.mark.slow
def test_a_record_that_is_not_the_demonstration_is_left_as_it_is(tmp_path: Path) -> None:
    operis(tmp_path, "init")
    case = str(CASES / "constructed" / "plan-split.yaml")
    assert operis(tmp_path, "run", case, "--into", str(tmp_path)).returncode == 0
    before = recorded(tmp_path)
    for words in (["demo"], ["demo", "--reset"]):
        done = operis(tmp_path, *words)
        assert (done.returncode, told(done)) == (1, "")
        assert done.stderr == "The record here is not the demonstration's: it is left as it is.\n"
    assert (recorded(tmp_path), before != "") == (before, True)


@pytest.mark.slow
def test_a_ledger_that_is_no_demonstration_is_never_loaded_or_emptied(tmp_path: Path) -> None:
    for words in (["demo"], ["demo", "--reset"], ["demo", "--now"]):
        done = operis(tmp_path, *words, OPERIS_ORIGIN="ledger.example/county")
        assert (done.returncode, "acts" in told(done)) == (1, False)
        assert done.stderr == ("This ledger is ledger.example/county: only one whose origin begins with demo. can be a demonstration.\n")
