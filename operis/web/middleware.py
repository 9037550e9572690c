"""What does every answer carry, and what is noted of every request? Strict policies for the browser; one line, no bodies."""

import gzip
import logging
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag

from operis import policy, troubles
from operis.accounts import log as told
from operis.web.account.counting import place

Answer = Callable[[HttpRequest], HttpResponseBase]

# A page needs none of what a device can do; passkeys are for this site by themselves.
PERMISSIONS = ", ".join(f"{one}=()" for one in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb"))
READ_AND_SENT = ("GET", "HEAD", "POST")
"""What pages take; the API says for each of its addresses what it takes."""
TAKEN = "Pages take GET, HEAD and POST.\n页面只接受 GET、HEAD 和 POST 请求。\n"

PACKED = ("text/", "application/json", "application/problem+json", "application/atom+xml", "application/xml", "image/svg+xml")
"""What words are in; a PDF and a workbook are packed already."""
PACKED_FROM_BYTES, PACKED_LEVEL = 500, 6
TAKES_PACKED = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")

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


def sparing(answer: Answer) -> Answer:
    """What everybody gets alike is sent packed, and not again to who has it already.

    The tag is that of the very bytes: whatever changes the page changes it, an act, the law, the hour. A page of who is signed in and one
    with a token in a form get neither: packed beside words that come from the address, a secret is read off the length (BREACH).
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if not isinstance(response, HttpResponse) or not _for_everybody(request, response):
            return response
        patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
        if not response.has_header("ETag"):
            set_response_etag(response)
        known = get_conditional_response(request, etag=response.headers["ETag"], response=response) if response.content else response
        return _packed(request, response) if known is response else known or response

    return middleware


def _for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Asked for by nobody in particular, and nothing in it that is for one reader; Django notes where a token stands in it."""
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == HTTPStatus.OK
        and not (settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies or "Authorization" in request.headers)
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and "no-store" not in response.headers.get("Cache-Control", "")
    )


def _packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    kind, content = response.headers.get("Content-Type", ""), response.content
    wanted = TAKES_PACKED.search(request.headers.get("Accept-Encoding", "")) and kind.startswith(PACKED)
    if wanted and len(content) >= PACKED_FROM_BYTES and not response.has_header("Content-Encoding"):
        response.content = gzip.compress(content, PACKED_LEVEL, mtime=0)
        response.headers["Content-Encoding"], response.headers["Content-Length"] = "gzip", str(len(response.content))
        response.headers["ETag"] = f"W/{response.headers['ETag'].removeprefix('W/')}"  # the same words in other bytes
    return response


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
