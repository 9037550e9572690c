"""A supplier on file that a plan names is told of to who writes and who reviews it: OURS-NAMED."""

from dataclasses import replace

import pytest

from operis.core.findings import Ground
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.naming_facts import suppliers_named
from operis.dockets.representation.facts import Mention, Mentions
from operis.procedures.open_tender import OPEN_TENDER
from operis.registers.questions import mentions_in
from tests.ledger.county import ERIN, County, reviewing, supplier
from tests.procedures.documents import plan, words
from tests.statute import MORNING, Given, case

given = case(OPEN_TENDER)
SUNRISE = Mention("sunrise", "Sunrise Care Company", "sunrisecarecompany")


def told(asked: Given) -> list[str]:
    notes: tuple[Ground, ...] = asked.when(plan()).decided.notes  # type: ignore[union-attr]
    return [str(one.finding.facts["name"]) for one in notes if one.row == "OURS-NAMED"]


@pytest.mark.parametrize(("typed", "names"), [("abcdef", [SUNRISE.name]), ("abcde", [])])
def test_a_name_of_six_letters_is_told_and_a_shorter_one_stands_there_by_chance(typed: str, names: list[str]) -> None:
    assert told(given.told(suppliers_named, Mentions((replace(SUNRISE, typed=typed),)))) == names
    assert told(given) == []


def test_it_refuses_nothing_and_the_reviewer_is_told_as_well() -> None:
    named = given.told(suppliers_named, Mentions((SUNRISE,)))
    named.when(plan()).then(ImplementationPlanFiled)
    review = reviewing(plan(), MORNING.date())
    notes = named.when(review, by=ERIN).decided.notes  # type: ignore[union-attr]
    assert [one.finding.facts["name"] for one in notes if one.row == "OURS-NAMED"] == [SUNRISE.name]


@pytest.mark.django_db
def test_what_is_wanted_and_the_bands_of_a_criterion_are_read() -> None:
    """As a register finds it: by the name as names are compared."""
    county = County()
    supplier(county)
    wanted = plan()
    first, *rest = wanted.requirements
    for text, found in (("Only what SUNRISE  care offers fits", True), ("Care by day", False)):
        asked = replace(wanted, requirements=(replace(first, text=words(text)), *rest))
        key = suppliers_named.key(None, asked, ERIN)
        assert key is not None
        assert (mentions_in(key, None) is not None) == found
