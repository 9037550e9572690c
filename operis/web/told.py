"""What is a person told on the page to which a step has led? One sentence and at most one link, once."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from operis.web.components.links import Link

TOLD = "told"


def tell(request: HttpRequest, words: str, url: str, link: Link | None = None) -> HttpResponseBase:
    """On to another page, which says this first."""
    request.session[TOLD] = [words, link.words, link.url] if link else [words]
    return redirect(url)


def told(request: HttpRequest) -> tuple[str, Link | None]:
    """What this page says first; it is said once."""
    words, *link = request.session.pop(TOLD, [""])
    return str(words), Link(*link) if link else None
