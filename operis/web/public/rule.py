"""What does the page of one rule tell: what it says, since when, for whom, how sure we are of it, and what reads it?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from threading import Lock

from django.utils.translation import gettext as _

from operis.core.money import Fen
from operis.documents import shown
from operis.documents.labels import check_says, label, labelled
from operis.documents.lawbook import book
from operis.law.book import PACK, Instrument, Period, Row, Term
from operis.law.lint import why_unchecked
from operis.law.rows import LENGTH, UNITS
from operis.procedures import method_of, procedures, terms_read_of
from operis.web.components.status import Status

_READING = Lock()


@dataclass(frozen=True, slots=True)
class Value:
    """What a term says from a day on."""

    first: date
    words: str
    now: bool


@dataclass(frozen=True, slots=True)
class TermShown:
    name: str
    values: tuple[Value, ...]
    unread: str
    """Why no check reads it; "" where one does."""


@dataclass(frozen=True, slots=True)
class Use:
    """A check, and the methods in which it looks at the row."""

    says: str
    check: str
    """Its name in the program, for who wants to read it there."""
    methods: str


@dataclass(frozen=True, slots=True)
class Datum:
    """A piece of the row's data: words, a rule to follow, or pieces inside it."""

    name: str
    words: str = ""
    rule: Row | None = None
    inside: tuple["Datum", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleShown:
    row: Row
    other_says: str
    other_tag: str
    force: Status
    weight: Status
    from_where: str
    instrument: Instrument
    kind: str
    applies: tuple[tuple[str, str], ...]
    event: tuple[str, str, str] | None
    governed: str
    terms: tuple[TermShown, ...]
    rule_confidence: str
    article_confidence: str
    sources: tuple[tuple[str, str], ...]
    data: tuple[Datum, ...]
    uses: tuple[Use, ...]
    why_none: tuple[str, ...]
    history: tuple[tuple[date, str], ...]


def rule_shown(row: Row) -> RuleShown:
    """`row` is read on the day of the reader."""
    chinese = shown.language() == "zh"
    return RuleShown(
        row=row,
        other_says=row.says.en if chinese else row.says.zh,
        other_tag="en" if chinese else "zh-Hans",
        force=_force(row),
        weight=_weight(row, uses := tuple(_uses(row))),
        from_where=_from_where(row.instrument.kind),
        instrument=row.instrument,
        kind=label("kind-content" if row.kind == "content" else row.kind, shown.language()),
        applies=tuple(_applies(row)),
        event=_event(row),
        governed=_("The day of the notice") if row.governed_by == "notice" else _("The day of the act"),
        terms=tuple(_term(row, name) for name in row.terms),
        rule_confidence=_rule_confidence(row.confidence.rule),
        article_confidence=_article_confidence(row.confidence.article),
        sources=tuple((key, book().sources.get(key, "")) for key in row.seen),
        data=tuple(_datum(str(name), value) for name, value in row.data.items()),
        uses=uses,
        why_none=() if uses else tuple(filter(None, map(_why_unread, why_unchecked(row)))),
        history=tuple(_history(row)),
    )


def _weight(row: Row, uses: tuple[Use, ...]) -> Status:
    if not row.blocks:
        return Status(_("Never refuses"), "soon")
    return Status(_("May refuse"), "open") if uses else Status(_("Checked nowhere yet"))


def _force(row: Row) -> Status:
    assert row.day is not None
    if row.holds(row.day):
        return Status(_("In force"), "open")
    if row.first is None:
        return Status(_("Not in force: its first day is not known"), "hold")
    return Status(_("Not in force yet"), "soon") if row.first > row.day else Status(_("No longer in force"), "off")


def _from_where(kind: str) -> str:
    match kind:
        case "source":
            return _("From the text that this software implements.")
        case "advice":
            return _("Our own rule or reading: advice, which never refuses by itself.")
        case "practice":
            return _("Seen in practice: how it is done in the places named, where no law in force says so more exactly.")
    return ""


def _applies(row: Row) -> Iterator[tuple[str, str]]:
    every = _("all")
    yield _("Methods"), shown.words(row.methods) if row.methods else every
    yield _("What is bought"), shown.words(row.objects) if row.objects else every
    yield _("Budget levels"), shown.words(row.levels) if row.levels else every
    yield _("Place"), label(f"place-{row.place}" if row.place else row.pack or PACK, shown.language())


def _event(row: Row) -> tuple[str, str, str] | None:
    if row.event is None:
        return None
    bounds = {"min": _("not before"), "max": _("not after"), "exact": _("exactly"), "before": _("comes before")}
    lengths = _(", ").join(shown.length(one) for one in row.lengths().values())
    start, end = (label(one, shown.language()) for one in (row.event.start, row.event.end))
    return start, lengths or bounds[row.event.bound], end


def _term(row: Row, name: str) -> TermShown:
    dated = row.terms[name]
    held = [first for first, _value in dated if row.day is not None and first <= row.day]
    values = tuple(Value(first, _term_words(name, value), bool(held) and first == held[-1]) for first, value in dated)
    return TermShown(name, values, "" if (row.id, name) in _read() else _why_unread(row.why_unread(name)))


def _read() -> frozenset[tuple[str, str]]:
    with _READING:
        return _read_once()


@cache
def _read_once() -> frozenset[tuple[str, str]]:
    """Seconds of work, done for the first who asks: whoever asks meanwhile waits for it instead of doing it again."""
    return frozenset(terms_read_of(book()))


def _why_unread(why: str) -> str:
    words = book().unread.get(why)
    return words.said(shown.language()) if words else ""


def _term_words(name: str, value: Term) -> str:
    """By the ending of the name, which tells the unit: days, fen, percent."""
    if isinstance(value, bool):
        return shown.shown(value)
    if isinstance(value, tuple):
        return _(", ").join(_slug(word) for word in value)
    parts, found = name.split("_"), LENGTH.search(name)
    if isinstance(value, int) and found:
        return shown.length(Period("exact", value, UNITS[found[1]]))
    if isinstance(value, int) and "fen" in parts:
        return shown.money(Fen(value))
    if "percent" in parts:
        return f"{value}%"
    return shown.number(value) if isinstance(value, int) else _slug(value)


def _slug(word: str) -> str:
    return label(word, shown.language()) if labelled(word) else word


def _rule_confidence(word: str) -> str:
    return {
        "verified": _("Compared with the text of the rule."),
        "secondary": _("Taken from a source that reports the text; not compared with the text itself."),
        "source": _("From the text that this software implements."),
        "recalled-high": _("From our own knowledge, of which we are sure; not compared with the text."),
        "recalled-medium": _("From our own knowledge, of which we are fairly sure: it warns and never refuses."),
        "recalled-low": _("Our own proposal, or from uncertain knowledge: it warns and never refuses."),
    }.get(word, word)


def _article_confidence(word: str) -> str:
    return {
        "verified": _("The number of the article was compared with the text."),
        "secondary": _("The number of the article is from a source that reports the text."),
        "recalled": _("The number of the article is from memory and is not printed until somebody has compared it."),
        "none": _("There is no article to cite."),
    }.get(word, word)


def _datum(name: str, value: object) -> Datum:
    if isinstance(value, Mapping):
        if set(value) == {"en", "zh"} and all(isinstance(inner, str) for inner in value.values()):
            return Datum(name, str(value[shown.language()]))
        return Datum(name, inside=tuple(_datum(str(key), inner) for key, inner in value.items()))
    if isinstance(value, list):
        if all(isinstance(inner, date) for inner in value):
            return Datum(name, _(", ").join(shown.day(inner) for inner in value))
        return Datum(name, inside=tuple(_datum("", inner) for inner in value))
    if isinstance(value, str) and value in book().rows:
        return Datum(name, value, rule=book().rows[value])
    return Datum(name, _plain(name, value))


def _plain(name: str, value: object) -> str:
    if value is None:
        return _("none")
    if isinstance(value, date):
        return shown.day(value)
    return _term_words(name, value) if isinstance(value, (bool, int, str)) else str(value)


def _uses(row: Row) -> Iterator[Use]:
    for check, pairs in groupby(_checks().get(row.id, ()), key=lambda pair: pair[0]):
        yield Use(check_says(check, shown.language()), check, shown.words(tuple(method for _check, method in pairs if method)))


@cache
def _checks() -> Mapping[str, list[tuple[str, str]]]:
    """Row to the checks that are bound to it, each with its method."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in procedures():
        for rule in (rule for step in one.listed for rule in step.rules):
            for row in rule.rows:
                found[row].add((rule.check.name, method_of(one) or ""))
    return {row: sorted(pairs) for row, pairs in found.items()}


def _history(row: Row) -> Iterator[tuple[date, str]]:
    """Every day on which something of the row changed."""
    if row.first is not None:
        yield row.first, _("In force from this day.")
    later = {first for values in row.terms.values() for first, _value in values if first != row.first}
    for first in sorted(later):
        names = _(", ").join(name for name, values in row.terms.items() if any(day == first for day, _value in values))
        yield first, _("New value: {names}.").format(names=names)
    if row.last is not None:
        yield row.last, _("Last day in force.")
