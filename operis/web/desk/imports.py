"""How does a table come into the record? A file is read, what is wrong with it is told row by row, and only then is anything entered.

Between the pages the file travels with the form, so that nothing is kept here which was not entered. The same file again enters nothing.
"""

import base64
import binascii
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from operis import clock
from operis.clerk import Entered, KeyReusedError, Refused, RefusedTooOftenError, WentBackError
from operis.core.decider import Procedure, Step
from operis.core.fields import walk
from operis.core.findings import Ground, few
from operis.core.kinds import ManyKind
from operis.core.mandates import Mandate
from operis.core.money import Fen
from operis.documents.capitals import capitals
from operis.documents.importing.brought import IMPORTS, Asking, Brought, Fault, Import, askings, brought, weighed
from operis.documents.importing.cells import BYTES_MAX
from operis.documents.importing.tables import CSV, TYPES, XLSX, reason, report, template, where
from operis.documents.lawbook import book, calendar
from operis.documents.problems import clock_behind, refused_too_often
from operis.documents.receipts import receipt_of
from operis.documents.receipts import told as receipt_told
from operis.documents.said import said
from operis.documents.shown import language, money
from operis.law.book import Row
from operis.procedures import BY_KIND
from operis.strict_yaml import Malformed
from operis.web.account.recent import needs_again
from operis.web.components.errors import Wrong
from operis.web.components.form import Part, described, parts, summary
from operis.web.components.why import Why
from operis.web.desk.entry import with_mandate
from operis.web.desk.refused import later, why_not
from operis.web.desk.values import values
from operis.web.forms import CommandForm, form_for, named, with_row, without_row
from operis.web.preparing.ahead import weigh
from operis.web.reading.timeline import seal_of

