"""What a key holder does on its own pages, without a script: gives a key, rehearses, gives back its shares; each wrong file says why."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from operis import clock
from operis.accounts.models import User
from operis.cases.keeping import secret_of
from operis.cases.running import run_secret
from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.acts import KeyHolderNamed, SharesReleased
from operis.holding.files import SharesFile, ToOpen, key_text, ledger_in, public_of, public_text, read_key, read_open, shares_text
from operis.holding.releasing import given_back as given_back_by
from operis.ledger import read
from tests.api.programs import installed
from tests.holding.county import HOLDERS, SECRETS, Held, ready
from tests.holding.seated import client_of, handed_in, text_of
from tests.ledger.tender import TENDER
from tests.web.signed import signed_in

pytestmark = [pytest.mark.django_db]
PAGE = f"/en/keys/{TENDER}/"


def given_back(asked: ToOpen, secret: bytes) -> SharesFile:
    """By the ledger's key that its rehearsal brought."""
    return given_back_by(asked, secret, clock.verifier().vkey, clock.now())


@pytest.fixture(autouse=True)
def _installed(_folder: None, settings: Any) -> None:
    installed(settings.OPERIS_DATA)


def lives_on(held: Held) -> list[tuple[str, bool]]:
    """What the clock puts a minute later."""
    held.county.clock = clock.now() + timedelta(minutes=1)
    return held.due()


def test_the_desk_of_a_holder_lists_what_waits_for_it_and_nothing_of_others() -> None:
    held = Held().called()
    assert TENDER in text_of(client_of("archives", held).get("/en/desk/"))
    other = signed_in(Mandate(role=Role.KEY_HOLDER, office="keys", body="library", persons=("x",)))
    assert TENDER not in text_of(other.get("/en/desk/"))


def test_a_key_is_made_off_line_rehearsed_and_given() -> None:
    held = Held().called()
    client, key = client_of("archives", held), public_of(SECRETS["archives"])
    assert f"/en/keys/{TENDER}/" in text_of(client.get("/en/keys/"))
    assert "Your key is wanted" in text_of(client.get("/en/keys/"))
    right = public_text(SECRETS["archives"])
    wrong = {"": "no file of a public key", "zz": "no file of a public key", right.replace(key, "00" * 32): "no file of a public key",
             key_text(SECRETS["notary"]): "This file has the secret key"}  # fmt: skip
    for text, says in wrong.items():
        answer = client.post(PAGE, {"do": "rehearse", "key-file": SimpleUploadedFile("my.key", text.encode())})
        assert (answer.status_code, says in text_of(answer)) == (422, True)
    answer = client.post(PAGE, {"do": "rehearse", "key-file": SimpleUploadedFile("my.key.public.json", right.encode())})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PAGE}?key={key}#rehearsal")
    assert f"{PAGE}rehearsal.json?key={key}" in text_of(client.get(f"{PAGE}?key={key}"))
    asked = read_open(client.get(f"{PAGE}rehearsal.json?key={key}").content.decode())
    answer = handed_in(client, shares_text(given_back(asked, SECRETS["archives"])))
    assert "Entered: Give the key that bids are sealed to" in text_of(answer)
    act = read.entries(TENDER)[-1].act
    assert isinstance(act, KeyHolderNamed)
    assert (act.place, act.holder, act.key) == (2, "archives", key)
    assert held.state.key_holders == (act,)
    assert "Until the notice another can take its place" in text_of(client.get(PAGE))
    assert "Nothing is wanted of you now" in text_of(client.get("/en/keys/"))


