"""What do all lists share? Pages of 25 rows, titles fetched at once, and a clear word where what was asked for is not there."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from operis.core.reading import TITLE_MAX
from operis.core.wording import Wording
from operis.documents.kinds import kind_words
from operis.documents.said import TAGS, said
from operis.documents.shown import language
from operis.documents.titles import bearers
from operis.registers import models
from operis.registers.finding import best_first, searches
from operis.strict_yaml import cut
from operis.web.components.errors import Wrong

M = TypeVar("M", bound=Model)
PAGE_ROWS = 25
WORDS_MAX = 100
PLACE_DIGITS = 15
"""A number of more digits is no page, and no database counts so far."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that is set, the address without it, and how many there are without it, where that is asked."""

    words: str
    url: str
    without: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """What is wanted, and its language where it is not that of the page."""

    words: str
    tag: str = ""


def typed(sent: QueryDict, names: Iterable[str]) -> dict[str, str]:
    """What was sent, in one form of each letter and without what no database keeps."""
    return {name: "".join(filter(_kept, unicodedata.normalize("NFKC", sent.get(name, "")))).strip() for name in names}


def _kept(sign: str) -> bool:
    return sign.isprintable() or sign.isspace()


def query(values: Mapping[str, str], **changed: str) -> str:
    """The address of the same list with something changed, in the fixed order of its filters; nothing where nothing is set."""
    said = urlencode({name: value for name, value in {**values, **changed}.items() if value})
    return f"?{said}" if said else ""


def wrong_words(words: str) -> list[Wrong]:
    """Words in which there is nothing to look for, or too many of them."""
    if len(words) > WORDS_MAX:
        return [Wrong("f-q", said("Search with {most} characters at most.", {"most": WORDS_MAX}))]
    return [] if not words or searches(words) else [Wrong("f-q", said("There is no word or number in “{given}”.", {"given": words}))]


def page_of(found: "QuerySet[M]", asked: str, *, words: str = "", best: bool = False) -> tuple[Page[Any], list[M], list[Wrong]]:
    """The page that was asked for with its rows; where there is none, the first one and what to say.

    The rows are looked up last: what is sorted is short. What has words is asked once, and not again to be counted.
    """
    keys = found.values_list("pk", flat=True)
    paginator = Paginator(_all(keys, words, best) if words else keys, PAGE_ROWS)
    place, errors = place_asked(asked, paginator.num_pages)
    page = paginator.page(place)
    rows = found.model._default_manager.in_bulk(list(page)) if not errors else {}
    return page, [rows[key] for key in page if key in rows], errors


def _all(keys: "QuerySet[Any, Any]", words: str, best: bool) -> list[Any]:
    return best_first(words, list(keys)) if best else list(keys)


def place_asked(asked: str, last: int) -> tuple[int, list[Wrong]]:
    """The page that was asked for; where there is none, the first one and what to say."""
    if asked and not (asked.isascii() and asked.isdecimal() and len(asked) < PLACE_DIGITS):
        return 1, [Wrong("", said("Write the page as a number, like 2, instead of “{given}”.", {"given": asked}))]
    place = int(asked or 1)
    if not 1 <= place <= last:
        return 1, [Wrong("", said("There is no page {page}. The last one is page {last}.", {"page": place, "last": last}))]
    return place, []


def headings(lines: Iterable[models.Docket]) -> dict[str, Heading]:
    """The title of each, else that of what it was made for, as far up as there is one; else the words for its kind and body."""
    listed = list(lines)
    bearing = bearers(listed)
    parties = parties_of({line.body for line in listed if not bearing[line.number]})
    return {line.number: _heading(line, bearing[line.number], parties) for line in listed}


def _heading(line: models.Docket, one: models.Docket | None, parties: Mapping[str, models.Party]) -> Heading:
    if one is not None:
        return heading(one.title_zh, one.title_en)
    kind, body = kind_words(line.kind), parties.get(line.body)
    return Heading(_("{kind}: {title}").format(kind=kind, title=named(parties, line.body).words) if body is not None else kind)


def heading(zh: str, en: str) -> Heading:
    """A text in the language of the page, else in the other one; nothing where there is neither.

    A list stays short whatever was entered once: the whole of it stands on the page of its own.
    """
    if not (zh or en):
        return Heading("")
    written, words = Wording(zh=zh or None, en=en or None).within(language())
    return Heading(cut(words, TITLE_MAX), "" if written == language() else TAGS[written])


def named(parties: Mapping[str, models.Party], key: str) -> Heading:
    """A body or a supplier by its name; one without a file by its short name."""
    one = parties.get(key)
    return heading(one.name_zh, one.name_en) if one is not None else Heading(key)


def parties_of(keys: Iterable[str]) -> dict[str, models.Party]:
    wanted = {key for key in keys if key}
    return {one.key: one for one in models.Party.objects.filter(key__in=wanted)} if wanted else {}


def unstated() -> str:
    return _("no value stated")


Context = dict[str, Any]
