"""Does what only reads go on where the disk of the data folder is full, and does what writes say what to do?"""

import errno
import json
import os
import time
from pathlib import Path

import django.db
import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from operis import clock, watch
from operis.accounts.offices import install_office
from operis.cli import _looked, init, main
from operis.cli._fit import unfit
from operis.cli._written import why
from operis.cli.doctor import disk
from operis.cli.verify import verifier
from operis.core.mandates import Role
from operis.export.looking import Looked
from operis.export.seen import Seen
from tests.cli.full import no_room
from tests.ledger.county import County, consultation

pytestmark = pytest.mark.django_db
NEED = "DC-2026-N-0001"
WHOLE = [
    "Looked at 7 entries of 4 dockets, 0 sealed contents, log, registers and files.",
    "Not looked at, since nothing signs it: accounts (people, offices, mandates, tokens), drafts.",
]


@pytest.fixture(name="county")
def _county(tmp_path: Path, settings: Settings) -> County:
    settings.OPERIS_DATA = tmp_path / "data"
    assert init.main([]) == 0
    county = County().founded()
    clock.sequence_once()
    return county


def cannot() -> str:
    return f"{settings.OPERIS_DATA} cannot be written: File too large. Make room on its disk."


@pytest.mark.parametrize("word", ["rebuild", "serve"])
def test_a_word_that_writes_is_refused_with_the_cure(county: County, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with no_room(), pytest.raises(SystemExit) as left:
        main([word])
    assert (left.value.code, capsys.readouterr().err) == (3, f"operis: {cannot()}\n")


def test_what_reads_is_fit_and_what_is_wrong_besides_is_still_told(county: County) -> None:
    with no_room():
        assert (unfit(), unfit(reads=True)) == (cannot(), "")
        (Path(settings.OPERIS_DATA) / "checkpoint").unlink()
        assert "no checkpoint is kept" in unfit(reads=True)


def test_the_clock_is_told_and_cannot_be_confirmed(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    (Path(settings.OPERIS_DATA) / watch.STOPPED).write_text("The clock of this machine was set by +60.0 s while the site ran.")
    with no_room():
        assert main(["clock"]) == 3
        assert "was set by +60.0 s" in capsys.readouterr().out
        assert main(["clock", "--confirm"]) == 3
    assert "Make room on that disk" in capsys.readouterr().err
    assert watch.stopped(Path(settings.OPERIS_DATA)) != ""
    assert main(["clock", "--confirm"]) == 0


def test_a_clock_that_went_back_is_not_called_trusted_before_the_site_runs(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    (Path(settings.OPERIS_DATA) / watch.SEEN).write_text(f"{time.time() + 3600}")
    assert main(["clock"]) == 3
    assert "The clock says a time 1 h before" in (told := capsys.readouterr().out)
    assert "operis clock --confirm" in told
    assert main(["clock", "--confirm"]) == 0
    assert main(["clock"]) == 0
    assert capsys.readouterr().out.count("It is trusted.") == 2


def test_doctor_says_that_everything_is_refused_without_room(county: County) -> None:
    data = Path(settings.OPERIS_DATA)
    assert "everything" not in disk(data).cure
    with no_room():
        told = disk(data)
    assert told.says.endswith("GB are free. Nothing more can be written.")
    assert told.cure.endswith(": everything that is entered is refused.")


def test_an_older_version_makes_nothing_in_a_newer_database(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    MigrationRecorder(connection).record_applied("accounts", "9999_of_a_newer_version")
    capsys.readouterr()
    assert main(["init"]) == 3
    newer = "SQLite has tables of a newer version of Operis (accounts.9999_of_a_newer_version)."
    assert capsys.readouterr() == ("", f"operis init: {newer} Install that version again, or a newer one.\n")


def test_a_record_is_exported_without_room(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    with no_room():
        assert main(["export", "record", NEED]) == 0
    told = capsys.readouterr()
    assert (json.loads(told.out.splitlines()[0])["docket"], told.err) == (NEED, "")


def test_of_what_gets_no_place_in_the_log_it_is_told_how_much_waits(
    county: County, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    county.done(NEED, consultation())

    def full() -> int:
        raise django.db.OperationalError("database or disk is full")

    monkeypatch.setattr(clock, "sequence_once", full)
    out = Path(settings.OPERIS_DATA) / "record.jsonl"
    assert main(["export", "record", NEED, "--lang", "en", "--out", str(out)]) == 0
    checked = verifier().verify(str(out), clock.verifier().vkey)
    assert (checked.failed, checked.checked["entries"]) == ([], 3)
    waits = f"Acts of {NEED} that wait for a place in the log and are not in this record: 1. The disk is full: make room.\n"
    assert capsys.readouterr().err == waits
    assert main(["export", "record", "DC-2026-F-0001", "--lang", "en"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "lang", "cure"),
    [
        (["record", NEED], "en", "cannot be written: File too large. Make room on its disk, or name another folder."),
        (["law"], "en", "cannot be written: File too large. Make room on its disk, or name another folder."),
        (["law"], "zh", "无法写入：File too large。请在其所在磁盘腾出空间，或者另选文件夹。"),
    ],
)
def test_an_export_without_room_leaves_the_one_before_and_nothing_half_written(
    county: County, tmp_path: Path, words: list[str], lang: str, cure: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "exports" / "one"
    out.parent.mkdir()
    for before in (None, b"an export of before"):
        if before is not None:
            out.write_bytes(before)
        with no_room():
            assert main(["export", *words, "--out", str(out), "--lang", lang]) == 3
        assert capsys.readouterr().err.replace(" ", "") == f"{out}{cure}\n".replace(" ", "")
        assert [one.read_bytes() for one in out.parent.iterdir()] == ([before] if before else [])
    assert main(["export", *words, "--out", str(out)]) == 0
    assert out.read_bytes() not in (b"", b"an export of before")


def test_a_pipe_and_a_link_are_written_through(county: County, tmp_path: Path) -> None:
    out = tmp_path / "link"
    out.symlink_to(tmp_path / "record")
    assert main(["export", "record", NEED, "--out", str(out)]) == 0
    assert (out.is_symlink(), (tmp_path / "record").stat().st_size > 0) == (True, True)
    assert main(["export", "record", NEED, "--out", os.devnull]) == 0
    assert Path(os.devnull).is_char_device()


def test_that_there_is_no_room_is_said_in_chinese_too() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert (why(full, "en"), why(full, "zh")) == ("No space left on device", "磁盘已满")


@pytest.mark.parametrize("word", ["list", "offices", "tokens"])
def test_people_offices_and_tokens_are_listed_without_room(county: County, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    install_office("desk", "water", Role.BUYER, en="Desk")
    assert main(["user", word]) == 0
    told = capsys.readouterr()
    with no_room():
        assert main(["user", word]) == 0
        assert capsys.readouterr() == told
        with pytest.raises(SystemExit) as left:
            main(["user", "office", "other", "water", "buyer"])
    assert (left.value.code, capsys.readouterr().err) == (3, f"operis: {cannot()}\n")


def test_a_table_is_looked_at_and_a_template_is_refused_in_words_without_room(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "budget.csv"
    assert main(["import", "budget", "--template", str(file)]) == 0
    capsys.readouterr()
    looked = ["import", "budget", str(file), "--by", "nobody@office.example", "desk", "--lang", "en", "--check"]
    with no_room():
        assert main(looked) == 2
        assert capsys.readouterr().err == "nobody@office.example has no mandate in desk today.\n"
        assert main(["import", "budget", "--template", str(tmp_path / "new.csv"), "--lang", "en"]) == 3
    told = f"{tmp_path}/new.csv cannot be written: File too large. Make room on its disk, or name another folder.\n"
    assert (capsys.readouterr().err, (tmp_path / "new.csv").exists()) == (told, False)


def test_a_database_that_is_away_is_not_said_to_be_full(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> int:
        raise django.db.OperationalError("connection refused")

    monkeypatch.setattr(clock, "sequence_once", away)
    assert main(["export", "record", NEED]) == 3


@pytest.mark.parametrize(
    ("found", "status", "last"), [((), 0, "All is whole."), ((Seen("File {file}: it is not there", {"file": "ab"}),), 1, "Findings: 1")]
)
def test_what_a_look_finds_is_told_before_that_it_could_not_be_noted(
    county: County, found: tuple[Seen, ...], status: int, last: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    there = clock.look()
    monkeypatch.setattr(clock, "look", lambda: Looked(there.at, there.dockets, there.entries, there.kept, found))
    monkeypatch.setattr(_looked, "_open", lambda: ())
    with no_room():
        assert main(["verify", "--all", "--lang", "en"]) == status
    told = capsys.readouterr()
    assert told.out.splitlines() == [*(one.words() for one in found), *WHOLE, *([] if found else [last])]
    noted = f"That everything was looked at could not be noted: {clock.looked()}: File too large. Make room on its disk."
    assert told.err.splitlines() == ([last, noted] if found else [noted])
    assert main(["verify", "--all", "--lang", "en"]) == status
    told = capsys.readouterr()
    assert (told.out.splitlines()[-1], told.err) == ((WHOLE[-1], f"{last}\n") if found else (last, ""))


def test_nothing_is_called_ready_without_room(tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.OPERIS_DATA = tmp_path / "data"
    with no_room():
        assert main(["init"]) == 3
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"operis init: {cannot()}\n")
    assert main(["init"]) == 0
    assert "Ready" in capsys.readouterr().out
    with no_room():
        assert main(["init"]) == 3
    assert capsys.readouterr().out == ""
