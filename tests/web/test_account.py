"""Who is signed in, after which steps, and how often may one fail?"""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis.accounts.codes import new_recovery
from operis.accounts.models import Try
from operis.accounts.tries import ACCOUNT, CODE, PLACE
from tests.api.programs import installed
from tests.statute import ALICE, BO
from tests.web.accounts import EMAIL, SECOND, SIGN_IN, code, is_in, post, text, with_codes
from tests.web.signed import PASSWORD, account

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def monday(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


class TestSecondStep:
    def test_a_password_alone_signs_nobody_in_who_has_codes(self) -> None:
        _user, secret = with_codes()
        client = Client()
        assert post(client, SIGN_IN, email=EMAIL, password=PASSWORD, next="/en/rules/") == (302, f"{SECOND}?next=%2Fen%2Frules%2F")
        assert (is_in(client), client.get("/en/desk/").status_code) == (False, 302)
        assert post(client, SECOND, code=code(secret), next="/en/rules/") == (302, "/en/rules/")
        assert is_in(client)

    def test_a_code_that_opened_one_browser_opens_no_other(self) -> None:
        _user, secret = with_codes()
        first, second = Client(), Client()
        for client in (first, second):
            post(client, SIGN_IN, email=EMAIL, password=PASSWORD)
        now = code(secret)
        assert post(first, SECOND, code=now)[0] == 302
        status, says = post(second, SECOND, code=now)
        assert (status, "This code is not right, or was used before." in says, is_in(second)) == (422, True, False)

    def test_a_recovery_code_stands_in_once(self) -> None:
        user, _secret = with_codes()
        [recovery, *_rest] = new_recovery(user)
        for status in (302, 422):
            client = Client()
            post(client, SIGN_IN, email=EMAIL, password=PASSWORD)
            assert post(client, SECOND, code=recovery)[0] == status

    def test_who_has_not_given_the_password_is_asked_for_it(self) -> None:
        with_codes()
        assert post(Client(), SECOND, code="123456", next="/en/rules/") == (302, f"{SIGN_IN}?next=%2Fen%2Frules%2F")
        assert Client().get(SECOND).status_code == 302

    def test_the_password_is_forgotten_after_ten_minutes(self) -> None:
        _user, secret = with_codes()
        client = Client()
        post(client, SIGN_IN, email=EMAIL, password=PASSWORD)
        session = client.session
        session["half"] = [session["half"][0], time.time() - 601]
        session.save()
        assert post(client, SECOND, code=code(secret))[1].startswith(SIGN_IN)

    def test_an_empty_code_and_a_hostile_one_are_no_error_of_ours(self) -> None:
        with_codes()
        client = Client()
        post(client, SIGN_IN, email=EMAIL, password=PASSWORD)
        assert "Enter a code." in post(client, SECOND, code=" ")[1]
        for typed in ("\0", "a" * 1_001, "<script>", "１２３"):
            assert post(client, SECOND, code=typed)[0] == 422

    def test_nothing_that_is_no_passkey_opens(self) -> None:
        with_codes()
        client = Client()
        for signed in ("{}", "[]", "no", '{"id": 1}', json.dumps({"id": "AA", "rawId": "AA", "response": {}, "type": "public-key"})):
            assert post(client, SIGN_IN, credential=signed)[0] == 422
            client.post("/en/account/sign-in/passkey/", {"kind": "sign"})
            assert post(client, SIGN_IN, credential=signed)[0] == 422
        post(client, SIGN_IN, email=EMAIL, password=PASSWORD)
        assert post(client, SECOND, credential="{}")[0] == 422
        assert not is_in(client)


class TestHowOften:
    def test_after_ten_wrong_passwords_even_the_right_one_waits_and_is_told_until_when(self) -> None:
        account(EMAIL, ALICE)
        for _ in range(ACCOUNT.most):
            assert post(Client(), SIGN_IN, email=EMAIL, password="wrong")[0] == 422
        answer = Client().post(SIGN_IN, {"email": f" {EMAIL.upper()}", "password": PASSWORD})
        said = text(answer)
        assert (answer.status_code, "Too many attempts have failed. Try again after " in said, "(Beijing time)" in said) == (
            429,
            True,
            True,
        )
        assert 0 < int(answer.headers["Retry-After"]) <= 901
        Try.objects.update(at=datetime.now(UTC) - ACCOUNT.within)
        assert post(Client(), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 302

    def test_the_same_words_for_an_account_that_is_not_there(self) -> None:
        for _ in range(ACCOUNT.most):
            post(Client(), SIGN_IN, email="nobody@office.example", password="wrong")
        assert post(Client(), SIGN_IN, email="nobody@office.example", password="wrong")[0] == 429

    def test_an_account_that_is_shut_shuts_no_other(self) -> None:
        account(EMAIL, ALICE)
        account("bo@sunrise.example", BO)
        for _ in range(ACCOUNT.most + 1):
            post(Client(), SIGN_IN, email=EMAIL, password="wrong")
        assert post(Client(), SIGN_IN, email="bo@sunrise.example", password=PASSWORD)[0] == 302

    def test_a_place_that_tries_many_accounts_waits_and_another_place_does_not(self) -> None:
        account(EMAIL, ALICE)
        for number in range(PLACE.most):
            post(Client(REMOTE_ADDR="192.0.2.7"), SIGN_IN, email=f"{number}@office.example", password="wrong")
        assert post(Client(REMOTE_ADDR="192.0.2.7"), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 429
        assert post(Client(REMOTE_ADDR="192.0.2.8"), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 302

    def test_a_net_of_version_six_is_one_place(self) -> None:
        account(EMAIL, ALICE)
        for number in range(PLACE.most):
            post(Client(REMOTE_ADDR=f"2001:db8:1:2::{number:x}"), SIGN_IN, email=f"{number}@office.example", password="wrong")
        assert post(Client(REMOTE_ADDR="2001:db8:1:2:ffff::1"), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 429
        assert post(Client(REMOTE_ADDR="2001:db8:1:3::1"), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 302

    def test_behind_a_proxy_the_place_is_the_one_that_the_proxy_saw(self, settings: Settings) -> None:
        account(EMAIL, ALICE)
        settings.OPERIS_PROXIES = 1
        for number in range(PLACE.most):  # what a client writes itself stands before what the proxy adds
            forwarded = f"198.51.100.{number}, 192.0.2.7"
            post(Client(headers={"x-forwarded-for": forwarded}), SIGN_IN, email=f"{number}@office.example", password="wrong")
        for seen, status in (("192.0.2.7", 429), ("192.0.2.8", 302)):
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
