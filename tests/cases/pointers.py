"""Which JSON Pointers lead nowhere in a file?"""

from collections.abc import Iterable

from operis.strict_yaml import Mapping, Node, Sequence


def nowhere(node: Node, pointers: Iterable[str]) -> list[str]:
    return [pointer for pointer in pointers if not pointer.startswith("/") or _at(node, pointer.split("/")[1:]) is None]


def _at(node: Node, keys: list[str]) -> Node | None:
    if not keys:
        return node
    key, *rest = keys
    below = node.pairs.get(key) if isinstance(node, Mapping) else None
    if isinstance(node, Sequence) and key.isdecimal() and int(key) < len(node.items):
        below = node.items[int(key)]
    return None if below is None else _at(below, rest)
