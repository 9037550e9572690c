"""A walk over the county: two of three moves are the next lawful step of some purchase, one is dishonest or out of turn."""

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

from operis.clerk import Entered, NoSuchDocketError
from operis.strict_yaml import Malformed
from tests.invariants.county import World, sentences
from tests.invariants.dishonest import TRICKS
from tests.invariants.honest import METHODS, Move, Purchase

MOVES_MAX = 140
LAWFUL, AFTER = 2 / 3, 8
"""How often the next move is the lawful one; and how often nothing lawful is found to do before a walk ends."""


class BrokenError(AssertionError):
    """A sentence is broken after a move: which walk, after which move."""


class Walk:
    """One walk by its number; what was tried and how it ended is counted."""

    def __init__(self, number: int, look: Callable[[World], None] | None = None) -> None:
        self.random, self.number, self.counted = Random(f"county {number}"), number, Counter[str]()
        self.world = World()
        self.purchases = [Purchase(self.world, self.random.choice(METHODS)) for _ in range(self.random.choice((1, 1, 2)))]
        self.look = look or self.holds

    def run(self) -> "Walk":
        left = AFTER
        for _ in range(MOVES_MAX):
            one = self.random.choice(self.purchases)
            honest = self.random.random() < LAWFUL
            trick = None if honest else self.random.choice(TRICKS)
            move = trick(self.world, one, self.random) if trick else one.next()
            if move is None and honest:
                left -= all(each.next() is None for each in self.purchases)
                if left == 0:
                    break
                continue
            if move is not None and (honest or move.docket is not None or one.number or move.asked.opens):
                self.take(one, move, trick.__name__ if trick else "")
        return self

    def take(self, one: Purchase, move: Move, trick: str) -> None:
        kind = "dishonest" if trick else "lawful"
        happened = getattr(getattr(move.asked, "outside", None), "on", None)
        try:
            said = self.world.put(move.docket or None, move.asked, move.by, happened)
        except (Malformed, NoSuchDocketError) as wrong:
            self.counted[f"{kind}: {type(wrong).__name__}"] += 1
            return
        passed = isinstance(said, Entered)
        self.counted[f"{kind}: {'passed' if passed else 'refused'}"] += 1
        if isinstance(said, Entered):
            self.counted.update(f"{kind} {entry.act.kind}" for entry in said.entries)
            self.counted[f"passed {trick} by {move.asked.slug}"] += bool(trick)
            if not one.number and said.docket.split("-")[2] == "S":
                one.number = said.docket
            try:
                self.look(self.world)
            except AssertionError as broken:
                raise BrokenError(f"walk {self.number}, after {move.asked.slug} on {said.docket}: {broken}") from broken
        if self.random.random() < 0.1:
            self.world.morning(self.random.choice((1, 1, 5)))

    def holds(self, world: World) -> None:
        found = [one for one in sentences().broken(world.dockets()) if one.weight == sentences().BROKEN]
        assert found == [], found

    @property
    def signed(self) -> int:
        return sum(count for name, count in self.counted.items() if name.endswith(" contract-signed"))


def walked(numbers: Any, look: Callable[[World], None] | None = None, end: Callable[[World], None] | None = None) -> Counter[str]:
    """What came of all of these walks; each begins from the same county."""
    counted: Counter[str] = Counter()
    for number in numbers:
        walk = Walk(number, look).run()
        if end is not None:
            end(walk.world)
        counted.update(walk.counted)
        counted["walks"] += 1
        counted["walks with a signature"] += walk.signed > 0
    return counted
