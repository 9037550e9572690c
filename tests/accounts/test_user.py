"""Who has an account?"""

from io import StringIO
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from operis.accounts.models import User
from operis.cli.user import main
from operis.mail.models import Letter
from tests.api.programs import installed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_an_address_is_kept_in_small_letters_and_found_in_any() -> None:
    alice = User.objects.create_user(" Alice@Example.org ", "Alice")
    assert alice.email == "alice@example.org"
    assert User.objects.get_by_natural_key("ALICE@example.org ") == alice


def test_an_address_belongs_to_one_person() -> None:
    User.objects.create_user("alice@example.org", "Alice")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ALICE@example.org", "Another")
    assert User.objects.count() == 1


def test_the_database_itself_refuses_capitals_and_a_missing_name() -> None:
    for email, name in (("Alice@example.org", "Alice"), ("alice@example.org", "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create(email=email, name=name)


def test_without_a_password_nobody_signs_in() -> None:
    alice = User.objects.create_user("alice@example.org", "Alice")
    bo = User.objects.create_user("bo@example.org", "Bo", "a long password")
    assert (alice.has_usable_password(), alice.check_password("")) == (False, False)
    assert (bo.check_password("a long password"), bo.check_password("A long password")) == (True, False)


def test_a_password_is_set_from_what_is_piped_in_and_a_short_one_is_not_taken(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    (tmp_path / "keys" / "django").write_text("key")
    alice = User.objects.create_user("alice@example.org", "Alice")
    for typed, ends in (("short\n", 2), ("three grey herons at dusk\n", 0)):
        monkeypatch.setattr("sys.stdin", StringIO(typed))
        assert main(["password", "Alice@example.org"]) == ends
        alice.refresh_from_db()
        assert alice.check_password(typed.rstrip()) is (ends == 0)
    assert "at least 12 characters" in capsys.readouterr().err
    assert main(["password", "nobody@example.org"]) == 2
    assert [one.to for one in Letter.objects.all()] == ["alice@example.org"]
