"""The record of a docket from the database, as the one file that anyone may have checks it."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from operis.cli.export import main
from operis.cli.init import ledger_pem, make_key
from operis.cli.verify import verifier
from operis.clock import sequence_once
from operis.clock import verifier as our_key
from operis.ledger import held, laws, read
from operis.ledger.models import LawText
from operis.ledger.outside import remembered
from tests.ledger.county import FAYE, County, body_file, consultation
from tests.ledger.tables import without_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CHECK = verifier()
NEED, FILE = "DC-2026-N-0001", "DC-2026-F-0001"
NAME = "Name another file, in a folder that you may write."


@pytest.fixture(name="county", autouse=True)
def _county() -> Iterator[County]:
    keys = Path(settings.OPERIS_DATA) / "keys"
    keys.mkdir(exist_ok=True)
    make_key(keys / "ledger.pem", ledger_pem())
    make_key(keys / "django", "a key of the tests")
    _forget()
    yield County().founded()
    _forget()


def _forget() -> None:
    """The database forgets each ledger after its test: so must what is kept outside it, whichever test of this process wrote it."""
    for path in (remembered(), held.beside(remembered())):
        path.unlink(missing_ok=True)


def exported(tmp_path: Path, number: str, *words: str) -> Path:
    out = tmp_path / f"{number}{''.join(words)}.jsonl"
    assert main(["record", number, "--out", str(out), *words]) == 0
    return out


def test_a_record_from_the_database_is_verified_though_its_entries_were_still_waiting(tmp_path: Path) -> None:
    assert read.newest_checkpoint() is None
    checked = CHECK.verify(str(exported(tmp_path, NEED.lower())), our_key().vkey)
    assert (checked.failed, checked.docket, checked.checked) == ([], NEED, {"entries": 3, "ends": 1, "checkpoints": 1})


def test_a_record_that_grew_has_the_checkpoints_by_which_it_grew(county: County, tmp_path: Path) -> None:
    early = exported(tmp_path, NEED).read_text().splitlines()[-1]
    county.done(None, body_file("water"), FAYE)
    sequence_once()
    county.done(NEED, consultation())
    (tmp_path / "checkpoint").write_text(json.loads(early)["checkpoint"])
    checked = CHECK.verify(str(exported(tmp_path, NEED)), our_key().vkey, str(tmp_path / "checkpoint"))
    assert (checked.failed, checked.checked) == ([], {"entries": 4, "ends": 1, "checkpoints": 2, "outside": 1})


def test_private_values_are_given_only_to_who_asks_for_them_and_then_to_nobody_else(tmp_path: Path) -> None:
    public, private = exported(tmp_path, FILE), exported(tmp_path, FILE, "--private")
    assert [CHECK.verify(str(file), our_key().vkey).checked.get("private") for file in (public, private)] == [None, 1]
    assert [CHECK.verify(str(file), our_key().vkey).totals["not_public"] for file in (public, private)] == [1, 0]
    assert oct(private.stat().st_mode & 0o777) == "0o600"


def test_without_a_file_the_record_goes_to_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = exported(tmp_path, NEED)
    assert main(["record", NEED]) == 0
    assert capsys.readouterr() == (out.read_text(), "")


def test_what_is_not_there_or_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [main(["record", "DC-2026-N-0002"]), main(["record", NEED, "--out", str(tmp_path), "--lang", "en"])] == [2, 2]
    assert capsys.readouterr().err == f"There is no docket DC-2026-N-0002 here.\n{tmp_path} cannot be written: Is a directory. {NAME}\n"


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (f"UPDATE private SET value = '{{' WHERE docket = '{FILE}'", f"{FILE} no. 1: the private value at"),
        ("DELETE FROM checkpoint", ""),
        (f"UPDATE leaf SET position = 100 WHERE docket = '{FILE}' AND no = 0", f"{FILE} no. 1: its place in the log cannot be right"),
    ],
)
def test_of_what_was_changed_no_record_is_made_and_it_is_said_what(
    statement: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(tmp_path, FILE)
    monkeypatch.setattr("operis.cli._fit.unfit", lambda **_: "")  # what the start would refuse already
    without_triggers("private", "leaf", "checkpoint")
    with connection.cursor() as cursor:
        cursor.execute(statement)
    out = tmp_path / "again.jsonl"
    assert main(["record", FILE, "--out", str(out), "--private", "--lang", "en"]) == 1
    says = capsys.readouterr().err
    assert (f"No record of {FILE} can be made: it was changed here." in says, told in says, out.exists()) == (True, True, False)


def test_a_law_that_this_version_has_no_more_is_exported_by_its_fingerprint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = '{"OLD-1": {}}'
    digest = hashlib.sha256(text.encode()).hexdigest()
    laws.keep(digest, lambda: text)
    out = tmp_path / "law.json"
    assert main(["law", "--fingerprint", digest[:8].upper(), "--out", str(out)]) == 0
    assert out.read_text() == text
    assert Client().get(f"/verify/law/{digest}.json").content.decode() == text
    assert main(["law", "--fingerprint", "0" * 64, "--lang", "en"]) == 2
    assert "No law with the fingerprint 000" in capsys.readouterr().err


def test_the_law_of_each_entry_is_kept_when_it_is_entered() -> None:
    packs = {entry.said["law"]["pack"] for docket in read.dockets() for entry in read.entries(docket)}
    assert packs != set()
    assert {pack: hashlib.sha256((laws.text_of(pack) or "").encode()).hexdigest() for pack in packs} == {pack: pack for pack in packs}


def test_a_kept_law_that_was_changed_is_not_given_out() -> None:
    [pack, *_] = sorted({entry.said["law"]["pack"] for docket in read.dockets() for entry in read.entries(docket)})
    LawText.objects.filter(digest=pack).update(packed=zlib.compress(b"{}"))
    assert laws.text_of(pack) is None
