"""Is an installation opened as it stands, and if not, is it said in one sentence with its cure? And does `init` keep its hands off?"""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from operis import clock
from operis.cli import init, main
from operis.cli._fit import unfit
from operis.ledger import read
from tests.ledger.county import County, consultation
from tests.ledger.tables import without_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NEED = "DC-2026-N-0001"
LOST = "If what is missing is lost for good, `operis accept-loss` enters that, for everybody to read."


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
    assert [path.read_text().splitlines()[1] for path in clock.kept_outside()] == ["0", "0"]
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
        f"nothing shows that it is whole. {LOST}\n"
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


def test_a_witness_that_was_set_only_now_is_begun_by_init(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    Path(settings.OPERIS_WITNESS).unlink()
    assert unfit().endswith("If OPERIS_WITNESS was set only now, `operis init` begins it; else put the file back.")
    assert init.main([]) == 0
    assert f"Begun: {settings.OPERIS_WITNESS}, where the newest checkpoint is kept" in capsys.readouterr().out
    assert Path(settings.OPERIS_WITNESS).read_text() == read.newest_checkpoint()
    assert unfit() == ""


@pytest.mark.parametrize("outside", ["kept", "gone"])
def test_init_makes_no_key_where_there_are_entries(county: County, outside: str, capsys: pytest.CaptureFixture[str]) -> None:
    signed = clock.verifier()
    if outside == "gone":
        for path in clock.kept_outside():
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
