"""Is an installation that nobody serves read on a full disk, where SQLite can make no file beside its own?"""

import json
import shutil
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from gunicorn.config import Config

from operis.cli._copies import SQLITE, CopyError, copy_database
from operis.cli.serve import LOGGER
from operis.config.serverlog import Lines
from tests.cli.full import no_room
from tests.ground.running import anew


def operis(data: Path, *words: str) -> tuple[int, str]:
    done = anew(data, *words)  # what no file may become longer than, a process has from the one that begins it
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(name="data")
def _data(initial: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(initial, tmp_path / "data"))


def test_what_reads_goes_on_and_doctor_tells_of_the_disk(data: Path) -> None:
    with no_room():
        clock, whole, doctor, serve = (operis(data, *words) for words in (("clock",), ("verify", "--all"), ("doctor",), ("serve",)))
    assert (clock[0], "It is trusted." in clock[1]) == (0, True)
    assert (whole[0], "There is nothing to look at yet" in whole[1], f"{data}/looked.json: File too large" in whole[1]) == (0, True, True)
    missing = [line.split(":")[0].split(maxsplit=1)[1] for line in doctor[1].splitlines() if line.startswith("missing")]
    assert missing == ["data folder", "disk"]
    assert serve == (3, f"operis: {data} cannot be written: File too large. Make room on its disk.\n")
    assert operis(data, "clock")[0] == 0


def test_what_waits_beside_the_database_is_never_passed_over(data: Path) -> None:
    (data / "operis.sqlite3-wal").write_bytes(b"waits")
    with no_room():
        told = operis(data, "clock")
    assert told[0] == 3
    assert told[1].endswith("Make room on its disk. Nothing is to be restored for that.\n")


def test_a_copy_made_while_somebody_writes_again_is_none(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{(data / SQLITE).as_uri()}?immutable=1"}
    copy_database(database, tmp_path)
    with closing(sqlite3.connect(tmp_path / SQLITE)) as copy:
        assert copy.execute("SELECT count(*) FROM entry").fetchone() == (0,)
    connect = sqlite3.connect

    def written(*words: object, **more: object) -> sqlite3.Connection:
        (data / f"{SQLITE}-wal").write_bytes(b"new")
        return connect(*words, **more)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", written)
    with pytest.raises(CopyError, match="was written while it was copied"):
        copy_database(database, tmp_path)


def test_what_the_server_says_of_its_worker_is_a_line_of_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    logger = Lines(Config())
    logger.error("Worker (pid:%s) was sent %s!", 7, "SIGKILL")
    line = json.loads(capsys.readouterr().err)
    assert (line["level"], line["by"], line["says"]) == ("error", "gunicorn.error", "Worker (pid:7) was sent SIGKILL!")
    assert import_module(LOGGER[1].rpartition(".")[0]).Lines is Lines