@pytest.mark.parametrize(("do", "field"), [("rehearse", "key-file"), ("hand-in", "shares")])
def test_a_secret_key_that_was_sent_by_mistake_is_not_kept_and_its_public_one_not_taken(do: str, field: str) -> None:
    held = Held().called()
    client, public = client_of("archives", held), SimpleUploadedFile("my.public.json", public_text(SECRETS["archives"]).encode())
    answer = client.post(PAGE, {"do": do, field: SimpleUploadedFile("my.key", key_text(SECRETS["archives"]).encode())})
    assert (answer.status_code, "secret key" in text_of(answer)) == (422, True)
    assert SECRETS["archives"].hex() not in text_of(answer)
    answer = client.post(PAGE, {"do": "rehearse", "key-file": public})
    assert (answer.status_code, "Make another key." in text_of(answer)) == (422, True)
    key = public_of(SECRETS["archives"])
    asked = read_open(client.get(f"{PAGE}rehearsal.json?key={key}").content.decode())
    answer = handed_in(client, shares_text(given_back(asked, SECRETS["archives"])))
    assert (answer.status_code, held.state.key_holders) == (422, ())
    other = SimpleUploadedFile("my.public.json", public_text(SECRETS["notary"]).encode())
    assert client.post(PAGE, {"do": "rehearse", "key-file": other}).status_code == 302


def test_the_desk_says_first_what_is_wanted_and_leads_to_the_keys() -> None:
    held = Held().called()
    client = client_of("archives", held)
    desk = client.get("/en/desk/").content.decode()
    came, _, rest = desk.partition("</section>")
    assert (f'href="/en/desk/{TENDER}/name-key-holder/"' in came, "Came in and waits for you" in came) == (True, True)
    assert 'href="/en/keys/"' in came + rest
    assert f'href="/en/keys/{TENDER}/"' in client.get(f"/en/desk/{TENDER}/").content.decode()
    held.named("archives")
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    assert "Came in and waits for you" not in client.get("/en/desk/").content.decode()


def test_after_the_closing_the_desk_asks_for_shares() -> None:
    held = ready("sunrise", "brook", "hill")
    client = client_of("notary", held)
    assert "Came in and waits for you" not in client.get("/en/desk/").content.decode()
    held.due()
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    desk = client.get("/en/desk/").content.decode()
    assert ("Came in and waits for you" in desk, f'href="/en/desk/{TENDER}/release-shares/"' in desk) == (True, True)


def test_what_was_not_in_the_rehearsal_is_refused_with_its_reason() -> None:
    held = Held().called()
    client, key = client_of("archives", held), public_of(SECRETS["archives"])
    asked = read_open(client.get(f"{PAGE}rehearsal.json?key={key}").content.decode())
    given = given_back(asked, SECRETS["archives"])
    answer = handed_in(client, shares_text(replace(given, rehearsed="ab" * 32)))
    assert answer.status_code == 409
    assert "This was not in the bid of the rehearsal." in text_of(answer)


