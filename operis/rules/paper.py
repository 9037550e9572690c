"""Are bids on paper opened once all of them are kept for sure, and do two persons read the same?"""

from collections.abc import Iterator
from typing import Any

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.procurement.commands import CheckPaperBid, EnterPaperBid, OpenBids
from operis.dockets.procurement.opened import OPENED, Listed
from operis.dockets.procurement.paper_facts import first_reading
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.envelopes import same_person
from operis.rules.keys import to_open

PaperCase = Case[Procurement, EnterPaperBid | CheckPaperBid]
CheckCase = Case[Procurement, CheckPaperBid]


def listed_as(case: PaperCase) -> Listed | None:
    """The envelope that is named, as the closing list has it."""
    listed = case.state.closing.listed if case.state.closing else ()
    return next((one for one in listed if one.paper and one.bid == case.asked.bid), None)


def lot_of(case: PaperCase) -> str:
    one = listed_as(case)
    return one.lot if one is not None else ""


def on_the_list(*enough: str) -> Any:
    """A check that the envelope is one that is to be opened; `enough` are the rows that say how many bids a lot needs."""

    @check("The envelope is on the closing list, in a lot that has enough bids.",
           "信封列于截止名单，且所在采购包的投标（响应）数量达到规定。")  # fmt: skip
    def envelope_to_open(case: PaperCase, row: Row) -> Iterator[Finding]:
        """What came too late, was taken back or replaced, or has too few beside it, stays shut."""
        if case.state.closing is None:
            return
        one = listed_as(case)
        if one is None:
            yield found("{bid} is no envelope of the closing list.", at="bid", do="Choose one that it names; any other stays shut.",
                        bid=case.asked.bid)  # fmt: skip
        elif (one.bid, one.lot) not in to_open(case, enough):
            yield found("Lot {lot} has too few bids: its envelopes stay shut.", at="bid", do="Give them back as they are.", lot=one.lot)

    return envelope_to_open


@check("It was not read by two persons before.", "此前未经两人录入并复核。")
def not_checked_yet(case: PaperCase, row: Row) -> Iterator[Finding]:
    if case.asked.bid in case.state.envelopes_checked:
        yield found("Two persons have read this envelope already, and the same.", at="bid", do="Go on with the next.")


@check("What was found says whether there is a price.", "开启情况与报价相符。")
def price_where_opened(case: PaperCase, row: Row) -> Iterator[Finding]:
    if case.asked.result == OPENED and case.asked.price is None:
        yield found("No price was entered.", at="price", do="Enter it as it stands on paper; without one the bid is ill made.")
    elif case.asked.result != OPENED and case.asked.price is not None:
        yield found("A price was entered of an envelope that gave none.", at="price",
                    do="Leave the price empty, or say that it was opened.")  # fmt: skip


@check("One person has entered it.", "已由一人录入。")
def entered_once(case: CheckCase, row: Row) -> Iterator[Finding]:
    if case.asked.bid not in case.state.envelopes and case.asked.bid not in case.state.envelopes_checked:
        yield found("Nobody has entered this envelope yet.", at="bid", do="Have one person open it and enter what it says.")


@check("Another person reads it.", "由另一人复核。")
def read_by_another(case: CheckCase, row: Row) -> Iterator[Finding]:
    entered = case.state.envelopes.get(case.asked.bid)
    if entered is not None and same_person(case, entered.entered_by):
        yield found("You entered this bid; whoever reads it a second time is another person.",
                    do="Have another officer of the body or of its agency read it from paper.")  # fmt: skip


@check("Both have read the same.", "两次录入一致。")
def read_the_same(case: CheckCase, row: Row) -> Iterator[Finding]:
    """What the first has read is not told: who is told it would not look."""
    if case.asked.bid not in case.state.envelopes:
        return
    first = case.facts[first_reading]
    do = "Look at the paper together; whoever was wrong enters it again."
    if first.result != case.asked.result:
        yield found("You and the first have not found the same of this envelope. Nothing was entered.", at="result", do=do)
    else:
        if first.price != case.asked.price:
            yield found("You and the first have not read the same price. Nothing was entered.", at="price", do=do)
        if first.small != case.asked.small:
            yield found("You and the first have not read the same of the size of the bidder. Nothing was entered.", at="small", do=do)


def paper_read(*enough: str) -> Any:
    """A check that nobody's price is told before two persons have read each bid on paper; `enough` as above."""

    @check("Two persons have read each bid on paper.", "每份纸质投标（响应）文件均已由两人录入并复核。")
    def paper_read_by_two(case: Case[Procurement, OpenBids], row: Row) -> Iterator[Finding]:
        wanted = {*to_open(case, enough)}
        waiting = [one for one in case.state.envelopes_waiting if (one.bid, one.lot) in wanted]
        if waiting:
            yield found("Envelopes that two persons have not read yet: {waiting}.",
                        do="Open them, and have two persons enter what they say.", waiting=len(waiting))  # fmt: skip

    return paper_read_by_two
