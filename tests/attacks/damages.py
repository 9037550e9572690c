"""What can somebody who owns the machine do to a data folder? Each damage with what is then to be said of it."""

import secrets
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from operis.ledger.checkpoint import load_key, sign_checkpoint
from operis.ledger.tree import Frontier, leaf_hash
from tests.attacks.copies import opened, unguarded
from tests.attacks.making import SCAN, SCAN_SHA256, TENDER

Damage = Callable[[Path], object]
ORIGIN = "demo.operis.example/ledger"
FILE, OTHER = "DC-2026-F-0001", "DC-2026-F-0099"
FIRST, WORDS, CUT = f"docket = '{FILE}' AND no = 0", f"{FILE} no. 1", 16


def sql(*statements: str) -> Damage:
    def damage(data: Path) -> None:
        with unguarded(data) as database:
            for statement in statements:
                assert database.execute(statement).rowcount > 0

    return damage


def other(table: str, column: str, where: str) -> Damage:
    """One byte of a value changed."""

    def damage(data: Path) -> None:
        with unguarded(data) as database:
            [value] = database.execute(f"SELECT {column} FROM {table} WHERE {where}").fetchone()
            database.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", [changed(value)])

    return damage


def changed(value: Any) -> Any:
    half = len(value) // 2
    if isinstance(value, bytes):
        return value[:half] + bytes([value[half] ^ 1]) + value[half + 1 :]
    return value[:half] + ("x" if value[half] != "x" else "y") + value[half + 1 :]


def file(name: str, content: bytes | None) -> Damage:
    def damage(data: Path) -> None:
        if content is None:
            (data / name).unlink()
        else:
            (data / name).write_bytes(content)

    return damage


def swapped_entries(data: Path) -> None:
    with unguarded(data) as database:
        bodies = [body for (body,) in database.execute(f"SELECT body FROM entry WHERE docket = '{FILE}' ORDER BY no")]
        for no, body in enumerate(reversed(bodies)):
            database.execute("UPDATE entry SET body = ? WHERE docket = ? AND no = ?", (body, FILE, no))


def many_altered(data: Path) -> None:
    """The word for a year, wherever it stands."""
    with unguarded(data) as database:
        assert database.execute("UPDATE entry SET body = replace(body, '2026', '2062')").rowcount > CUT


def cut(data: Path) -> None:
    """The last sixteen entries gone from every table, and each checkpoint."""
    with unguarded(data) as database:
        gone = database.execute(f"SELECT docket, no FROM leaf ORDER BY position DESC LIMIT {CUT}").fetchall()
        for docket, no in gone:
            for table in ("entry", "private", "leaf"):
                database.execute(f"DELETE FROM {table} WHERE docket = ? AND no = ?", (docket, no))
        database.execute("DELETE FROM checkpoint")


def cut_with_the_file(data: Path) -> None:
    cut(data)
    (data / "checkpoint").unlink()


def told_otherwise(database: sqlite3.Connection) -> None:
    """Another text in the first entry, with the hashes that fit it."""
    [body] = database.execute(f"SELECT body FROM entry WHERE {FIRST}").fetchone()
    leaf = leaf_hash(changed(body).encode())
    database.execute(f"UPDATE entry SET body = ?, leaf = ? WHERE {FIRST}", (changed(body), leaf))
    database.execute(f"UPDATE leaf SET leaf = ? WHERE {FIRST}", (leaf,))


def hashes_made_to_fit(data: Path) -> None:
    with unguarded(data) as database:
        told_otherwise(database)


def signed(database: sqlite3.Connection, key: Ed25519PrivateKey) -> None:
    frontier = Frontier()
    for (leaf,) in database.execute("SELECT leaf FROM leaf ORDER BY position").fetchall():
        frontier.append(leaf)
    note = sign_checkpoint(ORIGIN, frontier.size, frontier.root(), key)
    database.execute("DELETE FROM checkpoint")
    database.execute("INSERT INTO checkpoint (size, frontier, note) VALUES (?, ?, ?)", (frontier.size, frontier.to_bytes(), note))


def signed_anew(data: Path) -> None:
    with unguarded(data) as database:
        told_otherwise(database)
        signed(database, load_key((data / "keys" / "ledger.pem").read_bytes()))


def signed_by_another(data: Path) -> None:
    with unguarded(data) as database:
        signed(database, Ed25519PrivateKey.generate())


