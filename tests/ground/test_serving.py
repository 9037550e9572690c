"""Does an installation start, answer and give entries their order; and does it refuse to start behind what it signed?"""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.ground.running import CASE, ROOT, environment, fetched, operis, served


@pytest.mark.slow
def test_it_starts_answers_and_gives_entries_their_order(tmp_path: Path) -> None:
    assert operis(tmp_path, "init").returncode == 0
    assert operis(tmp_path, "run", "--into", str(tmp_path), str(CASE)).returncode == 0
    with served(tmp_path) as site:
        assert fetched(f"{site}/healthz") == "ok\n"
        assert "<h1>" in fetched(f"{site}/zh-hans/")
        assert fetched(f"{site}/log/checkpoint").startswith("demo.operis.example/ledger\n")  # the clock has been round
    assert (tmp_path / "checkpoint").read_text().startswith("demo.operis.example/ledger\n")


@pytest.mark.slow
def test_an_older_copy_is_refused_at_start_with_both_sizes(initial: Path, tmp_path: Path) -> None:
    data, older = Path(shutil.copytree(initial, tmp_path / "data")), tmp_path / "older.sqlite3"
    shutil.copy(data / "operis.sqlite3", older)
    assert operis(data, "run", "--into", str(data), str(CASE)).returncode == 0
    with served(data) as site:
        size = fetched(f"{site}/log/checkpoint").splitlines()[1]
    for left in data.glob("operis.sqlite3*"):
        left.unlink()
    shutil.copy(older, data / "operis.sqlite3")
    refused = operis(data, "serve")
    assert refused.returncode == 3
    assert f"This ledger has 0 entries in its log; the newest checkpoint known has {size}." in refused.stderr


OLDER_REGISTERS = (
    "ALTER TABLE register_docket DROP COLUMN kept", "DROP TABLE register_note", "UPDATE register_docket SET title_en = 'of before'",
    "UPDATE register_code SET sources = 'other'",
)  # fmt: skip


@pytest.mark.slow
def test_registers_that_other_code_made_are_made_anew_at_the_start_and_read_by_no_other_word(initial: Path, tmp_path: Path) -> None:
    shutil.copytree(initial, tmp_path, dirs_exist_ok=True)
    assert operis(tmp_path, "run", "--into", str(tmp_path), str(CASE)).returncode == 0
    with closing(sqlite3.connect(tmp_path / "operis.sqlite3", isolation_level=None)) as database:
        for one in OLDER_REGISTERS:
            database.execute(one)
    says = "Other code than this version's made the registers. Run `operis rebuild`: it makes them anew from the record."
    refused = operis(tmp_path, "user", "list")
    assert (refused.returncode, refused.stderr) == (3, f"operis: {says}\n")
    assert "missing  registers: Other code than this version's made the registers" in operis(tmp_path, "doctor").stdout
    with served(tmp_path) as site:
        assert fetched(f"{site}/healthz") == "ok\n"
        page = fetched(f"{site}/en/processes/")
    assert "of before" not in page
    looked = operis(tmp_path, "verify", "--all", "--lang", "en")
    assert (looked.returncode, looked.stdout.splitlines()[-1], looked.stderr) == (0, "All is whole.", "")


@pytest.mark.slow
def test_law_that_lint_rejects_stops_the_start_with_the_list(initial: Path, tmp_path: Path) -> None:
    data, law = Path(shutil.copytree(initial, tmp_path / "data")), tmp_path / "law"
    shutil.copytree(ROOT / "operis" / "law", law, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    file = law / "cn" / "gpl.yaml"
    text = file.read_text("utf8").replace("governed_by: notice", "governed_by: nobody", 1)
    sure = "confidence: {rule: verified, article: verified}"
    file.write_text(text.replace(sure, sure.replace("verified", "certain", 1), 1), "utf8")
    line = [sys.executable, "-c", "import sys; from operis.cli import main; sys.exit(main())", "serve"]
    refused = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, env=environment(data, OPERIS_LAW=str(law)))
    assert refused.returncode == 3
    assert "nobody" in refused.stderr
    assert "certain" in refused.stderr
