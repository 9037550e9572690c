"""What fits the words that were typed, of everything that everyone may read; in which order, and of which kinds?

Sorted by fit, then by day, the newest first, then by number. What has every word comes alone; where nothing has, what has most of them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from operis.core.money import Fen
from operis.core.wording import Wording
from operis.dockets.kinds import KINDS as DECLARED
from operis.documents.searching import written as beside
from operis.documents.searching.written import Written
from operis.documents.titles import bearers
from operis.ledger.numbers import in_parts
from operis.registers import everywhere, models
from operis.registers.everywhere import NOTHING, Fits, asked, together
from operis.registers.finding import Word, as_number, words_of

KINDS: Final[Mapping[str, Promise]] = {
    "notice": _("Notices and results"),
    "plan": _("Plans"),
    "body": _("Bodies"),
    "supplier": _("Suppliers"),
    "contract": _("Contracts"),
    "need": _("Needs"),
    "service": _("Services of the directory"),
    "rule": _("Rules"),
    "help": _("Help"),
    "process": _("Other processes"),
}
"""What results are told apart by, in the order in which they stand among equals."""
PLACES: Final = {kind: place for place, kind in enumerate(KINDS)}
ITS_NUMBER: Final = 1_000
"""What the number that was typed counts besides."""
CHUNK: Final = 900
AMOUNT: Final = re.compile(r"(?:CNY ?|¥ ?)?([0-9]{1,3}(?:,[0-9]{3}){1,4}(?:[.][0-9]{1,2})?|[0-9]{1,12}(?:[.][0-9]{1,4})?)(万)?元?")
TEN_THOUSAND: Final = 10_000
ALL, SOME = "all", "some"
DAYS: Final = ("planned", "noticed", "resulted", "ended", "signed", "published")
"""What may have happened to it on the day that is shown, the newest of these."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found, before more is looked up of it: `name` is its number or that of what is written beside dockets."""

    name: str
    kind: str
    fit: int
    day: date | None
    ordinal: str
    key: str = ""
    """By which key its own page is found, where that is not its number."""
    since: str = ""
    """What happened on that day: one of `DAYS`."""
    docket: str = ""
    """On which docket a service of the directory stands."""
    last: bool = False

    @property
    def place(self) -> tuple[object, ...]:
        day = -self.day.toordinal() if self.day else 0
        return (-self.fit, day, PLACES[self.kind], self.last, self.ordinal)


@dataclass(frozen=True, slots=True)
class Search:
    """All that was found; `has`: whether that has all words or some; for which words others were looked for; how many there are of each."""

    hits: tuple[Hit, ...]
    has: str = ALL
    instead: tuple[tuple[str, str], ...] = ()
    more: bool = False

    @property
    def counts(self) -> Counter[str]:
        return Counter(one.kind for one in self.hits)

    def of(self, kind: str) -> "tuple[Hit, ...]":
        return tuple(one for one in self.hits if not kind or one.kind == kind)


@dataclass(frozen=True, slots=True)
class Each:
    """Where a word was found; `near`: the other word that was looked for; `part`: nothing has it, and this has a part of it."""

    fits: Fits
    near: str = ""
    part: bool = False
    more: bool = False


def search(query: str) -> Search:
    query = plain(query)
    words, there = asked(query), beside.written()
    found = everywhere.found(words)
    wholes = [together(words), *([NOTHING] * len(words))]
    each = [_each(word, Each({**fits, **beside.fits(there, word, whole)}), there)
            for word, fits, whole in zip(words, found.fits, wholes, strict=False)]  # fmt: skip
    if (fen := amount_of(query)) and (costs := everywhere.costing(fen)):  # an amount is one word, however its figures are parted
        alone = each[0] if len(each) == 1 and not each[0].part else Each({})
        each = [Each({**costs, **alone.fits}, alone.near, more=alone.more)]
    hits = _listed(query, [one.fits for one in each], there)
    whole = bool(hits) and not any(one.part or not one.fits for one in each) and hits[0][1]
    listed = tuple(hit for hit, every in hits if every or not whole)
    instead = tuple((" ".join(word[0].tokens), one.near) for word, one in zip(words, each, strict=True) if one.near)
    return Search(listed, ALL if whole else SOME, instead, found.more or any(one.more for one in each))


def plain(query: str) -> str:
    """An identifier of open data stands for the number in it, and the number of an act for that of its docket."""
    prefix = f"{settings.OPERIS_OCID_PREFIX}-"
    typed = query.strip()
    number = typed[len(prefix) :] if typed.casefold().startswith(prefix.casefold()) else query
    docket, act = in_parts(number) or ("", None)
    return docket if act is not None else number


def amount_of(query: str) -> int:
    """An amount of yuan as pages and files write it, in fen; nought for what is none."""
    found = AMOUNT.fullmatch(unicodedata.normalize("NFKC", query).strip())
    return round(Decimal(found[1].replace(",", "")) * (TEN_THOUSAND if found[2] else 1) * 100) if found is not None else 0