FILE, CARRIED, NAME, DO = "file", "import-file", "import-name", "import-do"
CHECK, ALL, GOOD, CHANGE = "check", "all", "good", "change"
REPORTS = {"bad-csv": CSV, "bad-xlsx": XLSX}
CONTROLS = frozenset({FILE, CARRIED, NAME, DO, "add", "remove", "keep", "csrfmiddlewaretoken"})
NAME_MAX = 200
ROWS_SHOWN, COLUMNS_SHOWN, MEMBERS = 50, 6, "3"


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody with a table: what it is to fill, and the file as far as there is one."""

    request: HttpRequest
    mandate: Mandate
    what: Import
    content: bytes = b""
    name: str = ""

    @property
    def procedure(self) -> Procedure[Any]:
        return BY_KIND[self.what.kind]

    @property
    def step(self) -> Step[Any, Any]:
        return self.procedure.steps[self.what.asked]

    @property
    def words(self) -> str:
        return self.what.asked.title_words.within(language())

    @property
    def carried(self) -> str:
        return base64.b64encode(zlib.compress(self.content)).decode("ascii") if self.content else ""


@with_mandate
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest, mandate: Mandate, kind: str) -> HttpResponseBase:
    at = Sitting(request, mandate, _what(kind))
    first = weigh(at.procedure, at.step, None, at.procedure.start(), mandate, clock.now())
    if not first.yours:
        return _form(at, _head(at, {}), why=_why(at, first.grounds, ""), status=403, closed=True)
    if request.method != "POST":
        return _form(at, _head(at, {}))
    if request.POST.get(DO) in (ALL, GOOD) and (asked := needs_again(request)):
        return asked
    return _answer(replace(at, content=_content(request), name=_name(request)))


@with_mandate
@require_safe
def import_template(request: HttpRequest, mandate: Mandate, kind: str, form: str) -> HttpResponseBase:
    if form not in TYPES:
        raise Http404(form)
    return _download(template(_what(kind), form), f"{kind}.{form}", form)


def _what(kind: str) -> Import:
    if kind not in IMPORTS:
        raise Http404(kind)
    return IMPORTS[kind]


def _content(request: HttpRequest) -> bytes:
    """The file that was chosen, else the one that the page before carried."""
    chosen = request.FILES.get(FILE)
    if chosen is not None:
        return bytes(chosen.read(BYTES_MAX + 1))
    try:
        packed = base64.b64decode(str(request.POST.get(CARRIED, "")), validate=True)
        return zlib.decompressobj().decompress(packed, BYTES_MAX + 1)
    except (binascii.Error, zlib.error, ValueError):
        return b""  # what a page carried was changed on its way: the file has to be chosen again


def _name(request: HttpRequest) -> str:
    chosen = request.FILES.get(FILE)
    return str(chosen.name if chosen is not None else request.POST.get(NAME, ""))[:NAME_MAX]


def _head(at: Sitting, typed: dict[str, str], *, sent: bool = False) -> CommandForm:
    """What is asked once beside the table; lists begin with a few rows, for a file that was chosen is lost when one is added."""
    lists = {named(one.name, "rows"): MEMBERS for one in walk(at.what.head).values() if isinstance(one.kind, ManyKind)}
    asked = form_for(at.what.head)
    return asked(typed, zone=calendar().zone) if sent else asked(zone=calendar().zone, initial={**lists, **typed})


def _answer(at: Sitting) -> HttpResponse:
    post = at.request.POST
    typed = {name: value for name, value in post.items() if isinstance(value, str) and name not in CONTROLS}
    if "add" in post or "remove" in post or "keep" in post or post.get(DO) == CHANGE:
        changed = with_row(typed, post["add"]) if "add" in post else without_row(typed, post["remove"]) if "remove" in post else typed
        return _form(at, _head(at, changed))
    form, wrong, table = _head(at, typed, sent=True), "", None
    if not at.content and FILE not in at.request.FILES:
        wrong = _("Choose a file.")
    try:
        table = brought(at.what, at.content, clock.this_office(), language()) if at.content or FILE in at.request.FILES else None
    except Malformed as mistaken:
        wrong = " ".join(said(one.says, one.facts) for one in mistaken.mistakes)
        at = replace(at, content=b"")
    if not form.is_valid() or table is None:
        return _form(at, form, wrong=wrong, status=422)
    return _with_table(at, form, weighed(table, form.asked, clock.this_office(), at.mandate, clock.now()))


def _with_table(at: Sitting, form: CommandForm, table: Brought) -> HttpResponse:
    do = at.request.POST.get(DO, "")
    if do in REPORTS:
        return _download(report(table, REPORTS[do]), f"{at.what.kind}-rows-to-correct.{REPORTS[do]}", REPORTS[do])
    if (do == ALL and not table.bad and not table.grounds) or (do == GOOD and table.good):
        return _put(at, form, table)
    return _check(at, form, table)


def _put(at: Sitting, form: CommandForm, table: Brought) -> HttpResponse:
    told = list[tuple[Asking, Entered | Refused]]()
    for one in askings(table, form.asked, at.mandate):
        try:
            told.append((one, one.put(clock.this_office(), at.mandate, clock.now())))
        except KeyReusedError:
            says = _("Somebody else is entering this file at this moment. Look at it again in a minute.")
            return _check(at, form, table, more=says, status=409)
        except RefusedTooOftenError as error:
            return later(_check(at, form, table, more=refused_too_often(error.until)), error.until, clock.now())
        except WentBackError as error:
            return _check(at, form, table, more=clock_behind(error.last), status=503)
    alone = told[0][1] if len(told) == 1 else None
    if isinstance(alone, Refused):
        return _check(at, form, table, why=_why(at, alone.refusal.grounds, alone.number, alone.refusal.more), status=alone.refusal.status)
    return _done(at, told, left=len(table.bad))


def _context(at: Sitting) -> dict[str, Any]:
    today = calendar().day(clock.now())
    rows: list[Row] = [one for one in (book().rows[id].at(today) for id in at.step.under if id in book().rows) if one.holds(today)]
    return {"step": at.words, "basis": rows[:1], "name": at.name, "carried": at.carried, "kind": at.what.kind}


def _why(at: Sitting, grounds: tuple[Ground, ...], number: str, more: int = 0) -> Why:
    return why_not(at.words, grounds, number, clock.now(), at.mandate, back=reverse("desk"), more=more)


def _refused(at: Sitting, table: Brought) -> Why | None:
    """What refuses the whole file."""
    grounds, more = few(table.grounds)
    return _why(at, grounds, "", more) if grounds else None


def _form(
    at: Sitting, form: CommandForm, *, wrong: str = "", why: Why | None = None, status: int = 200, closed: bool = False
) -> HttpResponse:
    shown = parts(form)
    errors = [*summary(form, shown), *([Wrong(f"f-{FILE}", wrong)] if wrong else [])]
    context = {**_context(at), "parts": (*shown, _file_part(wrong)), "errors": errors, "why": why, "closed": closed}
    return render(at.request, "web/desk/import.html", context, status=status)


def _file_part(wrong: str) -> Part:
    hints = (_("A workbook (.xlsx, .xls or .ods) or a CSV file, at most {most} MB").format(most=f"{BYTES_MAX / 1_000_000:.1f}"),)
    bad = (wrong,) if wrong else ()
    attrs = {"id": f"f-{FILE}", "accept": ".xlsx,.xls,.ods,.csv", **described(FILE, hints, bad)}
    return Part(name=FILE, label=_("File"), hints=hints, wrong=bad, input=forms.FileInput().render(FILE, None, attrs))


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is wrong in a row, with the rule where it is the law that says so."""

    number: int
    where: str
    says: str
    row: Row | None


