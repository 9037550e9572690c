"""Where is the sealing page? At one address, the same bytes for everybody, under a policy that names its script by its hash."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from operis.sealing.page import digest, page, policy

NAME = "operis-seal.html"


def _digest(request: HttpRequest) -> str:
    return f'"{digest()}"'


@require_safe
@condition(etag_func=_digest)
def seal_page(request: HttpRequest) -> HttpResponse:
    """What it opens stands behind the `#` of the address, which no browser sends."""
    answer = HttpResponse(page(), content_type="text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = f"{policy()}; frame-ancestors 'none'"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_safe
@condition(etag_func=_digest)
def seal_file(request: HttpRequest) -> HttpResponse:
    """The same to keep, and to open from the disk."""
    answer = seal_page(request)
    answer.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return answer
