"""Is a body written as its schema says: text in quotes, numbers without, amounts with two places?

Files take whatever people write and cannot be misread; programs write one form, which is the one that they read back. Only types, forms
and lengths are looked at: names that are missing or unknown, and values that mean nothing, are told by the reader of the field.
"""

import re
from collections.abc import Iterator, Mapping
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
    options = list(_options(schema))
    fitting = [one for one in options if type_of(node) in _types(one)]
    if not fitting:
        wanted = ", ".join(dict.fromkeys(name for one in options for name in _types(one)))
        says = "Here stands JSON of the type {given}; it has to be: {wanted}."
        yield Mistake(at, says, node.line, {"given": type_of(node), "wanted": wanted})
        return
    roomy = next((one for one in fitting if _has_room(one, node)), None)  # what is too much is told by the reader alone
    match node:
        case Table() if roomy is not None:
            for key, value in node.pairs.items():
                inner = roomy.get("properties", {}).get(key, roomy.get("additionalProperties"))
                if isinstance(inner, Mapping):
                    yield from wrong_shapes(inner, value, below(at, key))
        case Sequence() if roomy is not None:
            for place, item in enumerate(node.items):
                yield from wrong_shapes(roomy["items"], item, below(at, place))
        case Scalar() if not node.plain and not any(_fits(one, node.text) for one in fitting):
            says = "“{given}” is not written as this API reads it, which is: {pattern}."
            yield Mistake(at, says, node.line, {"given": cut(node.text), "pattern": fitting[0]["pattern"]})


def _has_room(schema: Mapping[str, Any], node: Node) -> bool:
    match node:
        case Table():
            return len(node.pairs) <= int(schema.get("maxProperties", len(node.pairs)))
        case Sequence():
            return len(node.items) <= int(schema.get("maxItems", len(node.items)))
    return True


def _options(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What may stand there: the schema, or each that it offers."""
    if "anyOf" not in schema:
        yield schema
    for one in schema.get("anyOf", ()):
        yield from _options(one)


def _fits(schema: Mapping[str, Any], text: str) -> bool:
    """Whether all of the text has the form; our patterns are anchored at both ends, and `$` alone would let a last newline through.

    Of one that is too long the reader of the field tells.
    """
    too_long = len(text) > schema.get("maxLength", len(text))
    return too_long or "pattern" not in schema or re.fullmatch(schema["pattern"].strip("^$"), text) is not None


def _types(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The types that a schema allows; one without a type (a list of words) is text."""
    named = schema.get("type", "string")
    return (named,) if isinstance(named, str) else tuple(named)
