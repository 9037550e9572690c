"""Who is signed in, and after which steps?"""

import json
import time
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis.accounts.codes import new_recovery
from tests.api.programs import installed
from tests.web.accounts import EMAIL, SECOND, SIGN_IN, code, is_in, post, with_codes
from tests.web.signed import PASSWORD

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
