"""Do lists hold long names and two hundred rows, on the narrowest screen and on a wide one?"""

import gzip
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import Settings

from operis import clock
from tests.web.listed import NOON, coming, contract, party, peopled, procurement, put
from tests.web.shown import EVERYTHING, STYLES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    clock.set_demo_clock(NOON)
    peopled()


@pytest.mark.parametrize("name", ["plans", "contracts", "bodies", "suppliers"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_is_cut(client: Client, chromium: Browser, name: str, language: str, width: int) -> None:
    long = "云泽县民政局养老服务和社会救助与残疾人事务中心" * 3
    put(party("long", "supplier", long, "A Very Long Name of an Organisation for Older People and Everybody Else " * 2))
    put(*(coming(place) for place in range(1, 30)), *(contract(place, supplier="long") for place in range(1, 30)))
    looked_at(client, chromium, f"/{language}/{name}/", width)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("query", ["?kind=all", "?min=abc", "?q=nothing&area=41"])
def test_axe_finds_nothing_in_what_was_found(client: Client, chromium: Browser, query: str, language: str, width: int) -> None:
    put(*(procurement(place, title_zh="社区养老服务" * 12, title_en="Day care for older people " * 8) for place in range(1, 201)))
    looked_at(client, chromium, f"/{language}/notices/{query}", width)


def looked_at(client: Client, chromium: Browser, path: str, width: int) -> None:
    styles = f"<style>{STYLES.read_text()}</style>"
    sent = client.get(path).content
    assert len(gzip.compress(sent)) < 30_000
    html = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _: styles, sent.decode())
    tab = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    tab.set_content(html)
    found = Axe().run(tab, options=EVERYTHING)
    assert found.response["violations"] == [], found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    tab.context.close()
