"""What stands behind a source, and how is it said in a document? Amounts without their sign, since the texts name the unit."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from operis.core.fields import walk
from operis.core.money import Fen, yuan
from operis.core.wording import LANGUAGES, Slug, Wording
from operis.documents.labels import label
from operis.documents.purchasing.texts import LAW
from operis.documents.shown import number, shown
from operis.documents.slots import CODES
from operis.documents.textbank import Words
from operis.law.book import Law

STEP = re.compile(r"([a-z0-9_]+)(?:\[([a-z_]+)=([a-z-]+)\])?")
FEN = "_fen"


def looked_up(facts: Mapping[str, object], source: str) -> Any:
    """What is there, field by field; of a list the one that is meant; None where anything on the way is missing."""
    root, *steps = source.split(".")
    value: Any = facts.get(root)
    for step in steps:
        found = STEP.fullmatch(step)
        if found is None or value is None:
            return None
        name, by, meant = found.groups()
        if by is not None:
            value = next((one for one in value if str(_field(one, by)) == meant), None)
        value = _field(value, name)
    return value


def _field(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)


def root_of(source: str) -> str:
    return source.partition(".")[0]


def of_law(law: Law, source: str) -> str | None:
    """The number that a row says on its day; None where the row is silent then."""
    id, _slash, term = source.removeprefix(LAW).partition("/")
    row = law.get(id, object=None)
    value = row.value(term) if row is not None else None
    if value is None:
        return None
    return _amount(int(str(value))) if term.endswith(FEN) else f"{value}"


def said_of(value: object, record: type | None = None, field: str = "") -> Words:
    """A value in both languages; a choice by the words of its own field."""
    return {language: _said(value, language, record, field) for language in LANGUAGES}


def _said(value: object, language: str, record: type | None, field: str) -> str:
    with translation.override(CODES[language]):
        match value:
            case None | ():
                return ""
            case Mapping():
                return str(value.get(language, ""))
            case Wording():
                return value.within(language)[1].strip()
            case bool():
                return _("yes") if value else _("no")
            case Fen():
                return _amount(value)
            case Slug():
                return _choice(value, language, record, field)
            case datetime() | date():
                return shown(value)
            case int() | Decimal():
                return number(value)
            case tuple():
                return _(", ").join(_choice(one, language, record, field) for one in value)
    return str(value).strip()


def _choice(value: str, language: str, record: type | None, field: str) -> str:
    own = dict(walk(record)[field].asked.choices).get(value) if record is not None and field in walk(record) else None
    return own.within(language) if own is not None else label(value, language)


def _amount(fen: int) -> str:
    whole, _point, rest = yuan(Fen(fen)).partition(".")
    return f"{int(whole):,}" + ("" if rest in ("", "00") else f".{rest}")


def together(said: Iterable[Words]) -> Words:
    """Several texts as one."""
    each = list(said)
    return {"zh": "".join(one["zh"] for one in each), "en": " ".join(one["en"] for one in each)}
