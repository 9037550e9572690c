"""Is every setting documented, and does it do what it says?"""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler
from pytest_django.plugin import DjangoDbBlocker

from operis.config.settings import database, secret_key

ROOT = Path(__file__).parent.parent.parent


def test_every_setting_has_its_heading() -> None:
    files = [ROOT / "run", *(ROOT / "operis").rglob("*.py"), *(ROOT / "tests").glob("*.py")]
    read = {name for file in files for name in re.findall(r'"(OPERIS_[A-Z_]+)"', file.read_text(encoding="utf-8"))}
    headings = re.findall(r"^## `(OPERIS_[A-Z_]+)`", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(read)


def test_sqlite_is_durable_and_waits_its_turn(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> None:
    connection = ConnectionHandler({"default": database("", tmp_path)})["default"]
    told = []
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {name}")
            told.append(cursor.fetchone()[0])
    connection.close()
    assert told == ["wal", 2, 1, 20000]


def test_no_address_is_sqlite_in_the_data_folder(tmp_path: Path) -> None:
    assert database("", tmp_path)["NAME"] == tmp_path / "operis.sqlite3"


def test_an_address_is_read_in_full(tmp_path: Path) -> None:
    assert database("postgresql://alice:p%40ss@db.example:5433/operis?sslmode=require", tmp_path) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "operis",
        "USER": "alice",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
    assert database("postgresql://operis@/operis?host=/run/postgresql", tmp_path)["HOST"] == "/run/postgresql"


@pytest.mark.parametrize("url", ["mysql://host/operis", "postgresql://host", "operis"])
def test_another_kind_of_address_is_refused_in_words(url: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="OPERIS_DATABASE must read postgresql://"):
        database(url, tmp_path)


def test_the_secret_key_is_the_one_of_the_data_folder_or_dies_with_the_process(tmp_path: Path) -> None:
    assert secret_key(tmp_path) != secret_key(tmp_path)
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "django").write_text("made once\n")
    assert secret_key(tmp_path) == "made once"
