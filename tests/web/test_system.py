"""Does the page of shared parts show each of them, with whatever is in it, to who watches over the site alone?"""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pytest_django import Settings

import operis.web
from operis.web.system.components import CONTENTS
from tests.api.programs import installed
from tests.ledger.county import FAYE
from tests.statute import ALICE
from tests.web.signed import signed_in
from tests.web.test_desk import text
from tests.web.test_pages import AXE
from tests.web.test_processes import STYLES

pytestmark = pytest.mark.django_db
COMPONENTS = Path(operis.web.__file__).parent / "templates" / "web" / "components"
PAGE = "/en/system/components/"


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def test_every_shared_part_is_on_the_page() -> None:
    client = signed_in(FAYE)
    shown = {str(one.name) for content in CONTENTS for one in client.get(PAGE, {"content": content}).templates}
    assert sorted(f"web/components/{file.name}" for file in COMPONENTS.glob("*.html")) == sorted(
        one for one in shown if one.startswith("web/components/")
    )


def test_it_shows_what_is_wrong_what_is_long_and_nothing() -> None:
    client = signed_in(FAYE)
    told = {content: text(client.get(PAGE, {"content": content})) for content in CONTENTS}
    assert [content for content, words in told.items() if "There is a problem" in words] == ["wrong"]
    assert [content for content, words in told.items() if "There is nothing here yet." in words] == ["empty"]
    assert ("thirty-two villages" in told["long"], "3 working days late" in told["wrong"]) == (True, True)
    assert text(client.get(PAGE, {"content": "anything"})) == told["ordinary"]


def test_it_is_for_who_watches_over_the_site() -> None:
    assert signed_in(ALICE).get(PAGE).status_code == 403


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_every_screen_nothing_is_cut_and_axe_finds_nothing(chromium: Browser, language: str, width: int, scheme: str) -> None:
    client = signed_in(FAYE)
    tab = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light").new_page()
    for content in CONTENTS:
        html = client.get(PAGE.replace("/en/", f"/{language}/"), {"content": content}).content.decode()
        head, rest = re.split(r'<link rel="stylesheet"[^>]*>', html)
        tab.set_content(f"{head}<style>{STYLES.read_text()}</style>{rest}")
        assert tab.evaluate("document.documentElement.scrollWidth") == width, content
        found = Axe().run(tab, options=AXE)
        assert found.response["violations"] == [], (content, found.generate_report())
    tab.context.close()
