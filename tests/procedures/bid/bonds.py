"""A bid with its bond, and the bond given back."""

from datetime import date

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.acts import BondReceived
from operis.dockets.bid.commands import SettleBond
from operis.procedures.bid import BID
from tests.procedures.bids import OBTAINED, sealed
from tests.statute import at, case

MARCH_9, MARCH_16, MARCH_26 = date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 26)
BOND = BondReceived(happened=at(MARCH_9), amount=Fen(8_000_00), form=Slug("transfer"), paid_on=MARCH_9)
BID_IN = (OBTAINED, BOND, sealed())
GAVE_BACK = case(BID).happening(at(MARCH_26))
"""The day after the result, in which Sunrise did not win."""
given = GAVE_BACK(*BID_IN)


def returned(on: date = MARCH_26) -> SettleBond:
    return SettleBond(way=Slug("returned"), paid_on=on)
