"""An older copy, a cut end, keys that are gone, a ledger signed anew: does every word refuse them, with a witness outside the folder?"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from operis.ledger.checkpoint import load_key
from tests.attacks.copies import Ask, asked, replaced, small_county, unguarded
from tests.attacks.damages import cut, hashes_made_to_fit, signed
from tests.attacks.making import NEED, OLDER, SIZES
from tests.ground.running import operis

pytestmark = pytest.mark.slow
WORDS = ("serve", "rebuild", f"export record {NEED}", "user list", "import budget x.csv --by a@b.example A --paper 1", "init")
UNGUARDED = "advice   witness: nothing outside this folder knows the newest checkpoint: an older copy of all of it would be taken"


@dataclass
class Place:
    """A data folder with an older copy beside it, and a witness."""

    root: Path
    ask: Ask

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def witness(self) -> Path:
        return self.root / "witness"

    def older(self) -> None:
        """The whole folder as it was before."""
        replaced(self.root / OLDER, self.data)

    def refused(self, *words: str) -> str:
        """The one sentence with which each of these words refuses."""
        said = self.ask(*(words or WORDS))
        assert {status for status, _ in said.values()} == {3}, said
        [told] = {text.strip().partition(": ")[2] for _, text in said.values()}
        return told

    def taken(self) -> None:
        """Every look finds nothing: there is nothing that it could be held against."""
        told = operis(self.data, "doctor")
        assert (told.returncode, UNGUARDED in told.stdout) == (0, True), told.stdout
        assert operis(self.data, "verify", "--all").returncode == 0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "root"
    root.mkdir()
    small_county(root / "data", OPERIS_WITNESS=str(root / "witness"))
    return root


@pytest.fixture(scope="module")
def ask(made: Path) -> Iterator[Ask]:
    root = made.parent / "copy"
    replaced(made, root)
    with asked(root / "data", OPERIS_WITNESS=str(root / "witness")) as told:
        yield told


@pytest.fixture
def place(made: Path, ask: Ask) -> Place:
    replaced(made, made.parent / "copy")
    return Place(made.parent / "copy", ask)


def test_an_older_copy_of_the_whole_folder_is_refused_by_every_word(place: Place) -> None:
    place.older()
    assert place.refused().startswith(
        f"This ledger has {SIZES[0]} entries in its log; the newest checkpoint known has {SIZES[1]}. It is kept in {place.witness}."
    )
    assert place.ask("verify --all")["verify --all"][0] == 1


def test_without_a_witness_an_older_copy_is_taken_and_doctor_says_that_nothing_guards_it(place: Place) -> None:
    place.older()
    place.taken()


def test_an_older_database_beside_a_newer_checkpoint_is_refused_by_every_word(place: Place) -> None:
    shutil.copy(place.root / OLDER / "operis.sqlite3", place.data / "operis.sqlite3")
    assert place.refused().startswith(f"This ledger has {SIZES[0]} entries in its log; the newest checkpoint known has {SIZES[1]}.")


def test_a_checkpoint_that_was_taken_away_is_missed_by_every_word(place: Place) -> None:
    (place.data / "checkpoint").unlink()
    told = place.refused(*WORDS[:-1])
    assert told.startswith(f"This ledger has {SIZES[1]} entries in its log, and no checkpoint is kept in {place.data / 'checkpoint'}")


@pytest.mark.parametrize("gone", ["ledger.pem", "django"])
@pytest.mark.parametrize("outside", ["kept", "gone"])
def test_no_key_is_made_in_the_place_of_one_that_is_missing(place: Place, gone: str, outside: str) -> None:
    (place.data / "keys" / gone).unlink()
    if outside == "gone":
        (place.data / "checkpoint").unlink()
        place.witness.unlink()
    said = place.ask("serve", "init")
    told = f"operis: there are no keys in {place.data}/keys: {gone} missing. Put back what was there; `operis init` tells how.\n"
    assert said["serve"] == (2, told)
    assert (said["init"][0], f"{place.data / 'keys' / gone}: put it back" in said["init"][1]) == (3, True)
    assert not (place.data / "keys" / gone).exists()


@pytest.mark.parametrize("outside", ["kept", "gone"])
def test_where_all_keys_are_gone_none_is_made_over_the_entries(place: Place, outside: str) -> None:
    shutil.rmtree(place.data / "keys")
    if outside == "gone":
        (place.data / "checkpoint").unlink()
        place.witness.unlink()
    assert place.ask("init")["init"][0] == 3
    assert not (place.data / "keys" / "ledger.pem").exists()
    assert place.ask("serve")["serve"][0] == 2


def test_a_hole_in_the_log_is_refused_in_words(place: Place) -> None:
    with unguarded(place.data) as database:
        database.execute("UPDATE leaf SET position = 9999 WHERE position = 3")
    assert place.refused("serve", "rebuild").startswith(f"This ledger has {SIZES[1]} entries in its log, but not those")


def test_a_cut_end_is_refused_though_the_checkpoint_went_with_it(place: Place) -> None:
    cut(place.data)
    (place.data / "checkpoint").unlink()
    assert place.refused("serve", "rebuild").startswith("This ledger has 2 entries in its log; the newest checkpoint known has 18.")


def signed_again(data: Path) -> None:
    """By the own key, as who has everything in the folder can do it."""
    with unguarded(data) as database:
        signed(database, load_key((data / "keys" / "ledger.pem").read_bytes()))
        [note] = database.execute("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1").fetchone()
    (data / "checkpoint").write_text(note)


def test_a_cut_end_that_was_signed_anew_is_refused(place: Place) -> None:
    cut(place.data)
    signed_again(place.data)
    assert place.refused("serve", "rebuild").startswith("This ledger has 2 entries in its log; the newest checkpoint known has 18.")


def test_another_story_that_was_signed_with_the_own_key_is_refused(place: Place) -> None:
    hashes_made_to_fit(place.data)
    signed_again(place.data)
    told = place.refused("serve", "rebuild")
    assert told.startswith("This ledger has 18 entries in its log, but not those that the checkpoint of 18 was signed for")
    assert str(place.witness) in told


def test_a_private_value_that_was_damaged_stops_no_export(place: Place) -> None:
    with unguarded(place.data) as database:
        database.execute(f"UPDATE private SET value = '{{' WHERE docket = '{NEED}' AND no = 1")
    said = place.ask(f"export record {NEED} --private --out {place.root / 'record.jsonl'}")
    assert "Traceback" not in str(said)


def test_who_has_the_disk_without_its_keys_reads_no_bid(place: Place) -> None:
    """Nor does who may export it: nothing of a bid is in the log before the closing, so there is no record of it."""
    out = place.root / "record.jsonl"
    with unguarded(place.data) as database:
        [bid] = database.execute("SELECT min(docket) FROM attachment").fetchone()
    [(status, _)] = place.ask(f"export record {bid} --private --out {out}").values()
    assert (status, out.exists()) == (1, False)
    files = [path for path in place.data.rglob("*") if path.is_file()]
    assert [path for path in files if any(secret in path.read_bytes() for secret in (b"MARKER", b"713131.17"))] == []
