"""How does the site answer the sealing page in a test? From memory, in the form in which it answers; what came is kept to be looked at."""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route

from operis.sealing.page import page, policy
from tests.web.bid_form import bid_form
from tests.web.shown import AXE

SITE = "https://seal.example"
PIECE_BYTES = 65_536
RECEIPT = "seal.example receipt\nDC-2026-B-0007 1 c2VhbGVk\n"


@dataclass
class Site:
    """`cuts` requests for pieces get no answer; `signed` says whether somebody is signed in."""

    form: dict[str, Any] = field(default_factory=bid_form)
    files: dict[str, bytes] = field(default_factory=dict)
    signed: bool = True
    now: str = "2046-06-01T08:00:00+08:00"
    cuts: int = 0
    refuses: dict[str, Any] | None = None
    announced: dict[str, str] = field(default_factory=dict)
    sealed: bytearray = field(default_factory=bytearray)
    descriptors: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        request = route.request
        path = urlsplit(request.url).path
        self.asked.append(f"{request.method} {path}")
        if path == "/seal/":
            headers = {"Content-Security-Policy": f"{policy()}; frame-ancestors 'none'"}
            return route.fulfill(body=page(), content_type="text/html; charset=utf-8", headers=headers)
        if path in self.files:
            return route.fulfill(body=self.files[path], content_type="application/octet-stream")
        last = path.removeprefix(f"/supply/seal/{self.form['docket']}/{self.form['lot']}/")
        if not self.signed:
            return route.fulfill(status=401, json={"says": "Sign in.", "sign_in": "/en/account/sign-in/"})
        if last == "form.json":
            return route.fulfill(json=self.form, headers={"X-CSRFToken": "token", "X-Now": self.now})
        if request.headers.get("x-csrftoken") != "token":
            return route.fulfill(status=403, body="")
        if last == "pieces/":
            self.announced = {name: one for name, (one,) in parse_qs(request.post_data or "").items()}
            return route.fulfill(json={"number": "0" * 32, "at": len(self.sealed), "piece": PIECE_BYTES})
        if re.fullmatch(r"pieces/0{32}/", last):
            return self._piece(route, int(parse_qs(urlsplit(request.url).query)["at"][0]), request.post_data_buffer or b"")
        if last == "send/":
            return self._sent(route, request.headers["idempotency-key"], request.post_data_json or {})
        return route.fulfill(status=404, body="")

    def _piece(self, route: Route, at: int, body: bytes) -> None:
        if self.cuts:
            self.cuts -= 1
            self.sealed += body if at == len(self.sealed) else b""  # it has arrived, and nobody is told
            return route.abort("connectionreset")
        if at != len(self.sealed):
            return route.fulfill(status=409, json={"at": len(self.sealed)})
        self.sealed += body
        if len(self.sealed) < int(self.announced["size"]):
            return route.fulfill(json={"at": len(self.sealed)})
        whole = hashlib.sha256(self.sealed).hexdigest() == self.announced["sha256"]
        return route.fulfill(json={"done": True}) if whole else route.fulfill(status=422, json={"says": "Other bytes."})

    def _sent(self, route: Route, key: str, descriptor: dict[str, Any]) -> None:
        self.descriptors.append((key, descriptor))
        if self.refuses is not None:
            return route.fulfill(status=409, json=self.refuses)
        told = {"docket": self.form["docket"], "no": 1, "title": "Bid sealed", "received": "1 June 2046", "late": False,
                "since": self.now, "receipt": RECEIPT, "page": "/en/desk/receipt/", "back": "/en/desk/DC-2026-B-0007/"}  # fmt: skip
        return route.fulfill(status=201, json=told)


@contextmanager
def visited(chromium: Browser, site: Site, before: str = "", **how: Any) -> Iterator[BrowserContext]:
    context = chromium.new_context(accept_downloads=True, **how)
    context.add_init_script(AXE)
    context.add_init_script(before)
    context.route("**/*", site.answer)
    try:
        yield context
    finally:
        context.close()


def opened(context: BrowserContext, language: str = "en", address: str = "#DC-2026-B-0007/1") -> Page:
    """The page with its form; a fault of its script fails the test."""
    tab = context.new_page()
    tab.on("pageerror", lambda fault: (_ for _ in ()).throw(AssertionError(f"{fault}")))
    tab.goto(f"{SITE}/seal/{address}/{language}" if address else f"{SITE}/seal/")
    return tab


def saved(tab: Page) -> None:
    """Until what was typed is kept."""
    tab.wait_for_timeout(900)


def form_of(site: Site) -> str:
    return json.dumps(site.form, ensure_ascii=False)
