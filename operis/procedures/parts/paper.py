"""Steps of the opening of bids on paper that methods share: one person enters, another reads the same."""

from typing import Any

from operis.core.case import Case
from operis.core.decider import Step, makes
from operis.core.mandates import AGENCY, BUYER
from operis.dockets.bid.terms import BidContent
from operis.dockets.procurement.acts import PaperBidChecked, PaperBidEntered
from operis.dockets.procurement.commands import CheckPaperBid, EnterPaperBid
from operis.dockets.procurement.paper_facts import first_reading
from operis.dockets.procurement.state import Procurement
from operis.rules.bids import bids_closed, enough_bids, not_opened_before
from operis.rules.envelopes import signers
from operis.rules.paper import (
    entered_once,
    lot_of,
    not_checked_yet,
    on_the_list,
    price_where_opened,
    read_by_another,
    read_the_same,
)

ROW = "OURS-PAPER"


def paper_bids(
    *, under: tuple[str, ...], enough: tuple[str, ...]
) -> tuple[Step[Procurement, EnterPaperBid], Step[Procurement, CheckPaperBid]]:
    """After the closing and before anything is read out; `enough` are the rows that say how many bids a lot needs to be opened."""
    first = (
        bids_closed.under("OURS-OPEN"),
        not_opened_before.under(ROW),
        *((enough_bids.under(*enough),) if enough else ()),
        on_the_list(*enough).under("OURS-OPEN"),
        not_checked_yet.under("OURS-ONE"),
    )
    return (
        Step(
            EnterPaperBid,
            by=BUYER | AGENCY,
            under=(*under, ROW),
            after=(*first, price_where_opened.under(ROW)),
            then=(makes(PaperBidEntered, lot=lot_of, content=_content, entered_by=signers),),
        ),
        Step(
            CheckPaperBid,
            by=BUYER | AGENCY,
            under=(ROW,),
            after=(
                *first,
                entered_once.under(ROW),
                read_by_another.under(ROW),
                price_where_opened.under(ROW),
                read_the_same.under(ROW),
            ),
            needs=(first_reading,),
            then=(makes(PaperBidChecked, lot=lot_of, checked_by=signers),),
        ),
    )


def _content(case: Case[Any, EnterPaperBid]) -> BidContent | None:
    asked = case.asked
    if asked.price is None:
        return None
    return BidContent(
        price=asked.price, small=asked.small, offers=asked.offers, members=asked.members, documents=asked.documents,
        deviations=asked.deviations, items=asked.items,
    )  # fmt: skip
