"""What does a reader of the timeline want to know of an act first? One line, and why it was done where somebody had to say why."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from operis.core.acts import NOW, Act
from operis.core.fields import walk
from operis.core.wording import Slug, Wording
from operis.documents.names import names_borne
from operis.documents.shown import language, shown

SUPPLIER = "supplier"
NAMED = re.compile(r"\{(\w+)\}")


def summary(act: Act) -> str:
    """The line that its class declares, in the language of the page."""
    brief = act.brief
    if brief is None:
        return ""
    records: tuple[Any, ...] = getattr(act, brief.each) if brief.each else (act,)
    names, said = NAMED.findall(brief.words.en), []
    parties = names_borne({one.supplier for one in records}).at(act.happened) if SUPPLIER in names else {}
    for one in records:
        counts = [len(value) for name in names if isinstance(value := getattr(one, name), tuple)]
        words = brief.one if brief.one is not None and counts == [1] else brief.words
        said.append(words.within(language()).format(**{name: _value(one, name, parties) for name in names}))
    return _first_up(_("; ").join(dict.fromkeys(said)))


def _value(record: Any, name: str, parties: Mapping[str, str]) -> str:
    """A field in its words, a property as what it is; of a list how many there are, of a party its name."""
    value: Any = getattr(record, name)
    if isinstance(value, tuple):
        return str(len(value))
    if name == SUPPLIER:
        return str(parties.get(value, value))
    return chosen(record, name, value) if name in walk(type(record)) else shown(value)


def reason(act: Act) -> str:
    said = getattr(act, act.why) if act.why else None
    return said.within(language())[1] if said else ""


def in_short(act: Act) -> tuple[str, ...]:
    """For who follows: its line and its reason, where everybody reads them and it says that."""
    why = getattr(act, act.why) if act.why else None
    said = _("Reason: {reason}").format(reason=why.within(language())[1]) if isinstance(why, Wording) else ""
    return tuple(filter(None, (summary(act), said))) if act.public == NOW else ()


def chosen(record: object, field: str, slug: Slug) -> str:
    """A choice in the words of its own field."""
    words = dict(walk(type(record))[field].asked.choices).get(slug)
    said = words.within(language()) if words else shown(slug)
    return _first_up(said)


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]
