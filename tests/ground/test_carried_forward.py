"""Is a data folder that an earlier version made carried forward: its entries the same bytes, its pages there, everything whole?

`tests/carried/4325c6e.tar.xz` was made by that commit: `operis init`, then the case of late and replaced bids, then an export.
"""

import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.ground.running import environment, operis

ROOT = Path(__file__).parents[2]
CARRIED = ROOT / "tests" / "carried"
LARGEST_BYTES = 300_000
PAGES = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "operis.config.settings"
import django
django.setup()
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from django.test import Client
for path in sys.argv[1:]:
    print(Client(headers={"host": "127.0.0.1"}).get(path).status_code, path)
"""


def asked(data: Path, *statements: str) -> list[tuple[object, ...]]:
    """What the last says."""
    with closing(sqlite3.connect(data / "operis.sqlite3", isolation_level=None)) as database:
        return [database.execute(one).fetchall() for one in statements][-1]


def entries(data: Path) -> list[tuple[object, ...]]:
    return asked(data, "SELECT docket, no, body, leaf FROM entry ORDER BY docket, no")


@pytest.fixture
def older(tmp_path: Path) -> Path:
    with tarfile.open(CARRIED / "4325c6e.tar.xz") as packed:
        packed.extractall(tmp_path / "data", filter="data")
    return tmp_path / "data"


@pytest.mark.slow
def test_it_is_refused_until_init_then_carried_forward_whole(older: Path) -> None:
    before = entries(older)
    dockets = {str(docket) for docket, *_ in before}
    assert len(dockets) >= 3
    refused = operis(older, "serve")
    assert (refused.returncode, refused.stderr) == (
        3, "operis: SQLite lacks tables or columns of this version. Run `operis init`: it adds them.\n",
    )  # fmt: skip
    made = operis(older, "init")
    assert (made.returncode, made.stderr) == (0, "")
    assert f"the registers of {len(dockets):,} dockets were made anew." in made.stdout
    assert entries(older) == before
    looked = operis(older, "verify", "--all", "--lang", "en")
    assert (looked.returncode, looked.stdout.splitlines()[-1], looked.stderr) == (0, "All is whole.", "")
    record = older / "record.jsonl"
    assert operis(older, "export", "record", "DC-2026-S-0001", "--out", str(record)).returncode == 0
    assert operis(older, "verify", str(record)).returncode == 0
    public = [f"/en/processes/{docket}/" for docket in sorted(dockets) if "-B-" not in docket]
    pages = [*public, "/zh-hans/notices/DC-2026-S-0001/", "/en/verify/", "/en/", "/log/checkpoint"]
    line = [sys.executable, "-c", PAGES, *pages]
    told = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, env=environment(older), check=False)
    assert told.stdout.splitlines() == [f"200 {path}" for path in pages], told.stderr


@pytest.mark.slow
@pytest.mark.parametrize("between", [False, True])
def test_refusals_are_taken_over_whichever_columns_they_have(older: Path, between: bool) -> None:
    """A version between had added columns and an index already."""
    added = (
        "ALTER TABLE refusals ADD COLUMN request text NOT NULL DEFAULT ''",
        "ALTER TABLE refusals ADD COLUMN more integer NOT NULL DEFAULT 0",
        "CREATE INDEX refused_lately ON refusals (body, persons, at)",
    )
    before = asked(older, *(added if between else ()), "SELECT number, kind, grounds, '', 0 FROM refusals ORDER BY 1")
    under = asked(older, "SELECT refusal, row FROM refusals_under ORDER BY 1, 2")
    assert len(before) > 1
    assert len(under) > 1
    assert operis(older, "init").returncode == 0
    assert asked(older, "SELECT number, kind, grounds, request, more FROM refusals ORDER BY 1") == before
    assert asked(older, "SELECT refusal, row FROM refusals_under ORDER BY 1, 2") == under
    assert asked(older, "SELECT count(*) FROM sqlite_master WHERE name = 'refused_lately'") == [(1,)]
    assert operis(older, "init").stdout.splitlines()[0].startswith("Ready: ")


@pytest.mark.slow
def test_a_newer_database_is_refused_too(older: Path) -> None:
    assert operis(older, "init").returncode == 0
    asked(older, "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '0999_of_later', '2027-01-01')")
    refused = operis(older, "serve")
    assert refused.returncode == 3
    assert "has tables of a newer version of Operis (ledger.0999_of_later)" in refused.stderr


def test_what_is_carried_is_small() -> None:
    assert [path.name for path in CARRIED.iterdir() if path.stat().st_size > LARGEST_BYTES] == []
