"""What does every answer carry, and what is noted of every request? Strict policies for the browser; one line, no bodies."""

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from operis import policy, troubles
from operis.accounts import log as told
from operis.web.account.counting import place

Answer = Callable[[HttpRequest], HttpResponseBase]

# A page needs none of what a device can do; passkeys are for this site by themselves.
PERMISSIONS = ", ".join(f"{one}=()" for one in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb"))
READ_AND_SENT = ("GET", "HEAD", "POST")
"""What pages take; the API says for each of its addresses what it takes."""
TAKEN = "Pages take GET, HEAD and POST.\n页面只接受 GET、HEAD 和 POST 请求。\n"

LOCAL = frozenset({"127.0.0.1", "::1"})
PROXY = "proxy"

log = logging.getLogger("operis.web")


def policies(answer: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", policy.CONTENT)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def only_known_methods(answer: Answer) -> Answer:
    """Before anything asks for a token, which no such request could have."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method in READ_AND_SENT or request.path.startswith("/api/"):
            return answer(request)
        return HttpResponseNotAllowed(READ_AND_SENT, TAKEN, content_type="text/plain; charset=utf-8")

    return middleware


def keep_private(answer: Answer) -> Answer:
    """A page of who is signed in is kept by no browser and no proxy: the next reader at this machine is another."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            told.is_of(request.user.pk)
        response = answer(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


@cache
def proxy_untold() -> None:
    """Once: a program on this machine hands requests on, and no setting says so; attempts of all readers are counted at one place."""
    says = "Requests come through a proxy on this machine, and OPERIS_PROXIES is 0: all readers are taken to be at one place."
    with suppress(OSError):  # where nothing can be written, that is told by itself
        troubles.tell(PROXY, {PROXY: says}, datetime.now(UTC))


def log_request(answer: Answer) -> Answer:
    """A line when it is answered, and a number for all lines of it, which the reader gets too."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began, number = perf_counter(), secrets.token_hex(8)
        if not settings.OPERIS_PROXIES and "X-Forwarded-For" in request.headers and request.META.get("REMOTE_ADDR") in LOCAL:
            proxy_untold()
        with told.asked(number, place(request)):
            response = answer(request)
            # The path without its query: what someone searched for is nobody's business.
            facts = {"method": request.method, "path": request.path, "status": response.status_code}
            log.info("request", extra={"facts": {**facts, "ms": round(1000 * (perf_counter() - began))}})
        response.headers["X-Request-Id"] = number
        return response

    return middleware
