"""In which order do entries come into the log, what is signed for it, and which ledger is refused at start?"""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction
from pytest_django import Settings

from operis import clock
from operis.core.wording import Slug
from operis.dockets.file.commands import ReviewFile
from operis.ledger import read
from operis.ledger.checkpoint import Checkpoint, NoteError, Verifier, open_checkpoint, sign_checkpoint
from operis.ledger.outside import ForeignCheckpointError, LedgerBehindError, NothingKnownError, check_not_behind, kept_outside, remember
from operis.ledger.sequence import place_as_signed, sequence
from operis.ledger.tiles import Tiles
from operis.ledger.tree import consistency_from, inclusion_from, leaf_hash, root_of_hashes, verify_consistency, verify_inclusion
from tests.api.programs import installed
from tests.ledger.county import FAYE, County, body_file, consultation, small_plan
from tests.ledger.tables import rows, without_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ORIGIN = "demo.operis.example/ledger"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
VERIFIER = Verifier.of(ORIGIN, KEY)


def newest() -> Checkpoint:
    note = read.newest_checkpoint()
    assert note is not None
    return open_checkpoint(note, VERIFIER)


def order() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT docket, no FROM leaf ORDER BY position")
        return [(docket, no) for docket, no in cursor.fetchall()]


def test_a_batch_is_ordered_by_docket_and_number_whatever_was_entered_first() -> None:
    county = County().founded()
    assert sequence(ORIGIN, KEY) == 7
    assert order() == [
        ("DC-2026-D-0001", 0),
        ("DC-2026-F-0001", 0),
        ("DC-2026-F-0001", 1),
        ("DC-2026-G-0001", 0),
        ("DC-2026-N-0001", 0),
        ("DC-2026-N-0001", 1),
        ("DC-2026-N-0001", 2),
    ]
    county.done("DC-2026-N-0001", consultation())
    assert sequence(ORIGIN, KEY) == 1
    assert read.positions("DC-2026-N-0001") == {0: 4, 1: 5, 2: 6, 3: 7}


def test_a_long_queue_is_taken_in_batches_and_loses_nothing() -> None:
    County().founded()
    assert [sequence(ORIGIN, KEY, largest=3) for _ in range(4)] == [3, 3, 1, 0]
    assert order() == sorted(order())
    assert rows("waiting") == []
    assert [size for size, _, _ in rows("checkpoint")] == [3, 6, 7]


def test_nothing_waiting_signs_nothing() -> None:
    assert sequence(ORIGIN, KEY) == 0
    assert read.newest_checkpoint() is None


def test_each_checkpoint_is_signed_over_all_leaves_and_contains_the_one_before() -> None:
    county = County()
    tiles, heads = Tiles(read.leaves), []
    for key in ("one", "two", "three"):
        county.done(None, body_file(key), FAYE)
        county.done(None, body_file(f"{key}-more"), FAYE)
        sequence(ORIGIN, KEY)
        heads.append(newest())
    leaves = list(read.leaves(0, 6))
    assert [head.size for head in heads] == [2, 4, 6]
    assert [head.root for head in heads] == [root_of_hashes(leaves[: head.size]) for head in heads]
    for old, new in pairwise(heads):
        verify_consistency(old.size, new.size, old.root, new.root, consistency_from(tiles.node, old.size, new.size))


def test_each_entry_is_proved_by_its_position() -> None:
    County().founded()
    sequence(ORIGIN, KEY)
    tiles, head = Tiles(read.leaves), newest()
    for docket in read.dockets():
        places = read.positions(docket)
        for stored in read.entries(docket):
            place = places[stored.no]
            verify_inclusion(leaf_hash(stored.body.encode()), place, head.size, inclusion_from(tiles.node, place, head.size), head.root)


def test_an_entry_has_no_position_before_it_is_sequenced() -> None:
    county = County().founded()
    sequence(ORIGIN, KEY)
    docket = county.done(None, small_plan()).docket
    assert read.positions(docket) == {}
    assert [row[:2] for row in rows("waiting")] == [(docket, 0), (docket, 1), (docket, 2)]


