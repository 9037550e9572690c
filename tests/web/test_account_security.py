"""How does one set up, see and end one's own ways of signing in?"""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from operis.accounts.models import Linked, OneTime, Session, User
from operis.accounts.sessions import row_key
from operis.accounts.tries import SESSION
from operis.mail.models import Letter
from tests.api.programs import installed
from tests.statute import ALICE, BO
from tests.web.accounts import (
    CHANGE,
    CODES,
    EMAIL,
    RECOVERY,
    SECOND,
    SECURITY,
    SIGN_IN,
    aged,
    code,
    is_in,
    post,
    signed_in_twice,
    told_after,
    with_codes,
)
from tests.web.reading import text
from tests.web.signed import PASSWORD, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def monday(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


class TestSettingUp:
    def test_codes_are_set_up_by_the_first_one_and_recovery_codes_are_shown_once(self) -> None:
        client = signed_in(ALICE, email=EMAIL)
        html = client.get(CODES).content.decode()
        shown = re.search(r'<code class="no">([A-Z2-7 ]+)</code>', html)
        assert shown
        assert (len(shown[1].split()), 'src="data:image/svg+xml;base64,' in html, "style=" in html) == (8, True, False)
        secret = shown[1].replace(" ", "")
        assert shown[1] in client.get(CODES).content.decode()
        assert post(client, CODES, code="12345")[0] == 422
        now = code(secret)
        answer = client.post(CODES, {"code": f"{now[:3]} {now[3:]}"})
        recovery = re.findall(r'<code class="no">([a-z2-7-]+)</code>', answer.content.decode())
        assert (answer.status_code, len(recovery), len({*recovery})) == (200, 10, 10)
        assert "Asked for after the password" in text(client.get(SECURITY))
        assert recovery[0] not in client.get(RECOVERY).content.decode()
        assert post(client, CODES, code=now) == (302, SECURITY)
        other = Client()
        post(other, SIGN_IN, email=EMAIL, password=PASSWORD)
        assert post(other, SECOND, code=recovery[0])[0] == 302

    def test_the_square_of_dots_holds_the_key(self) -> None:
        from urllib.parse import parse_qs, urlsplit

        from operis.accounts.codes import address_of

        made = urlsplit(address_of("ABCDEFGH", EMAIL, "Demo County"))
        assert (made.scheme, made.netloc, made.path) == ("otpauth", "totp", "/Demo%20County:alice%40office.example")
        assert parse_qs(made.query) == {"secret": ["ABCDEFGH"], "issuer": ["Demo County"]}

    def test_new_recovery_codes_are_made_by_a_form_alone(self) -> None:
        user, _secret = with_codes()
        client = signed_in_twice(user)
        assert "0 are left." in text(client.get(RECOVERY))
        assert len(re.findall(r'<code class="no">', client.post(RECOVERY).content.decode())) == 10
        assert "10 are left." in text(client.get(RECOVERY))

    def test_without_a_second_step_there_is_nothing_to_recover(self) -> None:
        assert post(signed_in(ALICE), RECOVERY) == (302, SECURITY)

    def test_switching_codes_off_takes_their_recovery_codes_along(self) -> None:
        user, _secret = with_codes()
        client = signed_in_twice(user)
        client.post(RECOVERY)
        assert "One-time codes are switched off." in told_after(client, do="no-codes")
        assert not OneTime.objects.exists()
        assert post(Client(), SIGN_IN, email=EMAIL, password=PASSWORD)[1] == "/en/desk/"

    @pytest.mark.parametrize("address", [CODES, RECOVERY, f"{SECURITY}passkeys/"])
    def test_each_asks_first_whether_it_is_still_the_same_person(self, address: str) -> None:
        user, _secret = with_codes()
        client = signed_in_twice(user)
        aged(client)
        assert "Show that it is you" in text(client.get(address))
        assert post(client, address, again="GET", again_password=PASSWORD) == (302, address)
        assert "Show that it is you" not in text(client.get(address))

    def test_a_proof_gives_the_session_a_new_key(self) -> None:
        """So a key that somebody copied from this browser before opens nothing after it."""
        client, copied = signed_in(ALICE), Client()
        copied.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        assert is_in(copied)
        aged(client)
        assert post(client, RECOVERY, again="GET", again_password=PASSWORD)[0] == 302
        assert (is_in(client), is_in(copied)) == (True, False)

    def test_no_key_is_made_for_who_has_not_just_shown_who_it_is(self) -> None:
        client, asked = signed_in(ALICE), "/en/account/sign-in/passkey/"
        assert client.post(asked, {"kind": "make"}).json()["publicKey"]["user"]["name"] == "li.na@office.example"
        aged(client)
        assert (client.post(asked, {"kind": "make"}).status_code, Client().post(asked, {"kind": "make"}).status_code) == (403, 403)
        assert client.get(asked).status_code == 405


class TestPassword:
    def test_a_new_one_signs_out_everywhere_else(self) -> None:
        here, there = signed_in(ALICE, email=EMAIL), signed_in(email=EMAIL)
        status, says = post(here, CHANGE, password=PASSWORD, new="four grey herons at dawn")
        assert (status, "The password is changed" in says) == (200, True)
        assert (is_in(here), is_in(there), Session.objects.filter(user__email=EMAIL).count()) == (True, False, 1)
        assert [one.to for one in Letter.objects.all()] == [EMAIL]
        assert post(Client(), SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 422
        assert post(Client(), SIGN_IN, email=EMAIL, password="four grey herons at dawn")[0] == 302

    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [("wrong", "four grey herons at dawn", "This is not your password."), (PASSWORD, "short", "at least 12 characters"),
         (PASSWORD, "password1234", "too common"), (PASSWORD, "", "at least 12 characters"), (PASSWORD, "a" * 1_001, "too long"),
         ("", "four grey herons at dawn", "This is not your password.")],
    )  # fmt: skip
    def test_the_old_one_has_to_be_right_and_the_new_one_good(self, old: str, new: str, says: str) -> None:
        client = signed_in(ALICE, email=EMAIL)
        status, told = post(client, CHANGE, password=old, new=new)
        assert (status, says in told) == (422, True)
        assert User.objects.get().check_password(PASSWORD)

    def test_guessing_the_old_one_ends_the_session_and_this_one_alone(self) -> None:
        client, there = signed_in(ALICE, email=EMAIL), signed_in(email=EMAIL)
        for _ in range(SESSION.most - 1):
            assert post(client, CHANGE, password="wrong", new="four grey herons at dawn")[0] == 422
        status, says = post(client, CHANGE, password="wrong", new="four grey herons at dawn")
        assert (status, "You are signed out" in says, is_in(client), is_in(there)) == (403, True, False, True)
        assert post(client, SIGN_IN, email=EMAIL, password=PASSWORD)[0] == 302


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"


class TestSessions:
    def test_each_browser_stands_there_with_place_and_times_and_which_one_this_is(self) -> None:
        here = signed_in(ALICE, email=EMAIL)
        there = Client(headers={"user-agent": FIREFOX, "accept-language": "en"}, REMOTE_ADDR="192.0.2.9")
        post(there, SIGN_IN, email=EMAIL, password=PASSWORD)
        told = text(here.get(SECURITY))
        rows = re.findall(r"\d{4}, \d\d:\d\d \(Beijing time\)", told.partition("Last seen")[2])
        assert ("Firefox, Linux 192.0.2.9" in told, told.count("This browser"), len(rows)) == (True, 1, 4)
        assert f"{there.session.session_key}" not in here.get(SECURITY).content.decode()

    def test_a_copy_of_the_database_opens_no_session(self) -> None:
        here = signed_in(ALICE, email=EMAIL)
        [row] = Session.objects.all()
        assert f"{here.session.session_key}" not in str(Session.objects.values_list())
        thief = Client()
        thief.cookies[settings.SESSION_COOKIE_NAME] = row.session_key
        assert (is_in(here), is_in(thief)) == (True, False)

    @pytest.mark.parametrize(("hours", "still"), [(11.99, True), (12.01, False), (-1, False)])
    def test_a_session_ends_twelve_hours_after_signing_in_however_much_is_read(self, hours: float, still: bool) -> None:
        """One that began in an hour from now was begun under a clock that ran ahead."""
        here = signed_in(ALICE, email=EMAIL)
        Session.objects.update(first=datetime.now(UTC) - timedelta(hours=hours))
        assert is_in(here) is still
        signed_in(email=EMAIL)
        assert Session.objects.count() == 1 + still

    @pytest.mark.parametrize(("hours", "says"), [(-1, "the clock of this site ran ahead"), (12.01, "12 hours since you signed in")])
    def test_who_is_asked_again_is_told_why(self, hours: float, says: str) -> None:
        here = signed_in(ALICE, email=EMAIL)
        Session.objects.update(first=datetime.now(UTC) - timedelta(hours=hours))
        assert says in text(here.get("/en/desk/", follow=True))
        assert says not in text(here.get("/en/desk/", follow=True))  # the browser has no session any more that could have ended
        assert "You were signed" not in text(Client().get("/en/desk/", follow=True))

    def test_after_how_many_hours_is_a_setting(self, settings: Settings) -> None:
        settings.OPERIS_SESSION_HOURS = 1
        here = signed_in(ALICE, email=EMAIL)
        Session.objects.update(first=datetime.now(UTC) - timedelta(minutes=61))
        assert not is_in(here)

    def test_one_is_ended_and_the_others_stay(self) -> None:
        here, there, third = signed_in(ALICE, email=EMAIL), signed_in(email=EMAIL), signed_in(email=EMAIL)
        [first, _second] = re.findall(r'name="which" value="(\w+)"', here.get(SECURITY).content.decode())
        assert "That browser is signed out." in told_after(here, do="end", which=first)
        assert (is_in(here), sorted((is_in(there), is_in(third)))) == (True, [False, True])

    def test_all_others_are_ended(self) -> None:
        here, there, third = signed_in(ALICE, email=EMAIL), signed_in(email=EMAIL), signed_in(email=EMAIL)
        bo = signed_in(BO, email="bo@sunrise.example")
        assert "All other browsers are signed out." in told_after(here, do="end-all")
        assert [is_in(one) for one in (here, there, third, bo)] == [True, False, False, True]

    def test_of_a_session_that_is_over_nothing_stays(self) -> None:
        signed_in(ALICE, email=EMAIL)
        Session.objects.update(expire_date=datetime.now(UTC) - timedelta(seconds=1))
        here = signed_in(email=EMAIL)
        assert [one.session_key for one in Session.objects.all()] == [row_key(here.session.session_key)]

    def test_a_page_moves_its_end_ahead_once_a_minute(self) -> None:
        here = signed_in(ALICE, email=EMAIL)
        [ends] = Session.objects.values_list("expire_date", flat=True)
        for earlier, moved in ((timedelta(seconds=50), False), (timedelta(seconds=70), True)):
            Session.objects.update(expire_date=ends - earlier)
            assert is_in(here)
            [now] = Session.objects.values_list("expire_date", flat=True)
            assert (now > ends - earlier) == moved

    def test_nobody_ends_the_session_of_another(self) -> None:
        alice, bo = signed_in(ALICE, email=EMAIL), signed_in(BO, email="bo@sunrise.example")
        hers = re.findall(r'name="which" value="(\w+)"', signed_in(email=EMAIL).get(SECURITY).content.decode())
        for which in (*hers, "", "x"):
            assert post(bo, SECURITY, do="end", which=which)[0] == 302
        assert (is_in(alice), is_in(bo), len(hers)) == (True, True, 1)

    def test_who_is_not_signed_in_is_asked_first_and_comes_back(self) -> None:
        for address in (SECURITY, CODES, RECOVERY, CHANGE, f"{SECURITY}passkeys/"):
            assert Client().get(address).headers["Location"] == f"{SIGN_IN}?next={address.replace('/', '%2F')}"

    def test_an_unknown_wish_changes_nothing(self) -> None:
        client = signed_in(ALICE, email=EMAIL)
        for do, which in (("", ""), ("x", "y"), ("no-passkey", "x"), ("no-passkey", "1"), ("no-link", "")):
            assert post(client, SECURITY, do=do, which=which)[0] == 302
        assert is_in(client)


def test_a_link_to_another_site_is_removed() -> None:
    client = signed_in(ALICE, email=EMAIL)
    Linked.objects.create(user=User.objects.get(), issuer="https://id.example", subject="1", made=datetime.now(UTC))
    assert "Linked to this account" in text(client.get(SECURITY))
    assert "The link is removed." in told_after(client, do="no-link")
    assert not Linked.objects.exists()
