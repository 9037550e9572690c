"""Are letters read by everybody in a demonstration and by nobody elsewhere, and is told which do not arrive?"""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments
from operis.dockets.procurement.commands import Terminate
from operis.mail.models import GIVEN_UP, Letter
from operis.mail.queue import now, send_later
from tests.ledger.county import FAYE, County, supplier
from tests.procedures.documents import CLOSED_DOWN, MARCH_2, words
from tests.statute import ALICE, BO
from tests.web.bidding import NUMBER
from tests.web.reading import text
from tests.web.registering import CHARITY, FIRM, WHERE, YOU
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
TO = "li.na@office.example"
LINK = "https://site.example/en/n/DC-2026-S-0001"


@pytest.fixture
def real(settings: Settings) -> None:
    settings.OPERIS_ORIGIN, settings.OPERIS_MAIL_HOST = "ledger.example", "mail.example"


def letter(subject: str = "Your question was answered") -> Letter:
    send_later(TO, subject, f"It stands at {LINK}\n\n<b>Good day</b>", language="en", about="DC-2026-S-0001")
    return Letter.objects.latest("pk")


def given_up() -> Letter:
    one = letter()
    Letter.objects.filter(pk=one.pk).update(state=GIVEN_UP, ended=now(), tries=1, fault="no-address", says=f"550 <{TO}>: no such person")
    return one


def test_in_a_demonstration_everybody_reads_every_letter() -> None:
    one = letter()
    listed, read = (Client().get(f"/zh-hans/mail/{end}").content.decode() for end in ("", f"{one.pk}/"))
    assert f'<a href="/zh-hans/mail/{one.pk}/" lang="en">Your question was answered</a>' in listed
    assert f'<a href="{LINK}" rel="nofollow">{LINK}</a>' in read
    assert "&lt;b&gt;Good day&lt;/b&gt;" in read
    assert '<a href="/zh-hans/mail/">邮件</a>' in listed


def about(docket: str, subject: str) -> Letter:
    send_later(TO, subject, "Words of a letter", language="en", about=docket)
    return Letter.objects.latest("pk")


def listed(client: Client) -> list[str]:
    return re.findall(r'<a href="/en/mail/\d+/" lang="en">([^<]+)</a>', client.get("/en/mail/").content.decode())


def test_even_a_demonstration_keeps_who_bids_until_there_is_a_result(noticed: County) -> None:
    supplier(noticed)
    bid = noticed.done(None, ObtainDocuments(procurement=NUMBER), BO).docket
    secret = [about(bid, "Your sealed bid came in"), about(NUMBER, "The notice was corrected")]
    about("alerts", "Confirm your address")
    reader, rival = signed_in(ALICE, email=TO), signed_in(BO, email="other@office.example")
    for client in (Client(), rival):
        assert listed(client) == ["Confirm your address"]
        assert [client.get(f"/en/mail/{one.pk}/").status_code for one in secret] == [404, 404]
    assert listed(reader) == ["Confirm your address", "The notice was corrected", "Your sealed bid came in"]
    assert [reader.get(f"/en/mail/{one.pk}/").status_code for one in secret] == [200, 200]
    noticed.done(
        NUMBER, Terminate(ground=Slug("task-fell-away"), reason=words("The centre was closed"), change=replace(CLOSED_DOWN, on=MARCH_2))
    )
    assert listed(rival) == ["Confirm your address", "The notice was corrected"]


def test_even_a_demonstration_keeps_a_link_for_a_new_password_from_all_but_its_account() -> None:
    reader, rival = signed_in(BO, email=TO), signed_in(BO, email="other@office.example")
    Client().post("/en/account/forgotten/", {"email": TO})
    one = Letter.objects.get(to=TO)
    for client in (Client(), rival):
        assert (listed(client), client.get(f"/en/mail/{one.pk}/").status_code) == ([], 404)
        assert "One about a password is read in a browser in which its account has signed in" in text(client.get("/en/mail/"))
    assert (listed(reader), reader.get(f"/en/mail/{one.pk}/").status_code) == (["A new password"], 200)
    reader.post("/en/account/sign-out/")  # who forgot it is not signed in
    assert (listed(reader), reader.get(f"/en/mail/{one.pk}/").status_code) == (["A new password"], 200)
    told = "One about a password is read in a browser in which its account has signed in"
    assert told in text(Client().get("/en/account/forgotten/sent/"))


def test_even_a_demonstration_keeps_the_link_of_a_new_account_from_all_but_the_browser_that_asked_for_it(noticed: County) -> None:
    clock.set_demo_clock(noticed.clock + timedelta(minutes=1))
    here, other = Client(), Client()
    for page, typed in (("", CHARITY), ("about/", WHERE), ("person/", YOU), ("check/", {})):
        here.post(f"/en/register/{page}", typed)
    one = Letter.objects.get(to=YOU["email"])
    assert one.about == "registration"
    assert (listed(other), other.get(f"/en/mail/{one.pk}/").status_code) == ([], 404)
    assert (listed(here), here.get(f"/en/mail/{one.pk}/").status_code) == (["Confirm your e-mail address"], 200)
    assert "One with the link of a new account is read in the browser that asked for it." in text(other.get("/en/mail/"))
    for page, typed in (("", FIRM), ("about/", {**WHERE, "size": "small"}), ("person/", YOU), ("check/", {})):
        other.post(f"/en/register/{page}", typed)  # who writes the same address reads the own letter, and not the one before
    assert (len(listed(other)), other.get(f"/en/mail/{one.pk}/").status_code) == (1, 404)


@pytest.mark.usefixtures("real")
def test_on_any_other_site_nobody_reads_one() -> None:
    one = letter()
    for client in (Client(), signed_in(FAYE)):
        assert [client.get(f"/en/mail/{end}").status_code for end in ("", f"{one.pk}/")] == [404, 404]
    assert "/en/mail/" not in Client().get("/en/").content.decode()


@pytest.mark.parametrize(("mandate", "seen"), [(FAYE, True), (Mandate(Role.ADMINISTRATOR, "finance"), True), (ALICE, False)])
def test_who_runs_the_site_is_told_which_letters_do_not_arrive_and_not_to_whom(mandate: Mandate, seen: bool) -> None:
    given_up()
    answer = signed_in(mandate, email="bo@office.example").get("/en/system/mail/")
    assert (answer.status_code == 200) is seen
    page = answer.content.decode()
    assert ("The server of mail does not know the address." in page) is seen
    assert not any(one in page for one in (TO, "no such person", "DC-2026-S-0001", "Your question"))


@pytest.mark.usefixtures("real")
def test_where_mail_is_off_that_is_said(settings: Settings) -> None:
    client = signed_in(FAYE)
    assert "no server of mail is set" not in client.get("/en/system/mail/").content.decode()
    settings.OPERIS_MAIL_HOST = ""
    assert "no server of mail is set" in client.get("/en/system/mail/").content.decode()


def test_whom_no_letter_reaches_is_told_on_the_desk_and_so_is_who_supervises() -> None:
    mine, other = signed_in(ALICE, email=TO), signed_in(ALICE, email="bo@office.example")
    oversees = signed_in(FAYE, email="faye@office.example")
    assert not any("could not be delivered" in text(one.get("/en/desk/")) for one in (mine, other, oversees))
    given_up()
    assert "A letter to you could not be delivered." in text(mine.get("/en/desk/"))
    assert "could not be delivered" not in text(other.get("/en/desk/"))
    assert "1 letter of this site could not be delivered." in text(oversees.get("/en/desk/"))
