"""May this supplier bid here, is the bid in time, and are there enough bids to open?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from operis.core.acts import Command
from operis.core.case import Case, on_record
from operis.core.decider import check
from operis.core.fields import Happened
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments, PayBond, SealBid, SendSealedBid, WithdrawBid
from operis.dockets.bid.state import Bid
from operis.dockets.procurement.commands import CloseBids, MoveClosing, OpenBids, ReleaseShares
from operis.dockets.procurement.facts import Supplier, contents, members, procurement, received, supplier
from operis.dockets.procurement.failed_facts import TWO_LEFT
from operis.dockets.procurement.state import Procurement
from operis.law.book import Law, Row

BidCase = Case[Bid, Command]
HandIn = Case[Bid, SealBid | SendSealedBid]
CASH, INSTITUTION = "cash", "public-institution"
KINDS: Mapping[str, str] = {
    "enterprise": "lawful-enterprise",
    "social-service-organisation": "social-organisation",
    "social-group": "social-organisation",
    "foundation": "social-organisation",
    "social-organisation": "social-organisation",
    "rural-collective": "rural-collective-economic-organisation",
    "self-government": "grassroots-self-government-organisation",
    "partnership": "lawful-enterprise",
    "individual": "qualified-individual",
    "individual-business": "qualified-individual",
    "prison-enterprise": "lawful-enterprise",
    "disabled-welfare-unit": "lawful-enterprise",
}
"""What O102-06 calls the natures that a file knows; a public institution is one of its classes, by its category.

