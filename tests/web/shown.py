"""How does a browser show a page that was taken? From memory, with our own files beside it, at whatever width and in whatever light."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python.sync_playwright as axe
from playwright.sync_api import Browser, Page, Route

import operis.web

STATIC = Path(operis.web.__file__).parent / "static" / "web"
AXE = (Path(axe.__file__).parent / "axe.min.js").read_text("utf8")
Options = dict[str, Any]
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
EVERYTHING: Options = {"runOnly": list(TAGS), "resultTypes": ["violations"]}
COLOURS: Options = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}
"""What may differ between light and dark: the dark scheme changes nothing but colours."""
TARGET_HEIGHT_MIN = 44
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


@contextmanager
def shown(chromium: Browser, pages: Sequence[str]) -> Iterator[Page]:
    """A tab in which the page number n stands at `address(n)`; axe runs there, whatever the page forbids."""
    context = chromium.new_context()

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(f"{SITE}/")
        if path.isdecimal():
            route.fulfill(body=pages[int(path)], content_type="text/html; charset=utf-8")
        else:
            route.fulfill(path=STATIC / path.rpartition("/")[2])

    context.route("**/*", answer)
    context.add_init_script(AXE)
    try:
        yield context.new_page()
    finally:
        context.close()


def address(place: int) -> str:
    return f"{SITE}/{place}"


def violations(tab: Page, options: Options) -> list[str]:
    return [str(one) for one in tab.evaluate(RUN, options)]
