"""How do drafted documents become files of a notice or its correction? Made as PDF and DOCX, kept as brought, and put in its list."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from tempfile import NamedTemporaryFile

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from operis import clock
from operis.attachments.models import take
from operis.attachments.receiving import Arrived, folder
from operis.attachments.sorts import PDF, WORD
from operis.documents.papers.blocks import Paper
from operis.documents.papers.docx import docx_of
from operis.documents.papers.pdf import Foot, pdf_of
from operis.documents.papers.purchasing import purchasing_document
from operis.documents.purchasing.values import said_of
from operis.documents.said import TAGS
from operis.documents.shown import language
from operis.documents.slots import CODES
from operis.drafts.models import Written, draft_at, keep
from operis.drafts.purchasing import note_purchasing
from operis.web.desk.begun import KEYS, place_of
from operis.web.desk.files import chosen
from operis.web.desk.purchasing import Drafting
from operis.web.forms import Typed, named, rows_of, with_row, without_row

LIST = "documents"
"""The list of files of the notice."""
PUT = (("zh", "pdf"), ("zh", "docx"), ("en", "pdf"))
"""What is put into the notice: the Chinese text to read and to fill in, and a translation."""


@dataclass(frozen=True, slots=True)
class Made:
    name: str
    content: bytes
    kind: str


def made(drafting: Drafting, form: str) -> Made:
    """In the language that is shown; the same bytes as long as nothing changes."""
    saved = drafting.kept.saved or drafting.docket.entries[-1].entered
    paper, number = _paper(drafting, saved), drafting.docket.number
    content = written_as(paper, form, number, drafting.at.request.build_absolute_uri(drafting.url), saved)
    return Made(f"{number}-{paper.title}.{form}", content, WORD if form == "docx" else PDF)


def written_as(paper: Paper, form: str, number: str, address: str, on: datetime) -> bytes:
    foot = Foot(number, _("Page {n} of {m}"))
    if form == "docx":
        return docx_of(paper, TAGS[language()], foot)
    page = render_to_string("web/papers/purchasing.html", {
        "paper": paper, "blocks": [(type(one).__name__, one) for one in paper.blocks], "tag": TAGS[language()], "other": language() != "zh",
    })  # fmt: skip
    return pdf_of(page, address, on, foot)


def _paper(drafting: Drafting, saved: datetime) -> Paper:
    about = said_of(drafting.announced.get("project_name"))[language()] or drafting.docket.heading
    body = said_of(drafting.known.body.get("name"))[language()]
    return purchasing_document(drafting.draft, about=about, number=drafting.docket.number, body=body, made=saved)


def put_into_notice(drafting: Drafting) -> tuple[str, ...]:
    """The names of the files that are in the notice now, in place of those that were made before."""
    files = []
    for spoken, form in PUT:
        with translation.override(CODES[spoken]):
            files.append(made(drafting, form))
    rows = [(one.name, len(one.content), _kept(drafting, one)) for one in files]
    typed = without_files(drafting.there, drafting.kept.files)
    for name, size, sha256 in rows:
        typed = _with(typed, name, size, sha256)
    _keep_notice(drafting, typed)
    _note(drafting, [sha256 for _name, _size, sha256 in rows], {**drafting.begun, **(drafting.kept.typed or {})})
    return tuple(one.name for one in files)


def put_back(drafting: Drafting, request: HttpRequest) -> tuple[str, ...]:
    """Files that were edited outside take the place of those that were made; what is wrong with them, where something is."""
    assert drafting.into is not None  # else there is no form for it
    before = dict(drafting.there)
    came = chosen(request, drafting.at.mandate, drafting.into, before)
    fresh = [one for one in digests(came.typed) if one not in digests(before)]
    if fresh:
        _keep_notice(drafting, without_files(came.typed, drafting.kept.files))
        _note(drafting, fresh)
    faults = tuple(says for all_ in came.wrong.values() for says in all_)
    return faults or (() if fresh else (_("No file was chosen, or it is in the notice already."),))


def _kept(drafting: Drafting, one: Made) -> str:
    """Kept as if this officer had brought it."""
    incoming = folder() / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=incoming, delete=False) as file:
        file.write(one.content)
    arrived = Arrived(one.name, len(one.content), hashlib.sha256(one.content).hexdigest(), incoming / file.name, "")
    try:
        return take(arrived, one.kind, drafting.at.mandate.persons[0], clock.now()).sha256
    finally:
        arrived.close()


def _keep_notice(drafting: Drafting, typed: Typed) -> None:
    assert drafting.into is not None  # else there is no form for it
    place = place_of(drafting.at.mandate, drafting.docket.number, drafting.into)
    begun = draft_at(place)
    path = reverse("desk-step", args=[drafting.docket.number, drafting.into.slug]).lstrip("/").partition("/")[2]
    key = begun.key if begun is not None and KEYS.fullmatch(begun.key) else drafting.at.key
    keep(place, Written(path, typed, key, begun.seen if begun is not None else drafting.at.seen), clock.now())


def _note(drafting: Drafting, files: Iterable[str], asked: Mapping[str, str] | None = None) -> None:
    """What the notice has now was drafted from these facts; what was filled in is known of files that were made here."""
    saved = drafting.kept.saved or clock.now()
    note_purchasing(drafting.docket.number, saved, put={"files": [*files], "facts": drafting.drawn, "asked": asked or {}})


def digests(typed: Typed) -> tuple[str, ...]:
    return tuple(typed.get(named(LIST, row, "sha256"), "") for row in range(rows_of(typed, LIST)))


def without_files(typed: Typed, files: Iterable[str]) -> dict[str, str]:
    kept, gone = dict(typed), {*files}
    for row in reversed(range(rows_of(typed, LIST))):
        if typed.get(named(LIST, row, "sha256"), "") in gone:
            kept = without_row(kept, named(LIST, row))
    return kept


def _with(typed: Typed, name: str, size: int, sha256: str) -> dict[str, str]:
    row = named(LIST, rows_of(typed, LIST))
    return {**with_row(typed, LIST), f"{row}-name": name, f"{row}-size": str(size), f"{row}-sha256": sha256}
