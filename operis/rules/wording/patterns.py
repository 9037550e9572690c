"""How is a look's pattern searched for in a sentence? Its notation (law/cn/looks/words.yaml) as a regular expression, compiled once."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

CHINESE, ENGLISH = "zh", "en"
HAN: Final = re.compile("[一-龥]")
SHORT, LONG = "‥", "…"
PART: Final = re.compile(r"#(?:[<>≠](?:limit|\d+))?|.")
NAMED: Final = re.compile(r"\{(\w+)\}")
MEASURE: Final = r"(?<![a-z0-9.,])([0-9](?:[0-9.,]{0,20}[0-9])?)((?: [a-z-]+){1,4})"
SHORTEST = 4
"""Shorter words tell nothing of what is counted."""
DIGITS: Final = re.compile(r"[0-9.]*")
WORD: Final = re.compile(r"[0-9.]+|[a-z]+")
TENS, HUNDRED, THOUSAND, TEN_THOUSAND = 10, 100, 1000, 10_000
LONGEST = 20
"""So many figures are one number: a row of them without end would be tried at every place."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern, and for each number in it how it is compared, such as `>limit`."""

    regex: re.Pattern[str]
    bars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    span: Span
    words: str
    numbers: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Notation:
    """The words of the notation, and every pattern that was compiled with them; `places` are further words for here."""

    said: Mapping[str, Any]
    places: tuple[str, ...] = ()
    _compiled: dict[tuple[str, str], Pattern] = field(default_factory=dict, repr=False)

    def hits(self, pattern: str, text: str, language: str, limit: float | None = None) -> Iterator[Hit]:
        """Where a pattern stands in a text that was brought to one form, with the numbers that it read there."""
        compiled = self._pattern(pattern, language)
        for hit in compiled.regex.finditer(text):
            read = tuple(self.value(hit[f"n{place}"] or "0") for place in range(1, len(compiled.bars) + 1))
            if all(_within(number, bar, limit) for number, bar in zip(read, compiled.bars, strict=True)):
                yield Hit(hit.span(), hit[0], read)

    def _pattern(self, pattern: str, language: str) -> Pattern:
        key = pattern, language
        if key not in self._compiled:
            self._compiled[key] = self._compile(pattern, language)
        return self._compiled[key]

    def _compile(self, pattern: str, language: str) -> Pattern:
        gaps, bars, out = self.said["gaps"][language], [], ""
        for part in PART.findall(NAMED.sub(lambda name: self._list(name[1], language), pattern)):
            if part[0] == "#":
                bars.append(part[1:])
                out += self._number(language, f"n{len(bars)}")
            elif part == SHORT:
                out += f"[^,\n]{{0,{gaps['short']}}}?"
            elif part == LONG:
                out += f"[^\n]{{0,{gaps['long']}}}?"
            else:
                out += "(?:" if part == "(" else part if part in ")|" else re.escape(folded(part))
        begins = "(?<![a-z0-9])" if language == ENGLISH else ""
        return Pattern(re.compile(f"{begins}(?:{out})"), tuple(bars))

    def _list(self, name: str, language: str) -> str:
        words = str(self.said["words"][name][language])
        own = [word for word in self.places if language_of(word) == language] if name == "here" else []
        return f"{words[:-1]}|{'|'.join(own)})" if own else words

    def _number(self, language: str, name: str) -> str:
        numbers = self.said["numbers"]
        if language == CHINESE:
            scale, digit = any_of(numbers["scales"]), any_of((*numbers["digits"], *numbers["scales"]))
            figures = f"[0-9][0-9.,]{{0,{LONGEST}}}{scale}{{0,4}}|{digit}{{1,{LONGEST}}}"
        else:
            names, many = any_of(numbers["names"]), any_of(numbers["many"])
            after = "(?:" + "|".join(f"(?<={re.escape(word)})" for word in numbers["many"]) + ")"
            in_words = rf"(?<![a-z-])(?:{names}|{many})(?:(?:[ -]|{after} and )(?:{names}|{many})\b){{0,{LONGEST}}}\b(?!-{names})"
            figures = rf"[0-9]{{1,{LONGEST}}}(?:[.,][0-9]{{1,9}}){{0,6}}(?: {many}\b)?|{in_words}"
        return f"{any_of(numbers['before'][language])}?(?P<{name}>{figures}){any_of(numbers['units'][language])}{{0,2}}"

    def spelled(self, text: str, language: str) -> str:
        """Signs for a unit, such as m2, as words that can be counted."""
        signs = self.said["numbers"]["written"]
        gap = " " if language == ENGLISH else ""
        sign = rf"(?<![a-z]) ?({any_of(signs)})(?![a-z0-9])"
        return re.sub(sign, lambda hit: gap + signs[hit[1]][language], text)

    def measures(self, text: str, language: str) -> Iterator[tuple[float, frozenset[str], str]]:
        """Numbers with what they count, a word for each way to say it, but for what counts time."""
        numbers = self.said["numbers"]
        scale, digit = any_of(numbers["scales"]), any_of(numbers["digits"])
        figures = f"[0-9][0-9.,]{{0,{LONGEST}}}{scale}{{0,4}}|(?:{digit}?{scale}{{1,2}}){{1,{LONGEST}}}{digit}?"
        counted = f"({figures})([一-龥]{{1,2}})" if language == CHINESE else MEASURE
        times = tuple(numbers["times"][language])
        for hit in re.finditer(counted, text):
            units = self._counters(hit[2]) if language == CHINESE else words_of(hit[2], times) - set(numbers["names"])
            if units and not hit[2].strip().startswith(times):
                yield self.value(hit[1]), units, hit[0]

    def _counters(self, tail: str) -> frozenset[str]:
        """The two signs after the number, and the first alone where it counts one kind of thing."""
        return frozenset({tail, tail[0]} if tail[0] in self.said["numbers"]["counters"] else {tail})

    def value(self, text: str) -> float:
        """A number as it stands in a text: 3, 三, 500万, three."""
        numbers = self.said["numbers"]
        text = text.replace(",", "").rstrip(".")
        if language_of(text) == ENGLISH and not text.replace(".", "").isdigit():
            return self._in_words(text)
        head = DIGITS.match(text)
        figures = head[0] if head else ""
        total, now = 0.0, _figures(figures)
        for mark in text[len(figures) :]:
            by = numbers["scales"].get(mark)
            if by is None:
                now = float(numbers["digits"][mark])
            elif by >= TEN_THOUSAND:
                total, now = (total + now) * by, 0.0
            else:
                total, now = total + (now or 1) * by, 0.0
        return total + now

    def _in_words(self, text: str) -> float:
        """Three, seven hundred and twenty-four, 1.5 million."""
        numbers = self.said["numbers"]
        total, now = 0.0, 0.0
        for word in WORD.findall(text):
            by = numbers["many"].get(word)
            if by is None:
                one = float(numbers["names"].get(word) or _figures(word))
                now = now + one if now % TENS == 0 and one < (now % HUNDRED or HUNDRED) else one
            elif by >= THOUSAND:
                total, now = total + (now or 1) * by, 0.0
            else:
                now = (now or 1) * by
        return total + now


def words_of(text: str, ends: tuple[str, ...]) -> frozenset[str]:
    """Nouns before the first word of time or the small word after them, without the mark of the plural: “yuan a meal” counts yuan."""
    found: list[str] = []
    for word in text.split():
        if word.startswith(ends) or (found and len(word) < SHORTEST):
            break
        found += [word] if len(word) >= SHORTEST else []
    return frozenset(map(singular, found))


def singular(word: str) -> str:
    return word.removesuffix("s")


def _figures(text: str) -> float:
    return float(text) if text.count(".") < 2 and text.strip(".").replace(".", "").isdigit() else 0.0


def _within(number: float, bar: str, limit: float | None) -> bool:
    if not bar:
        return True
    edge = (limit or 0) if bar[1:] == "limit" else float(bar[1:])
    if bar[0] == "≠":
        return abs(number - edge) >= 1  # an amount in words may leave out the fen
    return number > edge if bar[0] == ">" else number < edge


def language_of(text: str) -> str:
    return CHINESE if HAN.search(text) else ENGLISH


def folded(text: str) -> str:
    """One width and one case."""
    return unicodedata.normalize("NFKC", text).lower()


def any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"
