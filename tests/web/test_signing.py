"""How does one sign in and out, and under which mandate does one act?"""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis.accounts.models import Grant, User
from operis.core.mandates import Mandate, Role
from tests.api.programs import installed
from tests.statute import ALICE, CHEN
from tests.web.signed import PASSWORD, account, signed_in

pytestmark = pytest.mark.django_db
SIGN_IN, MANDATE = "/en/account/sign-in/", "/en/account/mandate/"
FOR_ANOTHER = Mandate(role=Role.AGENCY, office="agency", body="agent", for_=ALICE.body)


@pytest.fixture(autouse=True)
def monday(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def post(client: Client, path: str, **sent: str) -> tuple[int, str]:
    answer = client.post(path, sent)
    return answer.status_code, answer.headers.get("Location") or unescape(answer.content.decode())


def test_the_right_password_signs_in_and_the_head_of_every_page_says_who_and_for_whom() -> None:
    account("alice@office.example", ALICE)
    client = Client()
    assert post(client, SIGN_IN, email=" ALICE@office.example", password=PASSWORD)[0] == 302
    html = client.get("/en/help/").content.decode()
    assert ("<strong>Li Na</strong>" in html, "Purchasing officer, " in html, "Sign out" in html) == (True, True, True)
    assert client.get("/en/help/").headers["Cache-Control"] == "no-store"
    assert "Cache-Control" not in Client().get("/en/help/").headers


def test_nothing_tells_whether_an_account_exists() -> None:
    account("alice@office.example", ALICE)
    User.objects.create_user("quiet@office.example", "Quiet")
    gone = account("gone@office.example", ALICE)
    gone.is_active = False
    gone.save()
    told = set()
    for email in ("alice@office.example", "nobody@office.example", "quiet@office.example", "gone@office.example"):
        status, html = post(Client(), SIGN_IN, email=email, password=PASSWORD[:-1] if email.startswith("alice") else PASSWORD)
        told.add((status, re.sub(r'name="csrf\w+" value="\w+"', "", html).replace(email, "")))
    assert len(told) == 1
    status, html = told.pop()
    assert (status, "E-mail address and password do not fit together. Check both." in html) == (422, True)


def test_an_empty_form_says_what_is_missing_and_keeps_what_was_typed() -> None:
    status, html = post(Client(), SIGN_IN, email="", password="")
    assert (status, html.count("Enter your e-mail address."), html.count("Enter your password.")) == (422, 2, 2)
    assert '<a href="#f-email">Enter your e-mail address.</a>' in html
    _, html = post(Client(), SIGN_IN, email='a"<b>@office.example', password="secret that stays here")
    assert ('value="a"<b>@office.example"' in html, "secret that stays here" in html) == (True, False)


@pytest.mark.parametrize("email", ["\x00", "a" * 1_001, "“”", "<script>"])
def test_a_hostile_address_is_no_error_of_ours(email: str) -> None:
    assert post(Client(), SIGN_IN, email=email, password="x")[0] == 422


def test_a_form_without_its_token_is_not_taken() -> None:
    account("alice@office.example", ALICE)
    strict = Client(enforce_csrf_checks=True)
    assert post(strict, SIGN_IN, email="alice@office.example", password=PASSWORD)[0] == 403
    given = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', strict.get(SIGN_IN).content.decode())
    assert given
    assert post(strict, SIGN_IN, email="alice@office.example", password=PASSWORD, csrfmiddlewaretoken=given[1])[0] == 302


def test_one_goes_on_to_where_one_was_going_and_never_to_another_site() -> None:
    account("alice@office.example", ALICE)
    for wanted, leads in (
        ("/en/rules/", "/en/rules/"),
        ("👪", "/en/desk/"),
        ("operis.web", "/en/desk/"),
        ("https://elsewhere.example/", "/en/desk/"),
        ("//elsewhere.example/", "/en/desk/"),
    ):
        assert post(Client(), SIGN_IN, email="alice@office.example", password=PASSWORD, next=wanted) == (302, leads)


def test_who_has_two_mandates_chooses_and_switches_without_a_second_sign_in() -> None:
    user = account("alice@office.example", ALICE, FOR_ANOTHER)
    client = Client()
    status, leads = post(client, SIGN_IN, email="alice@office.example", password=PASSWORD, next="/en/rules/")
    assert (status, leads) == (302, f"{MANDATE}?next=%2Fen%2Frules%2F")
    assert post(client, MANDATE)[0] == 422
    for role, words in (("agency", "Procurement agency, "), ("buyer", "Purchasing officer, ")):
        grant = Grant.objects.get(user=user, office__role=role)
        assert post(client, MANDATE, mandate=str(grant.pk), next="/en/rules/") == (302, "/en/rules/")
        assert words in client.get("/en/help/").content.decode()


def test_nobody_takes_the_mandate_of_another_nor_one_that_is_over() -> None:
    account("alice@office.example", ALICE, FOR_ANOTHER)
    other = Grant.objects.get(user=account("chen@office.example", CHEN))
    client = signed_in(email="alice@office.example")
    assert post(client, MANDATE, mandate=str(other.pk))[0] == 422
    mine = Grant.objects.get(user__email="alice@office.example", office__role="buyer")
    assert post(client, MANDATE, mandate=str(mine.pk))[0] == 302
    Grant.objects.filter(pk=mine.pk).update(last=date(2026, 3, 1))
    html = client.get("/en/help/").content.decode()
    assert ("Purchasing officer" in html, "Procurement agency, " in html) == (False, True)


def test_who_has_no_mandate_is_told_so() -> None:
    client = signed_in()
    assert "You have no mandate today" in client.get(MANDATE).content.decode()


def test_signing_out_takes_a_form_and_ends_the_session() -> None:
    client = signed_in(ALICE)
    assert client.get("/en/account/sign-out/").status_code == 405
    assert client.post("/en/account/sign-out/").status_code == 302
    assert "Sign out" not in client.get("/en/help/").content.decode()
    assert client.get(MANDATE).headers["Location"] == f"{SIGN_IN}?next={MANDATE.replace('/', '%2F')}"


def test_a_new_password_ends_the_sessions_of_the_old_one() -> None:
    client = signed_in(ALICE)
    user = User.objects.get()
    user.set_password("another long password")
    user.save()
    assert "Sign out" not in client.get("/en/help/").content.decode()
