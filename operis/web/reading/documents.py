"""Where is a file that an act names? Handed out to whoever may read the act, as a file to keep, never to be run by a browser."""

import re
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.attachments.models import Brought, brought_by, whole
from operis.attachments.sorts import ENDINGS, TYPES
from operis.core.acts import Outside
from operis.core.decider import follow
from operis.core.fields import walk
from operis.core.mandates import Mandate
from operis.dockets.kinds import secret_kinds
from operis.dockets.procurement.terms import Document
from operis.dockets.secrecy import may_read, may_read_bid
from operis.ledger import read
from operis.ledger.read import Stored
from operis.procedures import KINDS
from operis.registers import models
from operis.web.account.who import acting
from operis.web.components.links import Link
from operis.web.reading.dockets import Shown
from operis.web.reading.sizes import kind_words, size_words

DIGEST = re.compile(r"[0-9a-f]{64}")


@require_safe
def document(request: HttpRequest, number: str, sha256: str) -> HttpResponseBase:
    """The same answer for a file that is not there, that nobody here has brought, and that is not for this reader."""
    docket = _docket(number, reader := acting(request))
    for entry in docket.entries if docket and DIGEST.fullmatch(sha256) else ():
        for one in named_in(entry.act):
            if one.sha256 == sha256 and docket and may_read(docket.state, entry.act, reader):
                there, place = brought_by(entry.mandate.persons, [sha256]), whole(sha256)
                if sha256 in there and place is not None:
                    return _file(one.name, there[sha256], place.open("rb"))
    raise Http404(sha256)


def documents_of(docket: Shown, entry: Stored) -> tuple[Link, ...]:
    """The files that an act names and that are here, for whoever reads the act."""
    named = tuple(named_in(entry.act))
    there = brought_by(entry.mandate.persons, [one.sha256 for one in named]) if named else {}
    return tuple(
        Link(one.name, reverse("document", args=[docket.number, one.sha256]),
             _("{kind}, {size}").format(kind=kind_words(there[one.sha256].kind), size=size_words(there[one.sha256].size)))
        for one in named if one.sha256 in there
    )  # fmt: skip


def named_in(record: Any) -> Iterator[Document]:
    """The files that a record names, at any depth."""
    for field in walk(type(record)).values():
        value = getattr(record, field.attribute)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Document):
                yield one
            elif isinstance(one, Outside) and one.scan is not None:
                yield Document(name=_("Scan"), size=0, sha256=one.scan)
            elif hasattr(type(one), "__dataclass_fields__"):
                yield from named_in(one)


def _docket(number: str, reader: Mandate | None) -> Shown | None:
    line = models.Docket.objects.filter(number=number.upper()).first()
    if line is None or line.kind not in KINDS:
        return None
    docket = Shown(line, tuple(read.entries(line.number)))
    if line.kind not in secret_kinds():
        return docket
    of = docket.state.procurement
    procurement = follow(KINDS["procurement"], (entry.act for entry in read.entries(of.upper()))) if of else None
    return docket if may_read_bid(docket.state, procurement, reader) else None


def _file(name: str, there: Brought, content: Any) -> FileResponse:
    named = name if "." in name else name + next(ending for ending, kind in ENDINGS.items() if kind == there.kind)
    answer = FileResponse(content, as_attachment=True, filename=named, content_type=TYPES.get(there.kind, "application/octet-stream"))
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
