"""What has the officer to fill in for a document, and what do we propose? What the record knows is not asked."""

from dataclasses import dataclass

from operis.documents.purchasing.conditions import Part, parts_of
from operis.documents.purchasing.filling import Facts
from operis.documents.purchasing.texts import Asked, Clause, Text, sources
from operis.documents.purchasing.values import looked_up, root_of, said_of
from operis.documents.textbank import Words, open_slots, spoken

ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Asking:
    """`optional`: left empty, the clause that it brings in is left out."""

    asked: Asked
    optional: bool
    proposal: Words


def asking(text: Text, facts: Facts) -> tuple[Asking, ...]:
    """In the order of the list of sources."""
    steering, printed = set[str](), set[str]()
    for clause in text.clauses:
        own, others = _tests(clause)
        if all(test.holds(lambda source: looked_up(facts, source)) for test in others):
            steers = {_name(test.source) for test in own if not test.negated}
            steering |= steers
            if all(test.holds(lambda source: looked_up(facts, source)) for test in own):
                printed |= {_name(one) for one in clause.slots.values() if root_of(one) == ASKED} - steers
    return tuple(Asking(one, name not in printed, proposed(one, facts)) for name, one in sources().asked.items()
                 if name in steering | printed)  # fmt: skip


def proposed(asked: Asked, facts: Facts) -> Words:
    """Our proposal with what the record knows; none where it knows nothing."""
    slots = {name: said_of(looked_up(facts, source)) for name, source in asked.slots.items()}
    said = spoken(asked.propose, {language: {name: words[language] for name, words in slots.items()} for language in ("zh", "en")})
    return said if not any(open_slots(one) for one in said.values()) else {"zh": "", "en": ""}


def _tests(clause: Clause) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Of its condition what hangs on the officer, and the rest."""
    tests = parts_of(clause.when)
    return tuple(one for one in tests if root_of(one.source) == ASKED), tuple(one for one in tests if root_of(one.source) != ASKED)


def _name(source: str) -> str:
    return source.partition(".")[2]
