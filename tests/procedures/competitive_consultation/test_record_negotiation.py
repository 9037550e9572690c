"""The whole group consults with one supplier at a time, and each has the same chance: CC-19."""

from dataclasses import replace

from operis.dockets.procurement.outcomes import NegotiationRecorded
from tests.procedures.documents import words
from tests.procedures.endings import ended
from tests.procedures.evaluating import CONSULTATION, EVALUATED, consultation, expert, seats, talk, the_panel
from tests.statute import ALICE, BO, CHEN, DONG

EXAMINED = consultation("examined")
ALL = the_panel(*seats(2))


def test_the_group_talks_with_each_supplier_that_passed() -> None:
    (act,) = CONSULTATION(*EXAMINED).when(talk("brook"), by=ALL).then(NegotiationRecorded)
    assert act == NegotiationRecorded(happened=EVALUATED, lot="1", supplier="brook", said=words("The number of carers was discussed"))
    CONSULTATION(*EXAMINED, act).when(talk("brook"), by=ALL).then(NegotiationRecorded)


def test_a_talk_that_names_what_another_asks_is_told_of() -> None:
    """GPL-38d: neither side tells anything about other suppliers; its own price a supplier knows."""
    (note,) = CONSULTATION(*EXAMINED).when(replace(talk("brook"), said=words("Sunrise asks 800,000")), by=ALL).warned_under("OURS-PRICES")
    assert note.finding.facts == {"supplier": "sunrise"}
    assert CONSULTATION(*EXAMINED).when(replace(talk("brook"), said=words("Your 810,000")), by=ALL).warned_under() == ()


def test_who_did_not_pass_is_not_talked_with() -> None:
    acts = consultation("examined", invalid=("hill",))
    CONSULTATION(*acts).when(talk("brook"), by=ALL).then(NegotiationRecorded)
    (ground,) = CONSULTATION(*acts).when(talk("hill"), by=ALL).refused_under("CC-19", status=409)
    assert ground.finding.facts == {"supplier": "hill", "lot": "1"}
    CONSULTATION(*consultation("qualified")).when(talk("brook"), by=ALL).refused_under("CC-19", status=409)


def test_the_whole_group_is_there() -> None:
    (ground,) = CONSULTATION(*EXAMINED).when(talk("brook"), by=the_panel("e1", "e2")).refused_under("CC-19", status=409)
    assert ground.finding.facts == {"names": "Member rep"}


def test_after_final_quotes_were_asked_for_there_are_no_talks() -> None:
    (ground,) = CONSULTATION(*consultation("asked")).when(talk("brook"), by=ALL).refused_under("OURS-OPEN", status=409)
    assert ground.check == "first_round"


def test_nor_about_a_lot_that_has_ended() -> None:
    acts = consultation("examined", lots=("1", "2"))
    CONSULTATION(*acts).when(talk("brook", "2"), by=ALL).then(NegotiationRecorded)
    (ground,) = CONSULTATION(*acts, ended("2")).when(talk("brook", "2"), by=ALL).refused_under("OURS-OPEN", status=409)
    assert (ground.check, ground.finding.facts) == ("lot_being_evaluated", {"lot": "2"})


def test_nobody_else_talks() -> None:
    for who in (ALICE, BO, CHEN, DONG, expert("e1"), the_panel("e9")):
        CONSULTATION(*EXAMINED).when(talk("brook"), by=who).refused_under("CC-19", status=403)
