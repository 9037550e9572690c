"""How does an officer go through pages in a test? A browser without JavaScript, answered from memory; what is done in it is counted."""

import contextvars
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from playwright.sync_api import Browser, Page, Route

from tests.web.shown import SITE, STATIC

CARRIED = ("accept-language", "idempotency-key", "x-csrftoken")
"""What a script tells beside what it sends."""


@dataclass(frozen=True)
class Sent:
    """What the browser asked for."""

    method: str
    path: str
    body: bytes | None
    kind: str


@dataclass
class Desk:
    """What was done: pages loaded, fields typed in, choices made. Every navigation is one page, however many redirects led to it.

    The browser's loop cannot ask the database: what it sends is put aside there, and answered between two of its turns.
    """

    page: Page
    client: Client
    loads: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    sent: Sent | None = None
    ready: Any = None

    def go(self, path: str) -> None:
        self._answer(Sent("GET", path, None, ""))

    def type(self, name: str, text: str) -> None:
        self.typed.append(name)
        self.page.fill(f'[name="{name}"]', text)

    def choose(self, name: str, value: str) -> None:
        self.chosen.append(name)
        self.page.select_option(f'[name="{name}"]', value)

    def press(self, words: str) -> None:
        self.enter(self.page.locator("main").get_by_role("button", name=words, exact=True))

    def follow(self, words: str) -> None:
        self.enter(self.page.locator("main").get_by_role("link", name=words, exact=True))

    def said(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    def enter(self, found: Any) -> None:
        """The page behind a button or a link that was found."""
        with self.page.expect_navigation():
            found.first.click()
        assert self.sent is not None, "nothing was sent"
        self._answer(self.sent)

    def _answer(self, sent: Sent) -> None:
        post = sent.method == "POST"
        answer: Any = self.client.post(sent.path, sent.body, content_type=sent.kind) if post else self.client.get(sent.path)
        path = sent.path
        while answer.status_code in (301, 302, 303):
            path = answer.headers["Location"]
            answer = self.client.get(path)
        self.loads.append(f"{answer.status_code} {path}")
        self.ready, self.sent = answer, None
        self.page.goto(f"{SITE}{path}")
        self.ready = None

    def route(self, route: Route) -> None:
        request, parts = route.request, urlsplit(route.request.url)
        if parts.path.startswith("/static/"):
            route.fulfill(path=STATIC / parts.path.rpartition("/")[2])
        elif self.ready is not None:
            route.fulfill(status=self.ready.status_code, content_type=self.ready.headers["Content-Type"], body=self.ready.content)
        else:
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            self.sent = Sent(request.method, path, request.post_data_buffer, request.headers.get("content-type", ""))
            route.fulfill(content_type="text/plain", body="asked")


@contextmanager
def desk(chromium: Browser, client: Client, width: int = 1280) -> Iterator[Desk]:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    at = Desk(context.new_page(), client)
    at.page.set_default_timeout(20_000)
    context.route("**/*", at.route)
    try:
        yield at
    finally:
        context.close()


@contextmanager
def answered(chromium: Browser, client: Client, *, scripts: bool = False) -> Iterator[Page]:
    """A tab that the program answers from memory, as it would over a line, headers and all: what a test has entered, it sees."""
    context = chromium.new_context(java_script_enabled=scripts)
    here = contextvars.copy_context()  # of this test, with its connection to the database

    def answer(route: Route) -> None:
        request, parts = route.request, urlsplit(route.request.url)
        if parts.path.startswith("/static/"):
            route.fulfill(path=STATIC / parts.path.rpartition("/")[2])
            return
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        kind = request.headers.get("content-type", "application/octet-stream")
        told = {name: request.headers[name] for name in CARRIED if name in request.headers}
        body = request.post_data_buffer or b""
        given: Any = here.run(client.generic, request.method, path, body, kind, SERVER_NAME="localhost", headers=told)
        route.fulfill(status=given.status_code, headers=dict(given.headers), body=b"".join(given))

    context.route("**/*", answer)
    try:
        yield context.new_page()
    finally:
        context.close()
