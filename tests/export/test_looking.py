"""Is everything that somebody changes behind the record's back found and named, when everything is looked through once?"""

import hashlib
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from operis import clock
from operis.attachments.models import Brought, place_of
from operis.cli import init
from operis.ledger import read
from operis.ledger.checkpoint import sign_checkpoint
from operis.ledger.outside import remembered
from operis.ledger.tree import Frontier, leaf_hash
from tests.ledger.county import County, need_recorded
from tests.ledger.tables import registers, without_triggers
from tests.ledger.tender import NEED, TENDER, sealed_by_two

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ONE = f"docket = '{NEED}' AND no = 1"
ENTRY, CUT = f"{NEED} no. 2", "it was signed for"
FILES = (b"%PDF-1.7 one", b"%PDF-1.7 another, longer one")
SQL = Callable[[], None]


def run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def sql(*statements: str) -> SQL:
    def damage() -> None:
        for statement in statements:
            run(statement)

    return damage


def one(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        value = cursor.fetchone()[0]
        return bytes(value) if isinstance(value, memoryview) else value


def other(table: str, column: str, where: str) -> SQL:
    """One byte of a column changed."""

    def damage() -> None:
        value = one(f"SELECT {column} FROM {table} WHERE {where}")
        half = len(value) // 2
        if isinstance(value, bytes):
            changed: Any = value[:half] + bytes([value[half] ^ 1]) + value[half + 1 :]
        else:
            changed = value[:half] + ("x" if value[half] != "x" else "y") + value[half + 1 :]
        run(f"UPDATE {table} SET {column} = %s WHERE {where}", changed)

    return damage


def write(path: Callable[[], Path], content: bytes | None) -> SQL:
    """A file with other bytes, or without any."""

    def damage() -> None:
        if content is None:
            path().unlink()
        else:
            path().write_bytes(content)

    return damage


def kept() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT docket, sha256 FROM attachment ORDER BY docket")
        return [(docket, sha256) for docket, sha256 in cursor.fetchall()]


def swapped_contents() -> None:
    (first, _), (second, _) = kept()
    contents = [one(f"SELECT content FROM attachment WHERE docket = '{docket}'") for docket in (first, second)]
    run("UPDATE attachment SET content = %s WHERE docket = %s", contents[1], first)
    run("UPDATE attachment SET content = %s WHERE docket = %s", contents[0], second)


def swapped_files() -> None:
    first, second = (place_of(hashlib.sha256(content).hexdigest()) for content in FILES)
    first.write_bytes(FILES[1])
    second.write_bytes(FILES[0])


def swapped_entries() -> None:
    bodies = [one(f"SELECT body FROM entry WHERE docket = '{NEED}' AND no = {no}") for no in (0, 1)]
    for no, body in enumerate(reversed(bodies)):
        run("UPDATE entry SET body = %s WHERE docket = %s AND no = %s", body, NEED, no)


def told_otherwise() -> None:
    """Another text, with the hashes that fit it."""
    body = one(f"SELECT body FROM entry WHERE {ONE}").replace('"market_count":3', '"market_count":9')
    leaf = leaf_hash(body.encode())
    run(f"UPDATE entry SET body = %s, leaf = %s WHERE {ONE}", body, leaf)
    run(f"UPDATE leaf SET leaf = %s WHERE {ONE}", leaf)


def signed_anew(key: Callable[[], Ed25519PrivateKey]) -> SQL:
    def damage() -> None:
        told_otherwise()
        for size, _, _ in read.checkpoint_rows():
            frontier = Frontier()
            for leaf in read.leaves(0, size):
                frontier.append(leaf)
            note = sign_checkpoint(settings.OPERIS_ORIGIN, size, frontier.root(), key())
            run("UPDATE checkpoint SET frontier = %s, note = %s WHERE size = %s", frontier.to_bytes(), note, size)

    return damage


def cut() -> None:
    """The last batch is gone from every table."""
    size = one("SELECT min(size) FROM checkpoint")
    with connection.cursor() as cursor:
        cursor.execute("SELECT docket, no FROM leaf WHERE position >= %s", [size])
        gone = cursor.fetchall()
    for docket, no in gone:
        for table in ("entry", "private", "leaf"):
            run(f"DELETE FROM {table} WHERE docket = %s AND no = %s", docket, no)
    run("DELETE FROM checkpoint WHERE size > %s", size)


def cut_with_the_file() -> None:
    cut()
    remembered().unlink()


def drop_trigger(name: str, table: str) -> str:
    return f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else "")


