"""Which names does a form give by itself? Those of the rows of a list that nobody named, each its own, kept from then on."""

from operis.core.fields import walk
from operis.core.kinds import ManyKind, RecordKind
from operis.web.forms import ROWS_MAX, Typed, bare, named, rows_of


def with_given(cls: type, typed: Typed) -> dict[str, str]:
    """What was typed, with a name for each row that has none yet, by what was chosen in it."""
    found = dict(typed)
    for one in walk(cls).values():
        kind = bare(one.kind)
        inner = bare(kind.of) if isinstance(kind, ManyKind) else None
        if isinstance(inner, RecordKind):
            for name, by in ((each.name, each.asked.given) for each in walk(inner.record).values() if each.asked.given):
                _give(found, one.name, name, by)
    return found


def _give(found: dict[str, str], of: str, name: str, by: str) -> None:
    rows = range(rows_of(found, of))
    taken = {found.get(named(of, row, name), "").strip() for row in rows}
    for row in rows:
        at, word = named(of, row, name), found.get(named(of, row, by), "").strip()
        if word and not found.get(at, "").strip():
            found[at] = next(free for free in (word, *(f"{word}-{number}" for number in range(2, ROWS_MAX + 2))) if free not in taken)
            taken.add(found[at])
