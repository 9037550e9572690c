"""Which commands can be put through the API? Every one that a step of some procedure weighs and that a person may take."""

from collections.abc import Iterator, Mapping
from functools import cache

from operis.core.acts import Command
from operis.core.fields import walk
from operis.core.mandates import WITHOUT_OFFICE, Role
from operis.procedures import procedures

Commands = Mapping[str, type[Command]]


@cache
def by_kind() -> Mapping[str, Commands]:
    """The commands of each kind of docket, by slug; what only the clock does is left out."""
    found: dict[str, dict[str, type[Command]]] = {}
    for one in procedures():
        for step in one.listed:
            if step.by - WITHOUT_OFFICE:
                found.setdefault(one.kind, {})[step.asked.slug] = step.asked
    return {kind: dict(sorted(found[kind].items())) for kind in sorted(found)}


def openers(kind: str) -> Commands:
    """The commands that open a docket of this kind; none where there is no such kind."""
    return {slug: asked for slug, asked in by_kind().get(kind, {}).items() if asked.opens}


@cache
def by_slug() -> Mapping[str, Commands]:
    """For each slug the commands of that name, by the kind of their docket."""
    slugs = sorted({slug for commands in by_kind().values() for slug in commands})
    return {slug: {kind: commands[slug] for kind, commands in by_kind().items() if slug in commands} for slug in slugs}


def roles(asked: type[Command]) -> Iterator[Role]:
    """Who may put it, in some procedure."""
    steps = (step for one in procedures() for step in one.listed if step.asked is asked)
    yield from sorted({role for step in steps for role in step.by if role not in WITHOUT_OFFICE})


def can_be_outside(asked: type[Command]) -> bool:
    """Whether it may have taken place elsewhere, so that it has a day of its own; all else happens when it arrives."""
    return "outside" in walk(asked)
