"""What do the tests of the sealing page begin from? A tab in which its modules can be called by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from operis.sealing.page import modules, script

PLACE = "https://seal.example/"
"""A browser reckons with keys only where nobody can have changed the page on its way."""

WITHOUT_X25519 = """const own = crypto.subtle.importKey.bind(crypto.subtle);
    crypto.subtle.importKey = (form, key, how, ...more) =>
        how === "X25519" ? Promise.reject(new DOMException("", "NotSupportedError")) : own(form, key, how, ...more);"""
"""As a browser of some years ago is."""


@contextmanager
def tab_with(chromium: Browser, *wanted: str, before: str = "") -> Iterator[Page]:
    """A tab in which `of` has everything that these modules hand out."""
    context = chromium.new_context()
    context.add_init_script(before)
    context.route("**/*", lambda route: route.fulfill(body="<!doctype html><title>-</title>", content_type="text/html; charset=utf-8"))
    try:
        tab = context.new_page()
        tab.goto(PLACE)
        handed = ", ".join(f"...of_{one.removesuffix('.js')}" for one in modules(*wanted))
        tab.evaluate(f"(() => {{ {script(*wanted)}\n globalThis.of = {{ {handed} }}; }})()")
        yield tab
    finally:
        context.close()


def answered(tab: Page, body: str, *given: object) -> Any:
    """What JavaScript makes of what is given, as `given`; bytes go and come as hexadecimal digits."""
    return tab.evaluate(f"async given => {{ const {{ hex, unhex }} = of; {body} }}", list(given))
