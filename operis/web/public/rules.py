"""Which rules are applied here? The list by instrument, the search, and one page for each rule."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.documents.labels import label
from operis.documents.lawbook import book
from operis.documents.numerals import in_digits
from operis.documents.said import said
from operis.documents.shown import day, language, text
from operis.law.book import PACK, Instrument, Row
from operis.web.components.errors import Wrong
from operis.web.lawbook import today
from operis.web.public.rule import rule_shown

EACH_PAGE = 25
NEAR_MAX = 5
HERE = ("", PACK)
RANKS = ("law", "regulation", "order", "notice", "local", "practice", "source", "advice")
FIELDS = ("q", "instrument", "on", "place", "level", "kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The filters as they were sent."""

    q: str = ""
    instrument: str = ""
    on: str = ""
    place: str = ""
    level: str = ""
    kind: str = ""

    def day(self) -> date | None:
        """The day in `on`; ValueError where it is none."""
        return date.fromisoformat(self.on) if self.on else None

    def without(self, name: str) -> "Wanted":
        return Wanted(**{one: "" if one == name else getattr(self, one) for one in FIELDS})

    def active(self) -> tuple[str, ...]:
        return tuple(name for name in FIELDS if getattr(self, name))

    def query(self, **changed: str) -> str:
        """The address of the same search with something changed, in the fixed order of the fields."""
        values = {name: getattr(self, name) for name in FIELDS} | changed
        return "?" + urlencode({name: value for name, value in values.items() if value})


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that is set, what stands without it, and the address without it."""

    words: str
    url: str
    without: int


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """An instrument in the list."""

    instrument: Instrument
    title: str
    kind: str
    rows: int
    url: str


@require_safe
def rules_page(request: HttpRequest) -> HttpResponse:
    wanted, errors = _wanted(request.GET)
    context = {"wanted": wanted, "choices": _choices(wanted), "errors": errors}
    if errors:
        return render(request, "web/public/rules.html", context, status=422)
    if not wanted.active():
        return render(request, "web/public/rules.html", {**context, "instruments": list(_instruments()), "total": len(book().rows)})
    found = _found(wanted)
    page = Paginator(found, EACH_PAGE).get_page(request.GET.get("page"))
    filters = [_filter(wanted, name, counted=not found) for name in wanted.active()]
    return render(request, "web/public/rules.html", {**context, "page": page, "filters": filters, "today": today()})


def _wanted(sent: QueryDict) -> tuple[Wanted, list[Wrong]]:
    values = {name: unicodedata.normalize("NFKC", sent.get(name, "")).strip() for name in FIELDS}
    wanted = Wanted(**values)
    try:
        wanted.day()
    except ValueError:  # told to the reader, who sees what was typed
        says = said("Write the day as year-month-day, like 2026-03-02, instead of “{given}”.", {"given": wanted.on})
        return wanted, [Wrong("f-on", says)]
    return wanted, []


def _found(wanted: Wanted) -> list[Row]:
    """In the order of the law's files; what holds only abroad comes last."""
    on = wanted.day()
    found = [row for row in book().rows.values() if _fits(row, wanted, on)]
    return sorted(found, key=lambda row: row.pack not in HERE)


def _fits(row: Row, wanted: Wanted, on: date | None) -> bool:
    return (
        (not wanted.instrument or row.instrument.id == wanted.instrument)
        and (on is None or row.holds(on))
        and (not wanted.place or _in_place(row, wanted.place))
        and (not wanted.level or not row.levels or wanted.level in row.levels)
        and (not wanted.kind or row.kind == wanted.kind)
        and _says(row, wanted.q)
    )


def _in_place(row: Row, place: str) -> bool:
    """What holds in a place: its own rows, and those for everyone above it."""
    if place in book().zones:
        return row.pack == place and not row.place
    return row.pack in ("", PACK) and place.startswith(row.place)


