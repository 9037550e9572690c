"""What the installation does by itself: each docket alone, the log first; and what it says of itself."""

import json
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from operis import beat, clock, nightly, troubles, watch
from operis.beat import AGAIN_SECONDS, Beat
from operis.clerk import put
from operis.config.logs import Line
from operis.core.mandates import THE_CLOCK
from operis.dockets.procurement.commands import CloseBids
from operis.ledger import models, read
from operis.ledger.news import NEWS
from tests.cli.full import no_room
from tests.ledger.county import FAYE
from tests.ledger.tables import without_triggers
from tests.ledger.tender import CLOSES, tender
from tests.statute import ALICE
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
FIRST, SECOND = "DC-2026-S-0001", "DC-2026-S-0002"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.OPERIS_DATA = tmp_path
    monkeypatch.setattr(nightly, "HOURS", range(0))  # whatever time it is, nothing is looked through here
    monkeypatch.setattr(clock, "answered_until", lambda: CLOSES + timedelta(seconds=1))
    monkeypatch.setattr(beat, "answered_until", lambda: CLOSES + timedelta(seconds=1))
    monkeypatch.setattr(beat, "sequence_once", lambda: 0)
    return tmp_path


def failing(monkeypatch: pytest.MonkeyPatch, fault: Exception, docket: str = FIRST) -> list[str]:
    tried: list[str] = []

    def put_but(office: Any, number: str, *words: Any, **more: Any) -> Any:
        tried.append(number)
        if number == docket:
            raise fault
        return put(office, number, *words, **more)

    monkeypatch.setattr(clock, "put", put_but)
    return tried


def test_a_fault_of_one_docket_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    county = tender("sunrise", "brook", "hill")
    monkeypatch.setattr(beat, "this_office", lambda: county.office)
    one = Beat()
    tried = failing(monkeypatch, TypeError("a text for bytes"))
    assert one.turn() == 0
    assert one.turn() == 0
    assert tried == [FIRST]  # and not again in each turn
    assert troubles.all_told(beat.CLOCK)[FIRST].says == "close-bids: TypeError: a text for bytes"
    one.aside = {docket: (again - AGAIN_SECONDS, says) for docket, (again, says) in one.aside.items()}
    monkeypatch.setattr(clock, "put", put)
    assert one.turn() == 2
    assert troubles.all_told(beat.CLOCK) == {}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite takes a text in a column of bytes")
def test_a_sealed_content_that_somebody_made_a_text_holds_up_no_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    county = tender("sunrise", "brook", "hill")
    monkeypatch.setattr(beat, "this_office", lambda: county.office)
    without_triggers("attachment")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE attachment SET content = 'rubbish' WHERE docket = (SELECT min(docket) FROM attachment)")
    assert Beat().turn() > 0
    assert read.of_kinds([FIRST], ["bids-closed"]) != []
    assert troubles.all_told(beat.CLOCK) == {}


def test_a_database_that_is_away_is_no_fault_of_a_docket(monkeypatch: pytest.MonkeyPatch) -> None:
    county = tender("sunrise", "brook", "hill")
    monkeypatch.setattr(beat, "this_office", lambda: county.office)
    failing(monkeypatch, OperationalError("the server closed the connection"))
    one = Beat()
    with pytest.raises(OperationalError):
        one.turn()
    assert one.aside == {}


def test_nothing_falls_due_by_a_clock_that_waits_to_be_confirmed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    county = tender("sunrise", "brook", "hill")
    monkeypatch.setattr(beat, "this_office", lambda: county.office)
    (folder / watch.STOPPED).write_text("The clock of this machine was set ahead by 3 days while the site ran.")
    one = Beat()
    assert one.turn() == 0
    with pytest.raises(watch.ClockStoppedError):
        put(county.office, FIRST, CloseBids(), THE_CLOCK, happened=CLOSES, entered=CLOSES, key="k" * 32)
    watch.confirm(folder)
    assert one.turn() == 2


def test_each_turn_tells_when_the_database_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Beat()
    one.turn()
    one.turn()
    assert models.Counter.objects.get(name="pulse").last == 0
    one.pulsed = float("-inf")
    one.turn()
    assert models.Counter.objects.get(name="pulse").last == 1


def ready(client: Client) -> tuple[int, str]:
    answer = client.get("/readyz")
    return answer.status_code, answer.content.decode()


