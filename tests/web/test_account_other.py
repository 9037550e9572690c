"""How does one sign in by another site, and who gets in?"""

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from operis.accounts.models import Linked, User
from tests.accounts.provider import CLIENT, SECRET, Provider, running
from tests.api.programs import installed
from tests.statute import ALICE
from tests.web.accounts import EMAIL, MANDATE, SECOND, SECURITY, SIGN_IN, aged, is_in, told_after, with_codes
from tests.web.reading import text
from tests.web.signed import account, signed_in

pytestmark = pytest.mark.django_db
THERE, BACK = "/en/account/sign-in/other/", "/account/back"
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def provider(tmp_path: Path, settings: Settings) -> Iterator[Provider]:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    with running() as one:
        settings.OPERIS_OIDC_ISSUER, settings.OPERIS_OIDC_CLIENT, settings.OPERIS_OIDC_SECRET = one.issuer, CLIENT, SECRET
        settings.OPERIS_OIDC_NAME = "County ID"
        yield one


def sent_back(client: Client, path: str = THERE) -> str:
    """To the other site as the browser is sent, and the address with which it is sent back."""
    there = urlsplit(client.get(path).headers["Location"])
    assert there.hostname is not None
    asking = HTTPConnection(there.hostname, there.port)
    asking.request("GET", f"{there.path}?{there.query}")
    answer = asking.getresponse()
    answer.read()
    asking.close()
    back = urlsplit(answer.headers["Location"])
    assert (back.netloc, back.path) == ("testserver", BACK)
    return f"{BACK}?{back.query}"


def by_other_site(client: Client, path: str = THERE) -> tuple[int, str]:
    answer = client.get(sent_back(client, path))
    return answer.status_code, answer.headers.get("Location") or text(answer)


def test_who_has_an_account_here_gets_in_and_goes_on(provider: Provider) -> None:
    account(EMAIL, ALICE)
    client = Client(headers=ENGLISH)
    page = client.get(f"{SIGN_IN}?next=/en/rules/").content.decode()
    assert f'href="{THERE}?next=/en/rules/"' in page
    assert by_other_site(client, f"{THERE}?next=/en/rules/") == (302, "/en/rules/")
    assert is_in(client)
    assert "Linked to this account" in text(client.get(SECURITY))


def test_who_has_none_does_not_and_none_is_made(provider: Provider) -> None:
    client = Client(headers=ENGLISH)
    status, says = by_other_site(client)
    assert (status, "County ID knows you, but there is no account here for you." in says, is_in(client)) == (403, True, False)
    assert User.objects.count() == 0


def test_an_address_that_is_not_verified_opens_nothing(provider: Provider) -> None:
    account(EMAIL, ALICE)
    provider.verified = False
    assert by_other_site(Client(headers=ENGLISH))[0] == 403
    assert Linked.objects.count() == 0


def test_once_linked_the_subject_counts_and_no_longer_the_address(provider: Provider) -> None:
    alice = account(EMAIL, ALICE)
    by_other_site(Client(headers=ENGLISH))
    provider.email = "new@office.example"
    client = Client(headers=ENGLISH)
    assert by_other_site(client)[0] == 302
    assert client.session["_auth_user_id"] == str(alice.pk)
    provider.email, provider.subject = EMAIL, "person-2"
    assert by_other_site(Client(headers=ENGLISH))[0] == 403


def test_a_second_step_is_asked_for_here_unless_it_was_asked_for_there(provider: Provider) -> None:
    with_codes()
    client = Client(headers=ENGLISH)
    assert by_other_site(client)[1].startswith(SECOND)
    assert not is_in(client)
    provider.claims = {"amr": ["pwd", "mfa"]}
    assert by_other_site(client) == (302, "/en/desk/")


def test_two_steps_there_are_enough_for_who_decides(provider: Provider, settings: Settings) -> None:
    settings.OPERIS_SECOND_STEP = True
    account(EMAIL, ALICE)
    assert by_other_site(Client(headers=ENGLISH))[1].startswith(MANDATE)
    provider.claims = {"amr": ["mfa"]}
    assert by_other_site(Client(headers=ENGLISH)) == (302, "/en/desk/")


@pytest.mark.parametrize(
    "changed", [{"state": "x"}, {"code": "x"}, {"iss": "https://evil.example"}, {"code": "", "error": "access_denied"}]
)
def test_what_does_not_fit_signs_nobody_in_and_cannot_be_tried_again(provider: Provider, changed: dict[str, str]) -> None:
    account(EMAIL, ALICE)
    client = Client(headers=ENGLISH)
    right = sent_back(client)
    wrong = {**dict(parse_qsl(urlsplit(right).query)), **changed}
    answer = client.get(f"{BACK}?{urlencode(wrong)}")
    assert (answer.status_code, "Signing in by County ID did not work." in text(answer), is_in(client)) == (503, True, False)
    assert client.get(right).headers["Location"] == SIGN_IN


def test_an_answer_opens_only_the_browser_that_asked(provider: Provider) -> None:
    account(EMAIL, ALICE)
    asked, another = Client(headers=ENGLISH), Client(headers=ENGLISH)
    address = sent_back(asked)
    assert another.get(address).headers["Location"] == SIGN_IN
    assert not is_in(another)


def test_a_proof_anew_is_asked_for_there_and_leaves_the_forms_of_this_browser_alone(provider: Provider) -> None:
    client = signed_in(ALICE, email=EMAIL)
    by_other_site(client)
    aged(client)
    token = client.cookies["csrftoken"].value
    assert by_other_site(client, f"{THERE}?next={SECURITY}") == (302, SECURITY)
    assert (provider.asked[-1]["max_age"], client.cookies["csrftoken"].value) == ("0", token)
    assert "One-time codes are switched off." in told_after(client, do="no-codes")


def test_one_never_goes_on_to_another_site(provider: Provider) -> None:
    account(EMAIL, ALICE)
    assert by_other_site(Client(headers=ENGLISH), f"{THERE}?next=https://evil.example/") == (302, "/en/desk/")


def test_a_site_that_is_away_is_said_in_words(provider: Provider, settings: Settings) -> None:
    settings.OPERIS_OIDC_ISSUER = "http://127.0.0.1:1"
    answer = Client().get(THERE)
    assert (answer.status_code, "Signing in by County ID did not work." in text(answer)) == (503, True)


def test_where_none_is_set_there_is_no_such_page_and_no_such_button(settings: Settings) -> None:
    assert (Client().get(THERE).status_code, Client().get(BACK).status_code) == (404, 302)
    assert THERE not in Client().get(SIGN_IN).content.decode()
