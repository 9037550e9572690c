"""Is every page in the list whole without JavaScript, does it ask nobody else, and does it lead to its twin? For axe see test_axe.py."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from pytest_django.live_server_helper import LiveServer

from tests.web.pages import PAGES, Page
from tests.web.shown import EVERYTHING

AXE = EVERYTHING
LANGUAGES = {"en": "en", "zh-hans": "zh-Hans"}
ERRORS = {"en": "Error: ", "zh-hans": "填写有误："}

each_page = pytest.mark.parametrize("page", PAGES, ids=str)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Tab]:
    """A tab where scripts may run, which the checks themselves need; the policy of the page still forbids them to the page."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def opened(tab: Tab, server: LiveServer, page: Page, language: str) -> None:
    page.given()
    answer = tab.goto(f"{server.url}/{language}/{page.path}")
    assert answer is not None
    assert answer.status == page.status


@each_page
@each_language
def test_the_page_is_whole_without_javascript(chromium: Browser, live_server: LiveServer, page: Page, language: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    opened(tab, live_server, page, language)
    heading = page.heading[language]
    assert [h1.inner_text() for h1 in tab.locator("h1").all()] == [heading]
    assert tab.title().startswith(f"{ERRORS[language] if page.status == 422 else ''}{heading} - ")
    assert tab.locator("html").get_attribute("lang") == LANGUAGES[language]
    context.close()


@each_page
@each_language
def test_the_page_asks_nobody_else_and_breaks_no_policy(tab: Tab, live_server: LiveServer, page: Page, language: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    opened(tab, live_server, page, language)
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    assert [text for text in said if not (page.status >= 400 and text.startswith("Failed to load resource"))] == []
    assert tab.locator("[style], script:not([src])").count() == 0


@each_page
def test_each_page_leads_to_itself_in_the_other_language(tab: Tab, live_server: LiveServer, page: Page) -> None:
    opened(tab, live_server, page, "en")
    path = page.path if page.here else ""
    tab.locator("header .language").click()
    assert tab.url == f"{live_server.url}/zh-hans/{path}"
    tab.locator("header .language").click()
    assert tab.url == f"{live_server.url}/en/{path}"
