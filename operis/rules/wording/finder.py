"""What do the looks see in one text?"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import Any, Final

from operis.core.wording import Wording
from operis.law.book import Book, Law
from operis.law.looks import ASK, REFUSE, Look, Patterns, looks, notation
from operis.rules.wording.bands import ragged
from operis.rules.wording.patterns import CHINESE, Hit, Notation, Span, any_of, folded, language_of, singular

OTHER = "□"
NOWHERE: Final = re.compile(r"[\s()]")
GAPS: Final = re.compile(r"\s+")
KEPT = 1024
"""Texts that are remembered at most: a plan is read at each of its steps."""


Limits = tuple[tuple[str, float], ...]
"""By look: the number that its row has on the day, or the record."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A look and the words in which it saw something; none where it measured."""

    look: Look
    words: str


@dataclass(frozen=True, eq=False)
class Finder:
    """The looks of a pack, for a body with these places around it."""

    notation: Notation
    looks: tuple[Look, ...]

    @cached_property
    def limited(self) -> tuple[Look, ...]:
        """Those whose limit is a term of a row."""
        return tuple(look for look in self.looks if look.term)

    def seen(self, text: str, where: str, service: str, limits: Limits) -> tuple[Seen, ...]:
        """What stands in a text of this kind, each look once."""
        language = language_of(text)
        read = one_form(text, language)
        sentences = self.sentences(read, language)
        rows = dict(limits)
        looks = (
            replace(look, limit=rows.get(look.id, look.limit))
            for look in self.looks
            if where in look.where and (not look.record or look.id in rows)
        )
        sights = (self._sight(look, read, sentences, language, service) for look in looks)
        return tuple(sight for sight in sights if sight is not None)

    def _sight(self, look: Look, text: str, sentences: Sequence[str], language: str, service: str) -> Seen | None:
        for place in self._touched(look, sentences, language):
            if (hit := self._hit(look, sentences[place], language, service)) is not None:
                return Seen(look, hit.words)
        return Seen(look, "") if look.bands and ragged(self.notation, text, language) else None

    def _touched(self, look: Look, sentences: Sequence[str], language: str) -> Sequence[int]:
        """The sentences in which a pattern stands, found in one go over all: none goes over the end of a line."""
        starts = list(accumulate((len(one) + 1 for one in sentences), initial=0))
        hits = (hit for pattern in look.finds[language] for hit in self.notation.hits(pattern, "\n".join(sentences), language, look.limit))
        return sorted({bisect_right(starts, hit.span[0]) - 1 for hit in hits})

    def every(self, text: str, look: Look) -> Iterator[Hit]:
        """All that the look sees in a text, with the numbers read there."""
        language = language_of(text)
        for sentence in self.sentences(one_form(text, language), language):
            yield from self._hits(look, sentence, language, "")

    def _hit(self, look: Look, sentence: str, language: str, service: str) -> Hit | None:
        """The first that nothing silences."""
        return next(self._hits(look, sentence, language, service), None)

    def _hits(self, look: Look, sentence: str, language: str, service: str) -> Iterator[Hit]:
        hits = [hit for pattern in look.finds[language] for hit in self.notation.hits(pattern, sentence, language, look.limit)]
        if not hits:
            return
        lawful = look.fits[service][language] if service in look.fits else ()
        quiet = [hit.span for pattern in (*look.silent[language], *lawful) for hit in self.notation.hits(pattern, sentence, language)]
        cuts = [cut.end() for cut in self._clauses[language].finditer(sentence)] if not look.sentence else []
        masked = self._look_alikes[language].sub(lambda word: OTHER * len(word[0]), sentence)
        yield from (hit for hit in hits if not self._silenced(masked, hit.span, language, quiet, cuts))

    def _silenced(self, sentence: str, span: Span, language: str, quiet: Iterable[Span], cuts: Sequence[int]) -> bool:
        """Whether it is denied near by, or what makes it lawful touches it or stands in its clause."""
        start, end = span
        left = max((cut for cut in cuts if cut <= start), default=0)
        right = min((cut for cut in cuts if cut > end), default=len(sentence))
        if any(begins < right and ends > left for begins, ends in quiet):
            return True
        denial = self.notation.said["negation"]
        reach = denial["reach"][language]
        before, after = sentence[max(left, start - reach) : end], sentence[start : end + reach]
        return any(word in before for word in denial["before"][language]) or any(word in after for word in denial["after"][language])

    @cached_property
    def _look_alikes(self) -> dict[str, re.Pattern[str]]:
        """Words that only look like a denial."""
        return {language: re.compile(any_of(words)) for language, words in self.notation.said["negation"]["but_not"].items()}

    @cached_property
    def _clauses(self) -> dict[str, re.Pattern[str]]:
        return {language: re.compile(any_of(words)) for language, words in self.notation.said["clauses"].items()}

    @cached_property
    def _ends(self) -> dict[str, re.Pattern[str]]:
        ends: Any = self.notation.said["sentences"]
        return {language: re.compile("|".join(map(_end, words))) for language, words in ends.items()}

    def sentences(self, text: str, language: str) -> tuple[str, ...]:
        """The sentences of a text in one form, each with its end."""
        return tuple(f"{part}。" for part in self._ends[language].split(text))


