"""Is it found when somebody who owns the database changes it? Triggers taken off, a byte changed, and the record exported from that.

Two look: the stand-alone verifier at the exported record, with the key and a checkpoint from elsewhere; and `damage`, at the columns
that no record shows. Each change must be found, and the entry named.
"""

from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from operis.cli.verify import verifier
from operis.export.reading import NotInLogError, damage, damaged_checkpoints, record_of
from operis.ledger import read
from operis.ledger.checkpoint import NoteError, Verifier, sign_checkpoint
from operis.ledger.sequence import LedgerDamagedError, sequence
from operis.ledger.tiles import TileError, Tiles
from operis.ledger.tree import Frontier, ProofError, leaf_hash
from tests.ledger.county import MONDAY, County, consultation, need_recorded, small_plan
from tests.ledger.tables import RECORD, columns, erase_all, without_triggers
from tests.statute import at

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ORIGIN, DOCKET = "demo.operis.example/ledger", "DC-2026-N-0001"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
VERIFIER = Verifier.of(ORIGIN, KEY)
ENTRY = f"{DOCKET} no. 2"
TEN = at(MONDAY, "10:00")
ROWS = {
    "entry": f"docket = '{DOCKET}' AND no = 1",
    "private": f"docket = '{DOCKET}' AND no = 1",
    "leaf": f"docket = '{DOCKET}' AND no = 1",
    "checkpoint": "size = 11",
}
"""The row that is changed: an entry with a private value, its leaf, and the newest checkpoint."""
COLUMNS = [
    *(("entry", column) for column in ("docket", "no", "kind", "body", "leaf", "request", "place", "logged_with")),
    *(("private", column) for column in ("docket", "no", "path", "salt", "value")),
    *(("leaf", column) for column in ("position", "docket", "no", "leaf")),
    *(("checkpoint", column) for column in ("size", "frontier", "note")),
]
SHOWN = [("entry", "body"), ("private", "salt"), ("private", "value"), ("leaf", "position"), ("checkpoint", "note")]
"""Columns whose content stands in the record: the verifier alone must find a change."""
Outside = Path


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    """A county whose log has grown twice, its triggers taken off, and the checkpoint that somebody kept."""
    county = County().founded()
    sequence(ORIGIN, KEY)
    county.done(DOCKET, consultation())
    county.done(None, small_plan())
    sequence(ORIGIN, KEY, tmp_path / "checkpoint")
    without_triggers(*ROWS)
    return tmp_path / "checkpoint"


def run(statement: str, *values: bytes | str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def value_of(table: str, column: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {ROWS[table]}")
        [[value]] = cursor.fetchall()
        return bytes(value) if isinstance(value, memoryview) else value


def other(value: Any, at: float = 0.5) -> Any:
    """The value with one byte changed."""
    if isinstance(value, int):
        return value ^ 64
    if not value:
        return "x"
    place = int(len(value) * at)
    if isinstance(value, bytes):
        return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
    return value[:place] + ("x" if value[place] != "x" else "y") + value[place + 1 :]


def verified(outside: Outside, folder: Path) -> list[str]:
    """What the stand-alone verifier finds in the record, by its place; or that there is none."""
    export = folder / "record.jsonl"
    try:
        export.write_text("".join(record_of(DOCKET, ORIGIN, KEY, Tiles(read.leaves), may_read_private=True)))
    except (ProofError, TileError, NoteError) as fault:
        return [f"no record can be made: {fault}"]
    found = verifier().verify(str(export), VERIFIER.vkey, str(outside))
    assert found.result == ("failed" if found.failed else "verified")
    return [f"{one['where']}: {one['says']}" for one in found.failed]


def damaged() -> list[str]:
    return [*damage(DOCKET), *damaged_checkpoints(VERIFIER)]


def test_nothing_is_found_where_nothing_was_changed(outside: Outside, tmp_path: Path) -> None:
    assert verified(outside, tmp_path) == damaged() == []
    assert [damage(docket) for docket in read.dockets()] == [[]] * 5


def test_every_column_is_tried() -> None:
    assert [(table, column) for table in ROWS for column in columns(table)] == COLUMNS
    assert set(RECORD) - set(ROWS) == {"waiting", "used_key", "counter"}  # no part of the record


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_byte_changed_in_any_column_is_found_and_named(outside: Outside, tmp_path: Path, table: str, column: str) -> None:
    run(f"UPDATE {table} SET {column} = %s WHERE {ROWS[table]}", other(value_of(table, column)))
    found = [*verified(outside, tmp_path), *damaged()]
    assert [one for one in found if (ENTRY if table != "checkpoint" else "checkpoint") in one] != []


@pytest.mark.parametrize(("table", "column"), SHOWN)
def test_what_the_record_shows_is_found_by_the_verifier_alone(outside: Outside, tmp_path: Path, table: str, column: str) -> None:
    value = other(value_of(table, column)) if column != "position" else 100
    run(f"UPDATE {table} SET {column} = %s WHERE {ROWS[table]}", value)
    assert verified(outside, tmp_path) != []


@pytest.mark.parametrize("at", range(0, 100, 5))
def test_a_byte_changed_anywhere_in_the_text_is_found_by_the_verifier(outside: Outside, tmp_path: Path, at: int) -> None:
    run(f"UPDATE entry SET body = %s WHERE {ROWS['entry']}", other(value_of("entry", "body"), at / 100))
    assert [one.partition(":")[0] for one in verified(outside, tmp_path)] == [ENTRY]
    assert [one.partition(":")[0] for one in damaged()] == [ENTRY]


def test_a_text_changed_with_all_its_hashes_is_found_by_who_kept_a_checkpoint(outside: Outside, tmp_path: Path) -> None:
    """Whoever holds the key and the database can sign another story; not the one that somebody has kept."""
    body = value_of("entry", "body").replace('"market_count":3', '"market_count":9')
    leaf = leaf_hash(body.encode())
    run(f"UPDATE entry SET body = %s, leaf = %s WHERE {ROWS['entry']}", body, leaf)
    run(f"UPDATE leaf SET leaf = %s WHERE {ROWS['leaf']}", leaf)
    for size in (7, 11):
        frontier = Frontier()
        for one in read.leaves(0, size):
            frontier.append(one)
        note = sign_checkpoint(ORIGIN, size, frontier.root(), KEY)
        run("UPDATE checkpoint SET frontier = %s, note = %s WHERE size = %s", frontier.to_bytes(), note, size)
    assert damaged() == []
    [told] = verified(outside, tmp_path)
    assert "the ledger told two stories" in told


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM entry WHERE docket = '{docket}' AND no = 1",
        "UPDATE entry SET body = (SELECT body FROM entry WHERE docket = '{docket}' AND no = 2) WHERE docket = '{docket}' AND no = 1",
        "UPDATE leaf SET leaf = (SELECT leaf FROM leaf WHERE position = 0) WHERE docket = '{docket}' AND no = 1",
        "DELETE FROM leaf WHERE docket = '{docket}' AND no = 1",
        "DELETE FROM private WHERE docket = '{docket}' AND no = 1",
        "INSERT INTO private (docket, no, path, salt, value) VALUES ('{docket}', 1, '/act/fields/summary', NULL, NULL)",
    ],
)
def test_what_was_deleted_swapped_or_added_is_named(outside: Outside, tmp_path: Path, statement: str) -> None:
    run(statement.format(docket=DOCKET))
    assert [one for one in (*verified(outside, tmp_path), *damaged()) if ENTRY in one] != []


