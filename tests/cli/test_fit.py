"""Is an installation opened as it stands, and if not, is it said in one sentence with its cure? And does `init` keep its hands off?"""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from operis import clock
from operis.cli import _fit, init, main, restore
from operis.cli._fit import elsewhere, unfit
from operis.dockets.platform.acts import WitnessBegun
from operis.ledger import read
from operis.ledger.checkpoint import sign_checkpoint
from operis.ledger.outside import kept_outside
from operis.ledger.tree import root_of_hashes
from tests.ledger.county import County, consultation
from tests.ledger.tables import without_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NEED = "DC-2026-N-0001"
LOST = "If what is missing is lost for good, `operis accept-loss` enters that, for everybody to read."

BEGIN = (
    "Put the file back. If it is lost for good, or OPERIS_WITNESS was set only now: "
    "`operis init --begin-witness --decided-by WHO --paper NO` begins it, and enters that for everybody to read."
)
WORDS = ["--begin-witness", "--decided-by", "Li, head of the office", "--paper", "2026-12"]


@pytest.fixture(name="county")
def _county(tmp_path: Path, settings: Settings) -> County:
    """An installation whose log has entries, with a witness elsewhere."""
    settings.OPERIS_DATA = tmp_path / "data"
    settings.OPERIS_WITNESS = str(tmp_path / "witness")
    assert init.main([]) == 0
    county = County().founded()
    clock.sequence_once()
    assert unfit() == ""
    return county


def file(name: str) -> Path:
    return Path(settings.OPERIS_DATA) / name


