"""Who is favoured for its size: does its bid declare it, and has anybody but the bidder itself looked at it?"""

from collections.abc import Iterator
from dataclasses import dataclass

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.bid.commands import SealBid
from operis.dockets.bid.state import Bid
from operis.dockets.bid.terms import BY_PAPER, has_paper
from operis.dockets.file.commands import EnterFile
from operis.dockets.file.state import File
from operis.dockets.procurement.commands import ExamineBids
from operis.dockets.procurement.facts import Content, Supplier, contenders, members, procurement, supplier
from operis.dockets.procurement.opened import OTHER_MEMBER, OTHER_SIZE, Uncounted
from operis.dockets.procurement.reserving import kept_for
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import PlanTerms
from operis.law.book import Law, Row
from operis.rules.bids import DECLARED_BY, SIZED, SIZES_OF, TREATED_BY, is_late, treating
from operis.rules.examination import VALID
from operis.rules.results import kept

LOWERED_BY, SIZE_BY, SMALL_OR_MICRO = ("SME-09b", "SME-09a"), "SME-02", SIZES_OF["small-and-micro"]
"""Whose prices are lowered, which suppliers have a size at all, and which sizes of them count."""
MEMBERS_BY, EVERY_MEMBER = "SME-04", "all_consortium_members_sme"
"""By what a consortium counts, and only where each of its members does."""
ROWS = (DECLARED_BY, *dict.fromkeys(TREATED_BY.values()))
"""The rows that say by what a bidder shows that it is to be favoured."""


def favoured_under(law: Law, one: Supplier) -> str | None:
    """By which of them: by its size where it has one that counts, else by what it is; none where by nothing."""
    if one.nature in SIZED and one.size in SIZES_OF["small-and-medium"]:
        return DECLARED_BY
    return next((row.id for row in treating(law, one.nature, one.marks)), None)


@dataclass(frozen=True, slots=True)
class CountedSmall:
    """Whether a bid counts as one of a small or micro enterprise; where it says so or could have, each fact for which it does not."""

    counts: bool
    why: tuple[Uncounted, ...] = ()


def counted_small(law: Law, content: Content) -> CountedSmall:
    """What is read out: a bid that says so, of whom it can be true, with the paper where that is what makes it true.

    Where the file of an enterprise has no size, its own word holds: the law asks for no other proof.
    """
    bidder = content.bidder
    if bidder is None:
        return CountedSmall(content.small)
    if not content.small:
        return CountedSmall(counts=False, why=tuple(_undeclared(law, bidder)))
    own_word = bidder.nature in SIZED and bidder.size is None and not bidder.marks
    treated = tuple(treating(law, bidder.nature, bidder.marks))
    lacking = tuple(_proof_missing(row) for row in treated if not (content.shown or BY_PAPER.isdisjoint(row.slugs("proof"))))
    if bidder.size in SMALL_OR_MICRO or own_word or len(lacking) < len(treated):
        row = law.get(MEMBERS_BY)
        others = () if row is None else tuple(_other_member(one, row) for one in _not_small(law, content.joins, row))
        return CountedSmall(counts=not others, why=others)
    return CountedSmall(counts=False, why=(*_by_size(law, bidder), *_not_held(law, bidder), *lacking))


def reservation_lost(plan: PlanTerms, lot: str, why: tuple[Uncounted, ...]) -> bool:
    """Whether the lot is kept for sizes to which what does not count does not belong either: a medium enterprise may be among them."""
    kept, sizes = kept_for(plan, lot), [one.about for one in why if one.ground in (OTHER_SIZE, OTHER_MEMBER)]
    fits = kept is not None and bool(sizes) and SIZES_OF[kept].issuperset(sizes)
    return kept is not None and bool(why) and not fits


def _not_small(law: Law, members: tuple[Supplier, ...], row: Row) -> Iterator[Supplier]:
    """A consortium counts where each of its members does: those that are on file as something else."""
    for one in members if row.has(EVERY_MEMBER) and row.yes(EVERY_MEMBER) else ():
        own_word = one.nature in SIZED and one.size is None
        if not (one.size in SMALL_OR_MICRO or own_word or any(treating(law, one.nature, one.marks))):
            yield one


def _other_member(one: Supplier, row: Row) -> Uncounted:
    return Uncounted(ground=Slug(OTHER_MEMBER), about=Slug(one.size or one.nature), under=row.id)