def harmless_trigger() -> None:
    run(drop_trigger("attachment_no_delete", "attachment"))
    if connection.vendor == "postgresql":
        run("CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$")
        run("CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment FOR EACH ROW EXECUTE FUNCTION nothing()")
    else:
        run("CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment BEGIN SELECT 1; END")


def outside() -> Path:
    return remembered()


def witness() -> Path:
    return Path(settings.OPERIS_WITNESS)


def by_another() -> None:
    witness().write_text(sign_checkpoint(settings.OPERIS_ORIGIN, 3, bytes(32), Ed25519PrivateKey.generate()))


def ahead() -> None:
    witness().write_text(sign_checkpoint(settings.OPERIS_ORIGIN, 999, bytes(32), clock.ledger_key()))


def file(place: int) -> Path:
    return place_of(hashlib.sha256(FILES[place]).hexdigest())


DAMAGES: dict[str, tuple[SQL, str]] = {
    "entry: docket": (sql(f"UPDATE entry SET docket = 'DC-2026-N-0009' WHERE {ONE}"), f"{ENTRY}: it is not there"),
    "entry: number": (sql(f"UPDATE entry SET no = 90 WHERE {ONE}"), f"{ENTRY}: its number"),
    "entry: kind": (sql(f"UPDATE entry SET kind = 'need-closed' WHERE {ONE}"), f"{ENTRY}: its kind"),
    "entry: text": (other("entry", "body", ONE), ENTRY),
    "entry: leaf": (other("entry", "leaf", ONE), f"{ENTRY}: its bytes or their hash"),
    "entry: request": (other("entry", "request", ONE), f"{ENTRY}: its request"),
    "entry: place": (sql(f"UPDATE entry SET place = 7 WHERE {ONE}"), f"{ENTRY}: its request"),
    "entry deleted": (sql(f"DELETE FROM entry WHERE {ONE}"), f"{ENTRY}: it is not there"),
    "a docket deleted": (sql(f"DELETE FROM entry WHERE docket = '{NEED}'"), f"{ENTRY}: it is not there"),
    "two entries swapped": (swapped_entries, ENTRY),
    "private: salt": (other("private", "salt", ONE), f"{ENTRY}: the private value at /act/fields/names"),
    "private: path": (other("private", "path", ONE), f"{ENTRY}: the private value at /act/fields/names"),
    "private: docket": (sql(f"UPDATE private SET docket = 'DC-2026-N-0009' WHERE {ONE}"), "DC-2026-N-0009 no. 2: it is not there"),
    "private: number": (sql(f"UPDATE private SET no = 90 WHERE {ONE}"), f"{NEED} no. 91: it is not there"),
    "private: value": (sql(f"UPDATE private SET value = '{{' WHERE {ONE}"), f"{ENTRY}: the private value at /act/fields/names"),
    "private deleted": (sql(f"DELETE FROM private WHERE {ONE}"), f"{ENTRY}: the private value at /act/fields/names"),
    "leaf: position": (sql(f"UPDATE leaf SET position = 100 WHERE {ONE}"), f"{ENTRY}: its place in the log"),
    "leaf: docket": (sql(f"UPDATE leaf SET docket = 'DC-2026-N-0009' WHERE {ONE}"), f"{ENTRY}: its place in the log"),
    "leaf: number": (sql(f"UPDATE leaf SET no = 90 WHERE {ONE}"), f"{ENTRY}: its place in the log"),
    "leaf: hash": (other("leaf", "leaf", ONE), f"{ENTRY}: its bytes or their hash"),
    "leaf deleted": (sql(f"DELETE FROM leaf WHERE {ONE}"), "The log has nothing at place"),
    "checkpoint: size": (sql("UPDATE checkpoint SET size = 3 WHERE size = 7"), "The checkpoint of 3 entries: it was not signed for"),
    "checkpoint: frontier": (other("checkpoint", "frontier", "size = 7"), "The checkpoint of 7 entries: what is kept beside it"),
    "checkpoint: note": (other("checkpoint", "note", "size = 7"), "The checkpoint of 7 entries: this ledger's key did not sign it"),
    "newest checkpoint deleted": (sql("DELETE FROM checkpoint WHERE size > 7"), "The newest checkpoint is of 7 entries"),
    "the end cut off": (cut, CUT),
    "the end cut off, and the file": (cut_with_the_file, "no checkpoint is kept there"),
    "text and hashes, not signed": (told_otherwise, "The checkpoint of 7 entries: it was not signed for the entries that are there"),
    "signed anew with the own key": (signed_anew(lambda: clock.ledger_key()), "other entries than the log has"),
    "signed anew with another key": (signed_anew(Ed25519PrivateKey.generate), "this ledger's key did not sign it"),
    "register: title": (sql(f"UPDATE register_docket SET title_en = 'Bridge' WHERE number = '{NEED}'"), f"says of {NEED} what"),
    "register: budget": (sql("UPDATE register_budget_line SET amount_fen = 1"), "The register register_budget_line says of DC-2026-G-0001"),
    "register: state": (sql(f"UPDATE register_docket SET state = 'ended' WHERE number = '{TENDER}'"), f"says of {TENDER} what"),
    "register: row deleted": (sql(f"DELETE FROM register_notice WHERE docket = '{TENDER}'"), f"register_notice says of {TENDER}"),
    "register: row added": (sql("INSERT INTO register_hand (docket, person) VALUES ('DC-2026-S-0077', 'x')"), "says of DC-2026-S-0077"),
    "sealed content changed": (lambda: other("attachment", "content", f"docket = '{kept()[0][0]}'")(), "is not what was sealed"),
    "sealed contents swapped": (swapped_contents, "is not what was sealed"),
    "sealed content deleted": (lambda: run("DELETE FROM attachment WHERE docket = %s", kept()[0][0]), "what was sealed is not there"),
    "sealed content added": (
        lambda: run("INSERT INTO attachment (docket, sha256, content) VALUES (%s, %s, %s)", "DC-B-X", "ab", b"{}"),
        "DC-B-X: something is kept that no act names",
    ),
    "key of the bids another": (write(lambda: outside().parent / "keys" / "bids", b"ab" * 32), "keys/bids is missing or another"),
    "file truncated": (write(lambda: file(0), FILES[0][:-1]), "it is not the one that was brought"),
    "file deleted": (write(lambda: file(1), None), "it is not there"),
    "files swapped": (swapped_files, "it is not the one that was brought"),
    "file that nobody brought": (write(lambda: file(0).with_name("0" * 64), b"x"), "nobody brought it"),
    "trigger dropped": (lambda: run(drop_trigger("attachment_no_update", "attachment")), "attachment_no_update is missing or another"),
    "trigger replaced by a harmless one": (harmless_trigger, "attachment_no_delete is missing or another"),
    "counter lowered": (sql("UPDATE counter SET last = 0 WHERE name = 'DC-2026-N'"), "The counter of DC-2026-N says 0"),
    "what waits is another": (sql("INSERT INTO waiting (docket, no, leaf) VALUES ('DC-2026-N-0001', 77, 'x')"), "no. 78: what waits"),
    "key of a request gone": (sql("DELETE FROM used_key"), f"{ENTRY}: by which key its request came is gone"),
    "law: another text": (lambda: run("UPDATE law_text SET packed = %s", zlib.compress(b"{}")), "was not kept here or was changed"),
    "law: no text": (lambda: run("UPDATE law_text SET packed = %s", b"{}"), "was not kept here or was changed"),
    "outside: rubbish": (write(outside, b"\xff"), "did not sign what is kept there"),
    "outside: empty": (write(outside, b""), "did not sign what is kept there"),
    "outside: gone": (write(outside, None), "no checkpoint is kept there"),
    "witness: of another key": (by_another, "did not sign what is kept there"),
    "witness: ahead": (ahead, "it was signed for 999 entries"),
}