def test_two_give_back_and_the_bids_are_open() -> None:
    held = ready("sunrise", "brook", "hill")
    client = client_of("notary", held)
    assert "Bids close on" in text_of(client.get(PAGE))
    assert client.get(f"{PAGE}to-open.json").status_code == 404
    held.due()
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    assert "Your shares are wanted" in text_of(client.get("/en/keys/"))
    assert "3 bids are to be opened" in text_of(client.get(PAGE))
    answer = client.get(f"{PAGE}to-open.json")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert "Try again in a second" in text_of(answer)
    clock.sequence_once()
    for holder in ("notary", "archives"):
        own = client_of(holder)
        asked = read_open(own.get(f"{PAGE}to-open.json").content.decode())
        assert [sorted(one.envelopes) for one in asked.bids] == [[HOLDERS.index(holder) + 1]] * 3
        answer = handed_in(own, shares_text(given_back(asked, SECRETS[holder])))
        assert "Entered: Hand in the shares of the keys" in text_of(answer)
        assert isinstance(read.entries(TENDER)[-1].act, SharesReleased)
        page = own.get(PAGE)
        assert "You handed in your shares" in text_of(page)
        assert "Nothing more is wanted of you until the bids are open." in text_of(page)
        assert page.content.decode().index("<summary>Hand in once more") < page.content.decode().index('id="hand-in"')
    assert lives_on(held)[-1:] == [("open-bids", True)]
    assert "Nothing more is wanted of you" in text_of(client.get(PAGE))
    assert handed_in(client, "{}").status_code == 409


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_wrong_file_is_told_by_itself_and_nothing_is_entered(language: str) -> None:
    held = ready("sunrise", "brook", "hill")
    held.due()
    client, before = client_of("notary", held), len(read.entries(TENDER))
    right = held.shares("notary")
    said = {
        "": ("Choose the file", "请选择operis"),
        "{}": ("no whole file of shares", "不是完整的密钥份额文件"),
        shares_text(replace(right, docket="DC-2026-S-0009")): ("of another procurement: DC-2026-S-0009", "DC-2026-S-0009"),
        shares_text(held.shares("archives")): ("of the key holder at place 2; yours is place 3", "2"),
        shares_text(replace(held.shares("archives"), place=3)): ("made for the key of archives.", "系用archives的公钥生成"),
        shares_text(replace(right, key="44" * 32)): ("none of the key holders has given", "均未登记"),
        shares_text(replace(right, rehearsed="ab" * 32)): ("This file is of the rehearsal.", "演练"),
        shares_text(replace(right, shares=right.shares[:2])): ("nothing is given.", "未填写"),
        shares_text(replace(right, shares=(*right.shares[:2], (*right.shares[2][:2], "ab")))): ("no share of a key", "份额"),
    }
    for text, (en, zh) in said.items():
        answer = handed_in(client, text, language)
        assert answer.status_code in (409, 422)
        assert (en if language == "en" else zh) in text_of(answer)
    assert len(read.entries(TENDER)) == before


def test_a_file_made_for_the_key_of_another_holder_is_refused_with_whose_it_is_and_what_to_do() -> None:
    held = ready("sunrise", "brook", "hill")
    held.due()
    answer = handed_in(client_of("notary", held), shares_text(replace(held.shares("archives"), place=3)))
    says = ("These shares were made for the key of archives.", "Open what is to be opened with your own key, and hand in the file")
    assert (answer.status_code, [one in text_of(answer) for one in says], held.state.releases) == (409, [True, True], ())
    handed_in(client_of("notary"), shares_text(held.shares("notary")))
    assert [one.holder for one in held.state.releases] == ["notary"]


def test_an_envelope_that_did_not_open_is_told_with_what_follows() -> None:
    held = ready("sunrise", "brook", "hill")
    held.due()
    right, client = held.shares("notary"), client_of("notary", held)
    handed_in(client, shares_text(replace(right, shares=((*right.shares[0][:2], None), *right.shares[1:]))))
    page = text_of(client.get(PAGE))
    assert "Bids whose share did not open with your key" in page
    assert right.shares[0][0] in page
    assert "The third key holder is asked" in page


def test_with_too_few_bids_there_is_nothing_to_give_back() -> None:
    held = ready("sunrise", "brook")
    held.due()
    client = client_of("notary", held)
    assert "They stay sealed for ever" in text_of(client.get(PAGE))
    assert client.get(f"{PAGE}to-open.json").status_code == 404
    clock.set_demo_clock(held.county.clock + timedelta(days=9))
    told = {path: text_of(client.get(f"/en/{path}/")).lower() for path in ("desk", "keys", f"processes/{TENDER}")}
    assert [path for path, text in told.items() if "shares of the keys" in text] == []


def test_with_enough_bids_the_shares_are_wanted_and_late() -> None:
    held = ready("sunrise", "brook", "hill")
    held.due()
    client = client_of("notary", held)
    clock.set_demo_clock(held.county.clock + timedelta(days=9))
    said = [text_of(client.get(f"/en/{path}/")).lower() for path in ("desk", f"processes/{TENDER}")]
    assert ["shares of the keys" in one for one in said] == [True, True]


