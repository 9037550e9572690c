"""Does a clause stand in this document? Its condition, read once: fields of the record joined by `and`; an empty field is false."""

import re
from collections.abc import Callable
from dataclasses import dataclass

Look = Callable[[str], object]
"""What a source holds; None, or nothing in it, where it is empty."""
SOURCE = r"[a-z_]+(?:\.[a-z0-9_]+)+(?:\[[a-z_]+=[a-z-]+\])?(?:\.[a-z0-9_]+)*"
TEST = re.compile(rf"(not )?({SOURCE})(?: (==|!=|in) (\([a-z, -]+\)|[a-z-]+))?")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a condition; without words it asks whether anything is there."""

    source: str
    negated: bool
    words: tuple[str, ...]

    def holds(self, look: Look) -> bool:
        value = look(self.source)
        there = str(value) in self.words if self.words else bool(value)
        return there != self.negated


class UnreadableError(ValueError):
    """A condition that is none."""


def parts_of(when: str) -> tuple[Part, ...]:
    return tuple(_test(part) for part in when.split(" and ")) if when else ()


def _test(part: str) -> Part:
    found = TEST.fullmatch(part)
    if found is None or (found[1] and found[3]) or (found[3] == "in") != bool(found[4] and found[4].startswith("(")):
        raise UnreadableError(part)
    words = tuple(word.strip() for word in found[4].strip("()").split(",")) if found[4] else ()
    return Part(found[2], bool(found[1]) or found[3] == "!=", words)


def holds(when: str, look: Look) -> bool:
    return all(test.holds(look) for test in parts_of(when))
