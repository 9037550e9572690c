"""What is about to be entered? Every field as it will be stored, read back in words, private ones too: they are shown to who wrote them."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from operis.core.acts import Command
from operis.core.fields import Field, walk
from operis.core.money import Fen
from operis.core.wording import Wording
from operis.documents.labels import label
from operis.documents.said import TAGS
from operis.documents.shown import language, money, shown
from operis.web.desk.capitals import capitals
from operis.web.forms import Options
from operis.web.reading.entered import Entered

NOTHING: Mapping[str, Options] = MappingProxyType({})
SELDOM = frozenset({*walk(Command), "outside"})
"""Fields that are only there for what is entered late or took place elsewhere."""


def values(record: object, offers: Mapping[str, Options] = NOTHING) -> tuple[Entered, ...]:
    """What was chosen from what the page offered is read back in the words in which it was offered."""
    return tuple(_values(record, offers))


def _values(record: object, offers: Mapping[str, Options]) -> Iterator[Entered]:
    for name, field in sorted(walk(type(record)).items(), key=lambda one: one[0] in SELDOM):
        value = getattr(record, field.attribute)
        if name in SELDOM and value is None:
            continue
        head = field.asked.label.within(language())
        offered = dict(offers.get(name, ()))
        yield Entered(head, offered[value]) if isinstance(value, str) and value in offered else _one(field, value, head)


def _one(field: Field, value: Any, head: str) -> Entered:
    match value:
        case None | ():
            return Entered(head, _("Not given"))
        case tuple() if hasattr(value[0], "__dataclass_fields__") and not isinstance(value[0], Wording):
            return Entered(head, inside=tuple(Entered(f"{head} {place}", inside=values(one)) for place, one in enumerate(value, 1)))
        case tuple():
            return Entered(head, SafeString(_(", ").join(format_html("{}", _words(field, one)) for one in value)))
        case Mapping():
            return Entered(head, inside=tuple(Entered(str(key), _figures(one)) for key, one in value.items()))
        case Wording():
            return Entered(head, _words(field, value))
        case _ if hasattr(value, "__dataclass_fields__"):
            return Entered(head, inside=values(value))
    return Entered(head, _words(field, value))


def _words(field: Field, value: Any) -> str | SafeString:
    choices = {slug: words.within(language()) for slug, words in field.asked.choices}
    unit = field.asked.unit.within(language()) if field.asked.unit else ""
    match value:
        case Wording():
            written = [format_html('<span lang="{}">{}</span>', TAGS[spoken], words) for spoken, words in dict(value).items() if words]
            return SafeString(" / ".join(written))
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
