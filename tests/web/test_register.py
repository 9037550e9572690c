"""A supplier registers itself: four pages and a letter; nobody is registered twice, and nobody for another."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.accounts.models import Grant, Registration, Session, User
from operis.accounts.registering import forget_links
from operis.dockets.bid.commands import ObtainDocuments
from operis.ledger import read
from operis.mail.models import Letter
from operis.registers import models
from tests.web.reading import text
from tests.web.registering import (
    ABOUT,
    CHARITY,
    CHECK,
    CODE,
    FIRM,
    MAN,
    PERSON,
    RESIDENT,
    SENT,
    START,
    WHERE,
    YOU,
    confirmed,
    county,
    last_letter,
    link_in,
    registered,
    written,
)
from tests.web.signed import PASSWORD, signed_in

__all__ = ["county"]
pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"


def test_who_registers_may_take_the_documents_at_once() -> None:
    client = Client()
    client.get(f"{START}?next=/en/notices/{NUMBER}/")
    answer = registered(client, FIRM, {**WHERE, "size": "small"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/en/notices/{NUMBER}/")
    told = text(client.get(f"/en/notices/{NUMBER}/"))
    assert ("You act for Harbour Cleaning from now on." in told, "Nothing stands in the way" in told) == (True, True)
    sent = client.post("/en/desk/new/bid/obtain-documents/", {"procurement": NUMBER, "desk-key": "k" * 43, "desk-do": "confirm"})
    assert sent.status_code in (200, 302)
    assert models.Standing.objects.filter(kind="bid", identity=f"{NUMBER}:{FIRM['number'].lower()}").exists()


def test_the_kind_that_was_chosen_at_the_notice_is_known_to_who_registers_from_it() -> None:
    client = Client()
    page = client.get(f"/en/notices/{NUMBER}/?kind=enterprise.small").content.decode()
    way = f"{START}?next=/en/notices/{NUMBER}/&amp;nature=enterprise&amp;size=small"
    assert f'href="{way}"' in page
    first = client.get(unescape(way)).content.decode()
    assert re.findall(r'<option value="([^"]+)" selected>', first) == ["enterprise"]
    assert client.post(START, FIRM).headers["Location"] == ABOUT
    assert re.findall(r'<option value="([^"]+)" selected>', client.get(ABOUT).content.decode()) == ["small"]


def test_the_head_is_proposed_as_who_registers_and_may_be_somebody_else() -> None:
    client = Client()
    client.post(START, CHARITY)
    client.post(ABOUT, WHERE)
    first = client.get(PERSON).content.decode()
    assert ('value="Zhong Min"' in first, "If you are somebody else, write your own name." in first) == (True, True)
    again = client.post(PERSON, {"person": "", "email": YOU["email"]}).content.decode()
    assert ('value="Zhong Min"' in again, "Enter your name." in again) == (False, True)


def test_a_chinese_name_that_is_demanded_stands_open_and_one_that_is_not_is_folded(client: Client) -> None:
    label, folded = r"<label[^>]*>Name \(in Chinese\)</label>", r"</summary>\s*<div><label[^>]*>Name \(in Chinese\)</label>"
    shown = client.get(START).content.decode()
    assert (bool(re.search(label, shown)), bool(re.search(folded, shown))) == (True, False)
    client.post(START, {"nature": "individual"})
    assert re.search(folded, client.get(START).content.decode())


def test_the_file_says_that_the_address_was_confirmed_and_keeps_the_person_out() -> None:
    registered(Client())
    party = models.Party.objects.get(key=CODE.lower())
    assert (party.code, party.nature, party.accepted, party.name_en) == (CODE, "social-service-organisation", True, "Lantern Street Care")
    (entry,) = read.entries(party.docket)
    said = entry.said
    assert (said["act"]["fields"]["confirmed"], said["mandate"]["by"]) == (True, "registration")
    assert said["mandate"]["persons"] == [str(User.objects.get().pk)]
    public = text(Client().get(f"/en/processes/{party.docket}/"))
    assert [one in public for one in ("3 Lantern Street", "Lantern Street Care", YOU["email"])] == [True, True, False]
    assert Client().get("/en/suppliers/").content.decode().count("Lantern Street Care") == 1


def test_an_individual_is_known_by_a_number_that_stands_nowhere() -> None:
    client = Client()
    assert registered(client, MAN, {"address-en": "8 Mill Lane"}).status_code == 302
    party = models.Party.objects.get(nature="individual")
    assert (party.code, party.key.startswith("p-"), RESIDENT in party.key) == ("", True, False)
    (entry,) = read.entries(party.docket)
    assert RESIDENT not in str(entry.said)
    for page in (f"/en/processes/{party.docket}/", f"/en/suppliers/{party.key}/", f"/en/processes/{party.docket}/record.jsonl"):
        answer = Client().get(page)
        assert RESIDENT not in b"".join(answer).decode()
    again = Client().post(START, MAN)
    assert (again.status_code, "Lu Ping" in text(again)) == (409, False)


def test_what_waits_is_not_there_to_be_read() -> None:
    client = Client()
    written(client, MAN, {"address-en": "8 Mill Lane"})
    kept = [*Registration.objects.values_list("sealed", flat=True)]
    assert not [one for one in kept if RESIDENT in one or "Mill Lane" in one]
    assert not [one for one in Session.objects.all() if RESIDENT in str(one.get_decoded())]
    confirmed(Client(), link_in(last_letter()))
    assert [*Registration.objects.values_list("sealed", flat=True)] == [""]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"number": ""}, "Enter the unified social credit code."),
        ({"number": CODE[:-1] + "0"}, "The last sign does not fit the others"),
        ({"number": CODE[:-1]}, "A code has 18 signs; this one has 17."),
        ({"number": RESIDENT}, "The last sign does not fit the others"),
        ({"nature": ""}, "is missing"),
        ({"nature": "state-organ"}, "others provide no services to government"),
        ({"name-en": "", "name-zh": ""}, "is missing"), ({"name-zh": ""}, "Enter the name in Chinese too"),
        ({"name-en": "x" * 301}, "This text has 301 signs"),
        ({"number": "9" * 100_000}, "A code has 18 signs"),
        ({"nature": "individual"}, "A resident number has digits alone"),
    ],
)
def test_what_is_wrong_is_told_beside_it_and_kept(changed: dict[str, str], says: str) -> None:
    client = Client()
    answer = client.post(START, {**CHARITY, **changed})
    assert (answer.status_code, says in text(answer)) == (422, True)
    assert client.get(ABOUT).headers["Location"] == START
    shown = client.get(START).content.decode()
    assert ("Lantern Street Care" in shown, shown.count("</textarea>")) == ("name-en" not in changed, 2)


def test_of_what_is_sent_no_more_is_kept_than_is_read() -> None:
    client = Client()
    client.post(START, {**CHARITY, "name-en": "x" * 2_000_000, **{f"name-{one}": "y" for one in range(500)}})
    assert len(str(client.session["register"])) < 20_000


def test_a_kind_that_the_code_is_not_of_is_told_on_its_page() -> None:
    answer = Client().post(START, {**CHARITY, "number": "91110000600037341L"})
    says = "The code of this kind begins with 52; this one begins with 91. Choose the kind that your certificate names"
    assert (answer.status_code, says in text(answer)) == (422, True)


def test_each_page_asks_for_what_this_kind_has() -> None:
    client = Client()
    client.post(START, FIRM)
    page = client.get(ABOUT).content.decode()
    assert ['name="size"' in page, 'name="category"' in page, 'name="head"' in page] == [True, False, True]
    answer = client.post(ABOUT, WHERE)
    assert (answer.status_code, "“Size of the enterprise” is missing." in text(answer)) == (422, True)
    client.post(START, MAN)
    page = client.get(ABOUT).content.decode()
    assert [f'name="{one}"' in page for one in ("size", "head", "phone", "address-en")] == [False, False, False, True]
    client.post(START, {**CHARITY, "nature": "public-institution", "number": "12419999000012968B"})
    answer = client.post(ABOUT, {**WHERE, "category": "class-1"})
    assert (answer.status_code, "provides no services to government" in text(answer)) == (422, True)
    assert client.post(ABOUT, {**WHERE, "category": "class-2"}).headers["Location"] == PERSON


def test_marks_stand_in_the_file() -> None:
    registered(Client(), FIRM, {**WHERE, "size": "medium", "marks-rows": "2", "marks-1": "disabled-welfare-unit"})
    assert models.Party.objects.get(code=FIRM["number"]).marks == "disabled-welfare-unit"


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "two@x.example, three@x.example", "a@x.example\nBcc: b@x.example", "é@x.example"])
def test_an_address_that_is_none_gets_no_letter(email: str) -> None:
    client = Client()
    client.post(START, CHARITY)
    client.post(ABOUT, WHERE)
    assert client.post(PERSON, {**YOU, "email": email}).status_code == 422
    assert client.post(CHECK).headers["Location"] == PERSON
    assert not Letter.objects.exists()


def test_what_is_looked_through_is_told_once_and_in_words() -> None:
    client = Client()
    for page, said in ((START, CHARITY), (ABOUT, WHERE), (PERSON, YOU)):
        client.post(page, said)
    html = client.get(CHECK).content.decode()
    assert (html.count(CODE), "FactRow" in html) == (1, False)
    assert f"{CHARITY['name-zh']} / {CHARITY['name-en']}" in html


def test_the_letter_bears_nothing_that_a_stranger_wrote() -> None:
    client = Client()
    written(client, {**CHARITY, "name-en": "Win a million at evil.example"}, WHERE, {**YOU, "person": "evil.example"})
    letter = last_letter()
    assert ("evil.example" in letter, CODE in letter, letter.count("http")) == (False, True, 1)


def test_a_link_opens_once_and_not_for_ever() -> None:
    client = Client()
    written(client)
    link = link_in(last_letter())
    assert text(Client().get(link)).count("Choose a password")
    assert not User.objects.exists()
    weak = confirmed(Client(), link, "short")
    assert (weak.status_code, User.objects.count()) == (422, 0)
    assert confirmed(Client(), link).status_code == 302
    for answer in (Client().get(link), confirmed(Client(), link)):
        assert (answer.status_code, "This link was used already" in text(answer)) == (410, True)
    unknown = Client().get(link[:-3])
    assert (unknown.status_code, "This link is not known here" in text(unknown)) == (404, True)
    assert (User.objects.count(), Grant.objects.count(), models.Party.objects.filter(code=CODE).count()) == (1, 1, 1)


def test_a_link_that_is_too_old_opens_nothing() -> None:
    client = Client()
    written(client)
    Registration.objects.update(made=Registration.objects.get().made - timedelta(hours=24, minutes=1))
    answer = confirmed(Client(), link_in(last_letter()))
    assert (answer.status_code, "This link is too old" in text(answer), User.objects.exists()) == (410, True, False)


def test_what_nobody_confirmed_is_forgotten() -> None:
    written(Client())
    now = Registration.objects.get().made
    for later, left in ((timedelta(hours=24), [True]), (timedelta(hours=24, seconds=1), [False]), (timedelta(days=30, seconds=1), [])):
        forget_links(now + later)
        assert [bool(one) for one in Registration.objects.values_list("sealed", flat=True)] == left


def test_what_stopped_half_way_goes_on_from_the_same_link(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is entered first and the account made after it: a link that is opened again enters nothing twice."""
    written(Client())
    link = link_in(last_letter())
    with monkeypatch.context() as cut:
        cut.setattr("operis.web.register.confirming.give_mandate", _cut_off)
        with pytest.raises(ConnectionError):
            confirmed(Client(), link)
    assert (models.Party.objects.filter(code=CODE).count(), User.objects.exists()) == (1, False)
    assert confirmed(Client(), link).status_code == 302
    assert (models.Party.objects.filter(code=CODE).count(), len(read.entries(models.Party.objects.get(code=CODE).docket))) == (1, 1)


