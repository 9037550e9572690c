"""How does a browser show a page that was taken? From memory, with our own files beside it, at whatever width and in whatever light."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

import axe_playwright_python.sync_playwright as axe
from playwright.sync_api import Browser, Page, Route

import operis.web

STATIC = Path(operis.web.__file__).parent / "static" / "web"


class Sheets:
    """The style sheets that every page has, as one."""

    def read_text(self) -> str:
        return "".join((STATIC / name).read_text("utf8") for name in ("operis.css", "look.css"))


STYLES = Sheets()
AXE = (Path(axe.__file__).parent / "axe.min.js").read_text("utf8")
Options = dict[str, Any]
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
EVERYTHING: Options = {"runOnly": list(TAGS), "resultTypes": ["violations"]}
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules whose answer may differ between light and dark: the dark scheme changes nothing but colours."""
COLOURS: Options = {"runOnly": {"type": "rule", "values": list(OF_COLOURS)}, "resultTypes": ["violations"]}
SHAPES: Options = {**EVERYTHING, "rules": {one: {"enabled": False} for one in OF_COLOURS}}
"""All others."""
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
LOOKS = """() => {
    const looks = new Set(), grounds = new Map(), style = element => getComputedStyle(element);
    const ground = element => {
        if (!element) return "";
        if (!grounds.has(element)) {
            const own = style(element), says = [own.backgroundColor, own.backgroundImage, own.opacity, own.filter, own.mixBlendMode].join();
            grounds.set(element, `${says === "rgba(0, 0, 0, 0),none,1,none,normal" ? "" : says}/${ground(element.parentElement)}`);
        }
        return grounds.get(element);
    };
    const written = element => [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const letters = own => [own.color, own.fontSize, own.fontWeight, own.fontStyle, own.textShadow, own.textDecoration, own.border];
    for (const element of document.body.querySelectorAll("*")) {
        if (!element.checkVisibility() || !(written(element) || element.matches("input, select, textarea, button"))) continue;
        const kind = [element.tagName, element.type, Boolean(element.closest("[disabled], [aria-disabled]"))];
        const block = element.closest("a") ? [style(element.closest("a")), style(element.closest("a").parentElement)].flatMap(letters) : [];
        looks.add([...kind, ...letters(style(element)), ground(element), ...block].join("|"));
    }
    return [...looks];
}"""
"""Each way in which text looks on a page: its letters, all that lies behind it, and of a link the text that it stands in."""


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


@dataclass
class Looks:
    """Ways in which text looks that axe has found nothing wrong with; who sees no other need not ask it about colours again."""

    passed: set[str] = field(default_factory=set)

    def violations(self, tab: Page, options: Options) -> list[str]:
        """What axe says; colours alone it is asked of only where one was not seen to pass."""
        here = set(tab.evaluate(LOOKS))
        found = violations(tab, options) if options is not COLOURS or here - self.passed else []
        if options is not SHAPES and not found:
            self.passed |= here
        return found


def faults(tab: Page, html: str, looks: Looks | None = None) -> Iterator[str]:
    """What is wrong with a page at either width and in either light; axe is asked of everything where it is wide and light."""
    looks = looks or Looks()
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size({"width": WIDE, "height": 800})
    show(tab, html)
    for width, asked in ((WIDE, (EVERYTHING,)), (NARROW, (SHAPES, COLOURS))):
        tab.set_viewport_size({"width": width, "height": 800})
        for scheme, options in (("light", asked), ("dark", (COLOURS,))):
            tab.emulate_media(color_scheme=cast(Literal["light", "dark"], scheme))
            yield from (f"{width} {scheme}: {one}" for of in options for one in looks.violations(tab, of))
        wide = tab.evaluate("document.documentElement.scrollWidth")
        yield from [f"{width}: the page scrolls sideways to {wide}"] if wide > width else []
        yield from (f"{width}: lower than {TARGET_HEIGHT_MIN} px: {one}" for one in tab.evaluate(LOW_TARGETS, TARGET_HEIGHT_MIN))
