"""How is a file read that a bidder's program writes? As a tree of texts, like every other; what is missing is named."""

from zoneinfo import ZoneInfo

from operis.strict_yaml import Malformed, Mapping, Mistake, Node, Scalar, parse

UTC = ZoneInfo("UTC")


def parsed(text: str, name: str) -> Mapping:
    root = parse(text, name)
    if not isinstance(root, Mapping):
        raise Malformed([Mistake("", "This is no table: it begins with a brace and names its members.", root.line)], name)
    return root


def needed(node: Mapping, name: str) -> Node:
    found = node.pairs.get(name)
    if found is None:
        raise Malformed([Mistake(f"/{name}", "“{field}” is missing.", node.line, {"field": name})])
    return found


def own(node: Mapping, name: str) -> str:
    """The text of a member; empty where it has none."""
    found = node.pairs.get(name)
    return found.text if isinstance(found, Scalar) else ""