def test_the_newest_checkpoint_is_remembered_outside(tmp_path: Path) -> None:
    county, outside = County(), tmp_path / "checkpoint"
    county.done(None, body_file())
    sequence(ORIGIN, KEY, outside)
    assert outside.read_text() == read.newest_checkpoint()
    county.done("DC-2026-F-0001", ReviewFile(result=Slug("accepted")), FAYE)
    sequence(ORIGIN, KEY, outside)
    assert open_checkpoint(outside.read_text(), VERIFIER).size == 2


def test_a_crash_before_it_was_remembered_is_made_good_by_the_next_run(tmp_path: Path) -> None:
    outside = tmp_path / "checkpoint"
    County().done(None, body_file())
    assert sequence(ORIGIN, KEY) == 1  # committed, and then nobody remembered
    assert sequence(ORIGIN, KEY, outside) == 0
    assert outside.read_text() == read.newest_checkpoint()


def test_an_older_checkpoint_never_takes_the_place_of_a_newer(tmp_path: Path) -> None:
    outside = tmp_path / "checkpoint"
    newer, older = (sign_checkpoint(ORIGIN, size, bytes(32), KEY) for size in (2, 1))
    remember(outside, newer)
    remember(outside, older)
    assert outside.read_text() == newer


def test_a_garbled_memory_is_not_written_over(tmp_path: Path) -> None:
    outside = tmp_path / "checkpoint"
    outside.write_text("nothing that was signed")
    with pytest.raises(NoteError):
        remember(outside, sign_checkpoint(ORIGIN, 1, bytes(32), KEY))
    assert outside.read_text() == "nothing that was signed"


def check(*outside: Path) -> None:
    check_not_behind(VERIFIER, Tiles(read.leaves), *outside)


def test_a_ledger_that_holds_what_was_signed_may_start(tmp_path: Path) -> None:
    county, outside = County().founded(), tmp_path / "checkpoint"
    check(outside)  # nothing is known yet
    sequence(ORIGIN, KEY, outside)
    check(outside)
    county.done("DC-2026-N-0001", consultation())
    sequence(ORIGIN, KEY)
    check(outside)  # grown since


def test_an_older_copy_is_refused_with_both_sizes(tmp_path: Path) -> None:
    outside = tmp_path / "checkpoint"
    County().founded()
    sequence(ORIGIN, KEY)
    remember(outside, sign_checkpoint(ORIGIN, 9, bytes(32), KEY))
    with pytest.raises(LedgerBehindError) as told:
        check(outside)
    assert str(told.value) == (
        f"This ledger has 7 entries in its log; the newest checkpoint known has 9. It is kept in {outside}. "
        "Restore the newer copy; nothing is started on an older one."
    )


def test_another_ledger_is_refused_with_both_sizes(tmp_path: Path) -> None:
    outside = tmp_path / "checkpoint"
    County().founded()
    sequence(ORIGIN, KEY)
    remember(outside, sign_checkpoint(ORIGIN, 5, bytes(32), KEY))
    with pytest.raises(LedgerBehindError) as told:
        check(outside)
    assert str(told.value) == (
        "This ledger has 7 entries in its log, but not those that the checkpoint of 5 was signed for, "
        f"which is kept in {outside}."
    )


def test_a_memory_signed_by_another_key_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "checkpoint"
    remember(outside, sign_checkpoint(ORIGIN, 5, bytes(32), OTHER_KEY))
    with pytest.raises(LedgerBehindError) as told:
        check(outside)
    assert str(told.value) == f"The checkpoint kept in {outside} was not signed by this ledger's key: no known key signed this note."


def test_the_memory_of_another_ledger_names_both_and_says_that_nothing_is_lost(tmp_path: Path) -> None:
    outside = tmp_path / "checkpoint"
    remember(outside, sign_checkpoint("county.example/ledger", 5, bytes(32), KEY))
    with pytest.raises(ForeignCheckpointError) as told:
        check(outside)
    assert str(told.value) == (
        f"The checkpoint kept in {outside} is one of county.example/ledger, and OPERIS_ORIGIN says demo.operis.example/ledger. "
        "Set OPERIS_ORIGIN as it was when the folder was made, and the other settings of that site with it: nothing is lost."
    )