def _told(number: int, fault: Fault) -> Told:
    rule = book().rows[fault.why.row].at(fault.why.row_day) if isinstance(fault.why, Ground) else None
    return Told(number, where(fault), reason(fault), rule)


def _check(at: Sitting, form: CommandForm, table: Brought, *, why: Why | None = None, more: str = "", status: int = 0) -> HttpResponse:
    """What would be entered, and every row that would not."""
    wrong = [_told(line.number, fault) for line in table.bad for fault in line.faults]
    there = [one for one in askings(table, form.asked, at.mandate) if one.there is not None]
    columns = [one for one in table.columns if one.required or one.way[0] in _money(table)][:COLUMNS_SHOWN]
    rows = [(line.number, [(one.heading.within(language()), line.cells[one].text if one in line.cells else "") for one in columns])
            for line in table.good]  # fmt: skip
    context = {
        **_context(at), "typed": sorted(form.typed.items()), "remarks": [said(one.says, one.facts) for one in table.remarks],
        "good": len(table.good), "bad": len(table.bad), "wrong": wrong[:ROWS_SHOWN], "wrong_more": len(wrong[ROWS_SHOWN:]),
        "rows": rows[:ROWS_SHOWN], "rows_more": len(rows[ROWS_SHOWN:]), "heads": [one.heading.within(language()) for one in columns],
        "sums": list(_sums(table)), "head": values(form.asked), "first": values(table.good[0].record) if table.good else (),
        "there": sum(len(one.lines) for one in there), "why": why or _refused(at, table),
        "noticed": table.noticed[:ROWS_SHOWN],
        "errors": [Wrong("", one) for one in filter(None, [more, _count(table)])],
    }  # fmt: skip
    blocked = table.bad or table.grounds
    return render(at.request, "web/desk/import_check.html", context, status=status or (422 if blocked else 200))


def _money(table: Brought) -> set[str]:
    return {name for name, one in walk(table.what.record).items() if one.asked.label in {label for label, _sum in table.sums}}


def _sums(table: Brought) -> Iterator[tuple[str, str]]:
    for label, amount in table.sums:
        words = _("{amount} (in capitals: {capitals})").format(amount=money(Fen(amount)), capitals=capitals(amount))
        yield label.within(language()), words


def _count(table: Brought) -> str:
    if not table.bad:
        return ""
    says = _("{bad} of {all} rows cannot be entered. Each is listed below with what is wrong.")
    return says.format(bad=len(table.bad), all=len(table.lines))


def _done(at: Sitting, told: list[tuple[Asking, Entered | Refused]], left: int) -> HttpResponse:
    entered = [(one, said) for one, said in told if isinstance(said, Entered)]
    refused = [(one.lines[0].number, said) for one, said in told if isinstance(said, Refused)]
    alone = entered[0] if len(told) == 1 else None
    shown = [(one.lines[0].number, said.docket, said.repeated, seal_of(said.entries[0])) for one, said in entered[:ROWS_SHOWN]]
    context = {
        **_context(at), "entered": shown, "entered_more": len(entered[ROWS_SHOWN:]), "refused": refused, "left": left,
        "new": sum(len(one.lines) for one, said in entered if not said.repeated),
        "repeated": sum(len(one.lines) for one, said in entered if said.repeated),
        "notes": alone[1].entries[0].notes if alone else (), "alone": alone[1].docket if alone else "",
        "receipt": receipt_told(receipt_of(alone[1], alone[0].asked, settings.OPERIS_ORIGIN), clock.ledger_key()) if alone else None,
    }  # fmt: skip
    return render(at.request, "web/desk/import_done.html", context, status=409 if refused else 200)


def _download(content: bytes, name: str, form: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=TYPES[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
