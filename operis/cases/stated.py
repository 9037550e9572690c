"""Which command does a step of a case put? The class by its name, its fields with `$docket` and `@person` resolved."""

from collections.abc import Callable, Iterator
from functools import cache
from zoneinfo import ZoneInfo

from operis.cases.keeping import Said, shorter
from operis.core.acts import Command
from operis.core.fields import read
from operis.procedures import procedures
from operis.strict_yaml import Malformed, Mistake, Node, Scalar, Sequence
from operis.strict_yaml import Mapping as Table


@cache
def known() -> dict[str, type[Command]]:
    """The commands that some procedure weighs, by name."""
    return {step.asked.slug: step.asked for one in procedures() for step in one.listed}


def command_class(slug: str) -> type[Command] | None:
    """The command of that name, whichever kind of docket has it."""
    return known().get(slug)


def command(
    do: str, said: Node | None, resolve: Callable[[str], str], *, line: int, zone: ZoneInfo, language: str, at: str
) -> Command | Said:
    """What a step asks, or as much of it as it says; Malformed with every mistake, each by its place in the case file."""
    cls = command_class(do)
    if cls is None:
        facts = {"given": do, "steps": ", ".join(sorted(known()))}
        raise Malformed([Mistake(f"{at}/do", "There is no step “{given}”; there are: {steps}.", line, facts)])
    return read(shorter(do, said) or cls, substituted(said or Table({}, {}, line), resolve), zone=zone, language=language, at=f"{at}/with")


def substituted(node: Node, resolve: Callable[[str], str]) -> Node:
    """The same tree with `$docket` and `@person` replaced."""
    return changed(node, lambda one: resolve(one.text) if named(one) else one.text)


def changed(node: Node, text: Callable[[Scalar], str]) -> Node:
    """The same tree with other texts."""
    match node:
        case Scalar():
            return Scalar(text(node), node.plain, node.line)
        case Sequence():
            return Sequence(tuple(changed(item, text) for item in node.items), node.line)
        case Table():
            return Table({key: changed(value, text) for key, value in node.pairs.items()}, node.key_lines, node.line)


def names(node: Node | None) -> Iterator[Scalar]:
    """Each `$docket` and `@person` in a tree."""
    return (one for one in scalars(node) if named(one))


def scalars(node: Node | None) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from scalars(item)
        case Table():
            for value in node.pairs.values():
                yield from scalars(value)


def named(node: Scalar) -> bool:
    return node.text[:1] in ("$", "@")