def signed_elsewhere(largest: int = 10_000) -> Checkpoint:
    """What would be signed for that which waits here, as the site signed it that a copy was made of."""
    kept = transaction.savepoint()
    sequence(ORIGIN, KEY, largest=largest)
    said = newest()
    transaction.savepoint_rollback(kept)
    return said


@pytest.mark.parametrize("largest", [1, 5, 7])
def test_what_waits_in_a_copy_gets_the_places_that_were_signed_for(largest: int) -> None:
    County().founded()
    said = signed_elsewhere(largest)
    assert place_as_signed(ORIGIN, KEY, said)
    assert (newest(), read.size()) == (said, largest)
    sequence(ORIGIN, KEY)
    assert read.size() == 7


@pytest.mark.parametrize(("size", "root"), [(5, bytes(32)), (8, None), (0, None)])
def test_another_order_or_more_than_waits_is_another_log(size: int, root: bytes | None) -> None:
    County().founded()
    said = signed_elsewhere()
    said = replace(said, size=size, root=root or said.root)
    assert not place_as_signed(ORIGIN, KEY, said)
    assert (read.size(), read.newest_checkpoint()) == (0, None)


def test_a_copy_made_a_moment_before_the_signature_may_start(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    County().founded()
    kept = transaction.savepoint()
    clock.sequence_once()
    transaction.savepoint_rollback(kept)
    with pytest.raises(LedgerBehindError):
        check_not_behind(clock.verifier(), Tiles(read.leaves), *kept_outside())
    clock.check_ledger()
    assert read.size() == 7


def test_a_log_whose_checkpoint_is_gone_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "checkpoint"
    County().founded()
    check(outside)  # nothing is in the log yet, and nothing was signed
    sequence(ORIGIN, KEY, outside)
    outside.unlink()
    with pytest.raises(NothingKnownError) as told:
        check(outside)
    assert str(told.value) == (
        f"This ledger has 7 entries in its log, and no checkpoint is kept in {outside}: nothing shows that it is whole."
    )


def test_the_newest_of_two_memories_counts(tmp_path: Path) -> None:
    beside, witness = tmp_path / "checkpoint", tmp_path / "witness"
    County().founded()
    sequence(ORIGIN, KEY, beside, witness)
    assert beside.read_text() == witness.read_text()
    check(beside, witness)
    witness.unlink()
    remember(witness, sign_checkpoint(ORIGIN, 9, bytes(32), KEY))
    with pytest.raises(LedgerBehindError, match=f"the newest checkpoint known has 9. It is kept in {witness}."):
        check(beside, witness)


def test_a_memory_that_is_no_text_is_refused_in_words(tmp_path: Path) -> None:
    outside = tmp_path / "checkpoint"
    outside.write_bytes(b"\xff\xfe")
    with pytest.raises(LedgerBehindError, match="was not signed by this ledger's key"):
        check(outside)


def test_a_log_with_a_hole_is_refused_in_words(tmp_path: Path) -> None:
    outside = tmp_path / "checkpoint"
    County().founded()
    sequence(ORIGIN, KEY, outside)
    without_triggers("leaf")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE leaf SET position = 100 WHERE position = 3")
    with pytest.raises(LedgerBehindError, match="but not those that the checkpoint of 7 was signed for"):
        check(outside)


def test_what_waits_and_is_not_what_was_signed_is_told(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    County().founded()
    kept = transaction.savepoint()
    clock.sequence_once()
    transaction.savepoint_rollback(kept)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE waiting SET leaf = %s WHERE docket = 'DC-2026-N-0001' AND no = 0", [bytes(32)])
    with pytest.raises(LedgerBehindError, match="7 entries wait here for their place, and do not come to what was signed"):
        clock.check_ledger()
    assert read.size() == 0
