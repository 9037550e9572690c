"""Which official papers are there of a docket, and in which forms? Each on its page, as PDF, as a file to edit, as text for a medium."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from operis.dockets.secrecy import withheld
from operis.documents.names import names_of
from operis.documents.papers import notice, planning, result
from operis.documents.papers.blocks import Paper, foreign
from operis.documents.papers.docx import docx_of
from operis.documents.papers.source import AnySource, Source
from operis.documents.papers.text import text_of
from operis.documents.said import TAGS
from operis.documents.shown import language
from operis.ledger.read import Stored
from operis.ledger.states import state_above
from operis.web.papers.answers import file_answer, foot_of, pdf_answer
from operis.web.reading.dockets import Shown, agencies_of, shown_or_404
from operis.web.reading.timeline import seal_of

Maker = Callable[[Source[Any, Any], str], Paper]
MADE: Mapping[str, tuple[Maker, Promise]] = {
    "plan": (planning.plan, gettext_lazy("Implementation plan")),
    "notice": (notice.notice, gettext_lazy("Notice for a medium")),
    "correction": (notice.correction, gettext_lazy("Correction notice")),
    "termination": (notice.termination, gettext_lazy("Termination notice")),
    "result": (result.result, gettext_lazy("Result notice")),
    "contract": (result.contract_notice, gettext_lazy("Contract notice")),
    "determination": (planning.determination, gettext_lazy("Determination record")),
}
"""How the paper is made that an act declares, and its title; of an act that can come again each has its own, with a number."""


def found_in(docket: Shown) -> dict[str, tuple[Maker, Stored]]:
    """By its name, how a paper is made and of which act; only of acts that everyone reads."""
    found: dict[str, tuple[Maker, Stored]] = {}
    for entry in docket.entries:
        name = entry.act.made_paper
        if name and not withheld(docket.state, entry.act):
            times = sum(one.partition("-")[0] == name for one in found)
            found[f"{name}-{times + 1}" if times else name] = (MADE[name][0], entry)
    return found


def title_of(slug: str) -> str:
    name, _dash, times = slug.partition("-")
    return f"{MADE[name][1]} {times}".strip()


def paper_of(docket: Shown, slug: str) -> tuple[Paper, AnySource]:
    found = found_in(docket)
    if slug not in found:
        raise Http404(slug)
    maker, entry = found[slug]
    source = source_of(docket, entry)
    return maker(source, slug), source


def source_of(docket: Shown, entry: Stored) -> AnySource:
    """What a paper of an act is made of."""
    return Source(entry=entry, act=entry.act, state=docket.state, about=_about(docket), named=_named, beside=_beside(docket.state),
                  entries=docket.entries)  # fmt: skip


def _about(docket: Shown) -> str:
    return foreign(docket.heading, docket.heading_language) if docket.heading_language else docket.heading


def _named(key: str) -> str:
    return names_of({key}).get(key) or agencies_of({key}).get(key, key)


def _beside(state: Any) -> tuple[Any, ...]:
    above = state_above(state)
    return (above,) if above is not None else ()


@require_safe
def paper_page(request: HttpRequest, number: str, slug: str) -> HttpResponseBase:
    docket = shown_or_404(number)
    return _page(request, docket, *paper_of(docket, slug))


def _page(request: HttpRequest, docket: Shown, paper: Paper, source: AnySource) -> HttpResponseBase:
    return render(request, "web/papers/paper.html", {
        "docket": docket, "paper": paper, "blocks": [(type(one).__name__, one) for one in paper.blocks], "seal": seal_of(source.entry),
        "crumbs": [(reverse("home"), _("Home")), (reverse("process", args=[docket.number]), docket.number)],
    })  # fmt: skip


@require_safe
def paper_file(request: HttpRequest, number: str, slug: str, form: str) -> HttpResponseBase:
    docket = shown_or_404(number)
    paper, source = paper_of(docket, slug)
    name = f"{docket.number}-{slug}"
    match form:
        case "pdf":
            return pdf_answer(request, lambda nobody: _page(nobody, docket, paper, source), source.newest, name)
        case "docx":
            return file_answer(docx_of(paper, TAGS[language()], foot_of(request, source.newest)), f"{name}.docx", form)
        case "txt":
            return file_answer(text_of(paper, foot_of(request, source.newest)), f"{name}.txt", form)
    raise Http404(form)
