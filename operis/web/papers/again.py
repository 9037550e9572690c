"""Is a file one of the papers that are handed out here? Those that can be meant are made again, and compared byte for byte."""

from collections.abc import Iterable, Iterator
from copy import copy
from difflib import SequenceMatcher
from http import HTTPStatus

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve, reverse
from django.utils import translation

from operis.ledger.read import Stored
from operis.web.papers.answers import FEET, foot_of, footed
from operis.web.papers.official import found_in, source_of
from operis.web.public.handed_in import TXT, Other, Remade
from operis.web.reading.dockets import Shown, shown_or_404

PDF = "pdf"


LISTED, LINES_MAX, LINE_MAX = 10, 2_000, 500
"""So many lines are told that differ; so many are compared, and of each so much is shown."""


def made_again(request: HttpRequest, foot: str, number: str, no: int, form: str, content: bytes) -> Remade | None:
    """Where just this is handed out, or in which lines it differs; None where no paper of that act could be made."""
    try:
        docket = shown_or_404(number)
    except Http404:
        return None
    if not 0 < no <= len(docket.entries):
        return None
    for version in reversed(FEET):
        with footed(version):
            if paths := [*_paths(request, foot, docket, docket.entries[no - 1], form)]:
                made = {path: one.content for path in paths if (one := _answer(request, path)) is not None}
                address = next((path for path, one in made.items() if one == content), "")
                others = _others(made.values(), content) if form == TXT and not address else ()
                return Remade(address, others) if made else None
    return Remade() if _rest_on(docket, docket.entries[no - 1], form) else None  # each paper bears its address: one without it is none


def _others(made: Iterable[bytes], content: bytes) -> tuple[Other, ...]:
    """The first lines that differ from those of the paper that has the most lines in common with it."""
    given = content.decode(errors="replace").splitlines()[:LINES_MAX]
    papers = [one.decode(errors="replace").splitlines()[:LINES_MAX] for one in made]
    nearest = max(papers, key=lambda one: len({*one} & {*given}), default=[])
    found: list[Other] = []
    for what, first, last, begins, ends in SequenceMatcher(None, given, nearest, autojunk=False).get_opcodes():
        if what != "equal":
            there, here = given[first:last], nearest[begins:ends]
            found += [Other(first + place + 1, "".join(there[place : place + 1])[:LINE_MAX], "".join(here[place : place + 1])[:LINE_MAX])
                      for place in range(max(len(there), len(here)))]  # fmt: skip
    return tuple(found[:LISTED])


def _rest_on(docket: Shown, entry: Stored, form: str) -> bool:
    """Whether there is a paper of that form that rests on an act."""
    official = any(source_of(docket, act).newest.no == entry.no for _maker, act in found_in(docket).values())
    return official or (form == PDF and entry.no == docket.entries[-1].no)


def _paths(request: HttpRequest, foot: str, docket: Shown, entry: Stored, form: str) -> Iterator[str]:
    """In the language of its foot: papers that rest on that act last, and pages as they were when it was the newest."""
    for code in ("zh-hans", "en"):
        with translation.override(code):
            if not foot.startswith(foot_of(request, entry).line):
                continue
            for slug, (_maker, act) in found_in(docket).items():
                if source_of(docket, act).newest.no == entry.no:
                    yield reverse("paper-file", args=[docket.number, slug, form])
            if form == PDF and entry.no == docket.entries[-1].no:
                yield reverse("process-pdf", args=[docket.number])
                if docket.line.noticed:
                    yield reverse("notice-pdf", args=[docket.number])


def _answer(request: HttpRequest, path: str) -> HttpResponse | None:
    """What everybody gets there."""
    with translation.override(path.split("/")[1]):
        asked, found = copy(request), resolve(path)
        asked.method, asked.path, asked.path_info, asked.resolver_match = "GET", path, path, found
        asked.GET, asked.user = QueryDict(), AnonymousUser()
        try:
            answer = found.func(asked, *found.args, **found.kwargs)
        except Http404:
            return None
    return answer if isinstance(answer, HttpResponse) and answer.status_code == HTTPStatus.OK else None
