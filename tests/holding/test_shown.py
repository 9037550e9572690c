"""The pages of key holders in each of their states: for everybody, in both languages, as every page of the site."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser

from operis import clock
from operis.holding.files import public_of
from tests.api.programs import installed
from tests.holding.county import SECRETS, Held, ready
from tests.ledger.tender import TENDER
from tests.web.shown import faults, shown
from tests.web.signed import PASSWORD

SCRIPT = re.compile(r'<script src="/keys.js" defer></script>')
"""What a page is without it is looked at here; what it does stands in test_browser.py."""
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def pages(held: Held, language: str, *paths: str) -> list[str]:
    """What the officer of the notary sees there a minute later."""
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    client = Client(headers={"accept-language": language})
    client.post(f"/{language}/account/sign-in/", {"email": "notary@keys.example", "password": PASSWORD})
    answers = [client.get(f"/{language}/keys/{path}") for path in paths]
    assert {one.status_code for one in answers} == {200}
    return [SCRIPT.sub("", one.content.decode()) for one in answers]


def states(held: Held, language: str) -> list[str]:
    key = f"{TENDER}/?key={public_of(SECRETS['notary'])}"
    found = pages(held.called(), language, "", f"{TENDER}/", key)
    found += pages(held.named(), language, f"{TENDER}/")
    for one in ("sunrise", "brook", "hill"):
        held = held if held.state.notice else held.noticed()
        held.bid(one)
    found += pages(held, language, "", f"{TENDER}/")
    held.due()
    found += pages(held, language, "", f"{TENDER}/")
    held.gives_back("notary", brook=None)
    found += pages(held, language, f"{TENDER}/")
    held.gives_back("archives")
    held.gives_back("trading-centre")
    held.due()
    return found + pages(held, language, f"{TENDER}/")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_state_is_for_everybody(chromium: Browser, language: str, settings: Any) -> None:
    installed(settings.OPERIS_DATA)
    with shown(chromium) as tab:
        assert [fault for html in states(Held(), language) for fault in faults(tab, html)] == []


def test_with_too_few_bids_too(chromium: Browser, settings: Any) -> None:
    installed(settings.OPERIS_DATA)
    held = ready("sunrise", "brook")
    held.due()
    with shown(chromium) as tab:
        assert [fault for html in pages(held, "en", f"{TENDER}/") for fault in faults(tab, html)] == []
