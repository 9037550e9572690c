"""The pages on which purchasing documents are drafted: what is asked, how each chapter will read, and the way into the notice."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from operis import clock
from operis.core.mandates import Mandate
from operis.core.wording import LANGUAGES
from operis.dockets.procurement.commands import CorrectNotice, PublishNotice
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.documents.papers.pdf import NoPdfError
from operis.documents.purchasing.filling import ChapterFilled, Filled
from operis.documents.purchasing.texts import Clause
from operis.documents.shown import language
from operis.documents.textbank import filled, open_slots
from operis.drafts.purchasing import note_purchasing
from operis.law.book import Row
from operis.web.components.form import parts, summary
from operis.web.components.links import Link
from operis.web.desk.begun import DO, typed
from operis.web.desk.entry import heading, with_mandate
from operis.web.desk.files import limits
from operis.web.desk.purchasing import Drafting, answers_form, drafting_for
from operis.web.desk.purchasing_files import digests, put_back, put_into_notice
from operis.web.desk.purchasing_words import articles, changes, files, filling, in_one_language, missing, step_url
from operis.web.forms import CommandForm
from operis.web.told import tell

OURS = "ours"
SHORT = 60
"""So much of a clause is shown where it is named."""


@with_mandate
@require_http_methods(["GET", "HEAD", "POST"])
def purchasing_page(request: HttpRequest, mandate: Mandate, number: str) -> HttpResponseBase:
    drafting = drafting_for(request, mandate, number)
    if request.method != "POST":
        return _page(request, drafting)
    if drafting.into is None:
        return tell(request, _("The notice is published, and its documents are not changed any more."), drafting.url)
    match request.POST.get(DO):
        case "put":
            return _put(request, drafting)
        case "bring":
            faults = put_back(drafting, request)
            says = _("Your files are put in, in place of those that were made here.")
            return _page(request, drafting, faults=faults) if faults else tell(request, says, drafting.url)
    return _save(request, drafting)


def _save(request: HttpRequest, drafting: Drafting) -> HttpResponseBase:
    sent = typed(request)
    form = answers_form(drafting.asked)(sent, zone=calendar().zone)
    if not form.is_valid():
        return _page(request, drafting, form=form)
    note_purchasing(drafting.docket.number, clock.now(), asked=sent)
    return tell(request, _("Saved. The chapters below say it now."), drafting.url)


def _put(request: HttpRequest, drafting: Drafting) -> HttpResponseBase:
    if not drafting.whole:
        return _page(request, drafting, faults=(_("Something is still missing, so nothing was made. It is listed below."),))
    try:
        names = put_into_notice(drafting)
    except NoPdfError:
        says = _("No PDF can be made here now, so nothing was put into the notice. Take the DOCX, and put it back as a file.")
        return _page(request, drafting, faults=(says,))
    says = _("Put in as files: {names}.").format(names=_(", ").join(names))
    return tell(request, says, drafting.url, Link(*_target(drafting)))


def _page(request: HttpRequest, drafting: Drafting, *, form: CommandForm | None = None, faults: tuple[str, ...] = ()) -> HttpResponseBase:
    form = form or drafting.form
    shown = parts(form, demanded=frozenset(one.asked.name for one in drafting.asked if not one.optional))
    wrong = bool(faults) or bool(form.wrong)
    context = {
        **_crumbs(drafting), "errors": summary(form, shown), "faults": faults, "parts": [one for one in shown if not one.optional],
        "seldom": (seldom := [one for one in shown if one.optional]), "seldom_wrong": any(one.wrong for one in seldom),
        "missing": missing(drafting),
        "uncovered": [label(one, language()) for one in drafting.draft.uncovered], "whole": drafting.whole,
        "chapters": [(one.title.within(language()), reverse("desk-purchasing-chapter", args=[drafting.docket.number, one.id]),
                      len(one.clauses), sum(clause.own for clause in one.clauses)) for one in drafting.draft.chapters],
        "open": drafting.into is not None, "corrects": drafting.corrects, "stale": changes(drafting), "put": _is_in(drafting),
        "alone": _(", ").join(in_one_language(drafting)), "limits": limits(), "target": Link(*_target(drafting)), "files": files(drafting),
    }  # fmt: skip
    return render(request, "web/desk/purchasing.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)


@with_mandate
@require_http_methods(["GET", "HEAD"])
def purchasing_chapter(request: HttpRequest, mandate: Mandate, number: str, chapter: str) -> HttpResponseBase:
    """How one chapter will read, each clause with its law."""
    drafting = drafting_for(request, mandate, number)
    found = _chapter(drafting, chapter)
    place = drafting.draft.chapters.index(found)
    return render(request, "web/desk/purchasing_chapter.html", {
        **_crumbs(drafting), "chapter": found, "place": place + 1, "title": found.title.within(language()),
        "clauses": [_shown(one) for one in found.clauses],
        "before": drafting.draft.chapters[place - 1 : place], "after": drafting.draft.chapters[place + 1 : place + 2],
        "open": drafting.into is not None, "out": _left_out(drafting, found),
    })  # fmt: skip


@with_mandate
@require_http_methods(["GET", "HEAD", "POST"])
def purchasing_clause(request: HttpRequest, mandate: Mandate, number: str, chapter: str, clause: str) -> HttpResponseBase:
    """One clause to be written otherwise, with its slots in braces; what the law prescribes is not."""
    drafting = drafting_for(request, mandate, number)
    ours = next((one for one in drafting.text.clauses if one.id == clause), None)
    back = reverse("desk-purchasing-chapter", args=[number.upper(), _chapter(drafting, chapter).id])
    there = next((one for one in drafting.draft.clauses if one.clause.id == clause), None)
    if ours is None or (there is None and clause not in drafting.kept.own) or (there is not None and there.frozen):
        raise Http404(clause)
    if request.method != "POST" or drafting.into is None:
        return _clause_page(request, drafting, ours, drafting.kept.own.get(clause) or worded(drafting, ours), back)
    sent = {spoken: str(request.POST.get(f"text-{spoken}", "")).replace("\r\n", "\n").strip() for spoken in LANGUAGES}
    restored = request.POST.get(DO) == OURS or sent == worded(drafting, ours)
    fault = "" if restored else _fault(sent, ours)
    if fault:
        return _clause_page(request, drafting, ours, sent, back, fault)
    own = {name: words for name, words in drafting.kept.own.items() if name != clause}
    note_purchasing(drafting.docket.number, clock.now(), clauses=own if restored else {**own, clause: sent})
    if restored:
        return tell(request, _("The clause reads as it was proposed."), back)
    return tell(request, _("The clause reads as you wrote it.") if any(sent.values()) else _("The clause is left out."), back)


def worded(drafting: Drafting, ours: Clause) -> dict[str, str]:
    """Our text with the words of this document in it, which nobody has to write in braces."""
    return {spoken: filled(words, drafting.text.words) for spoken, words in ours.words.items()}


def _fault(sent: Mapping[str, str], ours: Clause) -> str:
    """Why a clause cannot be kept so; empty where it can."""
    strange = sorted({slot for said in sent.values() for slot in open_slots(said)} - {*ours.slots})
    if strange:
        return _("These words in braces fill nothing here: {names}").format(names=_(", ").join(strange))
    half = any(sent.values()) and not all(sent.values())
    return _("Write it in both languages, or leave both empty to leave the clause out.") if half else ""


def _clause_page(
    request: HttpRequest, drafting: Drafting, ours: Clause, words: Mapping[str, str], back: str, fault: str = ""
) -> HttpResponseBase:
    slots = [(name, filling(drafting, source)) for name, source in ours.slots.items()]
    context = {**_crumbs(drafting), "words": words, "slots": slots, "back": back, "fault": fault,
               "own": ours.id in drafting.kept.own}  # fmt: skip
    return render(request, "web/desk/purchasing_clause.html", context, status=422 if fault else 200)


def _target(drafting: Drafting) -> tuple[str, str]:
    """The step whose files they become."""
    if drafting.corrects:
        return _("To the correction"), step_url(drafting, CorrectNotice.slug)
    return _("To the notice"), step_url(drafting, PublishNotice.slug)


def _is_in(drafting: Drafting) -> bool:
    """Whether what was made or put back here is among the files of that step."""
    return bool({*drafting.kept.files} & {*digests(drafting.there)})


def _chapter(drafting: Drafting, id: str) -> ChapterFilled:
    found = next((one for one in drafting.draft.chapters if one.id == id), None)
    if found is None:
        raise Http404(id)
    return found


def _shown(one: Filled) -> tuple[Any, ...]:
    """A clause with its law, text, table and law that is no row yet, in the language that is shown."""
    head = [words.within(language()) for words in one.head]
    rows = [tuple(zip(head, row.within(language()), strict=True)) for row in one.cells]
    return one, _each_once(one.law), one.words[language()], head, rows, articles(one)


def _each_once(rows: tuple[Row, ...]) -> list[Row]:
    """Of several rows of one article the first."""
    return list({row.cite(language()): row for row in reversed(rows)}.values())[::-1]


def _left_out(drafting: Drafting, chapter: ChapterFilled) -> list[Link]:
    """The clauses that the officer left out of a chapter, to be looked at again."""
    of_chapter = next(one for one in drafting.text.chapters if one.id == chapter.id)
    gone = [one for one in of_chapter.clauses if one.id in drafting.kept.own and not any(drafting.kept.own[one.id].values())]
    return [Link(Truncator(one.words[language()]).chars(SHORT),
                 reverse("desk-purchasing-clause", args=[drafting.docket.number, chapter.id, one.id])) for one in gone]  # fmt: skip


def _crumbs(drafting: Drafting) -> dict[str, Any]:
    return {"number": drafting.docket.number, "about": heading(drafting.docket.line), "url": drafting.url,
            "document": drafting.text.title.within(language()), "back": reverse("desk-docket", args=[drafting.docket.number])}  # fmt: skip