def test_ready_says_what_is_not(client: Client, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    assert ready(client) == (503, "not ready: the clock does not run in this process\n")
    one = Beat()
    monkeypatch.setattr(beat, "_running", [one])
    assert ready(client) == (200, "ready\n")
    (folder / watch.STOPPED).write_text("The clock says a time 1 h before this installation last ran.")
    status, says = ready(client)
    assert (status, says.startswith("not ready: The clock says a time 1 h before this installation last ran.")) == (503, True)
    assert says.endswith(" If it is right: operis clock --confirm\n")
    watch.confirm(folder)
    one.wrote -= 30
    assert ready(client) == (503, "not ready: the database was last written 30 s ago\n")
    one.sequenced -= 70
    one.turned -= 11
    assert ready(client)[1].splitlines() == [
        "not ready: the clock made its last turn 11 s ago",
        "not ready: the database was last written 30 s ago",
        "not ready: the log was last signed 70 s ago",
    ]
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.parametrize(("address", "holds"), [("/en/processes/", "Not available for a moment"), ("/api/v1/dockets", '"code": "away"')])
def test_a_database_that_is_away_is_said_and_not_called_broken(address: str, holds: str) -> None:
    def away(*_: Any) -> Any:
        raise OperationalError("disk I/O error")

    with connection.execute_wrapper(away):
        answer = Client(raise_request_exception=False).get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert holds in answer.content.decode()


def test_who_supervises_is_told_what_failed_and_nobody_else() -> None:
    troubles.tell(beat.CLOCK, {FIRST: "close-bids: TypeError: a text for bytes"}, CLOSES)
    for place, (who, told) in enumerate(((FAYE, True), (ALICE, False))):
        page = signed_in(who, email=f"{place}@office.example").get("/en/desk/").content.decode()
        assert ("close-bids: TypeError: a text for bytes" in page) is told


def turned(one: Beat, turns: int, monkeypatch: pytest.MonkeyPatch, each: Callable[[int], None] = lambda _: None) -> None:
    """The loop for so many turns; what it waits for passes at once."""
    left = [0]

    class Stop(threading.Event):
        def is_set(self) -> bool:
            each(left[0])
            left[0] += 1
            return left[0] > turns

        def wait(self, timeout: float | None = None) -> bool:
            return False

    monkeypatch.setattr(beat, "connection", SimpleNamespace(close=lambda: None))  # that of the test goes on
    one.run(Stop())


def test_a_fault_that_lasts_is_told_once_as_a_line_of_the_log_and_so_is_its_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one, gone = Beat(), [True]

    def turn() -> int:
        if gone[0]:
            raise OperationalError("database or disk is full")
        return 0

    monkeypatch.setattr(one, "turn", turn)
    turned(one, 5, monkeypatch, lambda turns: gone.__setitem__(0, turns < 3))
    lines = [json.loads(Line().format(record)) for record in caplog.records]
    assert [(line["by"], line["says"], line.get("fault")) for line in lines] == [
        ("operis.clock", "the clock tries again each second", "OperationalError: database or disk is full"),
        ("operis.clock", "the clock goes on", None),
    ]


def test_a_clock_that_cannot_tell_at_its_start_that_it_was_set_tries_again_and_puts_nothing(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    county = tender("sunrise", "brook", "hill")
    monkeypatch.setattr(beat, "this_office", lambda: county.office)
    (folder / watch.SEEN).write_text(f"{time.time() + 3600}")
    one = Beat()
    with no_room():
        turned(one, 3, monkeypatch)
    assert (watch.stopped(folder), read.of_kinds([FIRST], ["bids-closed"])) == ("", [])
    turned(one, 1, monkeypatch)
    assert "before this installation last ran. It was last trusted at " in watch.stopped(folder)
    watch.confirm(folder)
    assert one.turn() == 2


def rested(one: Beat, monkeypatch: pytest.MonkeyPatch, *, told: Callable[[], None] = lambda: None) -> float:
    """How many seconds of the steady clock a rest took, of which each look lets a tenth pass."""
    passed = [0.0]

    def wait(seconds: float) -> bool:
        passed[0] = round(passed[0] + seconds, 3)
        if passed[0] > 1:
            told()
        return NEWS.is_set()

    monkeypatch.setattr(beat, "time", SimpleNamespace(monotonic=lambda: passed[0]))
    monkeypatch.setattr(beat, "NEWS", SimpleNamespace(wait=wait, clear=NEWS.clear))
    one.rest(threading.Event())
    return round(passed[0], 1)


def test_who_has_nothing_to_do_rests_for_five_seconds_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Beat()
    one.turn()
    assert rested(one, monkeypatch) == 5.0


def test_what_is_entered_ends_a_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Beat()
    one.turn()
    assert rested(one, monkeypatch, told=NEWS.set) == 1.1
    one.turn()
    assert not NEWS.is_set()


def test_a_clock_that_is_set_ends_a_rest(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    one = Beat()
    one.turn()
    assert rested(one, monkeypatch, told=lambda: watch._keep(folder / watch.STOPPED, "It was set.")) == 1.1


@pytest.mark.parametrize(("before", "rests"), [(5.1, 5.0), (5.0, 5.0), (2.0, 2.0), (0.05, 0.1), (-0.5, 0.1), (-1.0, 5.0)])
def test_a_rest_ends_when_something_falls_due(monkeypatch: pytest.MonkeyPatch, before: float, rests: float) -> None:
    """Up to a second before the closing everything is answered and was put: what came after that is asked for until it is answered too."""
    county = tender("sunrise")
    here = CLOSES - timedelta(seconds=before)
    monkeypatch.setattr(beat, "this_office", lambda: county.office)
    monkeypatch.setattr(beat, "now", lambda: here)
    monkeypatch.setattr(beat, "answered_until", lambda: here - timedelta(seconds=1))
    one = Beat()
    one.turn()
    assert round(one.free(), 2) == rests
