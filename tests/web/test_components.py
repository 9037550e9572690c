"""Do the shared parts say everything they are given, in order, to everybody?"""

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.usefixtures("gallery")


@pytest.fixture
def gallery(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.web.urls"


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
