"""A file that an act names, handed out to whoever may read the act: to keep, never to be run by a browser."""

import re
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from operis.attachments.models import Brought, brought_by, whole
from operis.attachments.sorts import ENDINGS, TYPES
from operis.core.mandates import Mandate
from operis.dockets.kinds import KINDS, secret_kinds
from operis.dockets.secrecy import may_look, may_read
from operis.ledger import read
from operis.ledger.states import state_above
from operis.registers import models
from operis.web.account.who import acting
from operis.web.reading.dockets import Shown
from operis.web.reading.documents import given_out, named_in

DIGEST = re.compile(r"[0-9a-f]{64}")


@require_safe
def document(request: HttpRequest, number: str, sha256: str) -> HttpResponseBase:
    """The same answer for a file that is not there, not given out yet, brought by nobody here, or not for this reader."""
    docket = _docket(number, reader := acting(request))
    for entry in docket.entries if docket and DIGEST.fullmatch(sha256) else ():
        for one in named_in(entry.act) if given_out(entry.act) else ():
            if one.sha256 == sha256 and docket and may_read(docket.state, entry.act, reader):
                there, place = brought_by(entry.mandate.persons, [sha256]), whole(sha256)
                if sha256 in there and place is not None:
                    return _file(one.name, there[sha256], place.open("rb"))
    raise Http404(sha256)


def _docket(number: str, reader: Mandate | None) -> Shown | None:
    line = models.Docket.objects.filter(number=number.upper()).first()
    if line is None or line.kind not in KINDS:
        return None
    docket = Shown(line, tuple(read.entries(line.number)))
    if line.kind not in secret_kinds():
        return docket
    return docket if may_look(docket.state, state_above(docket.state), reader) else None


def _file(name: str, there: Brought, content: Any) -> FileResponse:
    named = name if "." in name else name + next(ending for ending, kind in ENDINGS.items() if kind == there.kind)
    answer = FileResponse(content, as_attachment=True, filename=named, content_type=TYPES.get(there.kind, "application/octet-stream"))
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
