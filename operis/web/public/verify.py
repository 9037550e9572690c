"""Is a record genuine? What one can check without trusting this site, and the program to check it with."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.web.components.errors import Wrong
from operis.web.components.links import Link

VERIFIER = Path(__file__).parent.parent.parent.parent / "verifier" / "operis_verify.py"
MATCHES, DIFFERS, UNKNOWN = "matches", "differs", "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a look into the record gave: `answer` first, then what, who and when; all but the answer empty where it is unknown."""

    answer: str
    title: str = ""
    by: str = ""
    at: datetime | None = None
    process: Link | None = None
    later: tuple[Link, ...] = ()
    """What changed it afterwards: a correction, a withdrawal."""
    proof: Link | None = None


# Given a record number and a seal code, or the fingerprint of a file, each empty where it was not given.
Lookup = Callable[[str, str, str], Checked]


@require_safe
def verify_page(request: HttpRequest, lookup: Lookup | None = None) -> HttpResponse:
    """Without a look-up the page offers no box, since it could not answer."""
    number, code = (request.GET.get(name, "").strip() for name in ("number", "code"))
    context = {
        "can_look": lookup is not None,
        "number": number,
        "code": code,
        "verifier": fingerprint(),
        "program": VERIFIER.name,
        "command": f"python {VERIFIER.name} record.jsonl",
    }
    if lookup is None or not (number or code):
        return render(request, "web/public/verify.html", context)
    missing = {} if number else {"number": _("Enter the record number.")}
    missing |= {} if code else {"code": _("Enter the seal code.")}
    if missing:
        wrong = {"errors": [Wrong(f"f-{name}", says) for name, says in missing.items()], "wrong": missing}
        return render(request, "web/public/verify.html", {**context, **wrong}, status=422)
    return render(request, "web/public/verify.html", {**context, "checked": lookup(number, code, "")})


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The one file that checks receipts, proofs and checkpoints on the reader's own computer."""
    if not VERIFIER.is_file():
        raise Http404
    answer = HttpResponse(VERIFIER.read_bytes(), content_type="text/x-python; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="operis_verify.py"'
    return answer


@cache
def fingerprint() -> str:
    """SHA-256 of the program that is handed out; empty where this installation does not have it."""
    return hashlib.sha256(VERIFIER.read_bytes()).hexdigest() if VERIFIER.is_file() else ""