def _cut_off(*_given: object) -> None:
    raise ConnectionError


def test_nobody_registers_what_is_on_file() -> None:
    registered(Client())
    late = Client()
    answer = late.post(START, CHARITY)
    assert (answer.status_code, "Lantern Street Care" in text(answer), late.get(CHECK).status_code) == (409, True, 302)


def test_of_two_who_register_at_once_one_is_told() -> None:
    first, second = Client(), Client()
    written(first)
    written(second, CHARITY, WHERE, {"person": "Rival", "email": "rival@lantern.example"})
    one, other = link_in(last_letter()), link_in(last_letter("rival@lantern.example"))
    assert confirmed(first, one).status_code == 302
    answer = confirmed(second, other)
    assert (answer.status_code, "Not registered" in text(answer), User.objects.count(), Grant.objects.count()) == (409, True, 1, 1)


def test_an_address_that_has_an_account_adds_the_organisation_to_it() -> None:
    """On the page nobody learns whether an address has one; whoever opens the letter signs in with it."""
    User.objects.create_user(YOU["email"], "Zhong Min", PASSWORD)
    stranger = Client()
    assert written(stranger).headers["Location"] == SENT
    assert "sign in with the account that you have" in last_letter()
    link = link_in(last_letter())
    answer = stranger.get(link)
    assert ("has an account here already" in text(answer), "Choose a password" in text(answer)) == (True, False)
    assert "has an account here already" in text(confirmed(stranger, link, "another password that is long"))
    assert (Grant.objects.count(), authenticate(username=YOU["email"], password=PASSWORD) is not None) == (0, True)
    owner = signed_in(email=YOU["email"])
    assert confirmed(owner, link).status_code == 302
    assert [one.office.body for one in Grant.objects.select_related("office")] == [CODE.lower()]


