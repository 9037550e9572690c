"""Which script helps on the pages of key holders? The modules by which bids are sealed, and what opens an envelope with them."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from operis.sealing.page import script

ENTRY = "keys.js"


def _digest(request: HttpRequest) -> str:
    return f'"{hashlib.sha256(script(ENTRY).encode()).hexdigest()}"'


@require_safe
@condition(etag_func=_digest)
def keys_script(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(script(ENTRY), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