def test_the_pages_are_for_the_holders_that_were_called_alone() -> None:
    Held().called()
    other = signed_in(Mandate(role=Role.KEY_HOLDER, office="keys", body="library", persons=("x",)))
    assert other.get("/en/keys/").status_code == 200
    for path in ("", f"rehearsal.json?key={'11' * 32}", "to-open.json"):
        assert other.get(PAGE + path).status_code == 404
    buyer = signed_in(Mandate(role=Role.BUYER, office="purchasing", body="civil-affairs", persons=("y",)), email="buyer@office.example")
    assert buyer.get("/en/keys/").status_code == 403
    assert buyer.get(PAGE).status_code == 404
    assert Client().get(PAGE).status_code == 302


def test_the_step_of_the_desk_leads_there() -> None:
    Held().called()
    answer = client_of("notary").get(f"/en/desk/{TENDER}/name-key-holder/")
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert User.objects.filter(email="notary@keys.example").exists()
    assert json.loads(client_of("notary").get(f"{PAGE}rehearsal.json?key={public_of(SECRETS['notary'])}").content)["rehearsal"] is True


def test_everyone_sees_who_holds_keys_who_gave_back_and_then_the_prices() -> None:
    held = ready("sunrise", "brook", "hill")
    page = f"/en/processes/{TENDER}/"
    client_of("notary", held)
    assert text_of(Client().get(page)).count("key given") == 3
    held.due()
    held.gives_back("notary")
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    watched = text_of(Client().get(page))
    assert (watched.count("shares handed in"), watched.count("key given")) == (1, 2)
    assert "800,000" not in watched
    assert "DC-B-" not in watched
    held.gives_back("archives", brook=None)
    held.due()
    held.gives_back("trading-centre")
    held.due()
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    opened = text_of(Client().get(page))
    assert all(price in opened for price in ("800,000", "801,000", "802,000"))
    assert "no valid share from: archives" in opened
    assert (opened.count(": not valid for 1 bid"), opened.count("shares handed in")) == (1, 3)
    says = "For 1 bid there was no valid share from you by the opening"
    told = {one: says in text_of(client_of(one, held).get(PAGE)) for one in ("archives", "notary", "trading-centre")}
    assert told == {"archives": True, "notary": False, "trading-centre": False}


def test_envelopes_that_open_with_no_key_are_no_share_that_is_not_valid() -> None:
    """No key comes of such a bid, and nobody can tell by whose fault: the opening says with whose keys its envelopes did not open."""
    held = ready("sunrise", "brook", "hill")
    held.due()
    held.gives_back("trading-centre", brook=None)
    held.gives_back("archives", brook=None)
    held.due()
    held.gives_back("notary")
    held.due()
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    opened = text_of(Client().get(f"/en/processes/{TENDER}/"))
    assert "its envelopes did not open with the keys of: trading-centre, archives" in opened
    assert opened.count("; the envelope of 1 bid did not open with this key") == 2
    assert ("no valid share" in opened, "not valid for" in opened) == (False, False)
    assert "there was no valid share from you" not in text_of(client_of("archives", held).get(PAGE))


def test_no_secret_key_is_handed_out_but_those_that_a_demonstration_made(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held().called().named("archives")
    key = f"{PAGE}demonstration.key"
    assert client_of("archives", held).get(key).status_code == 404
    monkeypatch.setitem(SECRETS, "notary", secret_of(run_secret(settings.OPERIS_DATA), "notary"))
    held.named("notary")
    client = client_of("notary", held)
    text = client.get(key).content.decode()
    assert (read_key(text), ledger_in(text)) == (secret_of(run_secret(settings.OPERIS_DATA), "notary"), clock.verifier().vkey)
    assert key in text_of(client.get(PAGE))
    settings.OPERIS_ORIGIN = "operis.county.example"
    assert client.get(key).status_code == 404
