"""What is wrong with an installation is said in one sentence by every word that opens it, and never by a traceback."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ground.running import environment, operis

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def broken_key(data: Path) -> None:
    (data / "keys" / "ledger.pem").write_text("-----BEGIN NONSENSE-----")


def no_key(data: Path) -> None:
    (data / "keys" / "ledger.pem").unlink()


def no_database(data: Path) -> None:
    (data / "operis.sqlite3").unlink()


def damaged_database(data: Path) -> None:
    (data / "operis.sqlite3").write_bytes(b"no database at all" * 500)


def rubbish_clock(data: Path) -> None:
    (data / "demo-clock").write_text("half past nine")


def binary_checkpoint(data: Path) -> None:
    (data / "checkpoint").write_bytes(b"\xff\xfe")


FAULTS: list[tuple[Callable[[Path], None], str]] = [
    (broken_key, "keys/ledger.pem is no key of a ledger"),
    (no_key, "there are no keys in"),
    (no_database, "SQLite lacks tables or columns of this version. Run `operis init`: it adds them."),
    (damaged_database, "SQLite does not answer: file is not a database. Restore it from the newest backup."),
    (rubbish_clock, "demo-clock in the data folder holds no number of seconds."),
    (binary_checkpoint, "was not signed by this ledger's key"),
]


@pytest.mark.parametrize(("fault", "says"), FAULTS, ids=[fault.__name__ for fault, _ in FAULTS])
def test_the_server_does_not_start_and_says_why(initial: Path, tmp_path: Path, fault: Callable[[Path], None], says: str) -> None:
    data = Path(shutil.copytree(initial, tmp_path / "data"))
    fault(data)
    told = operis(data, "serve")
    assert told.returncode in (2, 3)
    [line] = told.stderr.splitlines()
    assert (line.startswith("operis: "), says in line) == (True, True), line


def test_a_server_of_databases_that_is_away_is_told(initial: Path) -> None:
    told = operis(initial, "serve", OPERIS_DATABASE="postgresql://nobody@127.0.0.1:9/none")
    [line] = told.stderr.splitlines()
    assert (told.returncode, line.startswith("operis: PostgreSQL does not answer: ")) == (3, True)
    assert line.endswith("Look at OPERIS_DATABASE, and whether the server runs.")


def test_a_web_server_started_by_hand_does_not_start_either(initial: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(initial, tmp_path / "data"))
    no_database(data)
    line = [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0", "--no-control-socket", "operis.config.serving"]
    told = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, env=environment(data), timeout=120, check=False)
    assert told.returncode != 0
    assert "operis does not start: SQLite lacks tables or columns of this version." in told.stderr
