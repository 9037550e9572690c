"""What is about to be entered? Every field as it will be stored, read back in words, private ones too: they are shown to who wrote them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from operis.core.acts import Command
from operis.core.fields import Field, walk
from operis.core.money import Fen
from operis.core.refers import PARTIES
from operis.core.wording import Wording
from operis.documents.capitals import capitals
from operis.documents.labels import label
from operis.documents.names import names_of, people_named
from operis.documents.said import TAGS
from operis.documents.shown import language, money, shown
from operis.web.forms import Options, any_row, named
from operis.web.reading.entered import Entered

NOTHING: Mapping[str, Options] = MappingProxyType({})
SELDOM = frozenset({*walk(Command), "outside"})
"""Fields that are only there for what is entered late or took place elsewhere."""


def values(record: object, offers: Mapping[str, Options] = NOTHING, without: Collection[str] = ()) -> tuple[Entered, ...]:
    """What was chosen from what the page offered is read back in the words in which it was offered; `without` are fields left out,
    one inside a list by the whole name of its input."""
    return tuple(_values(record, offers, "", without))


def stated(fields: tuple[Entered, ...]) -> tuple[Entered, ...]:
    """Without what was not given, at whatever depth: whoever signs reads what is there."""
    kept = (replace(one, inside=stated(one.inside)) for one in fields if one.inside or one.words != _("Not given"))
    return tuple(one for one in kept if one.inside or one.words)


def english_alone(record: object) -> Iterator[str]:
    """The names of what is written in English only and is not kept from anybody: whoever reads the Chinese page sees English there."""
    for field in walk(type(record)).values():
        value = getattr(record, field.attribute)
        for one in value if isinstance(value, tuple) else (value,):
            match one:
                case Wording():
                    if not one.zh and not field.private:
                        yield field.asked.label.within(language())
                case _ if hasattr(one, "__dataclass_fields__") and not field.private:
                    yield from english_alone(one)


def _values(record: object, offers: Mapping[str, Options], at: str, without: Collection[str] = ()) -> Iterator[Entered]:
    """`at` is the name of the inputs of a record inside, up to its own."""
    for name, field in sorted(walk(type(record)).items(), key=lambda one: one[0] in SELDOM):
        value = getattr(record, field.attribute)
        if any_row(named(at, name)) in without or (name in SELDOM and value is None):
            continue
        head = field.asked.label.within(language())
        yield _one(field, value, head, offers, named(at, name), without)


def _one(field: Field, value: Any, head: str, offers: Mapping[str, Options], at: str, without: Collection[str]) -> Entered:
    match value:
        case None | ():
            return Entered(head, _("Not given"))
        case tuple() if hasattr(value[0], "__dataclass_fields__") and not isinstance(value[0], Wording):
            rows = (tuple(_values(one, offers, named(at, place), without)) for place, one in enumerate(value))
            return Entered(head, inside=tuple(Entered(f"{head} {no}", inside=row) for no, row in enumerate(rows, start=1)))
        case tuple():
            words = [_offered(one, offers, at, named(at, place)) or _words(field, one) for place, one in enumerate(value)]
            return Entered(head, SafeString(_(", ").join(format_html("{}", one) for one in words)))
        case Mapping():
            return Entered(head, inside=tuple(Entered(str(key), _figures(one)) for key, one in value.items()))
        case Wording():
            return Entered(head, _words(field, value))
        case _ if hasattr(value, "__dataclass_fields__"):
            return Entered(head, inside=tuple(_values(value, offers, at, without)))
    return Entered(head, _offered(value, offers, at) or _words(field, value))


def _offered(value: Any, offers: Mapping[str, Options], *names: str) -> str:
    """The words in which it was offered at one of these inputs; nothing where it was not."""
    found = (dict(offers[name]) for way in names for name in (way, any_row(way)) if name in offers)
    return next((words[value] for words in found if value in words), "") if isinstance(value, str) else ""


def _words(field: Field, value: Any) -> str | SafeString:
    choices = {slug: words.within(language()) for slug, words in field.asked.choices}
    unit = field.asked.unit.within(language()) if field.asked.unit else ""
    match value:
        case Wording():
            written = [format_html('<span lang="{}">{}</span>', TAGS[spoken], words) for spoken, words in dict(value).items() if words]
            return SafeString(" / ".join(written))
        case Fen() if language() != "zh":
            return money(value)
        case str() if field.asked.of in PARTIES:
            return {**names_of({value}), **people_named({value})}.get(value, value)
        case Fen():
            return _("{amount} (in capitals: {capitals})").format(amount=money(value), capitals=capitals(value))
        case bool():
            return shown(value)
        case int():
            return f"{value} {unit}".strip()
        case str() if value in choices:
            return choices[value]
    return shown(value) if not unit else f"{shown(value)} {unit}"


def _figures(value: Any) -> str:
    several = value if isinstance(value, tuple) else (value,)
    return _(", ").join(shown(one) if not isinstance(one, str) else label(one, language()) for one in several)
