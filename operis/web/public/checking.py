"""What would the law say to a plan or a notice before it is filed? A document filled in or taken from an example; nothing is recorded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from operis import clock
from operis.core.acts import Command
from operis.core.fields import walk
from operis.core.findings import REFUSED, TO_BE_CHECKED, Ground
from operis.core.kinds import DayKind
from operis.core.reading import Reading
from operis.documents.checking import CHECKED, Checked, Kind, checked_in, example
from operis.documents.labels import label
from operis.documents.lawbook import book, calendar
from operis.documents.said import said
from operis.documents.shown import language, shown
from operis.law.book import PACK, Law, Row
from operis.procedures import METHODS
from operis.strict_yaml import Malformed, Scalar, parse
from operis.strict_yaml import Mapping as Table
from operis.web.components.errors import Wrong
from operis.web.components.form import Part, described, parts, summary
from operis.web.components.links import Link
from operis.web.components.why import Why
from operis.web.forms import CommandForm, Options, Typed, blank, form_for, typed_from, with_row, without_row
from operis.web.lawbook import law, today
from operis.web.preparing.listed import demanded, elements, in_words_of_law, lists_of_plan

METHOD, DAY, PLACE, LEVEL = "law-method", "law-day", "law-place", "law-level"
LEVELS = ("central", "province", "city", "county")
LEFT_OUT = frozenset(walk(Command))
"""What is asked only of who enters something late."""
UNDER = re.compile(rf"--law {PACK}/(\d+)/([a-z]+) --on ([0-9-]+)")
"""In its first line each example says by which law it passes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: what stands in the way or was noticed, and what only the record can show."""

    why: Why | None
    open: tuple[tuple[str, tuple[Row, ...]], ...]
    """What has to be on record, and the rules that ask for it."""
    rows_count: int


@require_safe
def checks_page(request: HttpRequest) -> HttpResponse:
    kinds = [Link(_titled(kind), reverse("check", args=[name])) for name, kind in CHECKED.items()]
    return render(request, "web/public/checks.html", {"kinds": kinds})


# Nothing is changed and nothing kept, so that there is nothing to forge: no token, and no cookie for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check_page(request: HttpRequest, kind: str) -> HttpResponse:
    one = CHECKED.get(kind)
    if one is None:
        raise Http404(kind)
    if request.method != "POST":
        typed = _example(kind, one) if "example" in request.GET else blank(one.asked)
        return _page(request, kind, one, form_for(one.asked)(zone=calendar().zone, initial=typed, offers=_lists(typed)), {})
    sent = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    typed = with_row(sent, sent["add"]) if "add" in sent else without_row(sent, sent["remove"]) if "remove" in sent else sent
    typed = in_words_of_law(typed, law()) if kind == "plan" else typed
    if sent.keys() & {"add", "remove", "keep"}:
        return _page(request, kind, one, form_for(one.asked)(zone=calendar().zone, initial=typed, offers=_lists(typed)), {})
    form = form_for(one.asked)(typed, zone=calendar().zone, offers=_lists(typed))
    wrong, under = _under(one, typed)
    if form.is_valid() and under is not None and not wrong:
        try:
            found = checked_in(_document(kind, form, typed), book(), under)
        except Malformed as unfit:
            form.mark(unfit.mistakes)
        else:
            return _page(request, kind, one, form, {}, _answer(one, found))
    return _page(request, kind, one, form, wrong)


def _lists(typed: Typed) -> Mapping[str, Options]:
    """What may be chosen in a document by the law of today, in words."""
    return {**lists_of_plan(law(), typed), "agreed-*-about": elements(law())}


def _demanded(kind: Kind, typed: Typed) -> frozenset[str]:
    """What the law of today asks of a notice by the method that is chosen."""
    method = typed.get(METHOD, "")
    return demanded(METHODS[method].steps[kind.step], law(), method) if method in kind.methods else frozenset()


def _titled(kind: Kind) -> str:
    return kind.asked.title_words.within(language())


def _example(name: str, kind: Kind) -> dict[str, str]:
    """The example as it would have been typed, with the law by which it passes."""
    text = example(name, language())
    node = parse(text)
    assert isinstance(node, Table)  # an example is a document
    said_of = {key: value.text for key, value in node.pairs.items() if isinstance(value, Scalar)}
    typed = {**blank(kind.asked), **typed_from(kind.asked, node, said_of.get("language", "zh")), METHOD: said_of.get("method", "")}
    under = UNDER.search(text)
    return {**typed, **(dict(zip((PLACE, LEVEL, DAY), under.groups(), strict=True)) if under else {})}


def _asks_method(kind: Kind) -> bool:
    """Whether the method is not one of the document's own fields and has to be asked beside it."""
    return bool(kind.methods) and "method" not in walk(kind.asked)


def _places() -> tuple[str, ...]:
    return tuple(sorted({row.place for row in book().rows.values() if row.pack == PACK and row.place}))


