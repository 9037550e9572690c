"""Is a record genuine? What one can check without trusting this site, and the program to check it with."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from operis.documents.lawbook import book
from operis.documents.shown import language
from operis.export.programs import FOLDER
from operis.ledger import laws, read
from operis.ledger.numbers import as_written, in_parts
from operis.ledger.receipt import SealCodeError, parse_seal_code
from operis.ledger.states import state_of
from operis.procedures.platform import PLATFORM
from operis.registers import models
from operis.web.components.errors import Wrong
from operis.web.components.links import Link
from operis.web.lawbook import today
from operis.web.public.log import key_line
from operis.web.reading.sizes import size_words

PROGRAMS = FOLDER
VERIFIER = PROGRAMS / "operis_verify.py"
RECOMPUTE = ("operis_recompute.py", "operis_reckoning.py")
"""The program that recomputes what a record says, and its second file."""
TOGETHER = ("operis_invariants.py", "operis_records.py", "operis_sentences.py")
"""The program that looks at many records together, and its other files."""
HEX = re.compile(r"[0-9a-f]{8,64}")
SEAL = re.compile(r"(?<![0-9A-Z-])[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}(?![0-9A-Z-])")
IN_LINK, AFTER_DIGITS = re.compile(r"[?&]number=([^&\s]+)", re.IGNORECASE), re.compile(r"[^0-9]+$")
ALONE = re.compile(r"[^0-9]{0,14}[0-9]{1,9}[^0-9A-Z]{0,4}")
"""The number of an act as it stands beside that of its process: “record 4”, 第4号."""
KNOWN = 8
"""So many characters of the fingerprint of a law are shown where it is missed, and are enough to ask for it."""
MATCHES, DIFFERS, UNKNOWN, WHICH = "matches", "differs", "unknown", "which"
"""Which: the number is that of a process, and does not say which of its acts is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a look into the record gave: `answer` first, then what, who and when; all but the answer empty where it is unknown."""

    answer: str
    title: str = ""
    by: str = ""
    at: datetime | None = None
    claimed: datetime | date | None = None
    """When it is said to have happened, where that is not the day on which it was entered."""
    process: Link | None = None
    later: tuple[Link, ...] = ()
    """What changed it afterwards: a correction, a withdrawal."""
    proof: Link | None = None
    short: str = ""
    """The line that the act has in the timeline of its process: who won, how much."""
    closed: str = ""
    """What is said of an act that the public does not read yet."""


LARGEST_BYTES = 5 * 1024 * 1024
"""More than any paper here has; a longer record is checked on one's own computer."""
AROUND_BYTES = 10_000
"""What stands around the file in a form."""
FILE, NAME_MAX = "file", 200
LINK, HOST_MAX = re.compile(r"(?:https?:)?//([^/\s?#]+)|(?:^|\s)([^/\s?#]+\.[^/\s?#]+)/", re.IGNORECASE), 100
"""The site before the first slash, as a link or without its scheme."""
# Given a record number and a seal code, or the fingerprint of a file, each empty where it was not given.
Lookup = Callable[[str, str, str], Checked]
# Given a file and its name.
Look = Callable[[HttpRequest, bytes, str], object]


# A file is compared and let go: nothing is changed and nothing kept, so that there is nothing to forge.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify_page(request: HttpRequest, lookup: Lookup | None = None, look: Look | None = None) -> HttpResponse:
    """Without a look-up the page offers no box, since it could not answer."""
    if request.method == "POST":
        return _of_file(request, lookup, look)
    written = request.GET.get("number", "").strip()
    number, code = taken_apart(written, request.GET.get("code", "").strip())
    context = {**_page(lookup), "number": number, "code": code, "foreign": foreign(request, written)}
    if lookup is None or not {"number", "code"} & request.GET.keys():
        return render(request, "web/public/verify.html", context)
    if code and not number and not (wrong := _wrong_code(code)):
        return render(request, "web/public/verify.html", {**context, "number_wanted": True})
    checked = lookup(number, code, "") if number else None
    wrong = _wrong_number(number)
    if checked is None or checked.answer != WHICH:
        wrong |= _wrong_code(code)
    if wrong:
        told = {"errors": [Wrong(f"f-{name}", says) for name, says in wrong.items()], "wrong": wrong}
        return render(request, "web/public/verify.html", {**context, **told}, status=422)
    return render(request, "web/public/verify.html", {**context, "checked": checked})


def taken_apart(number: str, code: str) -> tuple[str, str]:
    """A whole line or link of a seal stands where a number is asked for: what is in it of both."""
    found = SEAL.search(number.upper()) if not code else None
    if found is None:
        return number, code
    before, after = number[: found.start()], number[found.end() :]
    asked = IN_LINK.search(after)
    return asked[1] if asked is not None else AFTER_DIGITS.sub("", before), found[0]


