"""How often may one fail, and does anybody shut out another by failing?"""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis.accounts.models import Seen, Try
from operis.accounts.tries import ACCOUNT, CODE, DEVICE, HERE, PLACE
from operis.web.account.counting import account_of
from tests.api.programs import installed
from tests.statute import ALICE, BO
from tests.web.accounts import CHANGE, EMAIL, SECOND, SECURITY, SIGN_IN, aged, code, is_in, post, with_codes
from tests.web.reading import text
from tests.web.signed import PASSWORD, account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
RIVAL, OFFICE, HOME = "198.51.100.7", "192.0.2.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def monday(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def at(address: str) -> Client:
    """A browser that was never here."""
    return Client(REMOTE_ADDR=address)


def guesses(times: int, address: str = RIVAL, email: str = EMAIL) -> list[int]:
    return [post(at(address), SIGN_IN, email=email, password="wrong")[0] for _ in range(times)]


def many_guess() -> None:
    """From many places, with patience: so many that each attempt waits as long as any."""
    account = ACCOUNT.of(account_of(EMAIL))
    Try.objects.bulk_create([Try(key=account.key, at=datetime.now(UTC)) for _ in range(2 * ACCOUNT.most)])


class TestStranger:
    def test_after_ten_wrong_passwords_from_a_place_the_right_one_waits_there_and_is_told_until_when(self) -> None:
        account(EMAIL, ALICE)
        assert set(guesses(HERE.most)) == {422}
        answer = at(RIVAL).post(SIGN_IN, {"email": f" {EMAIL.upper()}", "password": PASSWORD})
        said = text(answer)
        assert answer.status_code == 429
        assert ("Too many attempts have failed. Try again after " in said, "(Beijing time)" in said) == (True, True)
        assert 0 < int(answer.headers["Retry-After"]) <= 901
        Try.objects.update(at=datetime.now(UTC) - HERE.within)
        assert post(at(RIVAL), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 302

    def test_the_same_words_for_an_account_that_is_not_there(self) -> None:
        account(EMAIL, ALICE)
        told = []
        for email, address in ((EMAIL, OFFICE), ("nobody@office.example", RIVAL)):
            answers = [post(at(address), SIGN_IN, email=email, password="wrong") for _ in range(HERE.most + 1)]
            told.append([(status, re.sub("after .* time", "", says.replace(email, ""))) for status, says in answers])
        assert told[0] == told[1]
        assert told[0][-1][0] == 429

    def test_a_place_that_tries_many_accounts_waits_and_another_place_does_not(self) -> None:
        account(EMAIL, ALICE)
        for number in range(PLACE.most):
            guesses(1, OFFICE, f"{number}@office.example")
        assert post(at(OFFICE), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 429
        assert post(at(HOME), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 302

    def test_a_net_of_version_six_is_one_place(self) -> None:
        account(EMAIL, ALICE)
        for number in range(PLACE.most):
            guesses(1, f"2001:db8:1:2::{number:x}", f"{number}@office.example")
        assert post(at("2001:db8:1:2:ffff::1"), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 429
        assert post(at("2001:db8:1:3::1"), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 302

    def test_behind_a_proxy_the_place_is_the_one_that_the_proxy_saw(self, settings: Settings) -> None:
        account(EMAIL, ALICE)
        settings.OPERIS_PROXIES = 1
        for number in range(PLACE.most):  # what a client writes itself stands before what the proxy adds
            forwarded = f"198.51.100.{number}, {OFFICE}"
            post(Client(headers={"x-forwarded-for": forwarded}), SIGN_IN, email=f"{number}@office.example", password="wrong")
        for seen, status in ((OFFICE, 429), (HOME, 302)):
            assert post(Client(headers={"x-forwarded-for": f"203.0.113.1, {seen}"}), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == status

    def test_without_a_proxy_nobody_chooses_a_place(self) -> None:
        account(EMAIL, ALICE)
        for number in range(PLACE.most):
            post(Client(headers={"x-forwarded-for": f"198.51.100.{number}"}), SIGN_IN, email=f"{number}@office.example", password="wrong")
        assert post(Client(headers={"x-forwarded-for": "203.0.113.1"}), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 429

    def test_five_wrong_codes_shut_the_second_step(self) -> None:
        _user, secret = with_codes()
        client = Client()
        post(client, SIGN_IN, email=EMAIL, password=PASSWORD)
        for _ in range(CODE.most):
            assert post(client, SECOND, code="000000")[0] in (422, 302)
        answer = client.post(SECOND, {"code": code(secret)})
        assert (answer.status_code, "Retry-After" in answer.headers, is_in(client)) == (429, True, False)


class TestRival:
    def test_ten_wrong_passwords_by_a_rival_shut_nobody_else_out(self) -> None:
        account(EMAIL, ALICE)
        account("bo@sunrise.example", BO)
        assert guesses(HERE.most + 1)[-1] == 429
        assert post(at(RIVAL), SIGN_IN, email="bo@sunrise.example", password=PASSWORD)[0] == 302
        client = at(HOME)
        first = client.post(SIGN_IN, {"email": EMAIL, "password": PASSWORD})
        assert (first.status_code, first.headers["Retry-After"]) == (429, "2")  # a second, told upwards

    def test_who_is_signed_in_shows_that_it_is_still_the_same_whatever_strangers_try(self) -> None:
        client = signed_in(ALICE, email=EMAIL)
        guesses(HERE.most + 1)
        guesses(HERE.most + 1, "127.0.0.1")
        many_guess()
        aged(client)
        assert "Show that it is you" in text(client.get(f"{SECURITY}codes/"))
        assert post(client, f"{SECURITY}codes/", again="GET", again_password=PASSWORD)[0] == 302
        assert post(client, CHANGE, password=PASSWORD, new="four grey herons at dawn")[0] == 200

    def test_a_browser_that_has_signed_in_signs_in_again_whatever_strangers_try(self) -> None:
        client = signed_in(ALICE, email=EMAIL)
        client.post("/en/account/sign-out/")
        guesses(HERE.most + 1, "127.0.0.1")
        many_guess()
        for number in range(PLACE.most):
            guesses(1, "127.0.0.1", f"{number}@office.example")
        assert post(client, SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 302

    def test_it_has_a_count_of_its_own_and_shuts_no_other(self) -> None:
        client, other = signed_in(ALICE, email=EMAIL), signed_in(email=EMAIL)
        for one in (client, other):
            one.post("/en/account/sign-out/")
        told = [post(client, SIGN_IN, email=EMAIL, password="wrong")[0] for _ in range(DEVICE.most + 1)]
        assert told == [*[422] * DEVICE.most, 429]
        assert post(other, SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 302
        assert post(at("127.0.0.1"), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 302

    def test_fifty_wrong_passwords_from_an_office_shut_out_nobody_who_has_signed_in_from_there(self) -> None:
        account(EMAIL, ALICE)
        account("bo@sunrise.example", BO)
        assert post(at(OFFICE), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 302
        for number in range(PLACE.most):
            guesses(1, OFFICE, f"{number}@office.example")
        assert post(at(OFFICE), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 302  # in another browser
        assert post(at(OFFICE), SIGN_IN, email="bo@sunrise.example", password=PASSWORD)[0] == 429
        Seen.objects.update(at=datetime.now(UTC) - timedelta(days=181))
        assert post(at(OFFICE), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 429

    def test_behind_a_proxy_that_was_not_told_of_fifty_wrong_passwords_do_not_shut_the_site(self) -> None:
        client = signed_in(ALICE, email=EMAIL)
        client.post("/en/account/sign-out/")
        for number in range(PLACE.most):
            guesses(1, "127.0.0.1", f"{number}@office.example")
        for one in (client, at("127.0.0.1")):
            assert post(one, SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 302

    def test_a_rival_who_knows_the_password_does_not_shut_the_second_step_of_a_known_browser(self) -> None:
        _user, secret = with_codes()
        client, rival = Client(), at(RIVAL)
        post(client, SIGN_IN, email=EMAIL, password=PASSWORD)
        assert post(client, SECOND, code=code(secret))[0] == 302
        client.post("/en/account/sign-out/")
        post(rival, SIGN_IN, email=EMAIL, password=PASSWORD)
        for _ in range(CODE.most):
            post(rival, SECOND, code="000000")
        assert post(rival, SECOND, code="000000")[0] == 429
        post(client, SIGN_IN, email=EMAIL, password=PASSWORD)
        assert post(client, SECOND, code=code(secret, 1))[0] == 302


class TestWait:
    """Where many places try one account, who comes from a new one waits a little, and no attempt of others makes that longer."""

    def asked(self, client: Client, ticket: str = "", password: str = PASSWORD) -> tuple[int, int, str]:
        answer = client.post(SIGN_IN, {"email": EMAIL, "password": password, "waited": ticket})
        found = re.search(r'name="waited" value="([^"]+)"', answer.content.decode())
        return answer.status_code, int(answer.headers.get("Retry-After", 0)), found[1] if found else ""

    def test_the_wait_is_told_and_after_it_one_is_let_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        account(EMAIL, ALICE)
        many_guess()
        client = at(HOME)
        status, seconds, ticket = self.asked(client)
        assert (status, 30 <= seconds <= 31) == (429, True)
        said = text(client.post(SIGN_IN, {"email": EMAIL, "password": "x"}))
        assert "Many wrong passwords have been tried for this address. Wait 3" in said
        self.later(monkeypatch, 29)
        many_guess()  # who goes on guessing
        status, _seconds, again = self.asked(client, ticket)
        assert (status, again.partition(":")[0]) == (429, ticket.partition(":")[0])  # the same wait, signed anew
        self.later(monkeypatch, 31)
        assert self.asked(client, ticket)[0] == 302

    def test_a_wait_is_good_for_one_attempt_of_one_account_at_one_place(self, monkeypatch: pytest.MonkeyPatch) -> None:
        account(EMAIL, ALICE)
        many_guess()
        ticket = self.asked(at(RIVAL))[2]
        self.later(monkeypatch, 31)
        assert self.asked(at(HOME), ticket)[0] == 429
        assert [self.asked(at(RIVAL), ticket, "wrong")[0] for _ in range(2)] == [422, 429]
        assert self.asked(at(RIVAL), "made:up")[0] == 429
        other = self.asked(at(OFFICE))[2]
        self.later(monkeypatch, 31 + 60 * 11)
        assert self.asked(at(OFFICE), other)[0] == 429

    @staticmethod
    def later(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
        moved = datetime.now(UTC) + timedelta(seconds=seconds)
        monkeypatch.setattr("operis.web.account.counting.timezone.now", lambda: moved)


@pytest.mark.parametrize("cookie", ["", "made-up", "e30:1u:x"])
def test_a_browser_cannot_say_of_itself_that_it_is_known(cookie: str, settings: Settings) -> None:
    account(EMAIL, ALICE)
    guesses(HERE.most)
    client = at(RIVAL)
    client.cookies[settings.KNOWN_COOKIE_NAME] = cookie
    assert post(client, SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 429


def test_a_browser_is_known_to_the_last_five_who_signed_in_in_it_and_to_no_script(settings: Settings) -> None:
    client = Client()
    for number in range(6):
        email = f"{number}@office.example"
        account(email, ALICE)
        assert post(client, SIGN_IN, email=email, password=PASSWORD)[0] == 302
        client.post("/en/account/sign-out/")
    cookie = client.cookies[settings.KNOWN_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 180 * 24 * 60 * 60)
    assert "office" not in cookie.value
    for number, status in ((0, 429), (1, 302)):
        email = f"{number}@office.example"
        guesses(HERE.most, "127.0.0.1", email)
        assert post(client, SIGN_IN, email=email, password=PASSWORD)[0] == status


def test_over_https_the_browser_is_known_by_a_cookie_for_this_host_alone(settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.KNOWN_COOKIE_NAME = "__Host-s", "__Host-c", "__Host-known"
    account(EMAIL, ALICE)
    client = Client()
    assert client.post(SIGN_IN, {"email": EMAIL, "password": PASSWORD}, secure=True).status_code == 302
    for name in ("__Host-s", "__Host-known"):
        cookie = client.cookies[name]
        assert (cookie["secure"], cookie["path"], cookie["domain"], cookie["httponly"]) == (True, "/", "", True)
    assert "Sign out" in client.get("/en/help/", secure=True).content.decode()
    client.post("/en/account/sign-out/", secure=True)
    assert client.cookies["__Host-s"].value == ""
    assert client.cookies["__Host-known"].value