def test_who_is_signed_in_is_not_asked_who_it_is() -> None:
    owner = signed_in(email="li.na@office.example")
    owner.post(START, CHARITY)
    owner.post(ABOUT, WHERE)
    assert owner.get(PERSON).headers["Location"] == CHECK
    assert owner.post(CHECK).headers["Location"] == SENT
    assert confirmed(owner, link_in(last_letter("li.na@office.example"))).status_code == 302


def test_letters_are_few() -> None:
    client = Client()
    written(client)
    answers = [client.post(CHECK) for _ in range(5)]
    assert [one.status_code for one in answers] == [302] * 4 + [429]
    assert (Letter.objects.count(), "Too many letters" in text(answers[-1]), "Retry-After" in answers[-1].headers) == (5, True, True)


def test_without_mail_nobody_is_promised_a_letter(settings: Settings) -> None:
    settings.OPERIS_ORIGIN, settings.OPERIS_MAIL_HOST = "ledger.example", ""
    assert "This site sends no letters yet" in text(Client().get(START))


def test_a_refused_file_shuts_out() -> None:
    client = Client()
    registered(client)
    party = models.Party.objects.get(code=CODE)
    models.Party.objects.filter(pk=party.pk).update(refused=True, accepted=False)
    sent = client.post("/en/desk/new/bid/obtain-documents/", {"procurement": NUMBER, "desk-key": "k" * 43, "desk-do": "confirm"})
    assert (sent.status_code, "Your file was not accepted." in text(sent)) == (409, True)
    assert ObtainDocuments.slug == "obtain-documents"


