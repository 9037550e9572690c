"""What can be found beside dockets? Rows of law and pages of help, which are cut once; services of the directories on record."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from django.conf import settings

from operis.core.wording import Wording
from operis.documents.helping import FOLDER, page_of
from operis.documents.lawbook import book
from operis.documents.numerals import in_digits
from operis.law.book import PACK, Row
from operis.registers.bigrams import bigrams
from operis.registers.everywhere import TITLE, Fits, abbreviated, counted, forms_of, pairs_of, shared, signs_of, variants_of, weight
from operis.registers.finding import Phrase, Word
from operis.registers.models import DirectoryItem

LINK: Final = re.compile(r"\[([^\]]+)\]\([a-z:-]+\)")


@dataclass(frozen=True, slots=True)
class Written:
    """Something with a page that is no docket of its own: by which key the page is found, what stands there, and the same cut."""

    kind: str
    key: str
    title: Wording
    about: Wording
    cut_title: str
    cut_text: str
    docket: str = ""
    last: bool = False
    """Whether it comes after all that fit as well: what holds abroad alone."""

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.docket}:{self.key}"


def written() -> tuple[Written, ...]:
    """All there is, in an order that stays."""
    return (*_of_files(settings.OPERIS_LAW), *_services())


@cache
def _of_files(_law: str) -> tuple[Written, ...]:
    return (*(_help(path.stem) for path in sorted(FOLDER.glob("*.yaml"))), *map(_rule, book().rows.values()))


def _help(slug: str) -> Written:
    page = page_of(slug)
    texts = [page.lead, *(one.says for one in page.steps), *page.notes, *page.missing]
    return _made("help", slug, page.title, _plain(page.lead), map(_plain, texts))


def _plain(text: Wording) -> Wording:
    return Wording(**{language: LINK.sub(r"\1", words) for language, words in text})


def _rule(row: Row) -> Written:
    title = Wording(zh=row.cite("zh"), en=row.cite("en"))
    says = Wording(zh=row.says.zh, en=row.says.en)
    plain = row.cite("zh").replace("《", "").replace("》", "")  # as one types it
    named = [
        Wording(zh=plain),
        Wording(zh=in_digits(plain), en=in_digits(row.cite("en"))),
        Wording(zh=row.instrument.title.zh, en=row.instrument.title.en),
    ]
    return _made("rule", row.id, title, says, [says, Wording(en=in_digits(row.says.zh))], named, last=row.pack not in ("", PACK))


def _services() -> tuple[Written, ...]:
    rows = DirectoryItem.objects.order_by("docket", "code").values_list("docket", "code", "name_zh", "name_en")
    return _of_directories(tuple(rows))


@lru_cache(maxsize=2)  # the same rows again and again
def _of_directories(rows: tuple[tuple[str, str, str, str], ...]) -> tuple[Written, ...]:
    titles = ((docket, code, Wording(zh=zh or None, en=en or None)) for docket, code, zh, en in rows)
    return tuple(_made("service", code, title, title, (), docket=docket) for docket, code, title in titles)


def _made(
    kind: str, key: str, title: Wording, about: Wording, texts: Iterable[Wording], named: Iterable[Wording] = (), *,
    docket: str = "", last: bool = False,
) -> Written:  # fmt: skip
    titles = " \n".join([key, *(words for one in (title, *named) for _language, words in one)])
    return Written(kind, key, title, about, bigrams(titles), _cut(texts), docket, last)


def _cut(texts: Iterable[Wording]) -> str:
    return bigrams(" \n".join(words for one in texts for _language, words in one))


def fits(among: Iterable[Written], word: Word, whole: Phrase) -> Fits:
    """How much a word counts on each that has it; `whole`: what counts besides where a title has it."""
    weighed = ((one, weight(word, one.cut_title, one.cut_text)) for one in among)
    return {one.name: count + (TITLE if whole.within(one.cut_title) else 0) for one, count in weighed if count}


def fits_in_part(among: Iterable[Written], word: Word) -> Fits:
    pairs = pairs_of(word)
    parts = ((one.name, shared(pairs, one.cut_title)) for one in among) if pairs else ()
    return {name: count for name, count in parts if count}


def fits_in_order(among: Iterable[Written], word: Word) -> Fits:
    signs = signs_of(word)
    short = ((one.name, abbreviated(signs, one.cut_title)) for one in among) if signs else ()
    return {name: count for name, count in short if count}


def nearest(among: Iterable[Written], word: Word) -> list[str]:
    """English words in titles that one slip of the hand makes of this one, the most frequent first."""
    variants = forms_of(variants_of(word))
    return counted(variants, (one.cut_title for one in among)) if variants else []
