"""Who is favoured for its size: does its bid declare it, and has anybody but the bidder itself looked at it?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.bid.commands import SealBid
from operis.dockets.bid.state import Bid
from operis.dockets.file.commands import EnterFile
from operis.dockets.file.state import File
from operis.dockets.procurement.commands import ExamineBids
from operis.dockets.procurement.facts import Supplier, contenders, procurement, supplier
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.bids import DECLARED_BY, SIZED, SIZES_OF, TREATED_BY, is_late
from operis.rules.examination import VALID
from operis.rules.results import kept

ROWS = (DECLARED_BY, *dict.fromkeys(TREATED_BY.values()))
"""The rows that say by what a bidder shows that it is to be favoured."""


def favoured_under(one: Supplier) -> str | None:
    """By which of them: by its size where it has one that counts, else by what it is; none where by nothing."""
    if one.nature in SIZED and one.size in SIZES_OF["small-and-medium"]:
        return DECLARED_BY
    return next((TREATED_BY[what] for what in (one.nature, *sorted(one.marks)) if what in TREATED_BY), None)


@check("A size is that of an enterprise.", "只有企业和个体工商户填写规模。")
def size_of_an_enterprise(case: Case[File, EnterFile], row: Row) -> Iterator[Finding]:
    """A partnership may be an enterprise, and may be a law firm: what it says is left to its review."""
    if case.asked.size is not None and case.asked.nature not in {*SIZED, "partnership"}:
        yield found("“{nature}” has no size of an enterprise.", at="size", do="Leave the size out.", nature=case.asked.nature)


@check("A bid for a reserved lot declares that its bidder is of that size.", "参加预留采购包的投标（响应）文件含有声明。")
def size_declared(case: Case[Bid, SealBid], row: Row) -> Iterator[Finding]:
    """Told to the bidder alone: whether the bid is valid without it, its examination says."""
    bidder, said = case.facts[supplier], case.asked.content
    reserved = case.asked.lot in case.facts[procurement].reserved and case.asked.stage == "bid"
    stated = said.small or not {*said.statements}.isdisjoint(row.slugs("proof"))
    if reserved and not is_late(case) and favoured_under(bidder) == row.id and not stated:
        yield found(
            "Lot {lot} is reserved, and your bid does not state: {proof}.",
            at="content/statements",
            do="State it in your bid, and seal it again before bids close.",
            lot=case.asked.lot,
            proof=row.slugs("proof"),
        )


@check("A size that no review has looked at is told of.", "提示仅由供应商自行登记、未经审核的规模和身份。")
def own_word_told(case: Case[Procurement, ExamineBids], row: Row) -> Iterator[Finding]:
    """Of valid bids that are favoured by it. It forbids nothing: the law lets the declaration of the bidder do."""
    valid = {(one.lot, one.supplier) for one in case.asked.verdicts if one.result == VALID}
    for one in case.facts[contenders].found:
        bidder = next((party for party in one.parties if party.key == one.bidder and party.self_said), None)
        if (one.lot, one.bidder) not in valid or bidder is None or favoured_under(bidder) != row.id:
            continue
        if one.small or kept(case.state, one.lot):
            says = "In lot {lot} {supplier} is favoured as {what}. Its bid declares it, and no review has looked at its registration."
            if {*one.statements}.isdisjoint(row.slugs("proof")):
                says = (
                    "In lot {lot} {supplier} is favoured as {what}. Its bid does not declare it, and no review has looked at its"
                    " registration."
                )
            yield found(
                says,
                do="Look into the public register of enterprises where you doubt it. No other proof may be asked of the bidder; a false"
                " declaration is false material.",
                lot=one.lot,
                supplier=one.bidder,
                what=Slug(bidder.size or (sorted(bidder.marks) or [bidder.nature])[0]),
            )