def test_what_is_on_file_is_not_asked_again() -> None:
    """Its own people change what has changed: the rest stands in the form, what is private with it."""
    client = Client()
    registered(client, MAN, {"address-en": "8 Mill Lane"})
    party = models.Party.objects.get(nature="individual")
    page = client.get(f"/en/desk/{party.docket}/enter-file/").content.decode()
    assert [one in page for one in ("8 Mill Lane", "Lu Ping", f'value="{RESIDENT}"')] == [True] * 3
    assert [one in page for one in ('value="social-organisation"', 'name="key_review_rule-en"')] == [False] * 2
    assert RESIDENT not in Client().get(f"/en/processes/{party.docket}/").content.decode()
    desk = text(client.get("/en/desk/"))
    assert ("Your file" in desk, "Record a body or a supplier" in desk) == (True, False)


def test_a_certificate_with_its_last_day_is_kept_on_file() -> None:
    client = Client()
    registered(client)
    party = models.Party.objects.get(code=CODE)
    path = f"/en/desk/{party.docket}/enter-file/"
    page = client.get(path).content.decode()
    typed = {
        "nature": CHARITY["nature"], "name-en": CHARITY["name-en"], "code": CODE, "head": WHERE["head"],
        "certificates-rows": "1",
        "certificates-0-name-en": "Care licence", "certificates-0-number": "2026-17", "certificates-0-until": "2027-06-30",
        "desk-key": "k" * 43, "desk-do": "confirm", "marks-rows": "0", "also_reviewed-rows": "0",
    }  # fmt: skip
    assert ('name="certificates-rows"' in page, "<h1>Your file</h1>" in page, "Short names of suppliers" in page) == (True, True, False)
    lacking = client.post(path, {**typed, "desk-do": "check"})
    assert (lacking.status_code, [f'href="#f-{one}"' in lacking.content.decode() for one in ("phone", "head")]) == (422, [True, False])
    typed |= WHERE
    checked = text(client.post(path, {**typed, "desk-do": "check"}))
    assert ("Care licence" in checked, "Rule of the body by which a plan has no key review" in checked) == (True, False)
    assert client.post(path, typed).status_code in (200, 302)
    stored = read.entries(party.docket)[-1].said["act"]["fields"]
    assert stored["certificates"] == [{"name": {"en": "Care licence"}, "number": "2026-17", "until": "2027-06-30", "files": []}]
    assert (stored["confirmed"], models.Party.objects.get(code=CODE).accepted) == (False, True)
    assert "Care licence" in text(Client().get(f"/en/processes/{party.docket}/"))


def test_those_who_are_there_are_written_to_and_not_named() -> None:
    registered(Client())
    late = Client()
    late.post(START, CHARITY)
    page = text(late.get("/en/register/ask/"))
    assert ("Write to them" in page, YOU["email"] in page, YOU["person"] in page) == (True, False, False)
    wrong = late.post("/en/register/ask/", {"email": "nobody"})
    assert (wrong.status_code, Letter.objects.count()) == (422, 1)
    told = late.post("/en/register/ask/", {"email": "wen.jing@lantern.example"})
    assert ("They have been written to" in text(told), YOU["email"] in text(told)) == (True, False)
    assert ("wen.jing@lantern.example" in last_letter(), "/en/account/people/" in last_letter()) == (True, True)
    Grant.objects.update(last=Grant.objects.get().first)
    clock.set_demo_clock(clock.now() + timedelta(days=2))
    assert "Nobody acts for it here today." in text(late.get("/en/register/ask/"))


def test_of_an_individual_there_is_nobody_to_ask() -> None:
    registered(Client(), MAN, {"address-en": "8 Mill Lane"})
    late = Client()
    assert "Ask those who are there" not in text(late.post(START, MAN))
    assert late.get("/en/register/ask/").headers["Location"] == START
