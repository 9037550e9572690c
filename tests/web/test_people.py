"""Several people act for one supplier: each invites and takes away, and one always stays. A password that is forgotten is chosen anew."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.accounts.models import Grant, Invitation, User
from operis.mail.models import Letter
from operis.web.account.who import GRANT
from tests.ledger.county import County
from tests.statute import ALICE, BO
from tests.web.accounts import aged, is_in
from tests.web.reading import text
from tests.web.registering import confirmed, last_letter, link_in
from tests.web.signed import PASSWORD, account, signed_in

pytestmark = pytest.mark.django_db
PEOPLE, FORGOTTEN = "/en/account/people/", "/en/account/forgotten/"
NEW = {"person": "Wen Jing", "email": "wen.jing@sunrise.example"}
OTHER = "seven tall cranes at dawn"


@pytest.fixture(autouse=True)
def county(noticed: County, tmp_path: Path, settings: Settings) -> County:
    settings.OPERIS_DATA = tmp_path
    clock.set_demo_clock(noticed.clock + timedelta(days=1))
    return noticed


def owner() -> Client:
    return signed_in(BO, email="bo@sunrise.example")


def joined() -> Client:
    client = Client()
    assert owner().post(PEOPLE, NEW).headers["Location"] == PEOPLE
    assert confirmed(client, link_in(last_letter(NEW["email"])), OTHER).headers["Location"] == "/en/desk/"
    return client


def grant_of(email: str) -> Grant:
    return Grant.objects.select_related("user", "office").get(user__email=email)


def test_whom_one_invites_acts_for_the_same_supplier() -> None:
    client = joined()
    own, other = grant_of("bo@sunrise.example"), grant_of(NEW["email"])
    assert (own.office_id == other.office_id, own.for_body == other.for_body) == (True, True)
    assert [one in text(client.get(PEOPLE)) for one in ("Wen Jing", "bo@sunrise.example")] == [True, True]
    assert "People of your organisation" in text(client.get("/en/desk/"))


def test_the_letter_says_by_whom_and_opens_once() -> None:
    joined()
    letter = last_letter(NEW["email"])
    assert ("bo@sunrise.example" in letter, letter.count("http"), "Li Na" in letter) == (True, 1, False)
    again = confirmed(Client(), link_in(letter))
    assert (again.status_code, "This link was used already" in text(again)) == (410, True)
    Invitation.objects.update(used=None, made=Invitation.objects.get().made - timedelta(hours=25))
    assert Client().get(link_in(letter)).status_code == 410


def test_who_has_an_account_adds_the_mandate_and_keeps_the_password() -> None:
    account(NEW["email"], name="Wen Jing")
    owner().post(PEOPLE, NEW)
    link = link_in(last_letter(NEW["email"]))
    assert "has an account here already" in text(confirmed(Client(), link, OTHER))
    client = signed_in(email=NEW["email"])
    assert confirmed(client, link).status_code == 302
    assert (client.session[GRANT], authenticate(username=NEW["email"], password=PASSWORD) is None) == (grant_of(NEW["email"]).pk, False)


def test_a_mandate_is_taken_away_at_once_but_the_last() -> None:
    client = joined()
    taken = client.post(PEOPLE, {"do": "take", "which": f"{grant_of('bo@sunrise.example').pk}"})
    assert (taken.headers["Location"], "Li Na does not act for you any more." in text(client.get(PEOPLE))) == (PEOPLE, True)
    assert signed_in(BO, email="bo@sunrise.example").get(PEOPLE).status_code == 302
    client.post(PEOPLE, {"do": "take", "which": f"{grant_of(NEW['email']).pk}"})
    assert "invite another person first" in text(client.get(PEOPLE))
    client.post(PEOPLE, {"do": "take", "which": "no number"})
    assert Grant.objects.filter(user__email=NEW["email"]).exists()


def test_of_another_supplier_nobody_is_taken_away() -> None:
    client = joined()
    account("rival@hill.example", ALICE)
    client.post(PEOPLE, {"do": "take", "which": f"{grant_of('rival@hill.example').pk}"})
    assert grant_of("rival@hill.example").last is None


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({**NEW, "email": "nobody"}, "This is no e-mail address."),
        ({**NEW, "person": ""}, "Enter the person's name."),
        ({**NEW, "email": "BO@sunrise.example"}, "acts for you already"),
    ],
)
def test_an_invitation_that_cannot_be_is_told(sent: dict[str, str], says: str) -> None:
    answer = owner().post(PEOPLE, sent)
    assert (answer.status_code, says in text(answer), Letter.objects.exists()) == (422, True, False)


def test_it_is_asked_whether_it_is_still_the_same_person() -> None:
    client = owner()
    aged(client)
    answer = client.post(PEOPLE, NEW)
    assert (Letter.objects.exists(), 'name="again-password"' in answer.content.decode()) == (False, True)


def test_no_other_office_has_the_page() -> None:
    assert signed_in(ALICE, email="alice@office.example").get(PEOPLE).status_code == 403


# A password that is forgotten


def asked(email: str) -> str:
    answer = Client().post(FORGOTTEN, {"email": email})
    assert answer.headers["Location"] == f"{FORGOTTEN}sent/"
    return link_in(last_letter(email.strip().lower())) if Letter.objects.exists() else ""


def test_who_forgot_the_password_chooses_a_new_one_by_the_letter() -> None:
    browser = owner()
    link = asked("  BO@sunrise.example ")
    client = Client()
    assert client.get(link).headers["Location"] == f"{FORGOTTEN}new/"
    weak = client.post(f"{FORGOTTEN}new/", {"new": "short"})
    assert (weak.status_code, "too short" in text(weak)) == (422, True)
    for bare, says in (("aaaaaaaaaaaa", "too easy to guess"), ("abcdabcdabcd", "too easy to guess")):
        assert says in text(client.post(f"{FORGOTTEN}new/", {"new": bare}))
    assert client.post(f"{FORGOTTEN}new/", {"new": OTHER}).headers["Location"] == f"{FORGOTTEN}done/"
    assert [authenticate(username="bo@sunrise.example", password=one) is not None for one in (PASSWORD, OTHER)] == [False, True]
    assert (is_in(browser), is_in(client)) == (False, False)
    told = last_letter("bo@sunrise.example")
    assert ("Your password was changed" in told, "Was it not you? Then choose another at once" in told) == (True, True)
    again = Client()
    again.get(link)
    assert "This link no longer opens anything" in text(again.get(f"{FORGOTTEN}new/"))
    assert "This link no longer opens anything" in text(again.post(f"{FORGOTTEN}new/", {"new": PASSWORD}))


def test_nobody_learns_who_has_an_account() -> None:
    owner()
    assert (asked("nobody@sunrise.example"), Letter.objects.exists()) == ("", False)
    User.objects.filter(email="bo@sunrise.example").update(is_active=False)
    assert (asked("bo@sunrise.example"), Letter.objects.exists()) == ("", False)


def test_letters_for_a_password_are_few() -> None:
    owner()
    answers = [Client().post(FORGOTTEN, {"email": "bo@sunrise.example"}).status_code for _ in range(6)]
    assert (answers, Letter.objects.count()) == ([302] * 5 + [429], 5)


def test_a_link_is_good_for_a_day(settings: Settings) -> None:
    owner()
    link = asked("bo@sunrise.example")
    settings.PASSWORD_RESET_TIMEOUT = -1
    client = Client()
    client.get(link)
    assert "This link no longer opens anything" in text(client.get(f"{FORGOTTEN}new/"))
