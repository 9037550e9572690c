"""Which copy is taken, and what is left of one that failed: a clock that was wrong when a copy was named decides nothing."""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import Settings

from operis import watch
from operis.cli import _copies, init, main
from operis.cli._copies import MANIFEST, copies_in, later_by_name
from operis.ledger.checkpoint import load_key, make_key, sign_checkpoint

ROOT = bytes(32)
KEY = load_key(make_key())


def copy(folder: Path, name: str, size: int, made: str = "", **besides: str) -> Path:
    there = folder / name
    there.mkdir(parents=True)
    (there / "checkpoint").write_text(sign_checkpoint("county.example/ledger", size, ROOT, KEY), encoding="utf-8")
    day, time = name.rstrip("Z").split("T")
    made = made or f"{day}T{time[:2]}:{time[2:4]}:{time[4:]}Z"
    (there / MANIFEST).write_text(json.dumps({"made": made, "origin": "county.example/ledger", **besides, "files": {}}))
    return there


def taken(folder: Path) -> str:
    return copies_in(folder)[-1].folder.name


def test_a_copy_of_a_clock_that_ran_ahead_is_not_taken_before_a_later_one_that_holds_more(tmp_path: Path) -> None:
    copy(tmp_path, "2026-03-30T020000Z", 40)
    copy(tmp_path, "2026-03-01T020000Z", 41)
    assert taken(tmp_path) == "2026-03-01T020000Z"
    (says,) = later_by_name(copies_in(tmp_path))
    assert says.startswith(
        f"The copy {tmp_path}/2026-03-30T020000Z, made 2026-03-30T02:00:00Z, signed for 40 entries, was made later by its name, and "
        "holds fewer entries than 2026-03-01T020000Z: 2026-03-01T020000Z is taken."
    )


def test_of_copies_that_hold_the_same_the_later_is_taken_and_nothing_is_said(tmp_path: Path) -> None:
    copy(tmp_path, "2026-03-02T020000Z", 40)
    copy(tmp_path, "2026-03-01T020000Z", 40)
    copy(tmp_path, "2026-02-01T020000Z", 9)
    assert taken(tmp_path) == "2026-03-02T020000Z"
    assert list(later_by_name(copies_in(tmp_path))) == []


def test_of_copies_that_hold_the_same_one_made_in_the_future_comes_last(tmp_path: Path) -> None:
    copy(tmp_path, "2999-03-02T020000Z", 40)
    copy(tmp_path, "2026-03-01T020000Z", 40)
    assert taken(tmp_path) == "2026-03-01T020000Z"
    (says,) = later_by_name(copies_in(tmp_path))
    assert "holds no more entries, by a time that is not yet, than 2026-03-01T020000Z" in says


def test_of_copies_signed_for_as_many_the_one_that_holds_an_act_more_is_taken_and_says_so(tmp_path: Path) -> None:
    copy(tmp_path, "2026-03-02T020000Z", 40, entries="40")
    copy(tmp_path, "2026-03-01T020000Z", 40, entries="41")
    assert taken(tmp_path) == "2026-03-01T020000Z"
    assert copies_in(tmp_path)[-1].says().endswith("signed for 40 entries, with 1 more that waited for its place in the log")
    (says,) = later_by_name(copies_in(tmp_path))
    assert "signed for 40 entries, was made later by its name, and holds fewer entries than 2026-03-01T020000Z" in says


@pytest.mark.parametrize("entries", ["forty", "", "-3"])
def test_a_number_of_entries_that_is_none_makes_no_copy_better(tmp_path: Path, entries: str) -> None:
    copy(tmp_path, "2026-03-02T020000Z", 40, entries=entries)
    copy(tmp_path, "2026-03-01T020000Z", 40, entries="40")
    assert taken(tmp_path) == ("2026-03-02T020000Z" if entries == "-3" else "2026-03-01T020000Z")


def test_a_copy_that_does_not_say_what_it_holds_is_told_and_taken_last(tmp_path: Path) -> None:
    (copy(tmp_path, "2026-03-02T020000Z", 41) / "checkpoint").unlink()
    (copy(tmp_path, "2026-03-03T020000Z", 41) / MANIFEST).write_text("{")
    copy(tmp_path, "2026-03-01T020000Z", 40)
    assert taken(tmp_path) == "2026-03-01T020000Z"
    assert ["which does not say what it holds" in one for one in later_by_name(copies_in(tmp_path))] == [True, True]


@pytest.fixture(name="data")
def _data(tmp_path: Path, settings: Settings) -> Path:
    settings.OPERIS_DATA = tmp_path / "data"
    assert init.main([]) == 0
    return tmp_path / "data"


def full(*_: object) -> None:
    raise OSError(28, os.strerror(28), "operis.sqlite3")


def done(*_: object) -> None:
    """Nothing is copied: a database of tests lies in memory."""


@pytest.mark.django_db
def test_of_a_copy_that_failed_no_folder_is_left_that_was_made_for_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(_copies, "copy_database", full)
    assert main(["backup", str(tmp_path / "disk" / "copies")]) == 3
    assert "No copy was made." in capsys.readouterr().err
    assert not (tmp_path / "disk").exists()


@pytest.mark.django_db
def test_a_folder_that_was_there_before_stays(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_copies, "copy_database", full)
    (tmp_path / "disk").mkdir()
    assert main(["backup", str(tmp_path / "disk" / "copies")]) == 3
    assert list((tmp_path / "disk").iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("says", ["", "The clock of this machine was set by +60.0 s while the site ran."])
def test_a_copy_under_a_clock_that_waits_is_made_and_says_so(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], says: str
) -> None:
    monkeypatch.setattr(_copies, "copy_database", done)
    if says:
        (Path(settings.OPERIS_DATA) / watch.STOPPED).write_text(says)
    assert main(["backup", str(tmp_path / "copies")]) == 0
    told = f"operis: {says} It waits to be confirmed, and the name of this copy may tell a wrong time: operis clock\n"
    assert capsys.readouterr().err == (told if says else "")
    assert len(copies_in(tmp_path / "copies")) == 1
