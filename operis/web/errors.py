"""What does a reader see when a page cannot be shown? What happened and where to go on, in the frame, in the reader's language."""

import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import get_template

from operis.accounts.log import Event, event
from operis.registers.models import public_dockets
from operis.web.desk.begun import rescued

log = logging.getLogger("operis.web")
LONGEST_ADDRESS = 100
OF_A_PROCESS = frozenset({"process", "notice", "permanent-process", "permanent-notice", "record"})
"""Addresses that name a process by its number."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A number that is no process, or none that is shown, leads on to where those that are shown can be searched."""
    at = request.resolver_match
    number = at.kwargs.get("number", "") if at is not None and at.url_name in OF_A_PROCESS else ""
    there = number if number and public_dockets().filter(number=number.upper()).exists() else ""
    return render(request, "web/errors/404.html", {"path": request.path, "number": number, "there": there}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return render(request, "web/errors/413.html", status=413)
    return render(request, "web/errors/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    event(Event.ACCESS_REFUSED, path=request.path)
    return render(request, "web/errors/403.html", status=403)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A form without its token: left open too long, or sent from elsewhere. One of the desk says whose it is, and is kept."""
    kept = rescued(request)
    if there := _sent_from(request):
        here = f"{request.scheme}://{request.get_host()}"
        log.warning("a form of %s came in as one of %s; if both are this site, see OPERIS_HOSTS, OPERIS_PROXIES and the proxy", there, here)
        context = {"there": there, "here": here, "names": settings.ALLOWED_HOSTS}
        return render(request, "web/errors/form_from_elsewhere.html", context, status=403)
    return kept or render(request, "web/errors/form_too_old.html", status=403)


def _sent_from(request: HttpRequest) -> str:
    """The site from whose page a form was sent, where it is not this one as the request came in."""
    said = urlsplit(request.headers.get("Origin", request.headers.get("Referer", "")))
    there = f"{said.scheme}://{said.netloc}"[:LONGEST_ADDRESS]
    return there if said.netloc and there != f"{request.scheme}://{request.get_host()}" else ""


def broken(request: HttpRequest) -> HttpResponse:
    """Static and in both languages: whatever broke may be what makes the frame."""
    return HttpResponseServerError(get_template("web/errors/500.html").render())


def damaged(request: HttpRequest) -> HttpResponse:
    """Somebody wrote into the database past Operis: this docket is not told until that was looked into, and nothing else is touched."""
    return render(request, "web/errors/damaged.html", status=503)


def away(request: HttpRequest) -> HttpResponse:
    """The database does not answer, its disk is full, or the clock waits to be confirmed: none of it breaks anything."""
    text = get_template("web/errors/503.html").render()
    return HttpResponse(text, status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