def _undeclared(law: Law, bidder: Supplier) -> Iterator[Uncounted]:
    """Of who could have said so, by what: who is none and does not say to be one misses nothing."""
    row = law.get(DECLARED_BY) if bidder.size in SMALL_OR_MICRO else next(treating(law, bidder.nature, bidder.marks), None)
    if row is not None:
        yield Uncounted(ground=Slug("not-declared"), about=Slug(row.slugs("proof")[0]), under=row.id)


def _by_size(law: Law, bidder: Supplier) -> Iterator[Uncounted]:
    """Who is what the law treats as small, whatever its size, is told of that alone where no size is on file."""
    if bidder.size is not None:
        row = law.first(LOWERED_BY)
        yield Uncounted(ground=Slug(OTHER_SIZE), about=Slug(bidder.size), under=row.id if row is not None else None)
    elif bidder.nature not in SIZED and bidder.nature not in TREATED_BY:
        row = law.get(SIZE_BY)
        yield Uncounted(ground=Slug("no-such-kind"), about=Slug(bidder.nature), under=row.id if row is not None else None)


def _not_held(law: Law, bidder: Supplier) -> Iterator[Uncounted]:
    """Marks on its file that a supplier of its kind cannot have."""
    for mark in sorted(bidder.marks):
        row = law.get(TREATED_BY[mark]) if mark in TREATED_BY else None
        if row is not None and bidder.nature not in row.slugs("held_by"):
            yield Uncounted(ground=Slug("mark-not-held"), about=Slug(mark), under=row.id)


def _proof_missing(row: Row) -> Uncounted:
    return Uncounted(ground=Slug("proof-missing"), about=Slug(row.slugs("proof")[0]), under=row.id)


@check("Only an enterprise is marked as a prison enterprise.", "只有企业可以登记为监狱企业。")
def marked_as_it_can_be(case: Case[File, EnterFile], row: Row) -> Iterator[Finding]:
    """A mark favours whom the notice names, and nobody else: a charity is no prison enterprise."""
    for mark in case.asked.marks:
        if TREATED_BY.get(mark) == row.id and case.asked.nature not in row.slugs("held_by"):
            yield found(
                "“{nature}” cannot be marked as “{mark}”.",
                at="marks",
                do="Leave the mark out. Only these can have it: {holders}.",
                nature=case.asked.nature,
                mark=Slug(mark),
                holders=row.slugs("held_by"),
            )


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
    papers = BY_PAPER.intersection(row.slugs("proof"))
    stated = said.small or not {*said.statements}.isdisjoint(row.slugs("proof"))
    if not reserved or is_late(case) or favoured_under(case.law, bidder) != row.id:
        return
    if not stated:
        yield found(
            "Lot {lot} is reserved, and your bid does not state: {proof}.",
            at="content/statements",
            do="State it in your bid, and seal it again before bids close.",
            lot=case.asked.lot,
            proof=row.slugs("proof"),
        )
    elif papers and not has_paper(said):
        yield found(
            "Lot {lot} is reserved, and your bid has no file of: {proof}.",
            at="content/offers",
            do="Add the file, and seal your bid again before bids close.",
            lot=case.asked.lot,
            proof=row.slugs("proof"),
        )


@check("A consortium counts as small where each of its members does.", "联合体各方都是小微企业的，联合体才按小微企业计算。")
def members_small_too(case: Case[Bid, SealBid], row: Row) -> Iterator[Finding]:
    """Told to the bidder alone, before it bids: its price would not be lowered."""
    if not case.asked.content.small or is_late(case):
        return
    for one in _not_small(case.law, case.facts[members].suppliers if members in case.facts else (), row):
        yield found(
            "{member} is on file as {what}: your consortium does not count as small or micro, and its price is not lowered.",
            at="content/members",
            do="Leave it out, or do not count with a deduction.",
            member=one.key,
            what=Slug(one.size or one.nature),
        )


@check("A size that no review has looked at is told of.", "提示仅由供应商自行登记、未经审核的规模和身份。")
def own_word_told(case: Case[Procurement, ExamineBids], row: Row) -> Iterator[Finding]:
    """Of valid bids that are favoured by it. It forbids nothing: the law lets the declaration of the bidder do."""
    valid = {(one.lot, one.supplier) for one in case.asked.verdicts if one.result == VALID}
    for one in case.facts[contenders].found:
        bidder = next((party for party in one.parties if party.key == one.bidder and party.self_said), None)
        if (one.lot, one.bidder) not in valid or bidder is None or favoured_under(case.law, bidder) != row.id:
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
