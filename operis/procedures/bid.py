"""A bid: documents taken, sealed, replaced or withdrawn until closing; what comes later is recorded as late and not kept."""

from operis.core.decider import procedure
from operis.dockets.bid.commands import SettleBond
from operis.dockets.bid.kind import BID_KIND
from operis.dockets.procurement.facts import settling
from operis.procedures.parts.bidding import (
    give_explanation,
    obtain_documents,
    pay_bond,
    seal_bid,
    send_sealed_bid,
    settle_bond,
    withdraw_bid,
)
from operis.procedures.parts.ordering import DATED, LATE
from operis.procedures.parts.owning import of_supplier_or_purchaser
from operis.rules.bids import goes_on
from operis.rules.bonds import LOST, WITHDRAWN, WON
from operis.rules.plans import named_by

BID = procedure(
    "bid",
    obtain_documents(under=("O87-18", "CC-10b", "GPL-21"), reserved=("SME-07", "SME-08"), invited=("GPL-34", "GPL-31", "O74-27b")),
    seal_bid(
        under=("O87-33", "CC-13", "GPL-21"),
        kinds="O102-06",
        reserved=("SME-07", "SME-08"),
        barred="GPL-22",
        admitted=("O87-19", "GPL-24"),
        joined="GPL-24",
        once="REG-22",
        sums=("O87-59", "CC-18"),
        dear=("O87-63", "CC-34"),
    ),
    send_sealed_bid(under=("O87-33", "CC-13", "GPL-21"), kinds="O102-06", reserved=("SME-07", "SME-08"), barred="GPL-22"),
    withdraw_bid(under=("O87-34", "CC-13b", "GPL-21"), until=("O87-34", "CC-13b", "OURS-OPEN")),
    pay_bond(under=("REG-33a", "CC-12", "GPL-21"), bond=("REG-33a", "CC-12")),
    give_explanation(under=("O87-60", "CC-19", "GPL-21")),
    settle_bond(
        under=("REG-33b", "CC-12a", "GPL-21"),
        kept=("O74-20", "REG-33a", "CC-12"),
        back={WITHDRAWN: ("O87-38", "REG-33b", "CC-12a"), WON: ("O87-38b", "REG-33c", "CC-12b"), LOST: ("O87-38a", "REG-33b", "CC-12a")},
        late="O87-38",
    ),
    of=BID_KIND,
    own=of_supplier_or_purchaser,
    ended=goes_on.under("OURS-OPEN"),
    follows=(SettleBond,),
    always=DATED,
    noted=LATE,
    agents=named_by(settling).under("GPL-20"),
)
