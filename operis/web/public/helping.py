"""How is something done here, step by step? Task pages in plain words; each is a file of `help/` beside this one, in both languages.

What a rule says is read from its row when the page is shown, so that no page of help knows a number of the law. In the texts
`[words](desk)` leads to a page of this site by its name, and `[words](help:roles)` to another page of help.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.core.wording import Wording
from operis.documents.helping import Page, page_of
from operis.documents.lawbook import book
from operis.documents.shown import language
from operis.law.book import Row
from operis.web.lawbook import today

LINK = re.compile(r"\[([^\]]+)\]\((help:)?([a-z-]+)\)")
OFFICER, SUPPLIER, SUPERVISOR, EVERYONE, OPERATOR = "officer", "supplier", "supervisor", "everyone", "operator"
CITIZEN, PROGRAMMER = "citizen", "programmer"
PAGES: Mapping[str, tuple[str, ...]] = {
    OFFICER: ("record-need", "service-or-post", "file-plan", "publish-notice", "after-closing", "import-table", "refused"),
    SUPPLIER: ("find-work", "register", "take-documents", "seal-bid", "seal-off-line", "read-result"),
    SUPERVISOR: ("filings", "order-correction", "read-refusals", "verify-record"),
    CITIZEN: ("see-money", "understand-result", "check-seal", "follow-news"),
    PROGRAMMER: ("use-api", "take-open-data", "run-verifier"),
    EVERYONE: ("sign-in", "lost-password", "roles", "hold-keys"),
    OPERATOR: ("install", "keep-running"),
}
"""Who reads which page, in the order in which things are done."""


@dataclass(frozen=True, slots=True)
class Group:
    words: str
    pages: tuple[tuple[str, str], ...]


def listed() -> tuple[str, ...]:
    return tuple(slug for pages in PAGES.values() for slug in pages)


@require_safe
def helps_page(request: HttpRequest) -> HttpResponse:
    return render(request, "web/public/help.html", {"groups": [_group(one) for one in PAGES]})


@require_safe
def help_page(request: HttpRequest, page: str) -> HttpResponse:
    if page not in listed():
        raise Http404(page)
    found = page_of(page)
    own = next(group for group, pages in PAGES.items() if page in pages)
    context: dict[str, Any] = {
        "title": _words(found.title), "lead": linked(found.lead),
        "steps": [(linked(one.says), one.code, one.sample and _words(one.sample)) for one in found.steps],
        "notes": [linked(one) for one in found.notes],
        "rules": list(_rules(found)), "missing": [linked(one) for one in found.missing],
        "group": _group(own), "page": page,
    }  # fmt: skip
    return render(request, "web/public/help_page.html", context)


def _group(group: str) -> Group:
    words = {
        OFFICER: _("If you buy"), SUPPLIER: _("If you supply"), SUPERVISOR: _("If you supervise"),
        CITIZEN: _("If you want to know"), PROGRAMMER: _("If you write programs"),
        EVERYONE: _("If you sign in"), OPERATOR: _("If you run this site"),
    }  # fmt: skip
    return Group(words[group], tuple((slug, _words(page_of(slug).title)) for slug in PAGES[group]))


def _rules(page: Page) -> Iterator[Row]:
    """What the law says to this today; a row that does not hold is left out."""
    rows = (book().rows[one].at(today()) for one in page.rules)
    return (row for row in rows if row.holds(today()))


def _words(text: Wording) -> str:
    return text.within(language())[1]


def linked(text: Wording) -> SafeString:
    """The words with their links; everything else is escaped."""
    words, end, parts = _words(text), 0, list[str]()
    for found in LINK.finditer(words):
        parts += [conditional_escape(words[end : found.start()]), _link(found[1], found[2] or "", found[3])]
        end = found.end()
    return mark_safe("".join([*parts, conditional_escape(words[end:])]))  # ours, and escaped piece by piece


def _link(words: str, kind: str, name: str) -> SafeString:
    url = reverse("help-page", args=[name]) if kind else reverse(name)
    return format_html('<a href="{}">{}</a>', url, words)
