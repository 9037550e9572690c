"""What stands in a slot of a text bank? What was typed, said in each language: a day in words, all else as it is."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from django.utils import translation

from operis.core.kinds import DayKind
from operis.core.reading import Reading
from operis.core.wording import LANGUAGES, Wording
from operis.documents.lawbook import calendar
from operis.documents.shown import shown
from operis.documents.textbank import COUNTED, ENDINGS, SLOT, Bank, banks, ending_of, texts
from operis.strict_yaml import Scalar

CODES = {"zh": "zh-hans", "en": "en"}
SURE, LONGEST = 6, 200
"""A text of fewer signs beside its slots proves nothing; what stands in a slot is no longer than this."""
MARK = "\0"
DAY = "_date"
"""Slots of this ending hold a day."""


def in_languages(bank: Bank, typed: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """By language: what was typed, and our advice where nothing was."""
    given = {**bank.suggested(), **{name: value.strip() for name, value in typed.items() if value.strip()}}
    return {language: {name: _said(name, value, language) for name, value in given.items()} for language in LANGUAGES}


def read_back(bank: Bank, written: Iterable[Wording]) -> dict[str, dict[str, str]]:
    """By language: what stands in the slots where a text is one of the bank's, filled in by hand."""
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for wording in written:
        for language, text in wording:
            for pattern in _patterns(bank.slug, language):
                if (hit := pattern.fullmatch(text.strip())) is not None:
                    found[language] |= {name: value for name, value in hit.groupdict().items() if not SLOT.search(value)}
    return found


@cache
def _patterns(slug: str, language: str) -> tuple[re.Pattern[str], ...]:
    """Texts of a bank with slots, each as what fits it; a text that is little but a slot fits everything, and is left out."""
    said = {one[language] for one in texts(banks()[slug].said)}
    return tuple(_pattern(one) for one in sorted(said) if SLOT.search(one) and len(SLOT.sub("", one)) >= SURE)


def _pattern(text: str) -> re.Pattern[str]:
    """What is counted stands in the plural or, of one, in the singular."""
    seen: set[str] = set()
    out, marked = "", COUNTED.sub(lambda found: f"{found[0].removesuffix(ending_of(found[3]))}{MARK}{ending_of(found[3])}{MARK}", text)
    for place, part in enumerate(SLOT.split(marked)):
        if place % 2 == 0:
            plain = (re.escape(one) if no % 2 == 0 else f"(?:{one}|{ENDINGS[one]})" for no, one in enumerate(part.split(MARK)))
            out += "".join(plain)
        else:
            out += f"(?P={part})" if part in seen else f"(?P<{part}>.{{1,{LONGEST}}}?)"
            seen.add(part)
    return re.compile(out)


def _said(name: str, value: str, language: str) -> str:
    day = _day(value) if name.endswith(DAY) else None
    if day is None:
        return value
    with translation.override(CODES[language]):
        return str(shown(day))


def _day(value: str) -> date | None:
    reading = Reading(calendar().zone)
    day = DayKind().read(Scalar(value, plain=False, line=0), "", reading)
    return day if isinstance(day, date) and not reading.mistakes else None