def _under(kind: Kind, typed: Typed) -> tuple[dict[str, str], Law | None]:
    """The law by which it is to be checked; what is wrong with how it was asked for, by input."""
    wrong: dict[str, str] = {}
    day = _day(typed.get(DAY, ""), wrong)
    for name, known in ((PLACE, _places()), (LEVEL, LEVELS), (METHOD, kind.methods if _asks_method(kind) else ())):
        given = typed.get(name, "")
        if given and given not in known and known:
            wrong[name] = _("Choose one of those in the list.")
    if _asks_method(kind) and not typed.get(METHOD):
        wrong[METHOD] = _("Choose the method.")
    return wrong, None if wrong or day is None else Law(book(), PACK, typed.get(PLACE, ""), typed.get(LEVEL, ""), act_day=day)


def _day(given: str, wrong: dict[str, str]) -> date | None:
    if not given.strip():
        return today()
    reading = Reading(calendar().zone)
    day = DayKind().read(Scalar(given, plain=False, line=0), "", reading)
    for mistake in reading.mistakes:
        wrong[DAY] = said(mistake.says, dict(mistake.facts))
    return day if isinstance(day, date) else None


def _document(name: str, form: CommandForm, typed: Typed) -> Table:
    envelope = {"kind": Scalar(name, plain=False, line=0)}
    if typed.get(METHOD) and "method" not in form.node.pairs:
        envelope["method"] = Scalar(typed[METHOD], plain=False, line=0)
    return Table({**form.node.pairs, **envelope}, {}, 0)


def _answer(kind: Kind, found: Checked) -> Answer:
    open_ = tuple(ground for ground in found.grounds if ground.severity == TO_BE_CHECKED)
    rest = tuple(ground for ground in found.grounds if ground.severity != TO_BE_CHECKED)
    refused = any(ground.severity == REFUSED for ground in rest)
    heading = _("Not yet possible: {step}") if refused else _("Nothing stands in the way: {step}")
    why = Why(heading=heading.format(step=_titled(kind)), grounds=rest, reference="", decided=clock.now()) if rest else None
    return Answer(why, _what_is_open(open_), len(found.rows))


def _what_is_open(grounds: tuple[Ground, ...]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Each thing once, however many rules ask for it."""
    found: dict[str, list[Row]] = {}
    for ground in grounds:
        row = book().rows[ground.row].at(ground.row_day)
        asking = found.setdefault(shown(ground.finding.facts["what"]), [])
        if row.cite("en") not in {one.cite("en") for one in asking}:
            asking.append(row)
    return tuple((what, tuple(rows)) for what, rows in found.items())


def _page(
    request: HttpRequest, name: str, kind: Kind, form: CommandForm, wrong: Mapping[str, str], answer: Answer | None = None
) -> HttpResponse:
    drawn = parts(form, LEFT_OUT, demanded=_demanded(kind, form.typed))
    under = _law_parts(kind, form.typed, wrong)
    errors = [*(Wrong(f"f-{at}", says) for at, says in wrong.items()), *summary(form, drawn)]
    context = {
        "kind": name, "title": _titled(kind), "law": under, "parts": drawn, "errors": errors, "answer": answer,
    }  # fmt: skip
    return render(request, "web/public/check.html", context, status=422 if errors else 200)


def _law_parts(kind: Kind, typed: Typed, wrong: Mapping[str, str]) -> list[Part]:
    """Which law: method, day, place and level of the budget."""
    choices = {
        PLACE: (_("Place"), [(code, label(f"place-{code}", language())) for code in _places()]),
        LEVEL: (_("Budget level"), [(level, label(level, language())) for level in LEVELS]),
    }
    if _asks_method(kind):
        choices = {METHOD: (_("Method"), [(method, label(method, language())) for method in kind.methods]), **choices}
    made = [_choice(at, words, options, typed, wrong, optional=at != METHOD) for at, (words, options) in choices.items()]
    hints, bad = (_("Like 2026-03-02"), _("Today where it is left empty")), tuple(filter(None, [wrong.get(DAY)]))
    attrs = {"id": f"f-{DAY}", "autocomplete": "off", **described(DAY, hints, bad)}
    drawn = forms.TextInput().render(DAY, typed.get(DAY, ""), attrs)
    return [*made, Part(name=DAY, label=_("By the law of"), hints=hints, optional=True, wrong=bad, input=drawn)]


def _choice(name: str, words: str, options: list[tuple[str, str]], typed: Typed, wrong: Mapping[str, str], *, optional: bool) -> Part:
    bad = tuple(filter(None, [wrong.get(name)]))
    drawn = forms.Select(choices=[("", _("Choose")), *options]).render(
        name, typed.get(name, ""), {"id": f"f-{name}", **described(name, (), bad)}
    )
    return Part(name=name, label=words, optional=optional, wrong=bad, input=drawn)
