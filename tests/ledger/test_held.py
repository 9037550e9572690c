"""Does anything tell before the closing how many bids there are? Their acts wait, in the database alone, for the closing's own batch."""

from collections import OrderedDict
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks as Committed

from operis import clock
from operis.clerk import Entered, put
from operis.cli import init, main
from operis.cli._fit import unfit
from operis.cli.verify import verifier as program
from operis.core.mandates import THE_CLOCK
from operis.dockets.kinds import KINDS
from operis.dockets.platform.acts import LossAccepted
from operis.dockets.procurement.commands import CloseBids
from operis.documents.receipts import receipt_of
from operis.export import looking
from operis.export.reading import NotInLogError, record_of
from operis.ledger import folds, held, laws, read
from operis.ledger.outside import kept_outside, remembered
from operis.ledger.receipt import open_receipt, sign_receipt
from operis.ledger.sequence import sequence
from operis.ledger.tiles import Tiles
from operis.procedures import procedures
from tests.ledger.county import MONDAY, County
from tests.ledger.tables import without_triggers
from tests.ledger.tender import CLOSES, TENDER, tender
from tests.procedures.bids import bid
from tests.procedures.documents import CLOSED_DOWN
from tests.procedures.endings import ending
from tests.statute import BO

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SUNRISE = replace(BO, body="sunrise")


