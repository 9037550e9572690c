"""What do the files tell of who is said to have sold something outside the methods of this site?"""

from dataclasses import dataclass, field
from typing import Any

from operis.core.case import Fact
from operis.core.mandates import Mandate
from operis.core.wording import Wording
from operis.dockets import locked
from operis.dockets.file.facts import folded, plain_name
from operis.dockets.procurement.facts import Bars

CHOSEN, CODE, NAME = "chosen", "code", "name"


@dataclass(frozen=True)
class Seller:
    """A supplier on file that is meant: it was chosen, or stands under the code or the name that was typed."""

    key: str
    name: Wording
    nature: str
    offered: bool
    """Whether it can be chosen: its file counts."""
    by: str


@dataclass(frozen=True)
class Sellers:
    found: tuple[Seller, ...] = ()
    bars: Bars = field(default_factory=lambda: Bars(()))

    def by(self, how: str) -> tuple[Seller, ...]:
        return tuple(one for one in self.found if one.by == how)


def _key(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...]:
    return asked.on_file or "", folded(asked.code or ""), plain_name(asked.supplier or "")


sellers = Fact("sellers", Sellers, key=_key, lock=locked.FILES, shared=True, kept=False)
