"""Do bids look as if they were written together? It is told with what is the same and in whose bids; a panel says what it means."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.procurement.commands import ExamineBids
from operis.dockets.procurement.marks import Marks, bid_marks
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row

ExamineCase = Case[Procurement, ExamineBids]
T = TypeVar("T")
PLACES = 1000
"""Ratios are compared to three places."""


def lots_examined(case: ExamineCase) -> Iterator[tuple[str, list[Marks]]]:
    """Each lot that is examined now, with its bids."""
    for lot in dict.fromkeys(one.lot for one in case.asked.verdicts):
        yield lot, [one for one in case.facts[bid_marks].found if one.lot == lot]


def in_several(marked: Iterable[tuple[T, str]]) -> dict[T, str]:
    """What stands in more than one bid, with the bidders."""
    there: dict[T, list[str]] = {}
    for mark, supplier in marked:
        there.setdefault(mark, []).append(supplier)
    return {mark: ", ".join(suppliers) for mark, suppliers in there.items() if len(suppliers) > 1}


@check("No file is in two bids.", "不同投标（响应）文件没有相同的附件。")
def no_file_twice(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """What the buyer itself hands out is in many bids."""
    issued = {one.sha256 for one in case.state.documents.documents} if case.state.documents else set()
    for lot, bids in lots_examined(case):
        names = {digest: name for one in bids for digest, name in one.files.items()}
        marked = ((digest, one.supplier) for one in bids for digest in one.files if digest not in issued)
        for digest, suppliers in in_several(marked).items():
            yield found(
                "In lot {lot} the same file, {file}, is in the bids of: {suppliers}.",
                at="verdicts",
                do="Find out how that came about, and write it into the report.",
                lot=lot,
                file=names[digest],
                suppliers=suppliers,
            )


@check("No two bids give a long answer in the same words.", "不同投标（响应）文件没有逐字相同的较长答复。")
def no_answer_twice(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """Short answers meet by chance."""
    least = row.count("same_text_min_signs")
    for lot, bids in lots_examined(case):
        marked = (((about, text), one.supplier) for one in bids for about, text in one.answers.items() if len(text) >= least)
        for (about, _text), suppliers in in_several(marked).items():
            yield found(
                "In lot {lot} these bids answer to {about} word for word alike: {suppliers}.",
                at="verdicts",
                do="Find out how that came about, and write it into the report.",
                lot=lot,
                about=Slug(about),
                suppliers=suppliers,
            )


@check("No two bids have all their items in one ratio.", "不同投标（响应）的分项报价不成固定比例。")
def items_in_no_ratio(case: ExamineCase, row: Row) -> Iterator[Finding]:
    least = row.count("same_ratio_items_min_count")
    for lot, bids in lots_examined(case):
        marked = ((shape(one), one.supplier) for one in bids if len(one.items) >= least and all(one.items.values()))
        for figures, suppliers in in_several(marked).items():
            yield found(
                "In lot {lot} all {count} items of these bids stand to each other in one ratio: {suppliers}.",
                at="verdicts",
                do="Have each of them explain how it came to its prices.",
                lot=lot,
                count=len(figures),
                suppliers=suppliers,
            )


def shape(bid: Marks) -> tuple[tuple[str, int], ...]:
    """The items by name, each as a multiple of the first: what is left of a price list where only its height differs."""
    listed = sorted(bid.items.items())
    first = listed[0][1]
    return tuple((name, round(Fraction(price * PLACES, first))) for name, price in listed)


@check("The prices of a lot do not climb by one step.", "各报价不成等差。")
def prices_in_no_steps(case: ExamineCase, row: Row) -> Iterator[Finding]:
    least = row.count("same_step_bids_min_count")
    for lot, bids in lots_examined(case):
        prices = sorted(one.price for one in bids)
        steps = {after - before for before, after in pairwise(prices)}
        if len(prices) >= least and len(steps) == 1 and steps != {0}:
            yield found(
                "In lot {lot} the prices of {count} bids climb by the same step.",
                at="verdicts",
                do="Look whether they were agreed on, and write it into the report.",
                lot=lot,
                count=len(prices),
            )


@check("No two bids have their security from one account.", "不同投标人的保证金不从同一账户转出。")
def bonds_from_own_accounts(case: ExamineCase, row: Row) -> Iterator[Finding]:
    for lot, bids in lots_examined(case):
        for suppliers in in_several((one.bond_from, one.supplier) for one in bids if one.bond_from).values():
            yield found(
                "In lot {lot} the bid security of these bidders came from one account: {suppliers}.",
                at="verdicts",
                do="Look at the payments; Order 87, Art. 37 counts this as collusion.",
                lot=lot,
                suppliers=suppliers,
            )


ALIKE = (no_file_twice, no_answer_twice, items_in_no_ratio, prices_in_no_steps, bonds_from_own_accounts)
