"""Can everybody use every page there is? In both languages, light and dark, on the narrowest screen and on a wide one."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web import shown as shown_by
from tests.web.shown import AXE, STATIC, Looks, faults, shown
from tests.web.taken import Taken
from tests.web.verdicts import Verdicts, drawn_with

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FINE = """<!DOCTYPE html><html lang="en"><head><title>Fine</title>
<link rel="stylesheet" href="/static/web/operis.css"><style></style></head>
<body><main><h1>Fine</h1><p>Fine <a href="/">all</a></p><p class="hint">Fine</p></main></body></html>"""
BAD = """<!DOCTYPE html><html lang="en"><head><title>Bad</title><link rel="stylesheet" href="/static/web/operis.css"></head>
<body><main><h1>Bad</h1><p class="hint">Fine</p><img src="/static/web/icon.svg" width="2000"><a href="/">Low</a></main></body></html>"""


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_is_for_everybody(chromium: Browser, taken: tuple[Taken, ...], looks: Looks, kept: Path, language: str) -> None:
    pages = [one for one in taken if one.language == language]
    assert len(pages) > 80
    program = Path(shown_by.__file__).read_bytes() + AXE.encode() + chromium.version.encode()
    verdicts = Verdicts(kept, program + drawn_with())
    with shown(chromium) as tab:
        found = {one: list(faults(tab, one.html, looks)) for one in verdicts.left(pages)}
    verdicts.keep(one for one, wrong in found.items() if not wrong)
    assert {one.name: wrong for one, wrong in found.items() if wrong} == {}


def test_a_look_that_passed_is_asked_of_once_and_another_is_found(chromium: Browser) -> None:
    looks = Looks()
    with shown(chromium) as tab:
        assert not [one for one in faults(tab, FINE, looks) if "color-contrast" in one]
        before = set(looks.passed)
        assert not [one for one in faults(tab, FINE, looks) if "color-contrast" in one]
        assert (looks.passed, len(before) > 3) == (before, True)
        pale = FINE.replace("</style>", "@media (max-width:400px) { :root { --ink-2:#bbb } }</style>")
        assert [one.partition(":")[0] for one in faults(tab, pale, looks) if "color-contrast" in one] == ["320 light"]


def test_a_verdict_is_kept_of_what_passed_alone_and_ends_with_any_change(tmp_path: Path) -> None:
    fine = Taken("fine", "en", "/", 200, '<p>Fine</p><input type="hidden" name="key" value="a">')
    other = replace(fine, html=fine.html.replace("Fine", "Other"))
    verdicts = Verdicts(tmp_path, b"program")
    verdicts.keep([fine])
    assert verdicts.left([fine, replace(fine, html=fine.html.replace('"a"', '"b"')), other]) == [other]
    assert Verdicts(tmp_path, b"another").left([fine]) == [fine]


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
    [dark] = re.findall(r"@media screen and \(prefers-color-scheme:dark\)\{(.*?)\}\}", sheet, re.DOTALL)
    [said] = re.findall(r":root:not\(\[data-theme=light\]\)\{(.*)", dark, re.DOTALL)
    assert [one for one in said.replace("\n", "").strip(";").split(";") if not re.fullmatch(r"\s*--[\w-]+:\s*#[0-9a-f]+\s*", one)] == []
    assert sheet.count("prefers-color-scheme") == 1
