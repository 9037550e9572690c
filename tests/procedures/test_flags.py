"""What is told with its arithmetic and refuses nothing: A-BUD-03 at plan and award, A-PLAN-10 by its line and ground, A-BUD-02."""

from dataclasses import replace
from decimal import Decimal

import pytest

from operis.core.decider import Done
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.need.facts import need_part
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.facts import AwardsBefore, SmallHolders, awards_before, small_holders
from operis.dockets.procurement.outcomes import AwardDecided
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.procedures.open_tender import OPEN_TENDER
from operis.rules.flags import percent_of
from tests.procedures.awards import MARCH_25, deciding
from tests.procedures.documents import NONE, SHARE, intended, plan
from tests.procedures.evaluating import TENDER, tender
from tests.statute import Given, Outcome, at, case

given = case(OPEN_TENDER)
LINE = 2_000_000_00
PRICES = {"sunrise": 800_000_00, "brook": 810_000_00, "hill": 812_000_00}


def quoted(*amounts: int) -> Given:
    firms = tuple(f"Firm {place}" for place, _ in enumerate(amounts, 1))
    return given.told(need_part, quoted_by=firms, quoted_fen=amounts)(intended())


def flags(outcome: Outcome, row: str) -> list[str]:
    """What was told under a row of a plan that was filed."""
    outcome.then(ImplementationPlanFiled)
    notes = outcome.decided.notes if isinstance(outcome.decided, Done) else ()
    return [note.finding.says.format(**note.finding.facts) for note in notes if note.row == row]


@pytest.mark.parametrize(("budget", "told"), [(1_010_000_00, 1), (1_010_000_01, 0), (990_000_00, 1), (989_999_99, 0)])
def test_a_budget_within_a_percent_of_one_quotation_is_told(budget: int, told: int) -> None:
    outcome = quoted(1_000_000_00, 1_200_000_00, 1_300_000_00).when(plan(budget=Fen(budget)))
    assert len(flags(outcome, "OURS-QUOTED")) == told


def test_the_ceiling_is_looked_at_too() -> None:
    outcome = quoted(700_000_00, 1_200_000_00, 1_300_000_00).when(plan(budget=Fen(860_000_00), ceiling=Fen(700_000_00)))
    (said,) = flags(outcome, "OURS-QUOTED")
    assert said.startswith("Fen(700000.00) is 100.0 percent of what Firm 1 quoted")


@pytest.mark.parametrize(("count", "told"), [(0, 0), (1, 1), (2, 1), (3, 0)])
def test_fewer_than_three_quotations_are_told(count: int, told: int) -> None:
    outcome = quoted(*(5_000_000_00 + place for place in range(count))).when(plan(budget=Fen(860_000_00)))
    assert len(flags(outcome, "OURS-QUOTED")) == told


@pytest.mark.parametrize(("budget", "told"), [(LINE + 1, 1), (2_100_000_00, 1), (2_100_000_01, 0)])
def test_a_budget_a_little_above_the_line_is_told_where_not_all_is_kept(budget: int, told: int) -> None:
    """Up to five percent above it; at the line itself all is owed, and anything less is refused."""
    half = replace(SHARE, reserved=Fen(900_000_00), small_micro=Fen(600_000_00))
    outcome = given(intended()).when(plan(budget=Fen(budget), reservation=half))
    assert len(flags(outcome, "OURS-NEAR-LINE")) == told
    assert flags(given(intended()).when(plan(budget=Fen(budget))), "OURS-NEAR-LINE") == []


@pytest.mark.parametrize(("budget", "told"), [(1_899_999_99, 0), (1_900_000_00, 1), (1_999_999_99, 1), (2_000_000_00, 0)])
def test_an_estimate_a_little_below_the_open_tender_amount_is_told_where_no_open_tender_is_planned(budget: int, told: int) -> None:
    """Five percent of two million; the honest twin is an open tender of the same amount."""
    asked = plan(budget=Fen(budget), method=Slug("competitive-consultation"))
    outcome = case(COMPETITIVE_CONSULTATION)(intended()).when(asked)
    notes = outcome.decided.notes if isinstance(outcome.decided, Done) else outcome.decided.grounds
    assert len([one for one in notes if one.row == "OURS-NEAR-OPEN"]) == told
    assert flags(given(intended()).when(plan(budget=Fen(budget))), "OURS-NEAR-OPEN") == []


@pytest.mark.parametrize(("holders", "told"), [(2, 0), (3, 1)])
def test_the_ground_that_they_could_not_compete_is_told_where_several_hold_such_contracts(holders: int, told: int) -> None:
    there = given.told(small_holders, SmallHolders(tuple(f"firm-{place}" for place in range(holders))))(intended())
    assert len(flags(there.when(plan(budget=Fen(2_600_000_00), reservation=NONE)), "OURS-NEAR-LINE")) == told


@pytest.mark.parametrize(("ceiling", "told"), [(816_326_53, 1), (816_326_54, 0)])
def test_an_award_all_but_at_the_ceiling_is_told_with_those_before(ceiling: int, told: int) -> None:
    """800,000 are 98 percent of 816,326.53, rounded down to the fen."""
    before = AwardsBefore(("DC-2025-S-0009", "DC-2025-S-0010"), ("sunrise", "brook"), (99_600_00, 1), (100_000_00, 2))
    reported = TENDER.happening(at(MARCH_25)).told(awards_before, before)(*tender("reported", ceiling=Fen(ceiling), prices=PRICES))
    outcome = reported.when(deciding("sunrise"))
    outcome.then(AwardDecided)
    notes = outcome.warned_under(*(["OURS-QUOTED"] if told else []))
    assert [note.finding.facts["before"] for note in notes] == ["DC-2025-S-0009 99.6"] * told


def test_shares_are_rounded_to_a_tenth() -> None:
    assert (percent_of(1, 3), percent_of(2, 3), percent_of(5, 0)) == (Decimal("33.3"), Decimal("66.7"), Decimal(0))


def test_the_ground_is_a_word_of_the_law() -> None:
    assert NONE.ground == Slug("smes-cannot-ensure-competition")