@pytest.fixture(name="county")
def _county(tmp_path: Path, settings: Settings) -> County:
    """A tender in which two have sealed bids, two files, and a log that has grown twice; the triggers that stand in the way are off."""
    settings.OPERIS_DATA, settings.OPERIS_WITNESS = tmp_path / "data", str(tmp_path / "witness")
    assert init.main([]) == 0
    county = County().founded()
    clock.sequence_once()
    sealed_by_two(county)
    for written in FILES:
        digest = hashlib.sha256(written).hexdigest()
        place_of(digest).parent.mkdir(parents=True, exist_ok=True)
        place_of(digest).write_bytes(written)
        Brought.objects.create(person="alice", sha256=digest, size=len(written), kind="pdf", at=county.clock)
    clock.sequence_once()
    return county


@contextmanager
def on_a_copy() -> Iterator[None]:
    """What is done within is taken back: in the database and in the folder."""
    folder = Path(settings.OPERIS_DATA)
    files = {path: path.read_bytes() for path in (*folder.rglob("*"), witness()) if path.is_file()}
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for path in {path for path in folder.rglob("*") if path.is_file()} - files.keys():
        path.unlink()
    for path, was in files.items():
        path.write_bytes(was)


def found() -> list[str]:
    return [seen.words() for seen in clock.look_over().findings]


