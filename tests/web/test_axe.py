"""Can everybody use every page there is? In both languages, light and dark, on the narrowest screen and on a wide one."""

import re

import pytest
from playwright.sync_api import Browser

from tests.web.shown import STATIC, faults, shown
from tests.web.taken import Taken

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BAD = """<!DOCTYPE html><html lang="en"><head><title>Bad</title><link rel="stylesheet" href="/static/web/operis.css"></head>
<body><main><h1>Bad</h1><p class="hint">Fine</p><img src="/static/web/icon.svg" width="2000"><a href="/">Low</a></main></body></html>"""


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_is_for_everybody(chromium: Browser, taken: tuple[Taken, ...], language: str) -> None:
    pages = [one for one in taken if one.language == language]
    assert len(pages) > 80
    with shown(chromium) as tab:
        found = {one.name: list(faults(tab, one.html)) for one in pages}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_no_page_broke(taken: tuple[Taken, ...]) -> None:
    assert [one.name for one in taken if one.status >= 500 and not one.name.startswith("broken")] == []


def test_what_is_wrong_is_found(chromium: Browser) -> None:
    with shown(chromium) as tab:
        said = " ".join(faults(tab, BAD))
    for one in ("image-alt", "scrolls sideways to 20", "lower than 44 px"):
        assert one in said
    dark = re.sub(r"--ink-2:#\w+", "--ink-2:#222", (STATIC / "operis.css").read_text("utf8"))
    page = BAD.replace('<link rel="stylesheet" href="/static/web/operis.css">', f"<style>{dark}</style>")
    with shown(chromium) as tab:
        pale = [one for one in faults(tab, page) if "color-contrast" in one]
    assert [one.partition(":")[0] for one in pale] == ["1280 dark", "320 dark"]


def test_the_dark_scheme_changes_colours_alone() -> None:
    """So that whatever else axe looks at is the same in either light."""
    sheet = (STATIC / "operis.css").read_text("utf8")
    [dark] = re.findall(r"@media \(?prefers-color-scheme:dark\)?\{(.*?)\}\}", sheet, re.DOTALL)
    [said] = re.findall(r":root:not\(\[data-theme=light\]\)\{(.*)", dark, re.DOTALL)
    assert [one for one in said.replace("\n", "").strip(";").split(";") if not re.fullmatch(r"\s*--[\w-]+:\s*#[0-9a-f]+\s*", one)] == []
    assert sheet.count("prefers-color-scheme") == 1
