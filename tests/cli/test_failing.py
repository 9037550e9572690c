"""Is a full disk, a database that is away or an old environment told in one line with its cure, and is nothing half made left behind?"""

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import django.db
import pytest
from pytest_django import Settings

from operis.cli import HELD, _copies, _fit, backup, doctor, main
from operis.cli._fit import folder
from operis.front import worker
from tests.cli.full import no_room

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/var/lib/operis/keys")
ROOM = "Nothing more was written. Make room on that disk, then do it again: `operis doctor` tells how much is free."


def stopped_by(fault: Exception) -> Callable[[list[str]], int]:
    def stopped(_: list[str]) -> int:
        raise fault

    return stopped


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (FULL, f"/var/lib/operis/keys: No space left on device. {ROOM}"),
        (sqlite3.OperationalError("database or disk is full"), f"the database could not be written: database or disk is full. {ROOM}"),
        (django.db.OperationalError("could not extend file: No space left on device\nHINT: Check free disk space."),
         f"the database could not be written: could not extend file: No space left on device. {ROOM}"),
        (django.db.OperationalError("unable to open database file"),
         "the database could not be opened for writing: unable to open database file. "
         "Give the data folder to the user that runs Operis, with room on its disk."),
        (django.db.OperationalError("connection refused"),
         "the database stopped the work: connection refused. What was not told as entered was not entered. "
         "`operis doctor` tells whether it answers."),
        (ModuleNotFoundError("No module named 'waitress'", name="waitress"),
         "this environment is not that of this version: No module named 'waitress'. "
         "Run `./run setup` in the folder of this version, then do it again."),
    ],
)  # fmt: skip
def test_what_stops_a_word_is_told_in_one_line_with_its_cure(
    fault: Exception, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("operis.cli.answer", stopped_by(fault))
    assert main(["import"]) == HELD
    assert capsys.readouterr().err == f"operis: {says}\n"


@pytest.mark.parametrize("fault", [ValueError("ours"), ModuleNotFoundError("No module named 'operis.lost'", name="operis.lost")])
def test_a_fault_of_ours_is_not_hidden(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("operis.cli.answer", stopped_by(fault))
    with pytest.raises(type(fault)):
        main(["import"])


def test_a_disk_on_which_nothing_can_be_written_is_told_before_anything_is_served(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    tmp_path.chmod(0o700)
    with no_room():
        told, seen = folder(), doctor.data_folder(tmp_path)
    assert told == f"{tmp_path} cannot be written: File too large. Make room on its disk."
    assert (seen.word, seen.cure) == ("missing", "Make room on its disk.")
    assert (folder(), doctor.data_folder(tmp_path).word) == ("", "ok")


def test_for_a_full_disk_nobody_is_told_to_restore_the_database(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite cannot be read there either: it makes a file beside."""
    settings.OPERIS_DATA = tmp_path
    monkeypatch.setattr(_fit, "vendor", lambda: "SQLite")
    monkeypatch.setattr(_fit, "versions", lambda: stopped_by(django.db.OperationalError("disk I/O error"))([]))
    with no_room():
        told = _fit.database()
    assert told == "SQLite does not answer: disk I/O error. Make room on its disk. Nothing is to be restored for that."
    assert _fit.database() == "SQLite does not answer: disk I/O error. Restore it from the newest backup."


def test_a_disk_that_is_full_when_the_site_starts_ends_it(tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Its status is the one by which gunicorn starts no worker again."""
    settings.OPERIS_DATA = tmp_path
    with no_room(), pytest.raises(SystemExit) as left:
        worker.Worker.told(object.__new__(worker.Worker))
    assert left.value.code == 3
    assert (
        capsys.readouterr().err == f"operis does not start: {tmp_path}/arrivals cannot be written: File too large. Make room on its disk.\n"
    )


@pytest.fixture(name="data")
def _data(tmp_path: Path, settings: Settings) -> Path:
    settings.OPERIS_DATA = tmp_path / "data"
    settings.OPERIS_DATA.mkdir()
    (settings.OPERIS_DATA / "checkpoint").write_text("signed")
    return tmp_path / "data"


@pytest.mark.django_db
@pytest.mark.parametrize("there", [True, False])
def test_of_a_copy_that_failed_nothing_is_left(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    """Nor the folder for copies, unless it was there before."""
    folder = tmp_path / "copies"
    if there:
        folder.mkdir()
    monkeypatch.setattr(_copies, "copy_database", lambda *_: stopped_by(_copies.CopyError("pg_dump: away"))([]))
    with pytest.raises(_copies.CopyError, match="pg_dump: away"):
        backup.copied(folder)
    assert (folder.exists(), list(tmp_path.glob("copies/*"))) == (there, [])


@pytest.mark.parametrize("inside", ["", "copies", "attachments/copies"])
def test_a_copy_does_not_lie_in_the_data_folder(data: Path, inside: str) -> None:
    with pytest.raises(_copies.CopyError, match="lies in the data folder, and is lost with it"):
        backup.copied((data / inside).resolve())
    assert [path.name for path in data.iterdir()] == ["checkpoint"]


def test_a_folder_for_copies_that_cannot_be_made_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(backup, "open_installation", lambda _, **__: None)
    assert main(["backup", "/proc/nope"]) == HELD
    assert capsys.readouterr().err.startswith("operis: /proc/nope cannot be written or read: No such file or directory. No copy was made.")


def test_a_folder_that_somebody_else_owns_is_not_said_to_be_full(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OPERIS_DATA = tmp_path
    monkeypatch.setattr(_fit, "write_first", lambda _: stopped_by(PermissionError(errno.EACCES, os.strerror(errno.EACCES)))([]))
    assert folder() == f"{tmp_path} cannot be written: Permission denied. Give it to the user that runs Operis."
    assert _fit.unfit(reads=True) == folder()
