"""In a consultation the whole group examines both: who is qualified, and who answers in substance: CC-19."""

from dataclasses import replace
from decimal import Decimal

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.evaluating import PricePutRight
from operis.dockets.procurement.facts import PriceList, PriceLists, price_lists
from operis.dockets.procurement.outcomes import BidsExamined
from tests.procedures.evaluating import CONSULTATION, EVALUATED, consultation, done, examining, expert, interest, seats, the_panel, verdict
from tests.statute import ALICE, BO, CHEN, DONG

SEATED = consultation("seated")
THREE = ("sunrise", "brook", "hill")
ALL = the_panel(*seats(2))


def test_the_group_examines_qualification_and_then_compliance() -> None:
    asked = examining("qualification", *THREE)
    acts = CONSULTATION(*SEATED).when(asked, by=ALL).then(BidsExamined)
    assert acts == (BidsExamined(happened=EVALUATED, check=Slug("qualification"), verdicts=asked.verdicts),)
    CONSULTATION(*SEATED, *acts).when(examining("compliance", *THREE), by=ALL).then(BidsExamined)


def test_it_examines_together() -> None:
    (ground,) = CONSULTATION(*SEATED).when(examining("qualification", *THREE), by=the_panel("rep", "e1")).refused_under("CC-19", status=409)
    assert ground.finding.facts == {"names": "Member e2"}


def test_two_that_are_qualified_are_examined_on() -> None:
    """How many remain is asked before final quotes."""
    acts = consultation("qualified", invalid=("hill",))
    CONSULTATION(*acts).when(examining("compliance", "sunrise", "brook"), by=ALL).then(BidsExamined)
    one = consultation("qualified", invalid=("hill", "brook"))
    CONSULTATION(*one).when(examining("compliance", "sunrise"), by=ALL).then(BidsExamined)


def test_each_bid_has_one_verdict() -> None:
    (ground,) = CONSULTATION(*SEATED).when(examining("qualification", "sunrise", "brook"), by=ALL).refused_under("CC-19", status=422)
    assert ground.finding.facts == {"supplier": "hill", "lot": "1"}


def test_no_law_lists_the_grounds_and_each_has_one() -> None:
    asked = examining("qualification", "sunrise", "brook", invalid=("hill",))
    CONSULTATION(*SEATED).when(asked, by=ALL).then(BidsExamined)


def test_another_ground_of_the_documents_has_its_clause() -> None:
    out = verdict("hill", "invalid", ground="other")
    asked = examining("qualification", "sunrise", "brook")
    CONSULTATION(*SEATED).when(replace(asked, verdicts=(*asked.verdicts, out)), by=ALL).then(BidsExamined)
    silent = replace(asked, verdicts=(*asked.verdicts, replace(out, clause=None)))
    (ground,) = CONSULTATION(*SEATED).when(silent, by=ALL).refused_under("CC-19", status=422)
    assert ground.check == "clause_named"


def test_with_an_interest_on_the_group_nothing_is_examined() -> None:
    formed = consultation("formed")
    acts = (*formed, *(done(CONSULTATION(*formed), interest("none" if one != "e1" else "director-or-supervisor"), expert(one))[0]
                       for one in seats(2)))  # fmt: skip
    CONSULTATION(*acts).when(examining("qualification", *THREE), by=ALL).refused_under("REG-09", status=409)


def test_nobody_else_examines() -> None:
    for who in (ALICE, BO, CHEN, DONG, expert("e1"), the_panel("e9")):
        CONSULTATION(*SEATED).when(examining("qualification", *THREE), by=who).refused_under("CC-19", status=403)


def test_a_price_that_its_list_does_not_come_to_is_asked_about_and_left_as_it_was_opened() -> None:
    """CC-18 says who is asked, and not which figure stands; final quotes follow."""
    listed = PriceList("1", "sunrise", Fen(800_000_00), ((Decimal(12), Fen(61_000_00), Fen(732_000_00)),))
    there = CONSULTATION.told(price_lists, PriceLists((listed,)))
    acts = consultation("qualified")
    (note,) = there(*acts).when(examining("compliance", *THREE), by=ALL).warned_under("CC-18")
    assert note.finding.facts == {"supplier": "sunrise", "lot": "1", "price": Fen(800_000_00), "sum": Fen(732_000_00)}
    changed = replace(examining("compliance", *THREE), prices=(PricePutRight(supplier="sunrise", price=Fen(732_000_00)),))
    (refused,) = there(*acts).when(changed, by=ALL).refused_under("CC-18", status=409)
    assert refused.finding.at == "prices"
