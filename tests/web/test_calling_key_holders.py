"""Who calls key holders reads what they do and until when they can be called, and sees bodies by their names."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from operis import clock
from operis.core.refers import RefersTo
from operis.core.wording import Slug, Wording
from operis.dockets.file.commands import ReviewFile
from operis.dockets.procurement.commands import CallKeyHolders, NameKeyHolder
from operis.holding.rehearsing import content_for
from operis.registers import models
from operis.web.desk.choices import MANY
from tests.api.programs import installed
from tests.ledger.county import FAYE, County, body_file
from tests.procedures.documents import intention, notice, plan
from tests.procedures.keys import HOLDERS, keeper
from tests.sealing.made import KEYS
from tests.statute import ALICE
from tests.web.desk import confirm, typed
from tests.web.reading import text
from tests.web.signed import account, signed_in

pytestmark = pytest.mark.django_db
NAMES = {"trading-centre": ("Trading Centre of the county", "县交易中心"), "archives": ("Archives of the county", "县档案馆"),
         "notary": ("Notary Office of the county", "县公证处")}  # fmt: skip
CALL = CallKeyHolders(holders=HOLDERS)


@pytest.fixture(name="planned")
def _planned(settings: Any) -> tuple[County, str]:
    """A county with three bodies that hold keys, and a plan that is filed."""
    installed(settings.OPERIS_DATA)
    county = County().founded()
    need = county.need()
    for key, (en, zh) in NAMES.items():
        file = county.done(None, replace(body_file(key), name=Wording(zh=zh, en=en)), FAYE).docket
        county.done(file, ReviewFile(result=Slug("accepted")), FAYE)
        account(f"{key}@keys.example", keeper(key))
    number = county.done(None, intention(need=need)).docket
    county.done(number, plan(need=need))
    return county, number


def officer(county: County, language: str = "en") -> Client:
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    return signed_in(ALICE, language=language)


def to_do(client: Client, number: str) -> list[str]:
    """What is listed under what can be done now."""
    html = client.get(f"/en/desk/{number}/").content.decode()
    listed = re.search(r"<h2>You can do this now</h2>\s*<ul class=\"tasks\">(.*?)</ul>", html, re.DOTALL)
    return re.findall(r"<a [^>]*>([^<]*)</a>", listed[1]) if listed else []


def test_it_stands_before_the_notice_until_it_was_done(planned: tuple[County, str]) -> None:
    county, number = planned
    steps = to_do(officer(county), number)
    assert steps.index("Call key holders") < steps.index("Publish the notice")
    county.done(number, CALL)
    assert "Call key holders" not in to_do(officer(county), number)


@pytest.mark.parametrize(("language", "says"), [("en", ("open them together", "after the notice it is too late")),
                                                ("zh-hans", ("共同开启", "公告发布后不能再设"))])  # fmt: skip
def test_its_page_says_what_they_do_and_when_it_is_too_late(planned: tuple[County, str], language: str, says: tuple[str, str]) -> None:
    county, number = planned
    page = text(officer(county, language).get(f"/{language}/desk/{number}/call-key-holders/"))
    assert [one for one in says if one not in page] == []


def test_where_there_are_just_as_many_as_it_takes_they_are_proposed_and_later_those_called(planned: tuple[County, str]) -> None:
    county, number = planned
    chosen = re.compile(r'<option value="([^"]+)" selected')
    path = f"/en/desk/{number}/call-key-holders/"
    assert sorted(chosen.findall(officer(county).get(path).content.decode())) == sorted(HOLDERS)
    account("library@keys.example", keeper("library"))
    county.done(None, replace(body_file("library"), name=Wording(zh="县图书馆", en="Library of the county")), FAYE)
    assert chosen.findall(officer(county).get(path).content.decode()) == []
    county.done(number, CallKeyHolders(holders=HOLDERS[::-1]))
    assert chosen.findall(officer(county).get(path).content.decode()) == [*HOLDERS[::-1]]


@pytest.mark.parametrize(("language", "place"), [("en", 0), ("zh-hans", 1)])
def test_they_are_confirmed_by_their_names(planned: tuple[County, str], language: str, place: int) -> None:
    county, number = planned
    client, path = officer(county, language), f"/{language}/desk/{number}/call-key-holders/"
    page = client.post(path, {**typed(CALL), "desk-do": "check"})
    assert (", ", "、")[place].join(NAMES[one][place] for one in HOLDERS) in text(page)
    assert [one for one in HOLDERS if one in text(page)] == []


@pytest.mark.parametrize(("language", "place"), [("en", 0), ("zh-hans", 1)])
def test_who_keeps_no_keys_and_who_has_given_none_is_told_by_name(planned: tuple[County, str], language: str, place: int) -> None:
    county, number = planned
    client, path = officer(county, language), f"/{language}/desk/{number}/"
    county.done(None, replace(body_file("library"), name=Wording(zh="县图书馆", en="Library of the county")), FAYE)
    refused = text(confirm(client, f"{path}call-key-holders/", CallKeyHolders(holders=(*HOLDERS[:2], "library"))))
    assert ("Nobody at Library of the county has the office", "县图书馆没有")[place] in refused
    county.done(number, CALL)
    waits = text(client.get(f"{path}publish-notice/"))
    for names in NAMES.values():
        assert (f"{names[0]} was called as a key holder", f"{names[1]}已确定为密钥保管单位")[place] in waits


def test_a_notice_that_is_sealed_to_holders_does_not_say_that_the_site_could_read_bids(planned: tuple[County, str]) -> None:
    county, number = planned
    client = officer(county)
    kept = "Who could read a sealed bid: whoever runs this server"
    county.done(number, CALL)
    for body, key in zip(HOLDERS, KEYS, strict=True):
        county.done(number, NameKeyHolder(key=key.hex(), rehearsed=content_for(number, body, key.hex()).hex()), keeper(body))
    county.done(number, notice())
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    page = text(client.get(f"/en/notices/{number}/"))
    assert ("How bids are sealed" in page, kept in page) == (True, False)


def test_where_the_site_keeps_bids_it_says_who_could_read_them(planned: tuple[County, str]) -> None:
    county, number = planned
    county.done(number, notice())
    page = text(officer(county).get(f"/en/notices/{number}/"))
    assert ("How bids are sealed" in page, "Who could read a sealed bid: whoever runs this server" in page) == (False, True)


def test_bodies_that_hold_keys_are_offered_however_many_others_are_on_file(planned: tuple[County, str]) -> None:
    county, number = planned
    body = {"party": "body", "nature": "state-organ", "accepted": True}
    models.Party.objects.bulk_create(models.Party(key=f"a{no:03}", docket=f"F-{no}", name_en=f"Body {no}", **body) for no in range(201))
    officer(county)
    at: Any = number  # what is offered is the same at every step
    assert sorted(key for key, _words in MANY[RefersTo.KEEPER](at, "", "")) == sorted(HOLDERS)
    assert [key for key, _words in MANY[RefersTo.KEEPER](at, "Archives", "")] == ["archives"]
