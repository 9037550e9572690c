"""Do the shared parts say everything they are given, in order, to everybody?"""

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.web.test_pages import AXE, LOW_TARGETS, TARGET_HEIGHT_MIN

pytestmark = pytest.mark.usefixtures("gallery")


@pytest.fixture
def gallery(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.web.urls"


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Tab]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(tab: Tab, live_server: LiveServer, language: str, scheme: Literal["light", "dark"], width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(f"{live_server.url}/{language}/gallery/")
    found = Axe().run(tab, options=AXE)
    assert found.response["violations"] == [], found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert tab.evaluate(LOW_TARGETS, TARGET_HEIGHT_MIN) == []


def test_a_refusal_has_facts_rule_remedy_decider_and_reference(client: Client) -> None:
    text = client.get("/en/gallery/").content.decode()
    panel = text[text.index('<section class="why personal"') : text.index('<section class="why"')]
    wanted = [
        "You cannot publish this notice yet",
        "Bids close on 21 March 2026; they must stay open at least 20 days.",
        "at least twenty calendar days",
        '<a class="cite" href="/en/rules/GPL-35/">§ Government Procurement Law, Art. 35</a>',
        "Set the closing time on 22 March 2026 or later.",
        "The notice says CNY 860,000.00, the filed plan CNY 800,000.00.",
        "Also noticed",
        '<span lang="zh-Hans">本地企业</span>',
        "Decided by Wang Li,",
        "25 November 2026, 12:00 (Beijing time)",
        'class="btn" href="#main">Change the closing time',
        "Ask the finance department</a> until 30 November 2026",
        "X-2026-004517",
    ]
    assert [each for each in wanted if each not in panel] == []
    places = [panel.index(each) for each in wanted[:5]]
    assert places == sorted(places)


def test_the_timeline_is_in_order_and_takes_nothing_away(client: Client) -> None:
    text = client.get("/zh-hans/gallery/").content.decode()
    timeline = text[text.index('<ol class="spine">') :]
    places = [timeline.index(f'id="act-{number}"') for number in range(1, 6)]
    assert places == sorted(places)
    assert "逾期3个工作日" in timeline
    assert timeline.count('aria-current="step"') == 1


def test_the_seal_says_in_words_what_it_shows(client: Client) -> None:
    text = client.get("/en/gallery/").content.decode()
    assert '<b aria-hidden="true" lang="zh-Hans">封</b>' in text
    assert '<span class="vh">Sealed record </span>' in text
    assert "7F3A-91C2-0KQ4-M8XT</span></a>" in text
