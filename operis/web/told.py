"""What is a person told on the page to which a step has led? One sentence, once."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

TOLD = "told"


def tell(request: HttpRequest, words: str, url: str) -> HttpResponseBase:
    """On to another page, which says this first."""
    request.session[TOLD] = words
    return redirect(url)


def told(request: HttpRequest) -> str:
    """What this page says first; it is said once."""
    return str(request.session.pop(TOLD, ""))
