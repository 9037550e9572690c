"""Are lost entries gone for good only once that is on record for everybody to read?"""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.cli import _fit, _tables, init, main
from operis.cli._fit import unfit
from operis.dockets.platform.acts import LossAccepted
from operis.ledger import read
from operis.ledger.checkpoint import open_checkpoint
from operis.ledger.outside import kept_outside, remembered
from operis.ledger.tree import root_of_hashes
from tests.ledger.county import County, consultation
from tests.ledger.tables import without_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NEED = "DC-2026-N-0001"
WORDS = ("accept-loss", "--reason", "The disk failed", "--decided-by", "Li, head of the office", "--paper", "2026-12", "--lang", "en")


@pytest.fixture(autouse=True)
def _county(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA, settings.OPERIS_WITNESS = tmp_path / "data", str(tmp_path / "witness")
    assert init.main([]) == 0
    county = County().founded()
    clock.sequence_once()
    county.done(NEED, consultation())
    clock.sequence_once()


def lose() -> None:
    """The last entry is gone, with its leaf and its checkpoint: 7 of 8 are left."""
    without_triggers("entry", "private", "leaf", "checkpoint")
    with connection.cursor() as cursor:
        for table in ("entry", "private", "leaf"):
            cursor.execute(f"DELETE FROM {table} WHERE docket = %s AND no = 3", [NEED])
        cursor.execute("DELETE FROM checkpoint WHERE size > 7")


def test_where_nothing_is_lost_nothing_is_entered(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WORDS]) == 1
    assert capsys.readouterr().err == "Everything that was signed for is here: nothing is lost, and nothing was entered.\n"
    assert read.size() == 8


def test_a_loss_is_entered_with_both_sizes_and_shown_on_the_page_of_the_log(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "wang")
    monkeypatch.delenv("SUDO_USER", raising=False)
    known = open_checkpoint(remembered().read_text(), clock.verifier())
    lose()
    left = root_of_hashes(read.leaves(0, 7)).hex()
    assert "the newest checkpoint known has 8" in unfit()
    assert main([*WORDS]) == 0
    assert "DC-2026-P-0001. The log goes on after 7 entries; signed for were 8." in capsys.readouterr().out
    [entry] = read.entries("DC-2026-P-0001")
    act = entry.act
    assert isinstance(act, LossAccepted)
    assert (act.signed_size, act.signed_root, act.kept_size, act.kept_root) == (8, known.root.hex(), 7, left)
    assert (act.reason.en, act.decided_by, act.paper, act.administrator) == ("The disk failed", "Li, head of the office", "2026-12", "wang")
    assert (entry.mandate.by, entry.mandate.evidence) == ("import", "wang: 2026-12")
    assert unfit() == ""
    assert [path.read_text() for path in kept_outside()] == [read.newest_checkpoint()] * 2
    aside = Path(settings.OPERIS_DATA) / "checkpoint.lost-8"
    assert open_checkpoint(aside.read_text(), clock.verifier()) == known
    page = Client().get("/en/verify/").content.decode()
    assert "DC-2026-P-0001: 7 of 8 entries were left" in page
    told = Client().get("/en/processes/DC-2026-P-0001/").content.decode()
    for words in ("Loss of entries accepted", "The disk failed", "Li, head of the office"):
        assert words in told
    assert main([*WORDS]) == 1  # all is well again
    capsys.readouterr()
    main(["verify", "--all", "--lang", "en"])  # it finds the triggers that are off
    day = f"{entry.entered:%Y-%m-%d}"
    said = f"a loss was accepted at 7 entries on {day}, of 8 signed for; decided by Li, head of the office, paper 2026-12"
    assert f"DC-2026-P-0001: {said}\n" in capsys.readouterr().out


def test_where_no_checkpoint_was_left_either_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    for path in kept_outside():
        path.unlink()
    assert main([*WORDS]) == 0
    [entry] = read.entries("DC-2026-P-0001")
    assert isinstance(entry.act, LossAccepted)
    assert (entry.act.signed_size, entry.act.kept_size) == (None, 8)
    assert "DC-2026-P-0001: 8 entries were left" in Client().get("/en/verify/").content.decode()
    assert unfit() == ""
    capsys.readouterr()
    for _ in range(2):  # no finding, and never over
        assert main(["verify", "--all", "--lang", "en"]) == 0
        assert "DC-2026-P-0001: a loss was accepted at 8 entries on 2" in capsys.readouterr().out


def test_a_checkpoint_of_another_ledger_is_no_loss() -> None:
    remembered().write_text("rubbish")
    assert main([*WORDS]) == 1
    assert remembered().read_text() == "rubbish"


def test_where_the_lost_entries_are_found_again_no_loss_is_offered_nor_taken(capsys: pytest.CaptureFixture[str]) -> None:
    """The loss was accepted on an older copy; then the folder that had been lost is started."""
    here = remembered().read_text()
    with transaction.atomic():
        lose()
        assert main([*WORDS]) == 0
        transaction.set_rollback(True)
    remembered().write_text(here)
    says = f"Nothing is missing here: this ledger has the 8 entries that were accepted as lost ({remembered()}.lost-8)"
    assert says in unfit()
    assert "accept-loss" not in unfit()
    capsys.readouterr()
    assert main([*WORDS]) == 1
    assert says in capsys.readouterr().err
    assert read.size() == 8


def test_where_the_whole_database_is_gone_the_act_makes_it_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    made = list[str]()
    monkeypatch.setattr(_fit, "has_no_tables", lambda _: True)
    monkeypatch.setattr(_tables, "migrate", lambda: made.append("tables"))
    assert main([*WORDS]) == 1  # here they only seemed to be gone
    assert made == ["tables"]