@pytest.fixture(autouse=True)
def _installed(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA, settings.OPERIS_WITNESS = tmp_path / "data", str(tmp_path / "witness")
    assert init.main([]) == 0


@pytest.fixture
def county() -> County:
    """Two have sealed a bid, and all that may be is in the log."""
    county = tender("sunrise", "brook")
    clock.sequence_once()
    return county


def close(county: County) -> Entered:
    told = put(county.office, TENDER, CloseBids(), THE_CLOCK, happened=CLOSES, entered=CLOSES, key="close")
    assert isinstance(told, Entered)
    county.clock = CLOSES
    return told


def bids() -> list[str]:
    return [docket for docket in read.dockets() if docket.startswith("DC-B-")]


def waiting() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT docket, no FROM waiting ORDER BY docket, no")
        return list(cursor.fetchall())


def test_the_log_does_not_grow_by_what_is_put_on_bids_before_the_closing(county: County) -> None:
    size = read.size()
    county.done(bids()[0], bid(700_000_00), SUNRISE if _of(bids()[0]) == "sunrise" else replace(BO, body="brook"))
    assert clock.sequence_once() == 0
    assert read.size() == size
    assert len(waiting()) == 5  # documents taken and bid sealed, twice, and the replacement
    assert read.waiting() == 0  # of those that could have a place


def _of(docket: str) -> str:
    return str(read.entries(docket)[0].act.supplier)  # type: ignore[attr-defined]


def test_all_get_their_places_in_the_batch_of_the_closing(county: County) -> None:
    before = read.size()
    [closing] = close(county).entries
    assert clock.sequence_once() == 5
    places = {docket: read.positions(docket) for docket in [*bids(), TENDER]}
    assert sorted(place for docket in bids() for place in places[docket].values()) == list(range(before + 1, before + 5))
    assert places[TENDER][closing.no] == before
    assert waiting() == []
    assert [size for size, _frontier, _note in read.checkpoint_rows()][-2:] == [before, before + 5]


def test_what_is_put_on_a_bid_after_the_closing_is_logged_at_once(county: County) -> None:
    close(county)
    clock.sequence_once()
    docket = next(one for one in bids() if _of(one) == "sunrise")
    late = county.done(docket, bid(), SUNRISE)
    assert (late.entries[0].act.kind, late.entries[0].logged_with) == ("bid-refused-late", "")
    assert clock.sequence_once() == 1


def test_where_the_procurement_is_ended_before_the_closing_its_bids_are_logged_with_that(county: County) -> None:
    county.done(TENDER, ending(change=replace(CLOSED_DOWN, on=MONDAY)))
    assert clock.sequence_once() == 5
    assert waiting() == []


def test_every_step_on_a_secret_docket_shares_the_lock_that_its_closing_holds_alone() -> None:
    """Else what is put while the closing is made would wait for a closing that has been."""
    for one in procedures():
        if KINDS[one.kind].secret:
            for step in one.listed:
                locks = [fact.lock(("dc-2026-s-0001", "")) for fact in step.needs if callable(fact.lock) and fact.shared]
                assert "procurement:DC-2026-S-0001" in locks, (one.kind, step.asked.slug)


def test_the_receipt_says_with_whose_closing_it_is_logged_and_a_repeat_gives_the_same_bytes(county: County) -> None:
    docket = next(one for one in bids() if _of(one) == "sunrise")
    asked = bid(700_000_00)
    first = county.done(docket, asked, SUNRISE, key="mine")
    note = sign_receipt(receipt_of(first, asked, settings.OPERIS_ORIGIN), clock.ledger_key())
    assert note.splitlines()[0] == "operis/receipt/v2"
    assert note.splitlines()[2].split(" ")[:2] == [docket, "3"]
    assert note.splitlines()[5] == f"logged with bids-closed {TENDER}"
    assert open_receipt(note, clock.verifier()).entries[0].no == 2
    close(county)
    clock.sequence_once()
    again = county.done(docket, asked, SUNRISE, key="mine")
    assert again.repeated
    assert sign_receipt(receipt_of(again, asked, settings.OPERIS_ORIGIN), clock.ledger_key()) == note


def test_a_receipt_and_the_record_after_the_closing_agree_and_one_of_a_dropped_bid_convicts(county: County, tmp_path: Path) -> None:
    docket = next(one for one in bids() if _of(one) == "sunrise")
    told = county.done(docket, asked := bid(700_000_00), SUNRISE)
    receipt = tmp_path / "receipt"
    receipt.write_text(sign_receipt(receipt_of(told, asked, settings.OPERIS_ORIGIN), clock.ledger_key()))
    with pytest.raises(NotInLogError):
        record(docket)
    assert main(["export", "record", docket]) == 1
    close(county)
    clock.sequence_once()
    assert checked(docket, receipt, tmp_path) == ("verified", [])
    without_triggers("entry", "leaf", "private", "checkpoint")
    with connection.cursor() as cursor:  # as a server would that dropped it before its place was given, and signed a log without it
        for table in ("entry", "leaf", "private"):
            cursor.execute(f"DELETE FROM {table} WHERE docket = %s AND no = 2", [docket])
        cursor.execute("DELETE FROM leaf")
        cursor.execute("DELETE FROM checkpoint")
        cursor.execute("INSERT INTO waiting (docket, no, leaf) SELECT docket, no, leaf FROM entry")
    sequence(settings.OPERIS_ORIGIN, clock.ledger_key())
    says = "a receipt was given for it, and the record has it not: the ledger signed for what it now leaves out"
    assert checked(docket, receipt, tmp_path) == ("failed", [f"{docket} no. 3: {says}"])


def record(docket: str) -> str:
    return "".join(record_of(docket, settings.OPERIS_ORIGIN, clock.ledger_key(), Tiles(read.leaves)))


def checked(docket: str, receipt: Path, folder: Path) -> tuple[str, list[str]]:
    (folder / "record.jsonl").write_text(record(docket))
    found = program().verify(str(folder / "record.jsonl"), clock.verifier().vkey, None, None, str(receipt))
    return found.result, [f"{one['where']}: {one['says']}" for one in found.failed]


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done after a commit here is taken back with the test: this process remembers none of it."""
    monkeypatch.setattr(folds, "_KNOWN", OrderedDict())
    monkeypatch.setattr(laws, "_KEPT", set())


def lines(path: Path) -> int:
    return len(held.beside(path).read_text().split())


@pytest.mark.usefixtures("forgetful")
def test_their_leaves_are_known_outside_and_a_ledger_that_lacks_one_is_refused(django_capture_on_commit_callbacks: Committed) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tender("sunrise", "brook")
    clock.sequence_once()
    assert [lines(path) for path in kept_outside()] == [4, 4]
    assert unfit() == ""
    without_triggers("entry", "private")
    gone = bids()[0]
    with connection.cursor() as cursor:
        for table in ("entry", "private", "waiting"):
            cursor.execute(f"DELETE FROM {table} WHERE docket = %s AND no = 1", [gone])
    assert "1 acts that were received, and stand in no public log before their closing, are not in this ledger" in unfit()
    words = ("--reason", "The disk failed", "--decided-by", "Li", "--paper", "2026-12", "--lang", "en")
    assert main(["accept-loss", *words]) == 0
    [entry] = read.entries("DC-2026-P-0001")
    assert isinstance(entry.act, LossAccepted)
    assert (entry.act.unlogged_lost, entry.act.signed_size) == (1, entry.act.kept_size)
    assert unfit() == ""
    assert lines(remembered()) == 3


@pytest.mark.usefixtures("forgetful")
def test_after_the_closing_nothing_of_it_is_kept_outside_but_the_checkpoint(django_capture_on_commit_callbacks: Committed) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        county = tender("sunrise")
    assert lines(remembered()) == 2
    close(county)
    assert lines(remembered()) == 2
    clock.sequence_once()
    assert [lines(path) for path in kept_outside()] == [0, 0]


def test_a_line_that_was_cut_is_none_and_what_is_in_the_log_is_there(county: County) -> None:
    close(county)
    clock.sequence_once()
    held.note(one.leaf for docket in bids() for one in read.entries(docket))
    with held.beside(remembered()).open("a") as out:
        out.write("AAAA")
    assert unfit() == ""


def findings() -> list[str]:
    found = looking.look_over(clock.verifier(), clock.this_office().book, clock.this_office().calendar, kept_outside(), CLOSES, {})
    return [seen.words() for seen in found.findings if "is missing or another" not in seen.words()]


@pytest.mark.parametrize(
    ("changed", "closed"),
    [
        ("UPDATE waiting SET held_by = '' WHERE docket = '{docket}' AND no = 1", False),
        ("UPDATE entry SET logged_with = '' WHERE docket = '{docket}' AND no = 1", False),
        ("UPDATE entry SET logged_with = '' WHERE docket = '{docket}' AND no = 1", True),
        ("UPDATE entry SET logged_with = 'DC-2026-S-0009' WHERE docket = '{docket}' AND no = 1", True),
    ],
)
def test_who_changes_what_a_receipt_promised_is_found(county: County, changed: str, closed: bool) -> None:
    if closed:
        close(county)
        clock.sequence_once()
    assert findings() == []
    without_triggers("entry")
    docket = bids()[0]
    with connection.cursor() as cursor:
        cursor.execute(changed.format(docket=docket))
    assert any(f"{docket} no. 2" in one and "what its receipt promises" in one for one in findings())


def test_who_lets_bids_wait_on_after_the_closing_is_found(county: County) -> None:
    close(county)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE waiting SET held_by = %s WHERE docket LIKE 'DC-B-%%'", [TENDER])
    clock.sequence_once()
    assert sum("what its receipt promises" in one for one in findings()) == 4
