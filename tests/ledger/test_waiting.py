"""Does an entry get a place in the log that nobody put? What somebody wrote into the database waits, and holds up its own docket alone."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.test import Client
from pytest_django import Settings

from operis import clock, nightly
from operis.beat import Beat
from operis.cli import init, main
from operis.cli._looked import not_as_put
from operis.cli.doctor import HELD, Told
from operis.cli.doctor import ledger as ledger_told
from operis.ledger import folds, read
from operis.ledger.damaged import DamagedEntryError
from operis.ledger.insert_only import unguarded
from operis.ledger.receipt import seal_code
from operis.ledger.sequence import sequence
from operis.ledger.tree import leaf_hash
from operis.ledger.waiting import held_back
from tests.api.programs import installed
from tests.ledger.county import FAYE, County, body_file, consultation, small_plan
from tests.ledger.tables import rows, without_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ORIGIN, KEY = "demo.operis.example/ledger", Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NEED = "DC-2026-N-0001"
"""It has three entries; what is forged stands as its fourth, which people call no. 4."""
Said = dict[str, Any]


@pytest.fixture(autouse=True)
def _nothing_noticed_yet() -> Iterator[None]:
    yield
    folds.hold({})


def run(statement: str, *values: str | int | bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def enter(said: Said, *, kind: str | None = None, leaf: bytes | None = None, waits: bytes | None = None, no: int | None = None) -> None:
    """As whoever writes the database can: a row of the record, and one that waits for its place."""
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    leaf = leaf_hash(body.encode()) if leaf is None else leaf
    docket, no = str(said["docket"]), int(said["no"]) if no is None else no
    row = (docket, no, kind or said["act"]["kind"], body, leaf, "forged", 0)
    run("INSERT INTO entry (docket, no, kind, body, leaf, request, place) VALUES (%s, %s, %s, %s, %s, %s, %s)", *row)
    run("INSERT INTO waiting (docket, no, leaf) VALUES (%s, %s, %s)", docket, no, leaf if waits is None else waits)


def like_the_first(**changed: object) -> Said:
    """The first entry of the need once more, as it would have to be to stand as the next."""
    return {**json.loads(read.entries(NEED)[0].body), "no": 3, "request": "forged", **changed}


def another_number() -> None:
    enter(like_the_first(no=7), no=3)


def a_gap() -> None:
    enter(like_the_first(no=4))


def another_request() -> None:
    enter(like_the_first(request="not what the column says"))


def another_kind() -> None:
    enter(like_the_first(), kind="plan-drawn")


def a_kind_that_nobody_knows() -> None:
    said = like_the_first()
    enter({**said, "act": {**said["act"], "kind": "all-is-well"}})


def an_act_without_its_fields() -> None:
    said = like_the_first()
    enter({**said, "act": {**said["act"], "fields": "none"}})


def another_hash() -> None:
    enter(like_the_first(), leaf=leaf_hash(b"something else"))


def a_hash_that_is_not_the_entry_s() -> None:
    enter(like_the_first(), waits=leaf_hash(b"something else"))


def no_entry_at_all() -> None:
    run("INSERT INTO waiting (docket, no, leaf) VALUES (%s, 3, %s)", NEED, leaf_hash(b"nothing"))


FORGED = (
    another_number, a_gap, another_request, another_kind, a_kind_that_nobody_knows, an_act_without_its_fields, another_hash,
    a_hash_that_is_not_the_entry_s, no_entry_at_all,
)  # fmt: skip


@pytest.mark.parametrize("forge", FORGED)
def test_what_nobody_put_gets_no_place_and_holds_up_nobody_else(forge: Callable[[], None]) -> None:
    county = County().founded()
    sequence(ORIGIN, KEY)
    forge()
    plan = county.done(None, small_plan()).docket
    assert sequence(ORIGIN, KEY) == 3
    assert (len(read.positions(NEED)), len(read.positions(plan))) == (3, 3)
    assert held_back() == {NEED: 5 if forge is a_gap else 4}
    assert sequence(ORIGIN, KEY) == 0


def an_entry_that_does_not_wait() -> None:
    enter(like_the_first())
    run("DELETE FROM waiting WHERE docket = %s", NEED)


@pytest.mark.parametrize("forge", [*FORGED, an_entry_that_does_not_wait])
def test_the_next_act_on_its_docket_meets_it_and_is_not_taken(forge: Callable[[], None]) -> None:
    county = County().founded()
    sequence(ORIGIN, KEY)
    forge()
    before = rows("entry")
    with pytest.raises(DamagedEntryError, match=NEED):
        county.done(NEED, consultation())
    assert rows("entry") == before
    county.done(None, small_plan())  # and no other


def test_who_has_looked_at_the_docket_before_takes_nothing_more_either() -> None:
    county = County().founded()
    sequence(ORIGIN, KEY)
    another_request()
    assert folds.fold(NEED) is not None
    with pytest.raises(DamagedEntryError, match=NEED):
        county.done(NEED, consultation())


@pytest.mark.parametrize("forge", FORGED)
def test_once_it_was_noticed_nothing_more_is_put_on_its_docket(forge: Callable[[], None]) -> None:
    county = County().founded()
    sequence(ORIGIN, KEY)
    forge()
    held = held_back()
    with pytest.raises(DamagedEntryError) as told:
        county.done(NEED, consultation())
    assert (told.value.docket, read.waiting()) == (NEED, 1)
    assert (held, sequence(ORIGIN, KEY)) == ({NEED: 5 if forge is a_gap else 4}, 0)
    county.done(None, small_plan())


def record_now(client: Client) -> bytes:
    answer = client.get(f"/processes/{NEED}/record.jsonl")
    assert (answer.status_code, answer.streaming) == (200, True)
    return b"".join(answer)


@pytest.mark.parametrize("forge", [*FORGED[:-1], an_entry_that_does_not_wait])
def test_its_docket_is_not_shown_nor_said_to_be_on_record(client: Client, founded: County, forge: Callable[[], None]) -> None:
    """And every other is; the record that is signed can be had as before."""
    client.raise_request_exception = False
    clock.sequence_once()
    before, record = read.entries(NEED), record_now(client)
    forge()
    page = client.get(f"/en/processes/{NEED}/")
    assert (page.status_code, "This docket is not shown" in page.content.decode()) == (503, True)
    program = client.get(f"/api/v1/dockets/{NEED}/acts")
    assert (program.status_code, program.json()["code"], NEED in program.json()["detail"]) == (503, "entry-damaged", True)
    assert client.get("/en/processes/").status_code == 200
    for one in (before[0], read.entries(NEED)[-1]):
        told = client.get("/en/verify/", {"number": f"{NEED} {one.number}", "code": seal_code(one.leaf)})
        assert "Matches the public record" not in told.content.decode()
    assert record_now(client) == record


def test_registers_are_not_made_anew_from_it_and_its_number_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    (tmp_path / "keys" / "django").write_text("a key of this test")
    County().founded()
    a_kind_that_nobody_knows()
    assert main(["rebuild"]) == 3
    assert capsys.readouterr().err.endswith(
        f"operis: {NEED} no. 4 is not as it was put: somebody wrote into the database past Operis. Nothing was entered or made anew. "
        "`operis doctor` says what to do.\n"
    )


def test_a_docket_of_which_only_a_later_number_waits_has_a_gap() -> None:
    County().founded()
    without_triggers("entry")
    run("DELETE FROM waiting WHERE docket = %s AND no = 1", NEED)
    assert sequence(ORIGIN, KEY) == 5
    assert (set(read.positions(NEED)), held_back()) == ({0}, {NEED: 3})


def test_once_it_is_taken_out_the_docket_goes_on() -> None:
    county = County().founded()
    sequence(ORIGIN, KEY)
    another_request()
    assert (sequence(ORIGIN, KEY), held_back()) == (0, {NEED: 4})
    without_triggers("entry")
    run("DELETE FROM waiting WHERE docket = %s", NEED)
    run("DELETE FROM entry WHERE docket = %s AND no = 3", NEED)
    assert held_back() == {}
    county.done(NEED, consultation())
    assert sequence(ORIGIN, KEY) == 1


def test_so_many_that_none_fits_into_a_batch_are_passed_over() -> None:
    county = County().founded()
    sequence(ORIGIN, KEY)
    for no in range(3, 9):
        run("INSERT INTO waiting (docket, no, leaf) VALUES ('DC-2026-A-0001', %s, %s)", no, leaf_hash(b"nothing"))
    county.done(None, body_file("after"), FAYE)
    assert [sequence(ORIGIN, KEY, largest=2) for _ in range(2)] == [1, 0]


def test_it_is_told_once_in_the_log_and_by_doctor(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    monkeypatch.setattr(nightly, "HOURS", range(0))
    County().founded()
    assert clock.sequence_once() == 7
    another_number()
    one = Beat()
    with caplog.at_level(logging.ERROR, "operis.clock"):
        one.turn()
        one.turn()
    assert [record.getMessage() for record in caplog.records] == [
        f"{NEED} no. 4 is not as it was put: nothing of this docket is signed from there on"
    ]
    says = f"has entries that are not as they were put, and get no place from there on: {NEED} no. 4."
    assert ledger_told(tmp_path) == Told("ledger", says, HELD)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="there it is the owner's to do, by the same lines")
def test_init_guards_again_what_somebody_unguarded(tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.OPERIS_DATA, settings.OPERIS_WITNESS = tmp_path, ""
    installed(tmp_path)
    (tmp_path / "keys" / "django").write_text("a key of this test")
    County().founded()
    clock.sequence_once()
    without_triggers("entry")
    assert [name for _table, name in unguarded(connection)] == ["entry_no_replace", "entry_no_update", "entry_no_delete"]
    assert init.main([]) == 0
    assert "Kept from being changed again: entry_no_replace, entry_no_update, entry_no_delete." in capsys.readouterr().out
    assert unguarded(connection) == []


def test_of_what_does_not_wait_and_what_waits_behind_it_the_first_is_named(founded: County) -> None:
    clock.sequence_once()
    an_entry_that_does_not_wait()
    run("INSERT INTO waiting (docket, no, leaf) VALUES (%s, 4, %s)", NEED, leaf_hash(b"behind it"))
    assert (held_back(), not_as_put()) == ({NEED: 5}, f"{NEED} no. 4")
