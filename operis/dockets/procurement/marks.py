"""What of an opened bid could be the same in another? Its files, its answers, its prices item by item."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from operis.core.case import Fact
from operis.core.money import Fen
from operis.dockets.procurement.facts import UNDER_THE_PROCUREMENT


@dataclass(frozen=True)
class Marks:
    """Of one bid in one lot: names of its files by digest, texts by what they answer, unit prices by item, whence its bond came."""

    lot: str
    supplier: str
    price: Fen
    files: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, Fen] = field(default_factory=dict)
    bond_from: str = ""


@dataclass(frozen=True)
class BidMarks:
    """Those of the opened bids, by lot and supplier."""

    found: tuple[Marks, ...]


bid_marks = Fact("bid_marks", BidMarks, key=lambda state, asked, mandate: (), kept=False, unlocked=UNDER_THE_PROCUREMENT)
