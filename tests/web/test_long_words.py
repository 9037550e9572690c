"""Does a language whose words are longer still fit? Every message drawn out by two fifths, on the narrowest screen."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from operis.config.messages import PLURAL, compiled, entries
from tests.web.pages import PAGES, Page

LONGER = 0.4
PLACES = re.compile(r"(%\(\w+\)[sd]|\{\w+\})")
VOWELS = re.compile(r"([aeiou])")
SOURCE = Path(__file__).parent.parent.parent / "operis" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def drawn_out(text: str) -> str:
    """The same words with vowels doubled until they are long enough; places such as {day} stay whole."""
    parts = PLACES.split(text)
    missing = int(len(text) * LONGER)
    for place in range(0, len(parts), 2):  # every other part is a place
        doubled = VOWELS.sub(r"\1\1", parts[place], count=max(missing, 0)) if missing > 0 else parts[place]
        missing -= len(doubled) - len(parts[place])
        parts[place] = doubled
    return "".join(parts)


@pytest.fixture
def long_english(settings: Settings, tmp_path: Path) -> None:
    """English in which each message is itself, drawn out."""
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    pairs = {}
    for key, value in entries(SOURCE.read_text(encoding="utf-8")):
        words = key.rpartition("\4")[2].split(PLURAL)
        pairs[key] = PLURAL.join(map(drawn_out, words)) if key else value.replace("nplurals=1; plural=0", "nplurals=2; plural=n!=1")
    (folder / "django.mo").write_bytes(compiled(pairs))
    settings.LOCALE_PATHS = [tmp_path]  # the change of a setting makes Django read its messages again


def test_places_stay_whole() -> None:
    assert drawn_out("{days} days off until {earliest}") == "{days} daays ooff uuntiil {earliest}"
    assert drawn_out("Stage %(stage)s of %(stages)s") == "Staagee %(stage)s oof %(stages)s"


@pytest.mark.usefixtures("long_english")
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_no_page_grows_wider_than_the_screen(chromium: Browser, live_server: LiveServer, page: Page) -> None:
    page.given()
    context = chromium.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=True)
    tab = context.new_page()
    tab.goto(f"{live_server.url}/en/{page.path}")
    assert "Heelp" in tab.locator("#menu").inner_text()
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    context.close()