def test_an_entry_that_was_never_put_is_named(outside: Outside) -> None:
    run("INSERT INTO entry (docket, no, kind, body, leaf, request, place) VALUES (%s, 4, 'need-recorded', '[]', %s, 'r', 0)", DOCKET, b"")
    assert damage(DOCKET) == [
        f"{DOCKET} no. 5: its number, its kind, its request, its bytes or their hash, its place in the log cannot be right"
    ]


def test_an_end_that_was_cut_off_is_found(outside: Outside, tmp_path: Path) -> None:
    """The last entry of the docket gone from every table, and what was signed after it, too: the kept checkpoint knows better."""
    for table in ("entry", "private", "leaf"):
        run(f"DELETE FROM {table} WHERE docket = %s AND no = 3", DOCKET)
    assert verified(outside, tmp_path) != []
    run("DELETE FROM leaf WHERE position >= 7")
    run("DELETE FROM checkpoint WHERE size = 11")
    [told] = verified(outside, tmp_path)
    assert told.startswith("the checkpoint from elsewhere: the record does not contain it (11 entries)")


def test_nothing_is_signed_on_a_checkpoint_that_was_changed(outside: Outside) -> None:
    run(f"UPDATE checkpoint SET frontier = %s WHERE {ROWS['checkpoint']}", other(value_of("checkpoint", "frontier")))
    County(name="later", clock=TEN).done(DOCKET, consultation())
    with pytest.raises(LedgerDamagedError) as told:
        sequence(ORIGIN, KEY)
    assert str(told.value) == "The checkpoint of 11 entries does not agree with what is kept beside it; nothing is signed."


def test_nothing_is_signed_with_another_key(outside: Outside) -> None:
    County(name="later", clock=TEN).done(DOCKET, consultation())
    with pytest.raises(NoteError):
        sequence(ORIGIN, Ed25519PrivateKey.generate())


def test_erasure_is_no_damage(outside: Outside, tmp_path: Path) -> None:
    erase_all()
    assert verified(outside, tmp_path) == damaged() == []


def test_a_reader_may_ask_for_the_checkpoint_that_he_holds(outside: Outside, tmp_path: Path) -> None:
    plan = "DC-2026-S-0001"
    lines = {also: list(record_of(plan, ORIGIN, KEY, Tiles(read.leaves), also=also)) for also in ((), (7,))}
    assert [sum('"checkpoint"' in line for line in one) for one in lines.values()] == [1, 2]
    outside.write_text(read.checkpoints(plan, (7,))[0])
    export = tmp_path / "record.jsonl"
    export.write_text("".join(lines[7,]))
    assert verifier().verify(str(export), VERIFIER.vkey, str(outside)).result == "verified"


def test_private_values_and_withheld_entries_are_left_out_for_who_may_not_read_them(outside: Outside) -> None:
    tiles = Tiles(read.leaves)
    full = list(record_of(DOCKET, ORIGIN, KEY, tiles, may_read_private=True))
    public = list(record_of(DOCKET, ORIGIN, KEY, tiles, withheld=lambda stored: stored.no == 2))
    assert ["Wang, Zhao" in "".join(lines) for lines in (full, public)] == [True, False]
    assert ['"withheld":true' in line for line in public[1:5]] == [False, False, True, False]


def test_a_docket_that_is_not_in_the_log_yet_has_no_record(outside: Outside) -> None:
    docket = County(name="later", clock=TEN).done(None, need_recorded()).docket
    assert damage(docket) == []
    with pytest.raises(NotInLogError):
        record_of(docket, ORIGIN, KEY, Tiles(read.leaves))
