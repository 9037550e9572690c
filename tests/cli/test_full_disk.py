"""Does what only reads go on where the disk of the data folder is full, and does what writes say what to do?"""

import json
from pathlib import Path

import django.db
import pytest
from django.conf import settings
from pytest_django import Settings

from operis import clock, watch
from operis.cli import _looked, init, main
from operis.cli._fit import unfit
from operis.cli.verify import verifier
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
    assert told.out.splitlines() == [*(one.words() for one in found), *WHOLE]
    noted = f"That everything was looked at could not be noted: {clock.looked()}: File too large. Make room on its disk."
    assert told.err.splitlines() == [last, noted]
    assert main(["verify", "--all", "--lang", "en"]) == status
    assert capsys.readouterr().err.splitlines() == [last]


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
