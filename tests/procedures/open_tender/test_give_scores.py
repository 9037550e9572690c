"""Each member scores each bid by the published criteria, within the points, once: O87-55b, REG-34, O87-64a."""

from decimal import Decimal
from typing import Any

from operis.core.wording import Slug
from operis.dockets.procurement.commands import GiveScores
from operis.dockets.procurement.evaluating import Sheet
from operis.dockets.procurement.evaluation import sheets_of
from operis.dockets.procurement.outcomes import ScoresGiven
from tests.procedures.evaluating import (
    COUNTED,
    EVALUATED,
    TENDER,
    done,
    examining,
    expert,
    giving,
    interest,
    seats,
    sheet,
    sheets,
    tender,
    the_panel,
)
from tests.statute import ALICE, BO, CHEN, DONG

EXAMINED = tender("examined")
THREE = ("sunrise", "brook", "hill")


def one_otherwise(otherwise: Sheet) -> GiveScores:
    """The usual sheets of brook and hill, and another for sunrise."""
    return giving(otherwise, sheet("brook"), sheet("hill"))


def test_a_member_gives_its_sheet_for_each_bid() -> None:
    asked = sheets(*THREE)
    (act,) = TENDER(*EXAMINED).when(asked, by=expert("e2")).then(ScoresGiven)
    assert act == ScoresGiven(happened=EVALUATED, sheets=asked.sheets, person="e2")
    TENDER(*EXAMINED).when(asked, by=expert("rep")).then(ScoresGiven)


def test_points_are_within_the_points_there_are() -> None:
    TENDER(*EXAMINED).when(one_otherwise(sheet("sunrise", "80")), by=expert()).then(ScoresGiven)
    TENDER(*EXAMINED).when(one_otherwise(sheet("sunrise", "0")), by=expert()).then(ScoresGiven)
    (ground,) = TENDER(*EXAMINED).when(one_otherwise(sheet("sunrise", "80.01")), by=expert()).refused_under("O87-64a", status=422)
    assert (ground.finding.at, ground.finding.facts) == (
        "sheets/0/scores/plan",
        {"supplier": "sunrise", "given": Decimal("80.01"), "criterion": "plan", "most": Decimal(80)},
    )


def test_only_published_criteria_are_scored_and_the_price_by_nobody() -> None:
    for unpublished in ("locality", "price"):
        more: dict[str, Any] = {"plan": "70", unpublished: "5"}
        (ground,) = TENDER(*EXAMINED).when(one_otherwise(sheet("sunrise", **more)), by=expert()).refused_under("REG-34", status=422)
        assert (ground.check, ground.finding.facts) == ("criteria_of_documents", {"supplier": "sunrise", "criterion": unpublished})


def test_there_is_one_figure_for_each_criterion() -> None:
    acts = tender("examined", criteria=COUNTED)
    full = giving(*(sheet(one, plan="50", cases="10") for one in THREE))
    TENDER(*acts).when(full, by=expert()).then(ScoresGiven)
    (without,) = TENDER(*acts).when(giving(sheet("sunrise", plan="50"), *full.sheets[1:]), by=expert()).refused_under("REG-34", status=422)
    assert without.finding.facts == {"supplier": "sunrise", "figures": 0, "criterion": "cases"}
    twice = Sheet(supplier="sunrise", scores={"plan": (Decimal(50), Decimal(51)), "cases": (Decimal(10),)})
    (two,) = TENDER(*acts).when(giving(twice, *full.sheets[1:]), by=expert()).refused_under("REG-34", status=422)
    assert (two.finding.at, two.finding.facts["figures"]) == ("sheets/0/scores/plan", 2)


def test_every_bid_that_is_compared_has_one_sheet_and_no_other_bid() -> None:
    (missing,) = TENDER(*EXAMINED).when(sheets("sunrise", "brook"), by=expert()).refused_under("REG-34", status=422)
    assert missing.finding.facts == {"supplier": "hill", "lot": "1"}
    (twice,) = TENDER(*EXAMINED).when(sheets(*THREE, "hill"), by=expert()).refused_under("REG-34", status=422)
    assert twice.finding.facts == {"supplier": "hill", "lot": "1"}
    (strange,) = TENDER(*EXAMINED).when(sheets(*THREE, "lake"), by=expert()).refused_under("REG-34", status=422)
    assert strange.finding.facts == {"supplier": "lake", "lot": "1"}
    (none,) = TENDER(*EXAMINED).when(giving(), by=expert()).refused_under("REG-34", status=422)
    assert none.finding.at == "sheets"


