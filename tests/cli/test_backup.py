"""A copy restores to a whole installation; what is spoilt, missing or in the way is named, and nothing is written over."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from operis.attachments.sealing import PUT_BACK
from tests.ground.running import CASE, environment, fetched, operis, served

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(initial: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a case in it, whose log is signed, and a file."""
    data = Path(shutil.copytree(initial, tmp_path_factory.mktemp("made") / "data"))
    assert operis(data, "run", "--into", str(data), str(CASE)).returncode == 0
    with served(data) as site:
        fetched(f"{site}/log/checkpoint")
        assert operis(data, "backup", str(data.parent / "copies")).returncode == 0  # while it serves
    return data


@pytest.fixture
def copies(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made.parent / "copies", tmp_path / "copies"))


def restored(copies: Path, made: Path, new: Path) -> tuple[int, str]:
    done = operis(new, "restore", str(copies), "--keys", str(made / "keys"), "--data", str(new))
    return done.returncode, done.stdout + done.stderr


def refused(copies: Path, made: Path, new: Path) -> str:
    """Why it is not restored, below which copy is meant."""
    status, said = restored(copies, made, new)
    copy, _, why = said.partition("\n")
    (only,) = copies.iterdir()
    assert (status, copy.startswith(f"Copy: {only}, ")) == (3, True), said
    return why


def test_a_copy_restores_to_a_whole_installation(made: Path, copies: Path, tmp_path: Path) -> None:
    status, said = restored(copies, made, tmp_path / "new")
    assert (status, "All is whole." in said) == (0, True), said
    (copy,) = copies.iterdir()
    assert said.startswith(f"Copy: {copy}, made {copy.name[:10]}T"), said
    assert operis(tmp_path / "new", "doctor").returncode == 0
    with served(tmp_path / "new") as site:
        assert fetched(f"{site}/healthz") == "ok\n"
    assert [path.stat().st_mode & 0o077 for path in (tmp_path / "new" / "keys").iterdir()] == [0] * 4


def test_a_file_that_was_copied_before_is_linked(made: Path, copies: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(made, tmp_path / "data"))
    file = data / "attachments" / "ab" / ("ab" * 32)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"a paper")
    for _ in range(2):
        assert operis(data, "backup", str(copies)).returncode == 0
        os.sync()
    links = {path.stat().st_ino for path in copies.glob("*/attachments/ab/*")}
    assert len(links) == 1


@pytest.mark.parametrize("spoil", ["checkpoint", "operis.sqlite3"])
def test_a_copy_that_is_not_what_was_written_is_not_taken(made: Path, copies: Path, tmp_path: Path, spoil: str) -> None:
    file = next(copies.glob(f"*/{spoil}"))
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert refused(copies, made, tmp_path / "new") == f"operis: {spoil} is not what was written.\n"
    file.unlink()
    assert refused(copies, made, tmp_path / "new") == f"operis: {spoil} is missing.\n"
    assert not (tmp_path / "new").exists()


