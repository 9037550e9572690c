"""Is a body written as its schema says: text in quotes, numbers without, amounts with two places?

Files take whatever people write and cannot be misread; programs write one form, which is the one that they read back. Only types, forms
and lengths are looked at: names that are missing or unknown, and values that mean nothing, are told by the reader of the field.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from operis.strict_yaml import Mapping as Table
from operis.strict_yaml import Mistake, Node, Scalar, Sequence, below, cut

_INTEGER = re.compile(r"-?[0-9]+")


def type_of(node: Node) -> str:
    """The JSON type of what was sent."""
    match node:
        case Table():
            return "object"
        case Sequence():
            return "array"
    if not node.plain:
        return "string"
    words = {"true": "boolean", "false": "boolean", "null": "null"}
    return words.get(node.text) or ("integer" if _INTEGER.fullmatch(node.text) else "number")


def wrong_shapes(schema: Mapping[str, Any], node: Node, at: str = "") -> Iterator[Mistake]:
    """Each place where the form is not that of the schema."""
    options, given = _options(schema), type_of(node)
    fitting = [one for one in options if given in _types(one)]
    if not fitting:
        wanted = ", ".join(dict.fromkeys(name for one in options for name in _types(one)))
        says = "Here stands JSON of the type {given}; it has to be: {wanted}."
        yield Mistake(at, says, node.line, {"given": given, "wanted": wanted})
    elif isinstance(node, Scalar):
        if not node.plain and not any(_fits(one, node.text) for one in fitting):
            says = "“{given}” is not written as this API reads it, which is: {pattern}."
            yield Mistake(at, says, node.line, {"given": cut(node.text), "pattern": fitting[0]["pattern"]})
    else:
        roomy = next((one for one in fitting if _has_room(one, node)), None)  # what is too much is told by the reader alone
        for inner, value, place in _within(roomy, node) if roomy is not None else ():
            yield from wrong_shapes(inner, value, below(at, place))


def _within(schema: Mapping[str, Any], node: Table | Sequence) -> Iterator[tuple[Mapping[str, Any], Node, str | int]]:
    """What stands in it, and the schema of each."""
    if isinstance(node, Sequence):
        yield from ((schema["items"], item, place) for place, item in enumerate(node.items))
        return
    named, others = schema.get("properties", {}), schema.get("additionalProperties")
    for key, value in node.pairs.items():
        inner = named.get(key, others)
        if isinstance(inner, dict):
            yield inner, value, key


def _has_room(schema: Mapping[str, Any], node: Table | Sequence) -> bool:
    if isinstance(node, Sequence):
        return len(node.items) <= int(schema.get("maxItems", len(node.items)))
    return len(node.pairs) <= int(schema.get("maxProperties", len(node.pairs)))


def _options(schema: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """What may stand there: the schema, or each that it offers."""
    return tuple(each for one in schema["anyOf"] for each in _options(one)) if "anyOf" in schema else (schema,)


def _fits(schema: Mapping[str, Any], text: str) -> bool:
    """Whether all of the text has the form; our patterns are anchored at both ends, and `$` alone would let a last newline through.

    Of one that is too long the reader of the field tells.
    """
    too_long = len(text) > schema.get("maxLength", len(text))
    return too_long or "pattern" not in schema or _whole(schema["pattern"]).fullmatch(text) is not None


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.strip("^$"))


def _types(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The types that a schema allows; one without a type (a list of words) is text."""
    named = schema.get("type", "string")
    return (named,) if isinstance(named, str) else tuple(named)
