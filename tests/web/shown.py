"""How does a browser show a page that was taken? From memory, with our own files beside it, at whatever width and in whatever light."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python.sync_playwright as axe
from playwright.sync_api import Browser, Page, Route

import operis.web

STATIC = Path(operis.web.__file__).parent / "static" / "web"
STYLES = STATIC / "operis.css"
AXE = (Path(axe.__file__).parent / "axe.min.js").read_text("utf8")
Options = dict[str, Any]
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
EVERYTHING: Options = {"runOnly": list(TAGS), "resultTypes": ["violations"]}
COLOURS: Options = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}
"""What may differ between light and dark: the dark scheme changes nothing but colours."""
TARGET_HEIGHT_MIN = 44
NARROW, WIDE = 320, 1280
LOW_TARGETS = """least => [...document.querySelectorAll("a, button, input, select, summary")]
    .filter(element => element.offsetParent && !element.closest("p, li > span, dd, td, th, label, caption")
        && !element.matches(".skip, .cite, [tabindex='-1']")
        && ![...element.parentElement.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 1))
    .filter(element => (element.closest(".opt") || element).getBoundingClientRect().height < least)
    .map(element => element.outerHTML.slice(0, 160))"""
"""Of links inside a sentence no height is asked."""
SITE = "http://localhost"
RUN = """options => axe.run(document, options).then(found => found.violations.map(
    one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")}`))"""


WRITE = """html => new Promise(done => {
    document.open(); window.addEventListener("load", done, {once: true}); document.write(html); document.close(); })"""


@contextmanager
def shown(chromium: Browser) -> Iterator[Page]:
    """A tab that shows pages from memory by `show`; axe runs there, whatever the page forbids."""
    context = chromium.new_context()

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(f"{SITE}/").rpartition("/")[2]
        route.fulfill(path=STATIC / name) if name else route.fulfill(body="", content_type="text/html; charset=utf-8")

    context.route("**/*", answer)
    context.add_init_script(AXE)
    try:
        tab = context.new_page()
        tab.goto(f"{SITE}/")
        yield tab
    finally:
        context.close()


def show(tab: Page, html: str) -> None:
    """Written into the document that is there, so that axe is compiled once and not on every page."""
    tab.evaluate(WRITE, html)


def violations(tab: Page, options: Options) -> list[str]:
    return [str(one) for one in tab.evaluate(RUN, options)]


def faults(tab: Page, html: str) -> Iterator[str]:
    """What is wrong with a page at either width and in either light."""
    light_then_dark: list[tuple[Literal["light", "dark"], Options]] = [("light", EVERYTHING), ("dark", COLOURS)]
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size({"width": WIDE, "height": 800})
    show(tab, html)
    for width in (WIDE, NARROW):
        tab.set_viewport_size({"width": width, "height": 800})
        for scheme, options in light_then_dark:
            tab.emulate_media(color_scheme=scheme)
            yield from (f"{width} {scheme}: {one}" for one in violations(tab, options))
        wide = tab.evaluate("document.documentElement.scrollWidth")
        yield from [f"{width}: the page scrolls sideways to {wide}"] if wide > width else []
        yield from (f"{width}: lower than {TARGET_HEIGHT_MIN} px: {one}" for one in tab.evaluate(LOW_TARGETS, TARGET_HEIGHT_MIN))
