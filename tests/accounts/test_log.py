"""Does the security log say what happened to accounts, who did it and from where, and never a secret?"""

import json
import re
import stat
from pathlib import Path

import pytest
from django.conf import settings as set_now
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from operis.accounts.log import Event, event
from operis.accounts.models import Grant, User
from operis.accounts.tries import HERE, SESSION
from operis.cli.user import main
from tests.api.programs import Program, founded, installed
from tests.cli.full import no_room
from tests.ledger.county import need_recorded
from tests.statute import ALICE, CHEN
from tests.web.accounts import CHANGE, CODES, EMAIL, RECOVERY, SECOND, SECURITY, SIGN_IN, aged, code, post, with_codes
from tests.web.signed import PASSWORD, account, signed_in

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
NEW = "four grey herons at dawn"


@pytest.fixture(autouse=True)
def monday(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    (tmp_path / "keys" / "django").write_text("key")


def lines() -> list[dict[str, str]]:
    file = Path(set_now.OPERIS_DATA) / "security.log"
    return [json.loads(line) for line in file.read_text("ascii").splitlines()] if file.exists() else []


def said() -> list[str]:
    return [line["says"] for line in lines()]


def test_signing_in_and_out_is_told_with_who_and_whence() -> None:
    user = account(EMAIL, ALICE)
    client = Client(REMOTE_ADDR="192.0.2.7")
    post(client, SIGN_IN, email=EMAIL, password="wrong")
    post(client, SIGN_IN, email=EMAIL, password=PASSWORD)
    client.post("/en/account/sign-out/")
    failed, signed, out = lines()
    assert [one["says"] for one in (failed, signed, out)] == ["sign-in-failed", "signed-in", "signed-out"]
    assert {(one["place"], one["who"]) for one in (failed, signed, out)} == {("192.0.2.7", str(user.pk))}
    assert (failed.get("account"), signed["account"], out["account"]) == (None, str(user.pk), str(user.pk))
    assert len({one["request"] for one in (failed, signed, out)}) == 3
    assert (signed["way"], signed["strong"]) == ("password", "False")


def test_an_address_that_nobody_has_is_told_by_a_digest_alone() -> None:
    for email in ("nobody@office.example", " NOBODY@office.example", "my secret password"):
        post(Client(), SIGN_IN, email=email, password="wrong")
    first, second, third = lines()
    assert (first["tried"] == second["tried"], first["tried"] == third["tried"], first["who"]) == (True, False, "")


def test_attempts_that_are_not_let_try_are_told() -> None:
    account(EMAIL, ALICE)
    for _ in range(HERE.most + 1):
        post(Client(), SIGN_IN, email=EMAIL, password="wrong")
    assert said() == ["sign-in-failed"] * HERE.most + ["sign-in-held"]
    assert re.fullmatch(r"\d{4}-.*\+00:00", lines()[-1]["until"])


def test_the_second_step_is_told_and_its_failures() -> None:
    _user, secret = with_codes()
    client = Client()
    post(client, SIGN_IN, email=EMAIL, password=PASSWORD)
    post(client, SECOND, code="000000")
    post(client, SECOND, credential="{}")
    post(client, SECOND, code=code(secret))
    assert said() == ["second-step-failed", "second-step-failed", "signed-in"]
    assert (lines()[-1]["way"], lines()[-1]["strong"]) == ("password and code", "True")
    post(Client(), SIGN_IN, credential="{}")
    assert lines()[-1]["way"] == "passkey"


def test_proofs_are_told_and_a_session_that_ends_by_them() -> None:
    client = signed_in(ALICE, email=EMAIL)
    aged(client)
    post(client, CODES, again="GET", again_password="wrong")
    post(client, CODES, again="GET", again_password=PASSWORD)
    aged(client)
    for _ in range(SESSION.most):
        post(client, CODES, again="GET", again_password="wrong")
    assert said() == ["signed-in", "proof-failed", "proved", *["proof-failed"] * SESSION.most, "session-ended"]
    assert {one["account"] for one in lines()} == {str(User.objects.get().pk)}


def test_what_one_does_to_ones_own_ways_is_told() -> None:
    user, _secret = with_codes()
    client, there = signed_in(CHEN, email="chen@office.example"), signed_in(email="chen@office.example")
    before = len(lines())
    post(client, SECURITY, do="end-all")
    post(client, CHANGE, password=PASSWORD, new=NEW)
    assert said()[before:] == ["others-signed-out", "password-changed", "proved"]
    assert not user.check_password(NEW)
    assert there.get(SECURITY).status_code == 302
    assert post(client, RECOVERY)[0] == 302


def test_which_mandate_one_chooses_is_told() -> None:
    client = signed_in(ALICE, CHEN, email=EMAIL)
    grant = Grant.objects.order_by("pk")[0]
    post(client, "/en/account/mandate/", mandate=str(grant.pk))
    assert (said()[-1], lines()[-1]["mandate"], lines()[-1]["office"]) == ("mandate-chosen", str(grant.pk), grant.office_id)


def test_the_command_line_tells_who_of_the_machine_did_it() -> None:
    for typed in (
        ["add", EMAIL, "Alice"], ["office", "desk", "body", "buyer"], ["grant", EMAIL, "desk"],
        ["grant", EMAIL, "desk", "--until", "2026-12-31"], ["token", EMAIL, "desk"], ["reset", EMAIL],
        ["end", EMAIL, "desk"], ["close", EMAIL], ["reopen", EMAIL],
    ):  # fmt: skip
        assert main(typed) == 0
    assert said() == [
        "person-added", "office-set", "mandate-given", "mandate-changed", "token-made", "second-step-reset", "token-ended", "mandate-ended",
        "person-closed", "person-reopened",
    ]  # fmt: skip
    assert all(one["place"].startswith("command line of ") for one in lines())


def test_a_token_that_is_refused_is_told_and_one_that_is_used_stands_in_the_lines() -> None:
    founded()
    user = account(EMAIL, ALICE)
    assert main(["token", EMAIL, Grant.objects.get(user=user).office_id, "--commands", "file-plan"]) == 0
    assert Program("made-up").open(need_recorded()).status_code == 401
    refused = lines()[-1]
    assert (refused["says"], refused["why"], refused["place"]) == ("token-refused", "unknown or over", "127.0.0.1")


def test_a_token_used_for_another_command_is_told_with_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    founded()
    user = account(EMAIL, ALICE)
    main(["token", EMAIL, Grant.objects.get(user=user).office_id, "--commands", "file-plan"])
    [secret] = capsys.readouterr().out.split()
    assert Program(secret).open(need_recorded()).status_code == 403
    refused = lines()[-1]
    name = next(one["name"] for one in lines() if one["says"] == "token-made")
    assert (refused["says"], refused["why"]) == ("token-refused", "other commands")
    assert (refused["token"], refused["account"]) == (name, str(user.pk))
    assert secret not in (Path(set_now.OPERIS_DATA) / "security.log").read_text()


def test_a_page_for_another_office_is_told() -> None:
    address = reverse("components")
    assert signed_in(ALICE, email=EMAIL).get(address).status_code == 403
    assert (lines()[-1]["says"], lines()[-1]["path"], lines()[-1]["account"]) == ("access-refused", address, str(User.objects.get().pk))


def test_no_secret_stands_in_it() -> None:
    _user, secret = with_codes()
    client = Client()
    post(client, SIGN_IN, email=EMAIL, password=PASSWORD)
    now = code(secret)
    post(client, SECOND, code=now)
    post(client, CHANGE, password=PASSWORD, new=NEW)
    text = (Path(set_now.OPERIS_DATA) / "security.log").read_text()
    assert [one for one in (PASSWORD, NEW, now, secret, EMAIL, f"{client.session.session_key}") if one in text] == []


def test_it_is_for_its_owner_alone_and_may_be_moved_away_at_any_time(tmp_path: Path) -> None:
    event(Event.SIGNED_OUT, who='a"\n\x1b[2J')
    file = tmp_path / "security.log"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text().splitlines()) == 1
    file.rename(tmp_path / "moved")
    event(Event.SIGNED_OUT)
    assert len(lines()) == 1


def test_without_a_data_folder_nothing_is_written(settings: Settings, tmp_path: Path) -> None:
    settings.OPERIS_DATA = tmp_path / "nowhere"
    event(Event.SIGNED_OUT)
    assert not (tmp_path / "nowhere").exists()


def test_every_event_is_told_of_and_happens_somewhere() -> None:
    told = re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\| (`[^|]*) \|", (ROOT / "docs/log.md").read_text("utf8"), re.MULTILINE)))
    assert [one for one in told if one in set(Event)] == [str(one) for one in Event]
    code = "".join(file.read_text("utf8") for file in (ROOT / "operis").rglob("*.py"))
    assert [one.name for one in Event if f"Event.{one.name}" not in code] == []


def test_a_line_that_the_disk_has_no_room_for_stands_in_the_other_log(caplog: pytest.LogCaptureFixture) -> None:
    with no_room():
        event(Event.ACCESS_REFUSED, path="/en/desk/")
    assert lines() == []
    [line] = [one for one in caplog.records if one.name == "operis.log"]
    says, _, kept = line.getMessage().partition("; its line: ")
    assert (says, json.loads(kept)["path"]) == ("security.log cannot be written: File too large", "/en/desk/")