def _end(word: str) -> str:
    """In English a mark ends a sentence before a gap or at the end of the text."""
    mark = word.rstrip()
    return re.escape(mark) + ("(?: |$)" if mark != word else "")


def one_form(text: str, language: str) -> str:
    """One width and one case; Chinese without spaces and brackets, English with single spaces."""
    return NOWHERE.sub("", folded(text)) if language == CHINESE else GAPS.sub(" ", folded(text))


@lru_cache(maxsize=16)
def _finder(book: Book, pack: str, places: tuple[str, ...]) -> Finder | None:
    said = notation(book)
    return Finder(Notation(said, tuple(folded(place) for place in places)), looks(book, pack)) if said else None


@lru_cache(maxsize=KEPT)
def _seen(finder: Finder, text: str, where: str, service: str, limits: Limits) -> tuple[Seen, ...]:
    return finder.seen(text, where, service, limits)


@lru_cache(maxsize=KEPT)
def _limits(finder: Finder, law: Law, known: Limits) -> Limits:
    return tuple(_limited(finder, law, dict(known)))


def _limited(finder: Finder, law: Law, known: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    yield from ((look.id, known[look.record] / look.by) for look in finder.looks if look.record in known)
    for look in finder.limited:
        value = next((row.value(look.term) for row in map(law.row, look.under) if row.has(look.term)), None)
        if isinstance(value, int):
            yield look.id, value


def sights(
    law: Law, words: Wording, where: str, *, service: str = "", places: tuple[str, ...] = (), known: Mapping[str, float] | None = None
) -> Iterator[Seen]:
    """What the looks that hold see in a wording, in either of its languages, each look once; `known` are numbers of the record."""
    finder = _finder(law.book, law.pack, places)
    if finder is None:
        return
    limits = _limits(finder, law, tuple((known or {}).items()))
    found = {one.look.id: one for _language, text in words for one in _seen(finder, text, where, service, limits)}
    yield from (one for one in found.values() if law.get(one.look.id) is not None)


def numbers(law: Law, words: Wording, where: str) -> Iterator[tuple[Look, float, str]]:
    """Each number that a look of this place reads in a wording, with the words around it."""
    finder = _finder(law.book, law.pack, ())
    looks = [one for one in finder.looks if where in one.where and law.get(one.id) is not None] if finder is not None else []
    for look in looks:
        for _language, text in words:
            for hit in finder.every(text, look) if finder is not None else ():
                yield from ((look, number, hit.words) for number in hit.numbers)


def measures(law: Law, words: Wording) -> Iterator[tuple[float, frozenset[str], str]]:
    """Each number of a wording with what it counts, and the words in which it stands."""
    finder = _finder(law.book, law.pack, ())
    for _language, text in words if finder is not None else ():
        language = language_of(text)
        if finder is not None:
            yield from finder.notation.measures(finder.notation.spelled(one_form(text, language), language), language)


def words_in(text: str) -> frozenset[str]:
    """What may be a word for something counted: in Chinese each sign and each two, in English each word as one of them is called."""
    if language_of(text) == CHINESE:
        return frozenset((*text, *map("".join, pairwise(text))))
    return frozenset(map(singular, text.split()))


def stands(law: Law, words: Wording, finds: Patterns) -> bool:
    """Whether one of the patterns stands in a wording, in either of its languages; a denial takes nothing away."""
    finder = _finder(law.book, law.pack, ())
    return finder is not None and any(_stands(finder, text, finds) for _language, text in words)


def _stands(finder: Finder, text: str, finds: Patterns) -> bool:
    language = language_of(text)
    sentences = finder.sentences(one_form(text, language), language)
    return any(any(finder.notation.hits(one, sentence, language)) for one in finds[language] for sentence in sentences)


def weighed(look: Look, law: Law, method: str | None, *, firm: bool) -> tuple[str, str]:
    """The nearest row that holds here, and whether it refuses; without one that may, or where nothing is `firm`, it asks."""
    rows = [row for id in look.under if (row := law.get(id, method=method)) is not None]
    refusing = next((row for row in rows if row.blocks), None)
    if look.severity == REFUSE and firm and refusing is not None:
        return refusing.id, REFUSE
    return (rows[0].id if rows else look.under[0]), ASK
