"""What do the tests of the sealing page begin from? A tab in which its modules can be called by name."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from operis.web.seal.assembling import SOURCES, modules, script

PLACE = "https://seal.example/"
"""A browser reckons with keys only where nobody can have changed the page on its way."""
NAMED = re.compile(r"^export (?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)


def exports(*wanted: str) -> list[str]:
    """What the modules hand out, and all that they need."""
    return [name for one in modules(*wanted) for name in NAMED.findall((SOURCES / one).read_text("utf8"))]


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
        tab.evaluate(f"(() => {{ 'use strict'; {script(*wanted)}\n globalThis.of = {{ {', '.join(exports(*wanted))} }}; }})()")
        yield tab
    finally:
        context.close()


def answered(tab: Page, body: str, *given: object) -> Any:
    """What JavaScript makes of what is given, as `given`; bytes go and come as hexadecimal digits."""
    return tab.evaluate(f"async given => {{ const {{ hex, unhex }} = of; {body} }}", list(given))
