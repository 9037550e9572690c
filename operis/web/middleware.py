"""What does every answer carry, and what is noted of every request? A strict content security policy; one line, no bodies."""

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]

# No inline script and no style attribute: what a reader typed can never become code on a page.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)

log = logging.getLogger("operis.web")


def content_security_policy(answer: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


def keep_private(answer: Answer) -> Answer:
    """A page of who is signed in is kept by no browser and no proxy: the next reader at this machine is another."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def log_request(answer: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        began = perf_counter()
        response = answer(request)
        # The path without its query: what someone searched for is nobody's business.
        log.info("%s %s %s %d ms", request.method, request.path, response.status_code, 1000 * (perf_counter() - began))
        return response

    return middleware