def test_an_untouched_copy_is_clean_and_stays_as_it_is(county: County) -> None:
    before = registers()
    assert found() == []
    assert registers() == before
    county.done(None, need_recorded())
    assert found() == []  # what waits for its place in the log is no damage


def test_every_damage_is_found_and_named(county: County) -> None:
    assert len(DAMAGES) > 50
    missed = {}
    for name, (damage, said) in DAMAGES.items():
        with on_a_copy():
            without_triggers("entry", "private", "leaf", "checkpoint")
            if not name.startswith("trigger"):
                without_triggers("attachment")
            damage()
            told = found()
        if not [line for line in told if said in line]:
            missed[name] = told
    assert missed == {}
    assert found() == []


def test_nothing_of_a_content_is_told(county: County) -> None:
    with on_a_copy():
        without_triggers("attachment", "private")
        other("attachment", "content", f"docket = '{kept()[0][0]}'")()
        other("private", "value", ONE)()
        told = "\n".join(found())
    assert ("is not what was sealed" in told, "the private value at" in told) == (True, True)
    assert [secret for secret in ("MARKER", "713131.17", "Wang") if secret in told] == []


def test_an_erased_value_is_no_damage(county: County) -> None:
    run("UPDATE private SET salt = NULL, value = NULL")
    assert found() == []


WRITTEN = {"integer": "integer", "bigint": "integer", "blob": "blob"}
COLUMNS = {
    "entry": ("docket", "no", "kind", "body", "leaf", "request", "place"),
    "private": ("docket", "no", "path", "salt", "value"),
    "leaf": ("position", "docket", "no", "leaf"),
    "checkpoint": ("size", "frontier", "note"),
    "law_text": ("digest", "packed"),
    "used_key": ("key", "request"),
    "counter": ("name", "last"),
    "attachment": ("docket", "sha256", "content"),
    "brought": ("person", "sha256", "size", "kind", "at"),
    "register_docket": ("number", "title_en", "acts"),
}
OTHERS: dict[str, Any] = {"blob": b"\xff\x00", "integer": 5, "text": '{"act": [', "null": None, "deep": "[" * 200_000}


def put_into(table: str, column: str, value: Any) -> bool | None:
    """Whether the value then is of another kind than is written there; None where not even SQLite takes it."""
    where = f"rowid = (SELECT min(rowid) FROM {table})"
    try:
        with transaction.atomic():
            run(f"UPDATE {table} SET {column} = %s WHERE {where}", value)
    except IntegrityError:
        return None
    kind = one(f"SELECT typeof({column}) FROM {table} ORDER BY rowid")
    declared = one(f"SELECT type FROM pragma_table_info('{table}') WHERE name = '{column}'")
    needed = one(f"SELECT \"notnull\" FROM pragma_table_info('{table}') WHERE name = '{column}'")
    return bool(kind != WRITTEN.get(declared.lower(), "text") and (needed or kind != "null"))


@pytest.mark.skipif(bool(os.environ.get("OPERIS_DATABASE")), reason="PostgreSQL takes no value of another kind")
@pytest.mark.parametrize("table", COLUMNS)
def test_a_value_of_any_kind_in_any_column_is_told_and_hides_nothing_else(county: County, table: str) -> None:
    missed = {}
    for column in COLUMNS[table]:
        for name, value in OTHERS.items():
            with on_a_copy():
                without_triggers("entry", "private", "leaf", "checkpoint", "attachment")
                write(lambda: file(1), None)()
                other_kind = put_into(table, column, value)
                told = found() if other_kind is not None else []
            if other_kind is None:
                continue
            beside = [line for line in told if line.endswith(": it is not there") and line.startswith("File ")]
            of_its_kind = [line for line in told if line.startswith(f"{table} ") and f": in {column} stands what" in line]
            if not beside or bool(of_its_kind) != other_kind:
                missed[f"{column} {name}"] = [x[:90] for x in told if "does not keep" not in x]
    assert missed == {}
