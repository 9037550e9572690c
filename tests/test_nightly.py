"""Is everything looked through once a night, and is who supervises told of what was found?"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock, nightly
from operis.config.logs import Line
from operis.core.mandates import Mandate
from operis.export import looking
from operis.export.looking import Looked
from operis.export.seen import Seen
from operis.nightly import LEAST, Nightly, is_due
from tests.api.programs import installed
from tests.cli.full import no_room
from tests.ledger.county import ALICE, FAYE, MONDAY
from tests.statute import at
from tests.web.signed import signed_in

TWO = datetime(2026, 3, 3, 2, tzinfo=UTC)
FOUND = Seen("File {file}: it is not there", {"file": "ab"})


def test_it_is_due_at_night_and_once() -> None:
    assert [is_due(TWO.replace(hour=hour), None) for hour in (1, 2, 4, 5)] == [False, True, True, False]
    assert [is_due(TWO, TWO - ago) for ago in (LEAST, LEAST + timedelta(seconds=1))] == [False, True]


def test_a_look_that_fails_is_told_and_tried_again_the_next_night(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.OPERIS_DATA = tmp_path

    def fails() -> Looked:
        raise OSError("no room")

    monkeypatch.setattr(clock, "look", fails)
    monkeypatch.setattr(clock, "now", lambda: at(MONDAY, "02:00"))
    monkeypatch.setattr(nightly, "started", Ended.after)
    one = Nightly()
    for _ in range(3):
        one.turn()
    [line] = [json.loads(Line().format(one)) for one in caplog.records]
    assert (line["by"], line["fault"].splitlines()[-1]) == ("operis.look", "OSError: no room")


def test_what_a_look_found_is_told_though_there_is_no_room_to_keep_it(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.OPERIS_DATA = tmp_path
    monkeypatch.setattr(clock, "look", lambda: Looked(TWO, 1, 1, 0, (FOUND,)))
    with no_room():
        nightly.look()
    lines = [json.loads(Line().format(one)) for one in caplog.records]
    assert [(one["says"], one.get("fault")) for one in lines] == [
        ("File ab: it is not there", None),
        ("the look could not be ended", "OSError: [Errno 27] File too large"),
    ]


@dataclass
class Ended:
    """A process that has looked, and is over."""

    status: int = 0

    @classmethod
    def after(cls) -> "Ended":
        nightly.look()
        return cls()

    def poll(self) -> int:
        return self.status


def test_it_looks_in_a_process_of_its_own_on_the_same_installation(
    tmp_path: Path, settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    settings.OPERIS_DATA = tmp_path
    settings.SETTINGS_MODULE = "operis.config.settings"
    assert nightly.started().wait() == 0
    assert f"No such file or directory: '{tmp_path / 'keys' / 'ledger.pem'}'" in capfd.readouterr().err


@pytest.mark.django_db
@pytest.mark.parametrize(("mandate", "told"), [(FAYE, True), (ALICE, False)])
def test_who_supervises_is_told_what_was_found_and_nobody_else(mandate: Mandate, told: bool, tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    looking.keep(Looked(TWO, 1, 1, 0, (FOUND,)), clock.looked())
    page = signed_in(mandate).get("/en/desk/").content.decode()
    assert ("found 1 thing that is not as it was signed" in page) is told
    looking.keep(Looked(TWO, 1, 1, 0, ()), clock.looked())
    assert "as it was signed" not in signed_in(mandate).get("/en/desk/").content.decode()


def test_what_was_found_is_read_again_as_it_was_kept(tmp_path: Path) -> None:
    found = Looked(TWO, 5, 9, 2, (FOUND, Seen("{docket} no. {no}: {parts}", {"docket": "D", "no": 2}, (("its kind", ""),))))
    looking.keep(found, tmp_path / "looked.json")
    assert looking.last(tmp_path / "looked.json") == found
    assert json.loads((tmp_path / "looked.json").read_text())["findings"][0]["facts"] == {"file": "ab"}
    (tmp_path / "looked.json").write_text("{}")
    assert looking.last(tmp_path / "looked.json") is None
    assert looking.last(tmp_path / "none.json") is None
