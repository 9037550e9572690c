"""The panel asks a bidder to explain, and gives it a reasonable time: O87-60, ALP-06."""

from dataclasses import replace

import pytest

from operis.core.wording import Slug
from operis.dockets.procurement.outcomes import ExplanationAsked
from tests.procedures.documents import words
from tests.procedures.evaluating import EVALUATED, TENDER, done, expert, interest, question, seats, tender, the_panel
from tests.statute import ALICE, BO, CHEN

EXAMINED = tender("examined")
ALL = the_panel(*seats())


def test_half_an_hour_is_given_as_a_rule() -> None:
    """ "Generally": less is told, and not refused."""
    outcome = TENDER(*EXAMINED).when(question(30), by=ALL)
    (act,) = outcome.then(ExplanationAsked)
    asked = question(30)
    assert act == ExplanationAsked(
        happened=EVALUATED, lot="1", supplier="sunrise", about=Slug("low-price"), question=asked.question, answer_by=asked.answer_by
    )
    assert outcome.warned_under() == ()
    short = TENDER(*EXAMINED).when(question(29), by=ALL)
    (note,) = short.warned_under("ALP-06")
    assert note.finding.facts == {"answer_by": question(29).answer_by, "least": 30}


def test_before_the_notice_of_the_rule_any_time_will_do() -> None:
    noticed = TENDER.reading("ALP-06", first=EVALUATED.date())
    assert noticed(*EXAMINED).when(question(5), by=ALL).warned_under() == ()


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("Another asks 810,000: go below it.", ["brook"]),
        ("另一家报价81万元，请再低一些。", ["brook"]),
        ("810000 and 820000.00 are asked", ["brook", "hill"]),
        ("You ask 800,000 for 810 people.", []),
        ("Is 809,999 the sum?", []),
    ],
)
def test_a_question_that_names_what_another_asks_is_told_of(says: str, told: list[str]) -> None:
    outcome = TENDER(*EXAMINED).when(replace(question(), question=words(says)), by=ALL)
    notes = outcome.warned_under(*({"OURS-PRICES"} if told else ()))
    assert [one.finding.facts["supplier"] for one in notes] == told
    outcome.then(ExplanationAsked)


def test_only_who_passed_the_checks_is_asked() -> None:
    four = {"sunrise": 800_000_00, "brook": 810_000_00, "hill": 820_000_00, "lake": 830_000_00}
    acts = tender("examined", prices=four, invalid=("lake",))
    TENDER(*acts).when(question(supplier="hill"), by=ALL).then(ExplanationAsked)
    (ground,) = TENDER(*acts).when(question(supplier="lake"), by=ALL).refused_under("O87-60", status=409)
    assert ground.finding.facts == {"supplier": "lake", "lot": "1"}
    TENDER(*tender("qualified")).when(question(), by=ALL).refused_under("O87-60", status=409)


@pytest.mark.parametrize("about", ["unclear", "price-error"])
def test_what_is_unclear_or_miscounted_is_cleared_up_before_it_is_said_that_the_bid_complies(about: str) -> None:
    """O87-51; of a price nobody can say that it is low before the others are known to comply (O87-60)."""
    asked = replace(question(), about=Slug(about))
    TENDER(*tender("seated")).when(asked, by=ALL).refused_under("O87-60", status=409)
    TENDER(*tender("qualified")).when(asked, by=ALL).then(ExplanationAsked)
    TENDER(*tender("qualified")).when(replace(question(), about=Slug("low-price")), by=ALL).refused_under("O87-60", status=409)
    four = {"sunrise": 800_000_00, "brook": 810_000_00, "hill": 820_000_00, "lake": 830_000_00}
    out = tender("examined", prices=four, invalid=("lake",))
    TENDER(*out).when(replace(asked, supplier="hill"), by=ALL).then(ExplanationAsked)
    TENDER(*out).when(replace(asked, supplier="lake"), by=ALL).refused_under("O87-60", status=409)


def test_only_while_the_lot_is_being_evaluated() -> None:
    (ground,) = TENDER(*tender("reported")).when(question(), by=ALL).refused_under("OURS-OPEN", status=409)
    assert (ground.check, ground.finding.facts) == ("lot_being_evaluated", {"lot": "1"})
    other = TENDER(*EXAMINED).when(question(lot="2"), by=ALL).refused_under("OURS-OPEN", "O87-60", status=409)
    assert [one.check for one in other] == ["lot_being_evaluated", "bid_examined"]
    TENDER(*tender("scored")).when(question(), by=ALL).then(ExplanationAsked)


def test_the_whole_panel_asks_and_nobody_else() -> None:
    (ground,) = TENDER(*EXAMINED).when(question(), by=the_panel("rep", "e1", "e2")).refused_under("O87-60", status=409)
    assert ground.finding.facts == {"names": "Member e3, Member e4"}
    for who in (ALICE, BO, CHEN, expert("e1"), the_panel("e9")):
        TENDER(*EXAMINED).when(question(), by=who).refused_under("O87-60", status=403)


def test_a_panel_that_is_not_complete_asks_nothing() -> None:
    formed = tender("formed")
    acts = (*formed, *done(TENDER(*formed), interest("family-of-head", "brook"), expert("e1")))
    refused = TENDER(*acts).when(question(), by=ALL).refused_under("GPL-12", "REG-09", "O87-60", status=409)
    assert [one.check for one in refused] == ["everyone_declared", "nobody_interested", "bid_examined"]