A law firm is set up by a licence instead of a register of firms; we read the list, as purchasers do, so that it is among the enterprises.
"""
PROVIDING_CATEGORIES = frozenset({"class-2", "business"})
SIZES_OF: Mapping[str, frozenset[str]] = {
    "small-and-medium": frozenset({"small", "micro", "medium"}),
    "small-and-micro": frozenset({"small", "micro"}),
}
"""Which sizes of enterprise a reserved lot is for."""
ENTERPRISE, SIZED = "enterprise", frozenset({"enterprise", "individual-business"})
"""Which kinds have a size at all."""
TREATED_BY: Mapping[str, str] = {"prison-enterprise": "SME-P", "disabled-welfare-unit": "SME-D"}
"""The row by which a kind of supplier, or a mark on its file, is treated as a small enterprise, whatever its size."""
DECLARED_BY = "SME-11"
"""The row by whose declaration all others are favoured for their size."""
TREATED = "small-or-micro"


def is_late(case: Case[Any, Command]) -> bool:
    """Strictly before closing is in time: equal is late."""
    return instant(case.happened) >= case.facts[procurement].closes or case.facts[procurement].closed


def instant(happened: Happened) -> datetime:
    """A bid comes at a moment, never on a day alone."""
    return on_record(happened if isinstance(happened, datetime) else None, "moment")


@check("The notice still stands.", "公告仍然有效。")
def notice_stands(case: Case[Bid, ObtainDocuments], row: Row) -> Iterator[Finding]:
    if procurement not in case.facts:
        yield found(
            "No notice stands under {number}.",
            at="procurement",
            do="Give the number of a notice that is open for bids.",
            number=case.asked.procurement,
        )


@check("The documents were not obtained on this docket before.", "本卷宗此前未获取采购文件。")
def not_obtained_yet(case: Case[Bid, ObtainDocuments], row: Row) -> Iterator[Finding]:
    """The docket of a bid is for one procurement for good."""
    if case.state.obtained is not None:
        yield found("The documents were obtained on this docket already.", do="Go on with the bid.")


@check("The documents are offered on that day.", "当日在采购文件提供期限内。")
def offered_today(case: Case[Bid, ObtainDocuments], row: Row) -> Iterator[Finding]:
    notice = case.facts[procurement]
    last = notice.offered_until or case.day(notice.closes)
    if case.today < notice.documents_issued:
        yield found(
            "The documents are offered from {first} until {last}.",
            at="procurement",
            do="Take them within these days.",
            first=notice.documents_issued,
            last=last,
        )
    elif case.today > last:
        yield found(
            "The documents were offered from {first} until {last}.",
            at="procurement",
            do="They can be taken only if a correction of the notice offers them longer.",
            first=notice.documents_issued,
            last=last,
        )


@check("The supplier is on file, and no review has refused its file.", "供应商已建档，且档案未被审核退回。")
def supplier_on_file(case: Case[Any, Command], row: Row) -> Iterator[Finding]:
    if supplier not in case.facts:
        yield found("You are not on file as a supplier.", do="Enter your file first.")
    elif case.facts[supplier].refused:
        yield found("Your file was not accepted.", do="Correct what the review says, and ask the finance department to review it again.")


@check("The supplier has taken the purchasing documents.", "供应商已获取采购文件。")
def documents_obtained(case: BidCase, row: Row) -> Iterator[Finding]:
    if case.state.obtained is None:
        yield found("The documents have not been obtained.", do="Obtain the documents of the notice first.")


@check("It has not ended.", "项目没有终止。")
def goes_on(case: BidCase, row: Row) -> Iterator[Finding]:
    if case.state.obtained is not None and procurement not in case.facts:
        yield found("The procurement has ended.", do="Look for a new notice of the same need.")


@check("The lot is one of the plan.", "采购包在实施计划之内。")
def lot_there(case: Case[Any, Any], row: Row) -> Iterator[Finding]:
    lots = case.facts[procurement].lots
    if case.asked.lot not in lots:
        yield found("The notice has no lot {lot}.", at="lot", do="Bid for one of its lots: {lots}.", lot=case.asked.lot, lots=lots)


@check("What is sent fits the round that is open.", "提交内容与当前轮次相符。")
def round_open(case: HandIn, row: Row) -> Iterator[Finding]:
    """A first bid in the first round; then a final quote, from those who are asked for it."""
    notice, said = case.facts[procurement], (case.asked.stage, case.asked.round)
    wanted = ("bid", 1) if notice.round == 1 else ("final-quote", notice.round)
    if is_late(case):
        return
    if said != wanted:
        yield found(
            "Round {round} is open, for: {stage}.", at="stage", do="Say so in what you send.", round=notice.round, stage=Slug(wanted[0])
        )
    elif notice.round > 1 and case.asked.lot not in notice.quotes_asked:
        yield found("You are not asked for a final quote for lot {lot}.", at="lot", do="Name a lot for which you are.", lot=case.asked.lot)


@check("This kind of supplier may provide the service.", "该类主体可以承接。")
def kind_admitted(case: HandIn, row: Row) -> Iterator[Finding]:
    """The bidder, and whoever joins it: a consortium is no way round."""
    for one in _bidders(case):
        if not is_late(case) and not may_provide(row, one.nature, one.category):
            yield found(
                "A {nature} can not be a provider.",
                do="Only these may: {providers}.",
                nature=Slug(one.nature),
                providers=row.slugs("providers"),
            )


def _bidders(case: BidCase) -> Iterator[Supplier]:
    """The bidder first: who joins it may not be written yet."""
    yield case.facts[supplier]
    if members in case.facts:
        yield from case.facts[members].suppliers


def may_provide(row: Row, nature: str, category: str | None) -> bool:
    """Whether the row admits this kind of supplier."""
    providing = nature == INSTITUTION and category in PROVIDING_CATEGORIES
    return ("category-2-or-business-institution" if providing else KINDS.get(nature)) in row.slugs("providers")


@check("A reserved lot goes to a firm of the size it is reserved for.", "专门面向中小企业的采购包由中小企业参加。")
def small_where_reserved(case: HandIn, row: Row) -> Iterator[Finding]:
    """What is reserved is for small enterprises and who is treated as one, medium ones among them or not: a charity is none."""
    if not is_late(case):
        yield from _kept_from(case, row, case.asked.lot)


@check("Reserved lots are for firms of the size they are reserved for.", "专门面向中小企业的采购包由中小企业参加。")
def reserved_for_such(case: Case[Bid, ObtainDocuments], row: Row) -> Iterator[Finding]:
    """Told to who takes the documents, before it writes anything."""
    for lot in case.facts[procurement].lots:
        yield from _kept_from(case, row, lot)


def _kept_from(case: Case[Bid, Any], row: Row, lot: str) -> Iterator[Finding]:
    """Where no lot is left to bid for, the remedy is another notice, or a file that says what the bidder is."""
    notice, bidder = case.facts[procurement], case.facts[supplier]
    of_row = notice.whole == row.has("reserve_whole_up_to_fen")
    kept_for = "small-and-micro" if lot in notice.small_micro else "small-and-medium"
    fits = treated_as_small(case, bidder) or (has_a_size(case, bidder) and bidder.size in SIZES_OF[kept_for])
    do = "Look for a notice that is not reserved. If the file says wrongly what you are, have it corrected before bids close."
    if any(one not in notice.reserved for one in notice.lots):
        do = "Bid for a lot that is not reserved."
    if of_row and lot in notice.reserved and not fits:
        yield found(
            "Lot {lot} is reserved for {kept_for}; you are on file as {what}.",
            at="lot" if hasattr(case.asked, "lot") else "procurement",
            do=do,
            lot=lot,
            kept_for=Slug(kept_for),
            what=Slug((has_a_size(case, bidder) and bidder.size) or bidder.nature),
        )
    elif of_row and lot in notice.reserved and bidder.kind_waits:
        yield found(
            "Lot {lot} is reserved for {kept_for}. Your file was changed into another kind or size, and no review has accepted that yet.",
            at="lot" if hasattr(case.asked, "lot") else "procurement",
            do="Ask the finance department to review your file, and bid after that.",
            lot=lot,
            kept_for=Slug(kept_for),
        )


def has_a_size(case: BidCase, bidder: Supplier) -> bool:
    """Enterprises have one, and individual businesses where the law counts them by their size."""
    row = case.law.get("SME-02")
    counted = row is not None and row.yes("individual_businesses_count")
    return bidder.nature == ENTERPRISE or (counted and bidder.nature in SIZED)


def treating(law: Law, nature: str, marks: Iterable[str]) -> Iterator[Row]:
    """The rows by which a supplier counts as small whatever its size: a mark counts where its kind can be such a one."""
    for what in (nature, *sorted(marks)):
        row = law.get(TREATED_BY[what]) if what in TREATED_BY else None
        if row is not None and nature in row.slugs("held_by"):
            yield row


def treated_as_small(case: BidCase, bidder: Supplier) -> bool:
    return any(row.slug("treated_as") == TREATED for row in treating(case.law, bidder.nature, bidder.marks))


@check("Bids have not closed yet.", "提交尚未截止。")
def not_closed_yet(case: Case[Bid, WithdrawBid | PayBond], row: Row) -> Iterator[Finding]:
    if is_late(case):
        yield found("Bids closed on {closed}.", do="A bid that closing has listed stays in force.", closed=case.facts[procurement].closes)


@check("There is a bid in force.", "有有效的投标（响应）文件。")
def bid_in_force(case: Case[Bid, WithdrawBid], row: Row) -> Iterator[Finding]:
    if case.asked.lot not in case.state.in_force:
        yield found("No bid is in force for lot {lot}.", at="lot", do="Name a lot for which you have sealed a bid.", lot=case.asked.lot)


@check("The bid security is not paid in cash.", "保证金以非现金形式提交。")
def bond_not_cash(case: Case[Bid, PayBond], row: Row) -> Iterator[Finding]:
    if case.asked.form == CASH:
        yield found("Bid security is not given in cash.", at="form", do="Give it by transfer, cheque, draft or letter of guarantee.")


@check("The bid security is as much as the notice asks.", "保证金符合公告要求的数额。")
def bond_as_asked(case: Case[Bid, PayBond], row: Row) -> Iterator[Finding]:
    asked = case.facts[procurement].bond
    if asked is None:
        yield found("The notice asks for no bid security.", do="Give none.")
    elif case.asked.amount != asked:
        yield found(
            "The notice asks for {asked}, and {given} was given.",
            at="amount",
            do="Give the amount that is asked.",
            asked=asked,
            given=case.asked.amount,
        )


@check("The closing time has come.", "已到提交截止时间。")
def closing_reached(case: Case[Procurement, CloseBids], row: Row) -> Iterator[Finding]:
    closes = on_record(case.state.closes, "notice-published")
    if instant(case.happened) < closes:
        yield found("Bids close on {closes}.", do="Wait until then.", closes=closes)


@check("Bids were not closed before.", "此前没有办理过提交截止。")
def not_closed_before(case: Case[Procurement, CloseBids | MoveClosing], row: Row) -> Iterator[Finding]:
    if case.state.closing is not None:
        yield found("Bids have been closed.", do="Go on with the opening.")


@check("Bids have closed.", "提交已经截止。")
def bids_closed(case: Case[Procurement, OpenBids | ReleaseShares], row: Row) -> Iterator[Finding]:
    if case.state.closing is None:
        yield found("Bids have not been closed.", do="Wait until they are.")


@check("Bids were not opened before.", "此前没有开启过。")
def not_opened_before(case: Case[Procurement, OpenBids | ReleaseShares], row: Row) -> Iterator[Finding]:
    if case.state.opening is not None:
        yield found("The bids have been opened.", do="Go on with the evaluation.")


def counts(state: Procurement) -> dict[str, int]:
    """How many suppliers are in for each lot that goes on."""
    listed = state.closing.listed if state.closing else ()
    return {lot: len({one.supplier for one in listed if one.lot == lot}) for lot in state.lots if lot not in state.ended_lots}


NUMBER_OF_CASE = {TWO_LEFT: "O74-27b"}
"""Cases of a method for which a row of their own says how many suppliers it takes: the exception before the rule."""


def row_of_the_case(case: Case[Procurement, Any], row: Row) -> Row:
    ground = case.state.plan.method_ground if case.state.plan is not None else None
    own = case.law.get(NUMBER_OF_CASE[ground], method=case.method) if ground in NUMBER_OF_CASE else None
    return own or row


def least_suppliers(case: Case[Procurement, Any], row: Row) -> int:
    return row_of_the_case(case, row).count("suppliers_min_count")


def least_of(case: Case[Procurement, Any], enough: Iterable[str]) -> int:
    """How many suppliers it takes, by the first of these rows that is in force; one where none is."""
    row = case.law.first(enough, method=case.method)
    return least_suppliers(case, row) if row is not None else 1


def lots_with_enough(case: Case[Procurement, Any], least: int) -> tuple[str, ...]:
    return tuple(lot for lot, bids in counts(case.state).items() if bids >= least)


@check("Enough suppliers have bid.", "投标（响应）供应商达到规定数量。")
def enough_bids(case: Case[Procurement, OpenBids | ReleaseShares], row: Row) -> Iterator[Finding]:
    """A lot under the minimum stays sealed; where no lot has enough, nothing is opened."""
    least = least_suppliers(case, row)
    if case.state.closing is not None and not lots_with_enough(case, least):
        most = max(counts(case.state).values(), default=0)
        yield found(
            "Suppliers that have bid: {bids}. To open, at least {least} are needed.",
            do="End the procurement and try again.",
            bids=most,
            least=least,
        )


@check("All that the sealed bid says has arrived.", "密封的投标（响应）内容已全部收到。")
def contents_there(case: Case[Procurement, OpenBids], row: Row) -> Iterator[Finding]:
    if received not in case.facts or contents not in case.facts:
        yield found("What was sealed is not at hand.", do="Have the operator look for the attachments.")
