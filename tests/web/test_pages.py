"""Is every page in the list whole without JavaScript, does it ask nobody else, and does it lead to its twin? For axe see test_axe.py."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.web.browsed import answered
from tests.web.pages import PAGES, Page
from tests.web.shown import SITE

LANGUAGES = {"en": "en", "zh-hans": "zh-Hans"}
ERRORS = {"en": "Error: ", "zh-hans": "填写有误："}

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
each_language = pytest.mark.parametrize("language", LANGUAGES)


def each(tab: Tab, language: str) -> Iterator[Page]:
    """Every page of the list, opened one after the other; what one of them needs in the database is gone before the next."""
    for page in PAGES:
        with transaction.atomic():
            page.given()
            answer = tab.goto(f"{SITE}/{language}/{page.path}")
            assert answer is not None
            assert (page, answer.status) == (page, page.status)
            yield page
            transaction.set_rollback(True)


@each_language
def test_each_page_is_whole_without_javascript(chromium: Browser, client: Client, language: str) -> None:
    with answered(chromium, client) as tab:
        for page in each(tab, language):
            heading = page.heading[language]
            assert [h1.inner_text() for h1 in tab.locator("h1").all()] == [heading]
            assert tab.title().startswith(f"{ERRORS[language] if page.status == 422 else ''}{heading} - ")
            assert (page, tab.locator("html").get_attribute("lang")) == (page, LANGUAGES[language])


@each_language
def test_each_page_asks_nobody_else_and_breaks_no_policy(chromium: Browser, client: Client, language: str) -> None:
    """Scripts may run, which the checks themselves need; the policy of the page still forbids them to the page."""
    asked: list[str] = []
    said: list[str] = []
    with answered(chromium, client, scripts=True) as tab:
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: said.append(message.text))
        for page in each(tab, language):
            assert [url for url in asked if not url.startswith(SITE)] == []
            wrong = [text for text in said if not (page.status >= 400 and text.startswith("Failed to load resource"))]
            assert (page, wrong, tab.locator("[style], script:not([src])").count()) == (page, [], 0)
            said.clear()
    assert len(asked) > len(PAGES)


def test_each_page_leads_to_itself_in_the_other_language(chromium: Browser, client: Client) -> None:
    with answered(chromium, client) as tab:
        for page in each(tab, "en"):
            path = page.path if page.here else ""
            for language in ("zh-hans", "en"):
                tab.locator("header .language").click()
                assert tab.url == f"{SITE}/{language}/{path}"
