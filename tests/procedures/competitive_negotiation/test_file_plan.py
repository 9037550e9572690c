"""The plan of a negotiation: its case, as the law narrows it, and nothing scored: GPL-30, GPL-38e, REG-26, O74-27a, O74-27b, O87-43."""

from dataclasses import replace
from typing import Any

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.failed_facts import FailedTender, FailedTenders, failed_tenders
from operis.dockets.procurement.terms import Lot
from operis.procedures.competitive_negotiation import COMPETITIVE_NEGOTIATION
from tests.procedures.documents import PRICE_ALONE, criteria, plan, words
from tests.procedures.failed import PLENTY, failed_lot, failed_tender, so_many
from tests.statute import Given, case

NONE_FAILED = FailedTenders(())


def failed(*left: int) -> Given:
    """A need of which so many tenders ended for too few bids, each with so many bids that stood."""
    tenders = tuple(failed_tender(*so_many(one), no=no) for no, one in enumerate(left, 1))
    whole = case(COMPETITIVE_NEGOTIATION)
    return replace(whole, facts={**whole.facts, failed_tenders: FailedTenders(tenders)})


given = failed()


def negotiated(named: str | None = "complex-or-special", because: str | None = None, **changed: Any) -> FilePlan:
    said = {"method_ground": named and Slug(named), "case_reason": because and Slug(because), "criteria": PRICE_ALONE}
    return plan(**{"method": Slug("competitive-negotiation"), **said, **changed})


def test_one_of_four_cases_is_named() -> None:
    given().when(negotiated()).then(ImplementationPlanFiled)
    for named in (None, "purchase-of-services", "quicker"):
        (ground,) = given().when(negotiated(named)).refused_under("O74-27a", status=422)
        assert ground.finding.facts["cases"] == ("tender-failed", "complex-or-special", "urgent", "price-not-computable", "two-left")


@pytest.mark.parametrize("because", ["unforeseeable", "not-caused-by-purchasers-delay"])
def test_urgency_counts_where_it_was_not_foreseen_or_is_nobodys_delay(because: str) -> None:
    given().when(negotiated("urgent", because)).then(ImplementationPlanFiled)
    for other in (None, "patents-or-know-how"):
        (ground,) = given().when(negotiated("urgent", other)).refused_under("REG-26", status=422)
        assert (ground.check, ground.finding.at) == ("reason_counts", "case_reason")


@pytest.mark.parametrize("because", ["art", "patents-or-know-how", "service-time-or-quantity-unknown"])
def test_a_price_cannot_be_worked_out_for_one_of_three_reasons(because: str) -> None:
    given().when(negotiated("price-not-computable", because)).then(ImplementationPlanFiled)
    for other in (None, "unforeseeable"):
        given().when(negotiated("price-not-computable", other)).refused_under("REG-26", status=422)


@pytest.mark.parametrize("left", [(0,), (2, 2), (1, 0), (2, 1, 2)])
def test_a_tender_failed_without_a_bid_that_stood_or_once_more(left: tuple[int, ...]) -> None:
    failed(*left)().when(negotiated("tender-failed")).then(ImplementationPlanFiled)


@pytest.mark.parametrize("left", [(), (1,), (2,)])
def test_a_tender_that_did_not_fail_or_left_a_bid_is_no_case(left: tuple[int, ...]) -> None:
    (ground,) = failed(*left)().when(negotiated("tender-failed")).refused_under("O74-27a", status=422)
    assert (ground.check, ground.finding.facts) == ("failure_on_record", {"count": len(left), "left": sum(left)})
    failed(*left)().when(negotiated()).then(ImplementationPlanFiled)


LEFT = failed_tender("brook", "sunrise")


def tendered(*before: FailedTender) -> Given:
    whole = failed()
    return replace(whole, facts={**whole.facts, failed_tenders: FailedTenders(before)})


def test_with_the_two_whom_an_open_tender_left_it_goes_on() -> None:
    (act,) = tendered(LEFT)().when(negotiated("two-left")).then(ImplementationPlanFiled)
    assert isinstance(act, ImplementationPlanFiled)
    assert act.left == ("brook", "sunrise")
    (other,) = tendered(LEFT)().when(negotiated()).then(ImplementationPlanFiled)
    assert isinstance(other, ImplementationPlanFiled)
    assert other.left == ()


@pytest.mark.parametrize(("before", "there"), [
    ((), 0),
    ((failed_tender("brook"),), 1),
    ((failed_tender("brook", "hill", "sunrise"),), 3),
    ((replace(LEFT, method="invited-tender"),), 0),
    ((LEFT, failed_tender(no=2)), 0),
])  # fmt: skip
def test_with_two_only_where_the_last_open_tender_left_two(before: tuple[FailedTender, ...], there: int) -> None:
    (ground,) = tendered(*before)().when(negotiated("two-left")).refused_under("O74-27b", status=422)
    assert (ground.check, ground.finding.facts) == ("suppliers_left", {"wanted": 2, "left": there})