def another_key(data: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (data / "keys" / "ledger.pem").write_bytes(pem)


def swapped_contents(data: Path) -> None:
    with unguarded(data) as database:
        [first, second] = database.execute("SELECT docket, content FROM attachment ORDER BY docket LIMIT 2").fetchall()
        for (docket, _), (_, content) in ((first, second), (second, first)):
            database.execute("UPDATE attachment SET content = ? WHERE docket = ?", (content, docket))


def no_trigger(data: Path) -> None:
    with opened(data) as database:
        database.execute("DROP TRIGGER entry_no_update")


def harmless_trigger(data: Path) -> None:
    with opened(data) as database:
        database.execute("DROP TRIGGER attachment_no_delete")
        database.execute("CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment BEGIN SELECT 1; END")


def scan(data: Path) -> Path:
    return data / "attachments" / SCAN_SHA256[:2] / SCAN_SHA256


def ahead(data: Path) -> None:
    key = load_key((data / "keys" / "ledger.pem").read_bytes())
    (data / "checkpoint").write_text(sign_checkpoint(ORIGIN, 9999, bytes(32), key))


SEALED = "docket = (SELECT min(docket) FROM attachment)"
ENTRIES: dict[str, tuple[Damage, str]] = {
    "entry: docket": (sql(f"UPDATE entry SET docket = '{OTHER}' WHERE {FIRST}"), f"{WORDS}: it is not there"),
    "entry: number": (sql(f"UPDATE entry SET no = 90 WHERE {FIRST}"), f"{WORDS}: it is not there"),
    "entry: a number beyond measure": (sql(f"UPDATE entry SET no = 4000000000000 WHERE {FIRST}"), f"{WORDS}: it is not there"),
    "entry: text": (other("entry", "body", FIRST), WORDS),
    "entry: kind": (sql(f"UPDATE entry SET kind = 'need-closed' WHERE {FIRST}"), f"{WORDS}: its kind"),
    "entry: leaf": (other("entry", "leaf", FIRST), f"{WORDS}: its bytes or their hash"),
    "entry: request": (other("entry", "request", FIRST), f"{WORDS}: its request"),
    "entry: place": (sql(f"UPDATE entry SET place = 7 WHERE {FIRST}"), f"{WORDS}: its request"),
    "entry deleted": (sql(f"DELETE FROM entry WHERE {FIRST}"), f"{WORDS}: it is not there"),
    "two entries swapped": (swapped_entries, WORDS),
    "many entries altered": (many_altered, "DC-2026-D-0001 no. 1"),
    "private: salt": (other("private", "salt", FIRST), f"{WORDS}: the private value at /act/fields/contact"),
    "private: path": (other("private", "path", FIRST), f"{WORDS}: the private value at /act/fields/contact"),
    "private: docket": (sql(f"UPDATE private SET docket = '{OTHER}' WHERE {FIRST}"), f"{OTHER} no. 1: it is not there"),
    "private: number": (sql(f"UPDATE private SET no = 90 WHERE {FIRST}"), f"{FILE} no. 91: it is not there"),
    "private: value": (sql(f"UPDATE private SET value = '{{' WHERE {FIRST}"), f"{WORDS}: the private value at /act/fields/contact"),
    "private deleted": (sql(f"DELETE FROM private WHERE {FIRST}"), f"{WORDS}: the private value at /act/fields/contact"),
}
LOG: dict[str, tuple[Damage, str]] = {
    "leaf: position": (sql(f"UPDATE leaf SET position = 9999 WHERE {FIRST}"), f"{WORDS}: its place in the log"),
    "leaf: docket": (sql(f"UPDATE leaf SET docket = '{OTHER}' WHERE {FIRST}"), f"{WORDS}: its place in the log"),
    "leaf: number": (sql(f"UPDATE leaf SET no = 90 WHERE {FIRST}"), f"{WORDS}: its place in the log"),
    "leaf: hash": (other("leaf", "leaf", FIRST), f"{WORDS}: its bytes or their hash"),
    "leaf deleted": (sql(f"DELETE FROM leaf WHERE {FIRST}"), "The log has nothing at place"),
    "checkpoint: size": (sql("UPDATE checkpoint SET size = 3 WHERE size = 7"), "The checkpoint of 3 entries: it was not signed for"),
    "checkpoint: frontier": (other("checkpoint", "frontier", "size = 18"), "entries: what is kept beside it to go on from is not right"),
    "checkpoint: note": (other("checkpoint", "note", "size = 7"), "entries: this ledger's key did not sign it"),
    "checkpoint deleted": (sql("DELETE FROM checkpoint WHERE size = 18"), "The newest checkpoint is of 7 entries"),
    "the end cut off": (cut, "checkpoint: it was signed for"),
    "the end cut off, and the file": (cut_with_the_file, "checkpoint: no checkpoint is kept there"),
    "text with its hashes": (hashes_made_to_fit, "entries: it was not signed for the entries that are there"),
    "signed anew with the own key": (signed_anew, "other entries than the log has"),
    "signed by another key": (signed_by_another, "entries: this ledger's key did not sign it"),
    "counter lowered": (sql("UPDATE counter SET last = 1 WHERE name = 'DC-2026-F'"), "The counter of DC-2026-F says 1"),
    "key of a request gone": (
        sql(f"DELETE FROM used_key WHERE request = (SELECT request FROM entry WHERE {FIRST})"),
        f"{WORDS}: by which key its request came is gone",
    ),
    "trigger dropped": (no_trigger, "does not keep entry from being changed any more: entry_no_update"),
    "trigger that does nothing": (harmless_trigger, "does not keep attachment from being changed any more: attachment_no_delete"),
}
BESIDE: dict[str, tuple[Damage, str]] = {
    "register: title": (sql(f"UPDATE register_docket SET title_zh = '假造' WHERE number = '{TENDER}'"), f"says of {TENDER} what"),
    "register: state": (sql(f"UPDATE register_docket SET state = 'ended' WHERE number = '{TENDER}'"), f"says of {TENDER} what"),
    "register: name": (sql("UPDATE register_party SET name_zh = '假造' WHERE rowid = 1"), "The register register_party says of"),
    "register: amount": (sql("UPDATE register_budget_line SET amount_fen = 1 WHERE rowid = 1"), "The register register_budget_line says"),
    "register: row deleted": (
        sql(f"DELETE FROM register_notice WHERE docket = '{TENDER}'"), f"The register register_notice says of {TENDER}"
    ),
    "register: row added": (
        sql("INSERT INTO register_hand (docket, person) VALUES ('DC-2026-S-0077', 'x')"), "register_hand says of DC-2026-S-0077"
    ),
    "sealed content changed": (other("attachment", "content", SEALED), "what is kept is not what was sealed"),
    "sealed contents swapped": (swapped_contents, "what is kept is not what was sealed"),
    "sealed content deleted": (sql(f"DELETE FROM attachment WHERE {SEALED}"), "what was sealed is not there"),
    "sealed content as text": (sql(f"UPDATE attachment SET content = 'x' WHERE {SEALED}"), "what is kept is not what was sealed"),
    "file changed": (lambda data: scan(data).write_bytes(SCAN[:-1]), f"File {SCAN_SHA256}: it is not the one that was brought"),
    "file deleted": (lambda data: scan(data).unlink(), f"File {SCAN_SHA256}: it is not there"),
    "file that nobody brought": (lambda data: scan(data).with_name(SCAN_SHA256[:2] + "0" * 62).touch(), "nobody brought it"),
}  # fmt: skip
FOLDER: dict[str, tuple[Damage, str]] = {
    "key of the ledger gone": (file("keys/ledger.pem", None), "ledger.pem"),
    "key of the ledger rubbish": (file("keys/ledger.pem", b"rubbish"), "keys/ledger.pem is no key of a ledger"),
    "key of the ledger another": (another_key, "checkpoint: this ledger's key did not sign what is kept there"),
    "key of the site gone": (file("keys/django", None), "django"),
    "key of the bids gone": (file("keys/bids", None), "keys/bids is missing"),
    "key of the bids another": (lambda data: (data / "keys" / "bids").write_text(secrets.token_hex(32)), "keys/bids is missing or another"),
    "key open to others": (lambda data: (data / "keys" / "bids").chmod(0o644), "keys/bids"),
    "database open to others": (lambda data: (data / "operis.sqlite3").chmod(0o644), "operis.sqlite3"),
    "checkpoint file gone": (file("checkpoint", None), "checkpoint: no checkpoint is kept there"),
    "checkpoint file empty": (file("checkpoint", b""), "checkpoint: this ledger's key did not sign what is kept there"),
    "checkpoint file ahead": (ahead, "checkpoint: it was signed for 9999 entries"),
    "database gone": (file("operis.sqlite3", None), "the SQLite database of the data folder is empty: the ledger lies in another one"),
    "database rubbish": (file("operis.sqlite3", b"no database" * 999), "SQLite does not answer: file is not a database"),
    "files gone": (lambda data: shutil.rmtree(data / "attachments"), f"File {SCAN_SHA256}: it is not there"),
}
DAMAGES = ENTRIES | LOG | BESIDE | FOLDER
