"""Service or post? The question in the title of the text that this software implements, answered for anyone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from operis.law.book import Law, Row, Text
from operis.rules.determination import Rulebook, rulebook
from operis.web.lawbook import law
from operis.web.public.examples import Worked, worked


@dataclass(frozen=True, slots=True)
class Side:
    """One cell of the comparison and the rows that it rests on."""

    says: Promise
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    about: Promise
    service: Side
    post: Side


COMPARED: Sequence[Compared] = (
    Compared(
        _("What is paid for"),
        Side(_("A result or a quantity of service, to a standard that can be checked."), ("O102-02",)),
        Side(_("A person's work: wages and insurance, as for other staff of the institution."), ("POST-M1",)),
    ),
    Compared(
        _("Who employs"),
        Side(_("The provider. The purchasing body hires nobody."), ("T01", "O102-18")),
        Side(_("A public institution, on one of its approved places."), ("SRC-03",)),
    ),
    Compared(
        _("Who directs the work"),
        Side(_("The provider. The purchasing body looks at results."), ("T01",)),
        Side(_("The institution, day by day."), ("T01",)),
    ),
    Compared(
        _("How chosen"),
        Side(_("The provider by a procurement method, in competition where the law asks for it. No examination."), ("SRC-05", "SRC-04")),
        Side(_("The person by an open recruitment examination."), ("SRC-04", "POST-S1")),
    ),
    Compared(
        _("Under which law"),
        Side(_("The rules on the purchase of services, and procurement law."), ("O102-19", "GPL-02b")),
        Side(_("The rules on open recruitment and on the staff of public institutions."), ("POST-S1", "POST-L02")),
    ),
    Compared(
        _("How it ends"),
        Side(_("With the contract. Buying again is a new procurement."), ("O102-24",)),
        Side(_("With the employment contract. The place is then free for the next person."), ("POST-26",)),
    ),
)
NEITHER = ("O102-10", "POST-M3", "PRG-6")
"""What stays outside, what is locally called a purchased post, and the route of public-welfare posts."""


@dataclass(frozen=True, slots=True)
class Cell:
    says: Promise
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """One of the twelve subjects: the same work once as a service and once as a post; sometimes as neither."""

    row: Row
    title: Text
    twins: tuple[tuple[Promise, Worked], ...]


@require_safe
def services_or_posts(request: HttpRequest) -> HttpResponse:
    now = law()
    rules = rulebook(now)
    context = {
        "service_row": now.row("SRC-01"),
        "post_rows": [now.row("SRC-03"), now.row("SRC-04")],
        "compared": [(one.about, _cell(now, one.service), _cell(now, one.post)) for one in COMPARED],
        "villages": _subjects(rules, "village"),
        "towns": _subjects(rules, "urban-community"),
        "neither": [now.row(id) for id in NEITHER],
        "subject_rule": now.row("SRC-02"),
    }
    return render(request, "web/public/services_or_posts.html", context)


def _cell(now: Law, side: Side) -> Cell:
    return Cell(side.says, tuple(now.row(id) for id in side.rows))


def _subjects(rules: Rulebook, setting: str) -> list[Subject]:
    return [_subject(rules, row) for row in rules.law.rows(kind="definition") if row.data.get("setting") == setting]


def _subject(rules: Rulebook, row: Row) -> Subject:
    title = row.data["subject"]
    assert isinstance(title, dict)
    named = (("service_twin", _("As a service")), ("post_twin", _("As a post")), ("neither_twin", _("As neither")))
    twins = tuple((words, worked(rules, str(row.data[name]))) for name, words in named if name in row.data)
    return Subject(row, Text(title["en"], title["zh"]), twins)