def test_init_begins_both_memories_before_anything_is_entered(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA, settings.OPERIS_WITNESS = tmp_path, str(tmp_path / "witness")
    assert init.main([]) == 0
    assert [path.read_text().splitlines()[1] for path in kept_outside()] == ["0", "0"]
    assert unfit() == ""


@pytest.mark.parametrize("words", [["rebuild"], ["export", "record", NEED], ["user", "list"], ["run", "--record", NEED]])
def test_every_word_refuses_a_ledger_of_which_nothing_is_known_outside(
    county: County, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file("checkpoint").unlink()
    Path(settings.OPERIS_WITNESS).unlink()
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 3
    assert capsys.readouterr().err == (
        f"operis: This ledger has 7 entries in its log, and no checkpoint is kept in {file('checkpoint')}, {settings.OPERIS_WITNESS}: "
        f"nothing shows that it is whole. Put a file back. {LOST}\n"
    )


def test_an_older_copy_of_the_whole_folder_is_refused_by_the_witness(county: County) -> None:
    older = file("checkpoint").read_text()
    county.done(NEED, consultation())
    clock.sequence_once()
    file("checkpoint").write_text(older)
    without_triggers("leaf", "checkpoint")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM leaf WHERE position >= 7")
        cursor.execute("DELETE FROM checkpoint WHERE size > 7")
    assert unfit() == (
        "This ledger has 7 entries in its log; the newest checkpoint known has 8. "
        f"It is kept in {settings.OPERIS_WITNESS}. Restore the newer copy; nothing is started on an older one. {LOST}"
    )


def test_a_witness_is_begun_over_entries_only_in_public(
    county: County, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "wang")
    monkeypatch.delenv("SUDO_USER", raising=False)
    Path(settings.OPERIS_WITNESS).unlink()
    assert unfit().endswith(f"nothing shows that it is whole. {BEGIN}")
    assert init.main([]) == 3
    assert BEGIN in capsys.readouterr().err
    assert not Path(settings.OPERIS_WITNESS).exists()
    root = root_of_hashes(read.leaves(0, 7)).hex()
    assert init.main(WORDS) == 0
    assert f"Begun: {settings.OPERIS_WITNESS}, after 7 entries; entered for everybody to read: DC-2026-P-0001" in capsys.readouterr().out
    [entry] = read.entries("DC-2026-P-0001")
    act = entry.act
    assert isinstance(act, WitnessBegun)
    assert (act.size, act.root, act.decided_by, act.paper, act.administrator) == (7, root, "Li, head of the office", "2026-12", "wang")
    assert [path.read_text() for path in kept_outside()] == [read.newest_checkpoint()] * 2
    assert unfit() == ""
    assert init.main(WORDS) == 3
    assert "There is no witness to begin" in capsys.readouterr().err
    assert read.size() == 8
    assert main(["verify", "--all", "--lang", "en"]) == 0
    day = f"{entry.entered:%Y-%m-%d}"
    said = f"a witness was begun at 7 entries on {day}; decided by Li, head of the office, paper 2026-12"
    assert f"DC-2026-P-0001: {said}\n" in capsys.readouterr().out


def test_a_witness_is_begun_over_no_log_that_is_behind(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    Path(settings.OPERIS_WITNESS).unlink()
    file("checkpoint").write_text(sign_checkpoint(settings.OPERIS_ORIGIN, 99, bytes(32), clock.ledger_key()))
    assert init.main(WORDS) == 3
    assert "the newest checkpoint known has 99" in capsys.readouterr().err
    assert (Path(settings.OPERIS_WITNESS).exists(), read.size()) == (False, 7)


def test_over_no_entries_nothing_is_said_in_public(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA, settings.OPERIS_WITNESS = tmp_path, str(tmp_path / "witness")
    assert init.main(WORDS) == 0
    assert (Path(settings.OPERIS_WITNESS).is_file(), list(read.dockets()), unfit()) == (True, [], "")


def test_who_decided_is_asked_for(county: County) -> None:
    for words in (WORDS[:1], WORDS[:3], [*WORDS[:1], *WORDS[3:]]):
        with pytest.raises(SystemExit):
            init.main(words)


def test_the_file_of_the_data_folder_is_begun_with_what_the_witness_says(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    file("checkpoint").unlink()
    assert unfit().endswith("Put the file back, or run `operis init`: it begins it with what the witness says.")
    assert init.main([]) == 0
    assert f"Begun: {file('checkpoint')}, where the newest checkpoint is kept" in capsys.readouterr().out
    assert file("checkpoint").read_text() == read.newest_checkpoint()
    assert unfit() == ""


@pytest.mark.parametrize("outside", ["kept", "gone"])
def test_init_makes_no_key_where_there_are_entries(county: County, outside: str, capsys: pytest.CaptureFixture[str]) -> None:
    signed = clock.verifier()
    if outside == "gone":
        for path in kept_outside():
            path.unlink()
    file("keys/ledger.pem").unlink()
    assert init.main([]) == 3
    told = capsys.readouterr().err
    assert f"signed with {signed.name}+{signed.key_id.hex()}, and no key is made where there are entries" in told
    assert f"{file('keys/ledger.pem')}: put it back from the key sheet or the backup of the keys." in told
    assert not file("keys/ledger.pem").exists()


def test_the_key_of_the_site_is_made_anew_only_when_it_is_said_to_be_lost(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    file("keys/django").unlink()
    assert init.main([]) == 3
    assert "If django is lost for good: operis init --lost django" in capsys.readouterr().err
    assert init.main(["--lost", "django"]) == 0
    assert file("keys/django").is_file()


def test_without_entries_init_makes_a_key_again(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    assert init.main([]) == 0
    file("keys/ledger.pem").unlink()
    file("checkpoint").unlink()
    assert init.main([]) == 0
    assert unfit() == ""


def test_a_key_that_is_none_is_told(county: County) -> None:
    file("keys/ledger.pem").write_text("rubbish")
    assert unfit() == (
        "keys/ledger.pem is no key of a ledger: this is no private key in PEM form without a password. "
        "Put it back from the backup of the keys."
    )
    shutil.rmtree(file("keys"))
    assert unfit().startswith("keys/ledger.pem cannot be read: No such file or directory.")


def test_a_demonstration_clock_that_is_rubbish_is_told(county: County) -> None:
    file("demo-clock").write_text("tomorrow")
    assert unfit() == "demo-clock in the data folder holds no number of seconds. Delete it: the clock then shows the time of this machine."


def test_a_folder_that_cannot_be_written_is_told(settings: Settings) -> None:
    settings.OPERIS_DATA = Path("/proc")  # where not even root writes
    assert unfit().startswith("/proc cannot be written: ")


def test_a_database_of_another_version_is_refused_in_both_directions(county: County) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '0999_of_later', '2027-01-01')")
    assert unfit().endswith(
        "has tables of a newer version of Operis (ledger.0999_of_later). Install that version again, or a newer one."
    )
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '0999_of_later' OR app = 'drafts'")
    assert "lacks tables or columns of this version. Run `operis init`: it adds them." in unfit()


def test_a_database_that_is_not_the_folders_is_told_before_anything_is_made_in_it(
    county: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As where OPERIS_DATABASE names a new PostgreSQL database beside a folder whose entries are in SQLite."""
    monkeypatch.setattr(_fit, "has_no_tables", lambda _: True)
    monkeypatch.setattr(init, "migrate", lambda: pytest.fail("tables were made"))
    assert init.main([]) == 3
    told = capsys.readouterr().err
    assert f"was signed for 7 entries, and the {where()} is empty: the ledger lies in another one. Nothing was made." in told
    assert "no ledger is brought from one kind into the other" in told
    assert unfit().endswith(LOST)


def where() -> str:
    name = connection.settings_dict["NAME"]
    return f"PostgreSQL database {name}" if connection.vendor == "postgresql" else "SQLite database of the data folder"


def test_beside_a_folder_without_entries_a_new_database_is_what_is_wanted(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OPERIS_DATA = tmp_path
    assert init.main([]) == 0
    monkeypatch.setattr(_fit, "has_no_tables", lambda _: True)
    assert elsewhere() == ""


@pytest.mark.parametrize(("origin", "told"), [("demo.operis.example/ledger", True), ("county.example/ledger", False)])
def test_a_demonstration_is_told_before_its_first_entry(
    origin: str, told: bool, tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.OPERIS_DATA, settings.OPERIS_ORIGIN = tmp_path, origin
    assert init.main([]) == 0
    says = (
        f"This is a demonstration, and stays one: its name begins with demo. For a ledger that counts, delete {tmp_path} before the first "
        "entry, set OPERIS_ORIGIN to a name of your own, and run operis init again.\n"
    )
    assert capsys.readouterr().out.endswith(says) is told


def test_a_ledger_with_entries_is_told_no_more_that_it_is_a_demonstration(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert init.main([]) == 0
    assert "This is a demonstration" not in capsys.readouterr().out


def test_a_copy_that_is_older_than_the_witness_is_told_with_what_to_do(
    county: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(settings.OPERIS_WITNESS).write_text(sign_checkpoint(settings.OPERIS_ORIGIN, 9, bytes(32), clock.ledger_key()))
    monkeypatch.setattr(restore, "put", lambda *_: None)  # what was put is this installation
    assert restore.main(["copy", "--keys", "keys"]) == 3
    why, told = capsys.readouterr().err.splitlines()[-2:]
    assert told.startswith("operis: It is not whole. Do not serve it")
    assert why == (
        "operis: This ledger has 7 entries in its log; the newest checkpoint known has 9. "
        f"It is kept in {settings.OPERIS_WITNESS}. Restore the newer copy; nothing is started on an older one. {LOST}"
    )


def test_where_nothing_was_entered_there_is_nothing_to_look_at(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.OPERIS_DATA = tmp_path
    assert init.main([]) == 0
    capsys.readouterr()
    assert main(["verify", "--all", "--lang", "en"]) == 0
    assert capsys.readouterr() == ("", "There is nothing to look at yet: this installation has no entry.\n")


def test_what_the_look_does_not_cover_is_said_last(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["verify", "--all", "--lang", "en"]) == 0
    said = capsys.readouterr()
    *_, covers, last = said.out.splitlines()
    assert covers.startswith("Not looked at, since nothing signs it: accounts (people, offices, mandates, tokens)")
    assert (last, said.err) == ("All is whole.", "")


def test_help_on_verify_names_the_look_through_everything(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["verify", "--help"])
    assert left.value.code == 0
    assert "--all" in capsys.readouterr().out