def test_nothing_is_written_over_and_no_other_ledger_is_taken(made: Path, copies: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    (new / "note").touch()
    told = next(copies.glob("*/manifest.json"))
    told.write_text(json.dumps(json.loads(told.read_text()) | {"origin": "other.example/ledger"}))
    assert refused(copies, made, new) == (
        "operis: It is a copy of other.example/ledger; OPERIS_ORIGIN says demo.operis.example/ledger.\n"
        f"operis: {new} is not empty. Nothing is written over: name another folder by --data.\n"
    )
    assert [path.name for path in new.iterdir()] == ["note"]


def test_without_its_keys_nothing_is_restored(made: Path, copies: Path, tmp_path: Path) -> None:
    empty = tmp_path / "keys"
    empty.mkdir()
    done = operis(tmp_path / "new", "restore", str(copies), "--keys", str(empty))
    assert done.returncode == 3
    assert done.stderr == "".join(f"operis: {empty / name} is missing. {PUT_BACK}\n" for name in ("django", "ledger.pem"))


def test_a_copy_that_was_not_finished_is_none(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies" / "2026-11-30T020000Z.unfinished"
    folder.mkdir(parents=True)
    status, said = restored(tmp_path / "copies", made, tmp_path / "new")
    assert (status, "it is no copy that `operis backup` finished" in said) == (3, True)
    assert environment(made)["OPERIS_DATA"] == str(made)


def test_a_copy_is_signed_for_all_that_was_entered_though_nobody_serves(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert operis(data, "init").returncode == 0
    assert operis(data, "run", "--into", str(data), str(CASE)).returncode == 0
    assert waiting(data) > 0
    assert operis(data, "backup", str(tmp_path / "copies")).returncode == 0
    (copy,) = (tmp_path / "copies").iterdir()
    told = json.loads((copy / "manifest.json").read_text())
    assert f"\n{told['entries']}\n" in (copy / "checkpoint").read_text()
    assert waiting(data) == 0


def waiting(data: Path) -> int:
    with closing(sqlite3.connect(data / "operis.sqlite3")) as database:
        return int(database.execute("SELECT count(*) FROM waiting").fetchone()[0])


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("0" * 64, "is not the key that this copy's installation had"),
        ("ab", "is no key of 64 digits (0 to 9, a to f): it has 2 signs. "),
        ("0" * 63, "it has 63 signs. "),
        ("0" * 65, "it has 65 signs. "),
        ("0" * 63 + "x", "it has 64 signs, not all of them such digits. "),
    ],
)
def test_a_key_of_bids_that_was_written_down_wrongly_is_told(made: Path, copies: Path, tmp_path: Path, key: str, says: str) -> None:
    keys = Path(shutil.copytree(made / "keys", tmp_path / "keys"))
    (keys / "bids").chmod(0o600)
    (keys / "bids").write_text(f"{key}\n")
    done = operis(tmp_path / "new", "restore", str(copies), "--keys", str(keys), "--data", str(tmp_path / "new"))
    assert (done.returncode, says in done.stderr, (tmp_path / "new").exists()) == (3, True, False), done.stderr


@pytest.mark.parametrize("list_", ["[]", '{"origin": 1, "files": {}}', '{"origin": "demo.operis/ledger", "files": []}', "{}", "no JSON"])
def test_a_copy_whose_list_is_none_is_no_copy(made: Path, copies: Path, tmp_path: Path, list_: str) -> None:
    next(copies.glob("*/manifest.json")).write_text(list_)
    done = operis(tmp_path / "new", "restore", str(copies), "--keys", str(made / "keys"), "--data", str(tmp_path / "new"))
    assert (done.returncode, "manifest.json that can be read" in done.stderr or "no copy" in done.stderr.lower()) == (3, True), done.stderr
    assert "Traceback" not in done.stderr


def test_a_copy_that_says_more_than_it_holds_is_told(made: Path, copies: Path, tmp_path: Path) -> None:
    told = next(copies.glob("*/manifest.json"))
    held = json.loads(told.read_text())
    told.write_text(json.dumps(held | {"entries": "99"}))
    status, said = restored(copies, made, tmp_path / "new")
    assert (status, f"it has {held['entries']}, and its manifest.json was changed" in said) == (0, True), said


def test_a_missing_key_of_bids_is_asked_for_or_said_to_be_lost(made: Path, copies: Path, tmp_path: Path) -> None:
    keys = Path(shutil.copytree(made / "keys", tmp_path / "keys"))
    (keys / "bids").unlink()
    words = ("restore", str(copies), "--keys", str(keys), "--data", str(tmp_path / "new"))
    done = operis(tmp_path / "new", *words)
    assert (done.returncode, (tmp_path / "new").exists()) == (3, False)
    assert done.stderr == (
        f"operis: {keys / 'bids'} is missing, and closed bids cannot be opened without it. "
        "If it is lost for good: operis restore --lost bids.\n"
    )
    assert operis(tmp_path / "new", *words, "--lost", "bids").returncode == 0


def test_the_key_of_another_ledger_is_told_before_anything_is_put(made: Path, copies: Path, tmp_path: Path) -> None:
    assert operis(tmp_path / "other", "init").returncode == 0
    keys = Path(shutil.copytree(made / "keys", tmp_path / "keys"))
    shutil.copyfile(tmp_path / "other" / "keys" / "ledger.pem", keys / "ledger.pem")
    done = operis(tmp_path / "new", "restore", str(copies), "--keys", str(keys), "--data", str(tmp_path / "new"))
    assert (done.returncode, (tmp_path / "new").exists()) == (3, False)
    assert f"{keys / 'ledger.pem'} is not the key of this copy's ledger" in done.stderr
