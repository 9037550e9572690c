"""What opens a token, and what ends it for good?"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django import Settings

from operis.accounts.models import Grant, Token, User
from operis.accounts.tokens import bearer, mandate_by_token
from operis.cli.user import main
from tests.api.programs import installed
from tests.statute import ALICE
from tests.web.accounts import CHANGE, post
from tests.web.signed import PASSWORD, account, signed_in

pytestmark = pytest.mark.django_db
EMAIL = "alice@office.example"
MONDAY = date(2026, 3, 2)
Said = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def said(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """A word of the command, with its status, its lines and its complaint; today is Monday, 2026-03-02."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    (tmp_path / "keys" / "django").write_text("key")
    account(EMAIL, ALICE)

    def word(*typed: str) -> tuple[int, list[str], str]:
        status = main(list(typed))
        out, err = capsys.readouterr()
        return status, out.splitlines(), err

    return word


def office() -> str:
    return Grant.objects.get().office_id


def made(said: Said, *more: str) -> str:
    status, [secret], _ = said("token", EMAIL, office(), *more)
    assert status == 0
    return secret


def opens(secret: str, day: date = MONDAY) -> bool:
    return mandate_by_token(secret, day) is not None


@pytest.mark.parametrize(("until", "last"), [([], MONDAY + timedelta(days=90)), (["--until", "2026-03-09"], date(2026, 3, 9))])
def test_a_token_has_a_last_day(said: Said, until: list[str], last: date) -> None:
    secret = made(said, *until)
    assert (opens(secret, last), opens(secret, last + timedelta(days=1))) == (True, False)


def test_a_token_that_would_be_over_is_not_made(said: Said) -> None:
    assert said("token", EMAIL, office(), "--until", "2026-03-01")[0] == 2
    assert said("token", EMAIL, office(), "--until", "2026-03-02")[0] == 0


def test_tokens_are_listed_by_name_with_person_days_and_commands(said: Said) -> None:
    made(said, "--commands", "file-plan,record-need", "--until", "2026-04-30")
    made(said)
    [first, second] = said("tokens", EMAIL)[1]
    assert first.split("\t")[1:] == [EMAIL, office(), "made 2026-03-02, until 2026-04-30", "file-plan record-need"]
    assert second.split("\t")[1:] == [EMAIL, office(), "made 2026-03-02, until 2026-05-31", "all commands"]
    assert said("tokens")[1] == [first, second]
    assert said("tokens", "nobody@office.example")[0] == 2


def test_one_is_ended_and_the_others_stay(said: Said) -> None:
    first, second = made(said), made(said)
    [name] = [line.split("\t")[0] for line in said("tokens")[1] if bearer(first, MONDAY).name in line]  # type: ignore[union-attr]
    assert said("token", "--end", name)[0] == 0
    assert (opens(first), opens(second)) == (False, True)
    assert "ended 2026-03-02" in next(line for line in said("tokens")[1] if line.startswith(name))
    assert "has ended already" in said("token", "--end", name)[2]
    assert "no one token" in said("token", "--end", "%")[2]


@pytest.mark.parametrize("word", ["reset", "close", "password"])
def test_who_loses_a_way_of_signing_in_loses_the_tokens_and_nothing_brings_them_back(
    said: Said, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = made(said)
    monkeypatch.setattr("operis.cli.user.getpass", lambda _: "four grey herons at dawn")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert said(word, EMAIL)[0] == 0
    assert not opens(secret)
    assert said("reopen", EMAIL)[0] == 0
    assert said("grant", EMAIL, office(), "--from", "2026-01-01", "--until", "2027-12-31")[0] == 0
    assert not opens(secret)
    assert opens(made(said))


def test_another_password_ends_the_tokens(said: Said) -> None:
    secret, client = made(said), signed_in(email=EMAIL)
    assert opens(secret)
    assert post(client, CHANGE, password=PASSWORD, new="four grey herons at dawn")[0] == 200
    assert not opens(secret)


def test_a_mandate_that_ended_and_is_made_longer_makes_no_token_good_again(said: Said) -> None:
    secret = made(said)
    assert said("end", EMAIL, office(), "--until", "2026-03-03")[0] == 0
    later = made(said)
    assert said("grant", EMAIL, office(), "--from", "2026-01-01", "--until", "2026-12-31")[0] == 0
    for one in (secret, later):
        assert (opens(one, date(2026, 3, 3)), opens(one, date(2026, 3, 4))) == (True, False)


def test_a_token_is_for_the_commands_that_it_was_made_for(said: Said) -> None:
    found = bearer(made(said, "--commands", "file-plan"), MONDAY)
    assert found is not None
    assert (found.may_put("file-plan"), found.may_put("seal-bid")) == (True, False)
    every = bearer(made(said), MONDAY)
    assert every is not None
    assert every.may_put("seal-bid")
    assert "no command fly" in said("token", EMAIL, office(), "--commands", "file-plan,fly")[2]


@pytest.mark.parametrize("typed", [["token"], ["token", EMAIL]])
def test_a_token_is_of_somebody_in_an_office(said: Said, typed: list[str]) -> None:
    assert said(*typed)[0] == 2


@pytest.mark.django_db(transaction=True)
def test_a_token_of_before_gets_ninety_days_and_sessions_of_before_are_over() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([("accounts", "0004_signed_in_from")])
    try:
        before = executor.loader.project_state([("accounts", "0004_signed_in_from")]).apps
        user = before.get_model("accounts", "User").objects.create(email="a@b.example", name="A", password="!")
        desk = before.get_model("accounts", "Office").objects.create(key="desk", body="body", role="buyer")
        grant = before.get_model("accounts", "Grant").objects.create(user=user, office=desk, first=MONDAY)
        old = before.get_model("accounts", "Token")
        old.objects.create(digest="1" * 64, grant=grant, made="2026-03-02T09:00:00Z")
        old.objects.create(digest="2" * 64, grant=grant, made="2026-03-02T09:00:00Z", last=MONDAY)
        before.get_model("accounts", "Session").objects.create(session_key="k", session_data="", expire_date="2030-01-01T00:00:00Z")
    finally:
        call_command("migrate", "accounts", verbosity=0)
    assert list(Token.objects.order_by("digest").values_list("last", flat=True)) == [MONDAY + timedelta(days=90), MONDAY]
    assert not User.objects.get().session_set.exists()


def test_the_secret_is_nowhere(said: Said) -> None:
    assert made(said) not in str(list(Token.objects.values()))
