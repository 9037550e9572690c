"""Which dockets fit words best, of every kind? The fit is counted here and not by a database, so that both give the same order.

Of each word it counts where it was found, times how many pairs of characters or words it has: in the title as it was typed, in the title
in another form, in the title of what a docket was made for, in its text, in the name of who buys or wins. Of words that very many have,
those dockets count that were opened last.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from operis.registers.bigrams import is_chinese, root_of
from operis.registers.finding import PARTIES_MAX, Phrase, Word, words_of
from operis.registers.models import Award, Contract, Docket, Party, Searchable, public_dockets

TITLE, FORM, ABOVE, TEXT, NAME = 8, 6, 5, 3, 2
"""What a word counts by where it was found."""
WORDS_MAX: Final = 8
"""Words of a query that are looked at."""
HITS_MAX: Final = 1_000
"""So many dockets of a word are weighed; who looks for another one writes a word more."""
LEVELS: Final = 3
"""How far down a title reaches to what has none: from the need to the procurement, and to its contract."""
FEW: Final = 25
"""A word that fewer dockets have may stand for a longer one."""
SHORT, SHORT_MAX, BETWEEN = 1, 4, 2
"""What each further sign of an abbreviation counts, how many signs one has, and how many of the whole lie between two of them."""
NEAR_MIN: Final = 4
AT_ONCE: Final = 20
"""So many variants are looked for at once: of more, a database expects so many hits that it reads every row there is."""
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
NOTHING: Final = Phrase(("-",))
"""What no text has: no token is a sign."""
Fits = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """Of each word: how much it counts on which docket; and whether more have it than are weighed."""

    fits: tuple[Fits, ...]
    more: bool


def asked(query: str) -> list[Word]:
    return words_of(query)[:WORDS_MAX]


def weight(word: Word, title: str, text: str | None = None) -> int:
    """What a word counts by the title and the text of something, both cut; nothing where neither has it. No text: it has the word."""
    tokens = len(word[0].tokens)
    if Phrase(word[0].tokens).within(title):
        return TITLE * tokens
    if any(form.within(title) for form in word):
        return FORM * tokens
    return TEXT * tokens if text is None or any(form.within(text) for form in word) else 0


def together(words: list[Word]) -> Phrase:
    """Several words side by side as they were typed: a title that has them so counts more, once."""
    return Phrase(tuple(token for word in words for token in word[0].tokens)) if len(words) > 1 else NOTHING


def found(words: list[Word]) -> Found:
    """Every word by itself: which of them a docket has, whoever asks can add up."""
    counts = [Searchable.objects.filter(whole__has=[word])[: HITS_MAX + 1].count() for word in words]
    there = [place for place, count in enumerate(counts) if count]  # a word that nothing has says nothing of the others
    rarest = min(there, key=counts.__getitem__) if there else 0
    more, whole = bool(there) and counts[rarest] > HITS_MAX, together(words)
    newest = _newest([words[place] for place in there]) if more else []
    fits = list[dict[str, int]]()
    for place, word in enumerate(words):
        beside = [words[rarest]] if counts[place] > HITS_MAX else []
        hits = newest if more else Searchable.objects.filter(whole__has=[word, *beside]).values_list("docket", "title")
        first = 0 if place else TITLE
        fits.append({docket: weight(word, title) + (first if whole.within(title) else 0) for docket, title in hits})
    _named(words, fits)
    _below(words, fits)
    return Found(tuple(fits), more)


def _newest(words: list[Word]) -> list[tuple[str, str]]:
    """Where every word is on very many: the newest that have all of them in their titles, else anywhere; with these titles."""
    there = Searchable.objects.filter(title__has=words)
    hits = there if there[:1].count() else Searchable.objects.filter(whole__has=words)
    return list(hits.order_by("-id").values_list("docket", "title")[:HITS_MAX])


def _named(words: list[Word], fits: list[dict[str, int]]) -> None:
    """What bodies buy and suppliers win that are called so."""
    files = {
        number for each, word in zip(fits, words, strict=True) for number, fit in each.items() if "-F-" in number and fit > _text(word)
    }
    if not files:
        return
    parties = dict(Party.objects.filter(docket__in=sorted(files)[:PARTIES_MAX]).values_list("key", "docket"))
    of_each: dict[str, list[str]] = {file: [] for file in parties.values()}
    for key, number in _of_parties(list(parties)):
        of_each[parties[key]].append(number)
    for each, word in zip(fits, words, strict=True):
        for file in [one for one in of_each if each.get(one, 0) > _text(word)]:
            for number in of_each[file]:
                each.setdefault(number, NAME * len(word[0].tokens))


def _text(word: Word) -> int:
    return TEXT * len(word[0].tokens)


def _of_parties(keys: list[str]) -> Iterator[tuple[str, str]]:
    yield from Docket.objects.filter(body__in=keys).order_by("-ordinal").values_list("body", "number")[:HITS_MAX]
    yield from Award.objects.filter(supplier__in=keys).order_by("-id").values_list("supplier", "docket")[:HITS_MAX]
    yield from Contract.objects.filter(supplier__in=keys).order_by("-docket").values_list("supplier", "docket")[:HITS_MAX]


def _below(words: list[Word], fits: list[dict[str, int]]) -> None:
    """What has no title of its own goes by that of what it was made for."""
    titled = [{number for number, fit in each.items() if fit > _text(word)} for each, word in zip(fits, words, strict=True)]
    for _level in range(LEVELS):
        above = set().union(*titled)
        if not above:
            return
        made = list(Docket.objects.filter(need__in=above, title_zh="", title_en="").values_list("number", "need")[:HITS_MAX])
        for place, word in enumerate(words):
            reached = [number for number, need in made if need in titled[place]]
            fits[place].update({number: max(fits[place].get(number, 0), ABOVE * len(word[0].tokens)) for number in reached})
            titled[place] = set(reached)


def nearest(word: Word) -> list[str]:
    """English words of titles that differ from this one by one letter, or by two that changed places: the most frequent first."""
    variants = forms_of(variants_of(word))
    if not variants:
        return []
    words = [Phrase((one,)) for one in sorted(variants)]
    some = [Searchable.objects.filter(title__has=[tuple(words[place : place + AT_ONCE])]).values_list("docket", "title")
            for place in range(0, len(words), AT_ONCE)]  # fmt: skip
    hits = some[0].union(*some[1:]).order_by("docket")
    return counted(variants, (title for _docket, title in hits[:HITS_MAX]))


def forms_of(variants: set[str]) -> Mapping[str, str]:
    """The variant that each token stands for: as it is, else without its ending."""
    return {root_of(one): one for one in sorted(variants) if len(root_of(one)) >= NEAR_MIN} | {one: one for one in variants}


def counted(variants: Mapping[str, str], titles: Iterable[str]) -> list[str]:
    """Those that titles have, the most frequent first; what a title has as it is before what it has in another form."""
    counts = Counter[tuple[bool, str]]()
    for title in titles:
        counts.update((token != variants[token], variants[token]) for token in variants.keys() & title.split())
    return [one for (_other, one), _count in sorted(counts.items(), key=lambda one: (one[0][0], -one[1], one[0][1]))]


def variants_of(word: Word) -> set[str]:
    """All that one slip of the hand makes of an English word."""
    [typed, *_] = word[0].tokens
    if len(word[0].tokens) > 1 or len(typed) < NEAR_MIN or not (typed.isascii() and typed.isalpha()):
        return set()
    halves = [(typed[:place], typed[place:]) for place in range(len(typed) + 1)]
    less = {head + tail[1:] for head, tail in halves if tail}
    turned = {head + tail[1] + tail[0] + tail[2:] for head, tail in halves if len(tail) > 1}
    other = {head + letter + tail[1:] for head, tail in halves if tail for letter in LETTERS}
    more = {head + letter + tail for head, tail in halves for letter in LETTERS}
    return (less | turned | other | more) - {typed}


def in_part(word: Word) -> Fits:
    """Where nothing has a Chinese word: what has some of its pairs in the title, by these and its single characters."""
    pairs = pairs_of(word)
    if not pairs:
        return {}
    hits = Searchable.objects.filter(title__has=[tuple(Phrase((pair,)) for pair in pairs)]).order_by("docket")
    return {docket: fit for docket, title in hits.values_list("docket", "title")[:HITS_MAX] if (fit := shared(pairs, title))}


def in_order(word: Word) -> Fits:
    """What a Chinese word is the abbreviation of: its signs in their order, near each other, within one name or title."""
    signs = signs_of(word)
    if not signs:
        return {}
    hits = Searchable.objects.filter(title__has=[(Phrase((sign,), begins=True),) for sign in signs]).order_by("-docket")
    return {docket: fit for docket, title in hits.values_list("docket", "title")[:HITS_MAX] if (fit := abbreviated(signs, title))}


def signs_of(word: Word) -> str:
    """The signs of a Chinese word that may be an abbreviation; nothing of another one."""
    tokens = word[0].tokens
    if not all(len(token) > 1 and is_chinese(token) for token in tokens):
        return ""
    signs = tokens[0] + "".join(token[-1] for token in tokens[1:])
    return signs if len(signs) <= SHORT_MAX else ""


def abbreviated(signs: str, title: str) -> int:
    """What it counts that a title which was cut has these signs so; nothing where it has not."""
    runs = list[str]()
    for token in title.split():
        if len(token) > 1 and runs and is_chinese(token) and runs[-1].endswith(token[0]):
            runs[-1] += token[1:]
        else:
            runs.append(token)
    near = re.compile(f".{{0,{BETWEEN}}}".join(map(re.escape, signs)))
    return SHORT * (len(signs) - 1) if any(map(near.search, runs)) else 0


def costing(fen: int) -> Fits:
    """What everyone reads this amount of: the budget of a purchase, an award, the price of a contract that is published."""
    numbers = [
        *public_dockets().filter(budget_fen=fen).order_by("-ordinal", "number").values_list("number", flat=True)[:HITS_MAX],
        *Award.objects.filter(price_fen=fen).order_by("-id").values_list("docket", flat=True)[:HITS_MAX],
        *Contract.objects.filter(price_fen=fen, published__isnull=False).order_by("-docket").values_list("docket", flat=True)[:HITS_MAX],
    ]
    return dict.fromkeys(numbers, TITLE)


def pairs_of(word: Word) -> tuple[str, ...]:
    tokens = word[0].tokens
    return tuple(dict.fromkeys(tokens)) if len(tokens) > 1 and all(map(is_chinese, tokens)) else ()


def shared(pairs: Iterable[str], title: str) -> int:
    """How much of a Chinese word a title has; nothing where it is less than half of its characters."""
    found, typed = {*title.split()}.intersection(pairs), {sign for pair in pairs for sign in pair}
    signs = typed.intersection(title)
    return FORM * len(found) + len(signs) if found and 2 * len(signs) >= len(typed) else 0


def best_of(fits: Fits) -> Fits:
    """Of what has a part of a word, what has most of it."""
    most = max(fits.values(), default=0)
    return {name: fit for name, fit in fits.items() if fit == most}
