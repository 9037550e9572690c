"""What have two bidders in common on file? Told from the opening on to whoever evaluates, before a panel has to find it out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from operis.core.wording import Slug, Wording
from operis.dockets.file.facts import plain_name
from operis.law.book import Law, Row
from operis.rules.eligibility import HOLDING, SAME_HEAD

KEPT_APART, TOLD = ("OURS-RELATED", "REG-18"), "OURS-SAME"
"""The row by which two may not bid for one contract, or below the quota are told of; and that of what forbids nothing."""
ADDRESS, TELEPHONE = "same-address", "same-telephone"


@dataclass(frozen=True, slots=True)
class OnFile:
    """A bidder, as far as its file can tie it to another."""

    key: str
    head: str
    holders: tuple[str, ...]
    address: Wording
    phone: str


def tied(law: Law, method: str, files: Sequence[OnFile]) -> Iterator[tuple[OnFile, OnFile, Row, Slug]]:
    """Each two of them, with what ties them and the row by which it is told."""
    apart, told = law.first(KEPT_APART, method=method), law.get(TOLD, method=method)
    asked = told.slugs("told_if_same") if told is not None else ()
    for one, other in combinations(files, 2):
        if apart is not None:
            yield from ((one, other, apart, Slug(why)) for why in _related(one, other))
        if told is not None:
            yield from ((one, other, told, Slug(why)) for why in _same(one, other) if why in asked)


def together(ties: Iterable[tuple[OnFile, OnFile, Row, Slug]]) -> list[tuple[tuple[OnFile, ...], Row, Slug]]:
    """One line for all that one thing ties, and first what keeps bidders apart; who holds whom stays two and two."""
    found = list[tuple[tuple[OnFile, ...], Row, Slug]]()
    for one, other, row, why in ties:
        alike = [each for each in found if each[2] == why and why != HOLDING and {one, other} & {*each[0]}]
        members = dict.fromkeys((*(file for each in alike for file in each[0]), one, other))
        place = found.index(alike[0]) if alike else len(found)
        found = [each for each in found if each not in alike]
        found.insert(place, (tuple(sorted(members, key=lambda file: file.key)), row, why))
    return sorted(found, key=lambda each: each[1].id == TOLD)


def _related(one: OnFile, other: OnFile) -> Iterator[str]:
    if one.head and _plain(one.head) == _plain(other.head):
        yield SAME_HEAD
    if one.key in other.holders or other.key in one.holders:
        yield HOLDING


def _same(one: OnFile, other: OnFile) -> Iterator[str]:
    """As it is compared: signs and spaces aside."""
    pairs = ((one.address.zh, other.address.zh), (one.address.en, other.address.en))
    if any(a and b and _plain(a) == _plain(b) for a, b in pairs):
        yield ADDRESS
    if _plain(one.phone) and _plain(one.phone) == _plain(other.phone):
        yield TELEPHONE


_plain = lru_cache(maxsize=4096)(plain_name)
"""Each is compared with all others."""
