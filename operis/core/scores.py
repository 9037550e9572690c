"""How are the points of a bid read and kept? By criterion: one figure for everyone, or one for each expert."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from operis.core.kinds import DecimalKind, Json, Kind, ManyKind
from operis.core.reading import LINE_MAX, LIST_MAX, UNREAD, Reading, names_too_long
from operis.strict_yaml import Mapping as MappingNode
from operis.strict_yaml import Node, Sequence, below

Scores = Mapping[str, tuple[Decimal, ...]]
_ONE, _EACH = DecimalKind(), ManyKind(DecimalKind())


@dataclass(frozen=True)
class ScoresKind(Kind):
    """A table from criterion to figures; a single figure need not stand in a list, but is kept in one."""

    most: int = field(default=LIST_MAX, kw_only=True)

    def read(self, node: Node, at: str, reading: Reading) -> object:
        if not isinstance(node, MappingNode):
            return reading.wrong(at, node, "Give the points as a table, like {example}.", example='{plan: ["40", "38"], record: "10"}')
        if self.too_many(node, at, reading) or names_too_long(node, at, reading):
            return UNREAD
        scores = {key: self._figures(value, below(at, key), reading) for key, value in node.pairs.items()}
        return UNREAD if UNREAD in scores.values() else scores

    def _figures(self, node: Node, at: str, reading: Reading) -> object:
        if isinstance(node, Sequence):
            return _EACH.read(node, at, reading)
        figure = _ONE.read(node, at, reading)
        return UNREAD if figure is UNREAD else (figure,)

    def plain(self, value: Any) -> Json:
        return {key: _EACH.plain(figures) for key, figures in value.items()}

    def load(self, plain: Json) -> object:
        return {key: _EACH.load(figures) for key, figures in plain.items()}

    def schema(self, stored: bool = False) -> dict[str, Json]:
        if stored:
            return {"type": "object", "additionalProperties": _EACH.schema(stored)}
        either = {"anyOf": [_ONE.schema(), _EACH.schema()]}
        return {"type": "object", "additionalProperties": either, "maxProperties": self.most, "propertyNames": {"maxLength": LINE_MAX}}
