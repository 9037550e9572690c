"""What does a reader of fields know, how much does it take, and which mistakes has it found so far?"""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from operis.strict_yaml import Malformed, Mistake, Node, below, cut
from operis.strict_yaml import Mapping as MappingNode

LINE_MAX, PARAGRAPH_MAX, LIST_MAX = 200, 5_000, 100
"""The most that is read where a field does not say otherwise: signs of a line, signs of free text, entries of a list."""
TITLE_MAX, LINK_MAX, CLAUSE_MAX, ROLL_MAX, TABLE_MAX = 300, 2_000, 20_000, 1_000, 5_000
"""What fields say otherwise: a title, an address, a clause; a list with an entry for each bid, one that is brought as a table."""


class Unread:
    """Stands for a value that could not be read: its mistake is in the list."""


UNREAD = Unread()


@dataclass
class Reading:
    """What a reader needs to know, and the mistakes it has found so far."""

    zone: ZoneInfo
    language: str = "zh"
    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, at: str, node: Node | None, says: str, **facts: str) -> Unread:
        if "given" in facts:
            facts["given"] = cut(facts["given"])
        self.mistakes.append(Mistake(at or "/", says, None if node is None else node.line, facts))
        return UNREAD

    def too_long(self, at: str, node: Node | None, count: int, most: int) -> Unread:
        return self.wrong(at, node, "This text has {count} signs; at most {most} are taken here.", count=f"{count:,}", most=f"{most:,}")

    def too_many(self, at: str, node: Node | None, count: int, most: int) -> Unread:
        return self.wrong(at, node, "There are {count} entries here; at most {most} are taken.", count=f"{count:,}", most=f"{most:,}")

    def finish(self) -> None:
        """Raise all mistakes at once, if there are any."""
        if self.mistakes:
            raise Malformed(self.mistakes)


def names_too_long(node: MappingNode, at: str, reading: Reading) -> bool:
    """Whether a table whose names are free has one that is no name."""
    long = [name for name in node.pairs if len(name) > LINE_MAX]
    for name in long:
        reading.too_long(below(at, name), node.pairs[name], len(name), LINE_MAX)
    return bool(long)