def test_it_goes_on_with_the_two_of_the_lots_that_it_takes_up() -> None:
    two = tendered(failed_tender(lots=(failed_lot("brook", "sunrise"), failed_lot("brook", "hill", lot="2"))))
    refused = {"wanted": 2, "left": 0}
    for lots, left in ((("1",), ("brook", "sunrise")), (("2",), ("brook", "hill")), (("1", "2"), ()), ((), ())):
        shares = tuple(Lot(lot=one, name=words(one), budget=Fen(860_000_00 // len(lots))) for one in lots)
        asked = two().when(negotiated("two-left", lots=shares))
        if left:
            (act,) = asked.then(ImplementationPlanFiled)
            assert isinstance(act, ImplementationPlanFiled)
            assert act.left == left
        else:
            (ground,) = asked.refused_under("O74-27b", status=422)
            assert ground.finding.facts == refused


AFTER = [("tender-failed", "O74-27a", failed_tender()), ("two-left", "O74-27b", LEFT)]


@pytest.mark.parametrize(("named", "row", "left"), [("tender-failed", "O74-27a", ()), ("two-left", "O74-27b", ("brook", "sunrise"))])
@pytest.mark.parametrize(("tender_had", "less", "facts"), [
    ({"budget": Fen(860_000_00)}, {"budget": Fen(859_999_99)}, {"most": Fen(859_999_99), "budget": Fen(860_000_00)}),
    ({"months": 12}, {"months": 11}, {"most": 11, "months": 12}),
    ({"category": "C05040100"}, {"category": "C05050100"}, {"category": "C05050100", "given": "C05040100"}),
])  # fmt: skip
def test_what_follows_a_failed_tender_asks_for_no_more_than_it_did(
    named: str, row: str, left: tuple[str, ...], tender_had: dict[str, Any], less: dict[str, Any], facts: dict[str, Any],
) -> None:  # fmt: skip
    """Of 860,000 yuan, for twelve months, of day care: to the fen, to the month."""

    def of(budget: Fen = PLENTY, **said: Any) -> Given:
        return tendered(failed_tender(lots=(failed_lot(*left, budget=budget),), **said))

    of(**tender_had)().when(negotiated(named)).then(ImplementationPlanFiled)
    (ground,) = of(**less)().when(negotiated(named)).refused_under(row, status=422)
    assert (ground.check, ground.finding.facts) == ("no_more_than_tendered", {"docket": "DC-2026-S-0001", **facts})
    of(**less)().when(negotiated()).then(ImplementationPlanFiled)


def test_extensions_count_as_months() -> None:
    longer = negotiated("two-left", term_months=11, extension_months=1)
    tendered(replace(LEFT, months=12))().when(longer).then(ImplementationPlanFiled)
    tendered(replace(LEFT, months=11))().when(longer).refused_under("O74-27b", status=422)


@pytest.mark.parametrize(("named", "row", "before"), AFTER)
def test_where_it_says_otherwise_than_the_tender_did_that_is_told(named: str, row: str, before: FailedTender) -> None:
    asked = plan().requirements
    other = (replace(asked[0], text=words("Something else")), *asked[1:])
    tendered(before)().when(negotiated(named)).warned_under()
    (ground,) = tendered(before)().when(negotiated(named, requirements=other)).warned_under(row)
    assert (ground.check, ground.finding.facts) == ("asked_as_tendered", {"docket": "DC-2026-S-0001", "other": (str(asked[0].about),)})
    tendered(before)().when(negotiated(requirements=other)).warned_under()


def test_documents_that_were_at_fault_are_corrected_and_tendered_again_from_the_amount_on() -> None:
    at_fault = tendered(replace(LEFT, at_fault=True))()
    approved: dict[str, Any] = {"budget": Fen(2_000_000_00), "approval": Slug("to-be-applied-for")}
    for named in ("two-left", "complex-or-special"):
        (ground,) = at_fault.when(negotiated(named, **approved)).refused_under("O87-43", status=422)
        assert ground.finding.facts == {"docket": "DC-2026-S-0001"}
        at_fault.when(negotiated(named, budget=Fen(1_999_999_99))).then(ImplementationPlanFiled)
        tendered(LEFT)().when(negotiated(named, **approved)).then(ImplementationPlanFiled)


def test_the_price_alone_decides() -> None:
    (ground,) = given().when(negotiated(criteria=criteria())).refused_under("GPL-38e", "GPL-38e", status=422)[:1]
    assert ground.finding.at == "criteria/0"
    (ground,) = given().when(negotiated(criteria=())).refused_under("GPL-38e", status=422)
    assert ground.finding.at == "criteria"


def test_from_the_open_tender_amount_on_it_needs_approval() -> None:
    given().when(negotiated(budget=Fen(1_999_999_99))).warned_under("OURS-NEAR-OPEN")
    given().when(negotiated(budget=Fen(2_000_000_00))).refused_under("GPL-27")