def test_who_was_held_invalid_is_not_scored() -> None:
    four = {"sunrise": 800_000_00, "brook": 810_000_00, "hill": 820_000_00, "lake": 830_000_00}
    acts = tender("examined", prices=four, invalid=("lake",))
    TENDER(*acts).when(sheets(*THREE), by=expert()).then(ScoresGiven)
    TENDER(*acts).when(sheets(*four), by=expert()).refused_under("REG-34", status=422)


def test_points_are_given_once() -> None:
    given = (*EXAMINED, *done(TENDER(*EXAMINED), sheets(*THREE), expert("e2")))
    grounds = TENDER(*given).when(sheets(*THREE), by=expert("e2")).refused_under("O87-64a", status=409)
    assert [one.finding.facts["supplier"] for one in grounds] == list(THREE)
    TENDER(*given).when(sheets(*THREE), by=expert("e3")).then(ScoresGiven)


def test_lots_may_be_scored_one_after_the_other() -> None:
    examined = tender("examined", lots=("1", "2"))
    first = (*examined, *done(TENDER(*examined), sheets(*THREE), expert("e2")))
    both = (*first, *done(TENDER(*first), sheets(*THREE, lots=("2",)), expert("e2")))
    state = TENDER(*both).case(interest()).state
    assert [sorted(sheets_of(state, lot)["e2"]) for lot in ("1", "2")] == [sorted(THREE)] * 2
    TENDER(*both).when(sheets(*THREE, lots=("1", "2")), by=expert("e2")).refused_under("O87-64a", status=409)


def test_a_bid_that_is_let_in_again_gets_the_sheet_that_it_has_not() -> None:
    """Before the report an error is put right on the spot: O87-64b."""
    four = {"sunrise": 800_000_00, "brook": 810_000_00, "hill": 820_000_00, "lake": 830_000_00}
    acts = tender("scored", prices=four, invalid=("lake",))
    acts = (*acts, *done(TENDER(*acts), examining("qualification", *four)))
    acts = (*acts, *done(TENDER(*acts), examining("compliance", *four), the_panel(*seats())))
    TENDER(*acts).when(sheets("lake"), by=expert()).then(ScoresGiven)
    TENDER(*acts).when(sheets("lake", "hill"), by=expert()).refused_under("O87-64a", status=409)


def test_who_holds_an_interest_or_has_not_declared_does_not_score() -> None:
    formed = tender("formed")
    tied = (*formed, *done(TENDER(*formed), interest("family-of-head", "brook"), expert("e2")))
    (ground, *_) = TENDER(*tied).when(sheets(*THREE), by=expert("e2")).refused_under("GPL-12", "OURS-OPEN", "REG-34", status=409)
    assert (ground.check, ground.finding.facts) == ("interest_clear", {"relation": Slug("family-of-head")})
    (silent, *_) = TENDER(*tied).when(sheets(*THREE), by=expert("e3")).refused_under("GPL-12", "OURS-OPEN", "REG-34", status=409)
    assert silent.finding.says == "You have not declared your interests."


def test_nothing_is_scored_before_it_was_examined_nor_after_the_report() -> None:
    (early, *_) = TENDER(*tender("qualified")).when(sheets(*THREE), by=expert()).refused_under("OURS-OPEN", "REG-34", status=409)
    assert early.check == "examined_first"
    late = TENDER(*tender("reported")).when(sheets(*THREE), by=expert()).refused_under("OURS-OPEN", "O87-64a", "REG-34", status=409)
    assert late[0].finding.says == "Every lot has been reported."


def test_a_stranger_and_an_expert_of_no_panel_learn_only_that_it_is_not_theirs() -> None:
    for who in (ALICE, BO, CHEN, DONG, expert("e9"), the_panel(*seats())):
        (ground,) = TENDER(*EXAMINED).when(sheets("lake"), by=who).refused_under("REG-34", status=403)
        assert ground.check == "not_yours"


def test_points_between_the_bands_are_told_of_with_the_bands() -> None:
    """The documents publish 80 points or none for the plan."""
    on = giving(sheet("sunrise", "80"), sheet("brook", "0"), sheet("hill", "0"))
    assert TENDER(*EXAMINED).when(on, by=expert("e1")).warned_under() == ()
    off = TENDER(*EXAMINED).when(giving(sheet("sunrise", "79"), sheet("brook", "0"), sheet("hill", "1")), by=expert("e1"))
    (told,) = off.warned_under("OURS-BANDS")
    assert told.finding.facts == {"criterion": Slug("plan"), "bands": "0, 80", "count": 2, "points": "1, 79"}
