"""How is a paper handed out? As a file with its name; where none can be made, a page says why and what else there is."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from http import HTTPStatus

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from operis import clock
from operis.documents.papers.pdf import LIBRARIES, BusyError, Foot, NoGlyphError, NoPdfError, pdf_of
from operis.ledger.read import Stored
from operis.ledger.receipt import seal_code

OFF_PAPER = re.compile(r'<(header|footer) class="site".*?</\1>|<link [^>]*>', re.DOTALL)
"""What stands around a page: cut off first, so that a paper does not change with it."""
TYPES = {
    "pdf": "application/pdf", "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
FEET = (1, 2, 3)
"""How the foot of a paper was written, the first way first: without, and with the number in its address; then with it as seals write it."""
_FOOT: ContextVar[int] = ContextVar("foot", default=FEET[-1])
CURE = f"apt-get install {' '.join(LIBRARIES)}"
FONTS = "apt-get install fonts-noto-cjk"


@contextmanager
def footed(version: int) -> Iterator[None]:
    """Papers get the foot that they had at that time: so one that was handed out earlier is known again."""
    before = _FOOT.set(version)
    try:
        yield
    finally:
        _FOOT.reset(before)


def foot_of(request: HttpRequest, entry: Stored) -> Foot:
    """The last line of each page: where its newest act can be checked, with nothing to type."""
    code = seal_code(entry.leaf)
    number = f"{entry.docket} {entry.number}" if _FOOT.get() > FEET[1] else _("{number}, record {no}").format(
        number=entry.docket, no=entry.number)  # fmt: skip
    asked = f"?number={entry.docket}-{entry.number}" if _FOOT.get() > FEET[0] else ""
    return Foot(f"{number} · {code} · {request.build_absolute_uri(f'/v/{code}{asked}')}", _("Page {n} of {m}"))


def pdf_answer(request: HttpRequest, page: Callable[[HttpRequest], HttpResponseBase], newest: Stored, name: str) -> HttpResponseBase:
    """The PDF of a page as it stood when its newest act was entered; `page` makes it, as for somebody who is not signed in."""
    nobody = copy(request)
    nobody.user = AnonymousUser()
    with clock.standing(newest.entered):
        shown = page(nobody)
    if shown.status_code != HTTPStatus.OK or not isinstance(shown, HttpResponse):
        return shown
    address = request.build_absolute_uri(f"{request.path.removesuffix('.pdf')}/")
    try:
        written = pdf_of(OFF_PAPER.sub("", shown.content.decode()), address, newest.entered, foot_of(request, newest))
    except NoPdfError as missing:
        return no_pdf(request, missing, address)
    return file_answer(written, f"{name}.pdf", "pdf", keep=False)


def no_pdf(request: HttpRequest, missing: NoPdfError, address: str) -> HttpResponse:
    characters, busy = missing.characters if isinstance(missing, NoGlyphError) else "", isinstance(missing, BusyError)
    context = {"characters": characters, "busy": busy, "cure": FONTS if characters else CURE, "address": address}
    answer = render(request, "web/papers/no_pdf.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
    if busy:
        answer.headers["Retry-After"] = "10"
    return answer


def file_answer(content: bytes | str, name: str, form: str, *, keep: bool = True) -> HttpResponse:
    answer = HttpResponse(content, content_type=TYPES[form])
    answer.headers["Content-Disposition"] = f'{"attachment" if keep else "inline"}; filename="{name}"'
    return answer