def foreign(request: HttpRequest, written: str) -> str:
    """The site of a link, where that is another one: who made a false seal has it lead to a page of the same looks."""
    found = LINK.search(written)
    site = (found[1] or found[2]).lower() if found is not None else ""
    return "" if site in {request.get_host(), *settings.ALLOWED_HOSTS} else site[:HOST_MAX]


def _of_file(request: HttpRequest, lookup: Lookup | None, look: Look | None) -> HttpResponse:
    """What came of the file that was sent; its size is looked at before anything of it is read."""
    most, wrong, given = size_words(LARGEST_BYTES), "", None
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BYTES + AROUND_BYTES:
        wrong = _("The file is larger than {most}. Check it on your own computer, as it says below.").format(most=most)
    elif (sent := request.FILES.get(FILE)) is None or not sent.size:
        wrong = _("Choose a file; an empty one says nothing.")
    elif look is not None:
        given = look(request, sent.read(), (sent.name or "")[:NAME_MAX])
    context = {**_page(lookup), "given": given}
    if wrong:
        context |= {"errors": [Wrong(f"f-{FILE}", wrong)], "wrong": {FILE: wrong}}
    return render(request, "web/public/verify.html", context, status=422 if wrong else 200)


def _page(lookup: Lookup | None) -> dict[str, object]:
    return {"can_look": lookup is not None, "largest": size_words(LARGEST_BYTES), **_own_computer()}


def _wrong_number(number: str) -> dict[str, str]:
    if not number:
        return {"number": _("Enter the record number.")}
    if in_parts(number) is None and ALONE.fullmatch(as_written(number)):
        return {"number": _("This is the number of an act alone. Put that of its process before it, as in DC-2026-S-0001 4.")}
    return {}


def _wrong_code(code: str) -> dict[str, str]:
    if not code:
        return {"code": _("Enter the seal code.")}
    try:
        parse_seal_code(code)
    except SealCodeError:  # told to the reader, who sees what was typed
        return {"code": _("A seal code has 16 letters and digits, in four groups of four.")}
    return {}


def _own_computer() -> dict[str, object]:
    """What one takes along to check on one's own computer, and what one types there."""
    key, record = key_line(), f"{settings.OPERIS_PREFIX}-{today().year}-S-0008.jsonl"
    checkpoint = "checkpoint" if read.newest_checkpoint() is not None else ""
    run = f"python {VERIFIER.name} {record}" + (f" --key '{key}'" if key else "") + (f" --checkpoint {checkpoint}" if checkpoint else "")
    spoken = f" --language {language()}"
    second, figures = RECOMPUTE
    return {
        "losses": losses(),
        "recompute": {name: fingerprint(name) for name in RECOMPUTE if fingerprint(name)},
        "law_address": reverse("law-file", args=["X" * KNOWN]),
        "recompute_commands": f"sha256sum {second} {figures}\npython {second} {record} --law law.json{spoken}",
        "together": {name: fingerprint(name) for name in TOGETHER if fingerprint(name)},
        "together_commands": f"sha256sum {' '.join(TOGETHER)}\npython {TOGETHER[0]} records/",
        "verifier": fingerprint(VERIFIER.name),
        "program": VERIFIER.name,
        "record": record,
        "key": key,
        "checkpoint": checkpoint,
        "commands": f"sha256sum {VERIFIER.name}\n{run}{spoken}",
    }


def losses() -> list[Link]:
    """What was entered of this installation, newest first: entries that were signed for and are gone."""
    told = []
    for number in models.Docket.objects.filter(kind=PLATFORM.kind).order_by("-ordinal").values_list("number", flat=True):
        loss = state_of(number).accepted
        if loss is not None:
            unknown = loss.signed_size is None
            words = _("{number}: {kept} entries were left") if unknown else _("{number}: {kept} of {signed} entries were left")
            said = words.format(number=number, kept=loss.kept_size, signed=loss.signed_size)
            told.append(Link(said, reverse("process", args=[number])))
    return told


@require_safe
def program(request: HttpRequest, name: str) -> HttpResponse:
    """A file that checks on the reader's own computer: receipts, proofs and checkpoints; or what follows from a record."""
    file = PROGRAMS / name
    if not file.is_file():
        raise Http404
    answer = HttpResponse(file.read_bytes(), content_type="text/x-python; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def law_file(request: HttpRequest, digest: str) -> HttpResponse:
    """The law that entries name by its fingerprint, word for word: that of this version, or an older one by which something was decided."""
    asked = digest.lower() if HEX.fullmatch(digest.lower()) else ""
    known = book()
    found = [pack for pack in known.packs() if asked and known.digest(pack).startswith(asked)]
    text = known.written(found[0]) if found else laws.text_of(asked) if asked else None
    if text is None:
        raise Http404
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="law.json"'
    return answer


@cache
def fingerprint(name: str) -> str:
    """SHA-256 of a program that is handed out; empty where this installation does not have it."""
    file = PROGRAMS / name
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
