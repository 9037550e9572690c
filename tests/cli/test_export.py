"""The record of a docket from the database, as the one file that anyone may have checks it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from operis.cli.export import main
from operis.cli.init import ledger_pem, make_key
from operis.cli.verify import verifier
from operis.clock import remembered, sequence_once
from operis.clock import verifier as our_key
from operis.ledger import read
from tests.ledger.county import FAYE, County, body_file, consultation

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CHECK = verifier()
NEED, FILE = "DC-2026-N-0001", "DC-2026-F-0001"


@pytest.fixture(name="county", autouse=True)
def _county() -> Iterator[County]:
    keys = Path(settings.OPERIS_DATA) / "keys"
    keys.mkdir(exist_ok=True)
    make_key(keys / "ledger.pem", ledger_pem())
    make_key(keys / "django", "a key of the tests")
    yield County().founded()
    remembered().unlink(missing_ok=True)  # the database forgets this ledger after the test: so must what is kept outside it


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
    assert [main(["record", "DC-2026-N-0002"]), main(["record", NEED, "--out", str(tmp_path)])] == [2, 2]
    assert capsys.readouterr().err == f"There is no docket DC-2026-N-0002 here.\n[Errno 21] Is a directory: '{tmp_path}'\n"