def _each(word: Word, found: Each, there: tuple[Written, ...]) -> Each:
    """Where nothing has a word: what has the word nearest to it; else what has a part of it, where it is Chinese."""
    short = {**everywhere.in_order(word), **beside.fits_in_order(there, word)} if len(found.fits) < everywhere.FEW else {}
    if found.fits or short:
        return Each({**short, **found.fits}, more=found.more)
    for near in [*everywhere.nearest(word), *beside.nearest(there, word)][:1]:
        [other] = words_of(near)
        again = everywhere.found([other])
        return Each({**again.fits[0], **beside.fits(there, other, NOTHING)}, near, more=again.more)
    return Each(everywhere.best_of({**everywhere.in_part(word), **beside.fits_in_part(there, word)}), part=True)


def _listed(query: str, fits: list[Fits], there: tuple[Written, ...]) -> list[tuple[Hit, bool]]:
    """What has most of the words first, and whether it has every one."""
    sums, every = Counter[str](), Counter[str]()
    for each in fits:
        sums.update(each)
        every.update(dict.fromkeys(each, 1))
    sums.update({as_number(query): ITS_NUMBER} if as_number(query) in sums else {})
    hits = [*_written(sums, there), *_dockets(sums)]
    return [(hit, every[hit.name] == len(fits)) for hit in sorted(hits, key=lambda one: (-every[one.name], *one.place))]


def _written(sums: Mapping[str, int], there: tuple[Written, ...]) -> Iterator[Hit]:
    for place, one in enumerate(there):
        if one.name in sums:
            yield Hit(one.name, one.kind, sums[one.name], None, f"{place:06}", one.key, docket=one.docket, last=one.last)


def _dockets(sums: Mapping[str, int]) -> Iterator[Hit]:
    """Those of them that everyone finds."""
    numbers = [name for name in sums if ":" not in name]
    told = ("number", "kind", "noticed", "planned", "resulted", "ended", "ordinal")
    lines = [line for some in _chunks(numbers) for line in models.public_dockets().filter(number__in=some).values_list(*told)]
    parties = {one[0]: one[1:] for some in _chunks(numbers) for one in _parties(some)}
    days = {one[0]: one[1:] for some in _chunks(numbers) for one in _contracts(some)}
    for number, kind, noticed, planned, resulted, ended, ordinal in lines:
        party, key = parties.get(number, ("", ""))
        of_a_kind = party or ("notice" if noticed else "plan" if planned else kind)
        there = zip(DAYS, (planned, noticed, resulted, ended, *days.get(number, ())), strict=False)
        day, since = max(((day, since) for since, day in there if day), default=(None, ""), key=lambda one: (one[0], DAYS.index(one[1])))
        yield Hit(number, of_a_kind if of_a_kind in KINDS else "process", sums[number], day, ordinal, key, since=since)


def _parties(numbers: list[str]) -> Iterable[tuple[str, str, str]]:
    return models.Party.objects.filter(docket__in=numbers).values_list("docket", "party", "key")


def _contracts(numbers: list[str]) -> Iterable[tuple[str, date | None, date | None]]:
    return models.Contract.objects.filter(docket__in=numbers).values_list("docket", "signed", "published")


def _chunks(numbers: list[str]) -> Iterator[list[str]]:
    """No statement takes more at once."""
    return (numbers[first : first + CHUNK] for first in range(0, len(numbers), CHUNK))


@dataclass(frozen=True, slots=True)
class Result:
    """A line of the page: what it is, what stands there, of whom, for how much, since when."""

    hit: Hit
    number: str
    title: Wording
    about: Wording | None = None
    body: Wording | None = None
    amount: Fen | None = None
    planned: bool = False
    """Whether the amount is that of a budget, and not of a contract."""


def results(hits: Iterable[Hit]) -> list[Result]:
    """What is shown of these."""
    listed = list(hits)
    there = {one.name: one for one in beside.written()} if any(":" in one.name for one in listed) else {}
    lines = models.Docket.objects.in_bulk([one.name for one in listed if one.name not in there])
    bearing = bearers(lines.values())
    prices = dict(models.Contract.objects.filter(docket__in=lines).values_list("docket", "price_fen")) if lines else {}
    parties = models.Party.objects.in_bulk({one.body for one in lines.values() if one.body})
    shown = list[Result]()
    for one in listed:
        if one.name in there:
            written = there[one.name]
            shown.append(Result(one, written.key, written.title, written.about if written.about != written.title else None))
            continue
        line, of = lines[one.name], parties.get(lines[one.name].body)
        bearer = bearing[one.name]
        title = _wording(bearer.title_zh, bearer.title_en) if bearer else None
        amount = prices.get(line.number, line.budget_fen)
        body = _wording(of.name_zh, of.name_en) if of and one.kind not in ("body", "supplier") else None
        shown.append(Result(one, line.number, title or _nameless(line, body), _wording(line.about_zh, line.about_en), body,
                            Fen(amount) if amount is not None else None, planned=line.number not in prices))  # fmt: skip
    return shown


def _wording(zh: str, en: str) -> Wording | None:
    return Wording(zh=zh or None, en=en or None) if zh or en else None


def _nameless(line: models.Docket, body: Wording | None) -> Wording:
    """Its kind, and of whom it is."""
    words = line_kind(line.kind)
    if body is None:
        return words
    return Wording(zh=f"{words.zh}：{body.within('zh')[1]}", en=f"{words.en}: {body.within('en')[1]}")


def line_kind(kind: str) -> Wording:
    return Wording(zh=DECLARED[kind].words.zh, en=DECLARED[kind].words.en)