def _says(row: Row, words: str) -> bool:
    """Every word somewhere in the row, in either language; two characters of Chinese are found as well as ten."""
    if not words:
        return True
    texts = [row.id, row.says.en, row.says.zh, row.cite("en"), row.cite("zh"), row.instrument.title.en, row.instrument.title.zh]
    texts += [each for both in (row.article, row.document, row.note) if both for each in (both.en, both.zh)]
    searched = in_digits("\n".join(texts))
    return all(word in searched for word in in_digits(words).split())


def _filter(wanted: Wanted, name: str, *, counted: bool) -> Filter:
    others = wanted.without(name)
    return Filter(_filter_words(wanted, name), others.query(), len(_found(others)) if counted else 0)


def _filter_words(wanted: Wanted, name: str) -> str:
    value = getattr(wanted, name)
    match name:
        case "q":
            return _("Words: {words}").format(words=value)
        case "instrument":
            instrument = book().instruments.get(value)
            return _("Instrument: {name}").format(name=text(instrument.short) if instrument else value)
        case "on":
            return _("In force on {day}").format(day=day(date.fromisoformat(value)))
        case "place":
            return _("Place: {place}").format(place=_place(value))
        case "level":
            return _("Budget level: {level}").format(level=label(value, language()))
    return _("Kind: {kind}").format(kind=kind_words(value))


def kind_words(kind: str) -> str:
    """A kind of row; "content" is also the first of the contract's clauses, and called otherwise there."""
    return label("kind-content" if kind == "content" else kind, language())


def _place(code: str) -> str:
    return label(code if code in book().zones else f"place-{code}", language())


def _choices(wanted: Wanted) -> Mapping[str, list[Choice]]:
    rows = book().rows.values()
    places = [*book().zones, *sorted({row.place for row in rows if row.place})]
    levels = [level for level in ("central", "province", "city", "county") if any(level in row.levels for row in rows)]
    return {
        "instrument": [Choice(one.id, _named(one), one.id == wanted.instrument) for one in _ranked()],
        "place": [Choice(code, _place(code), code == wanted.place) for code in places],
        "level": [Choice(level, label(level, language()), level == wanted.level) for level in levels],
        "kind": [Choice(kind, kind_words(kind), kind == wanted.kind) for kind in sorted({row.kind for row in rows})],
    }


def _ranked() -> list[Instrument]:
    """Those of this country first, by rank; within a rank in the order of the law's files."""
    here = {row.instrument.id for row in book().rows.values() if row.pack in HERE}
    used = {row.instrument.id for row in book().rows.values()}
    listed = [one for one in book().instruments.values() if one.id in used]
    return sorted(listed, key=lambda one: (one.id not in here, RANKS.index(one.kind) if one.kind in RANKS else len(RANKS)))


def _named(one: Instrument) -> str:
    """Title and number; where it has none, its key, so that no two look alike."""
    return _("{title} ({number})").format(title=text(one.title), number=one.number or one.id)


def _instruments() -> Iterator[Listed]:
    rows = list(book().rows.values())
    for one in _ranked():
        count = sum(row.instrument is one or row.instrument.id == one.id for row in rows)
        if count:
            kind = label(f"kind-{one.kind}", language())
            if all(row.pack not in ("", PACK) for row in rows if row.instrument.id == one.id):
                kind = _("{kind}, comparison only").format(kind=kind)
            yield Listed(one, text(one.title), kind, count, Wanted(instrument=one.id).query())


def rule_or_404(id: str) -> Row:
    row = book().rows.get(id)
    if row is None:
        raise Http404(id)
    return row


@require_safe
def rule_page(request: HttpRequest, id: str) -> HttpResponse:
    row = book().rows.get(id)
    if row is None:
        return render(request, "web/errors/no_rule.html", {"id": id, "near": _near(id.upper())}, status=404)
    return render(request, "web/public/rule.html", {"rule": rule_shown(row.at(today()))})


def _near(id: str) -> list[Row]:
    """Numbers that begin like the one asked for, then those that look like it."""
    begin = [other for other in book().rows if other.startswith(id)]
    return [book().rows[other] for other in dict.fromkeys((*begin, *get_close_matches(id, book().rows, n=NEAR_MAX)))][:NEAR_MAX]
