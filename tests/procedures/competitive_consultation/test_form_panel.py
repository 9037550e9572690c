"""The consultation group: an odd number, at least three, two thirds of them experts, a legal one where it is complex: CC-14, CC-15."""

from dataclasses import replace
from datetime import date

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.outcomes import PanelFormed
from tests.procedures.evaluating import CONSULTATION, DRAWN, consultation, expert, member, panel, seats
from tests.procedures.panels import CONSENT, panel_of
from tests.statute import BO, CHEN, DONG, OFFICE

OPEN = consultation("opened")


def test_three_members_or_more_in_an_odd_number() -> None:
    CONSULTATION(*OPEN).when(panel_of(1, 2)).then(PanelFormed)
    (two,) = CONSULTATION(*OPEN).when(panel_of(0, 2)).refused_under("CC-14", status=422)
    assert two.finding.facts == {"members": 2, "least": 3}
    (four,) = CONSULTATION(*OPEN).when(panel_of(1, 3)).refused_under("CC-14", status=422)
    assert four.finding.facts == {"members": 4, "least": 3}
    CONSULTATION(*OPEN).when(panel_of(1, 4)).then(PanelFormed)


def test_two_thirds_or_more_are_experts() -> None:
    CONSULTATION(*OPEN).when(panel_of(1, 2)).then(PanelFormed)
    (ground,) = CONSULTATION(*OPEN).when(panel_of(2, 1)).refused_under("CC-14", status=422)
    assert ground.finding.facts == {"members": 3, "experts": 1, "share": 2, "of": 3}
    CONSULTATION(*OPEN).when(panel_of(2, 3)).refused_under("CC-14", status=422)


def test_no_amount_asks_for_more() -> None:
    """The seven of a tender are of its own order."""
    CONSULTATION(*consultation("opened", budget=Fen(20_000_000_00))).when(panel_of(1, 2)).then(PanelFormed)


@pytest.mark.parametrize("feature", ["technically-complex", "complex-or-specialised"])
def test_what_is_complex_has_a_legal_expert(feature: str) -> None:
    features = (Slug(feature),)
    CONSULTATION(*OPEN).when(panel(2, features=features)).refused_under("CC-15", status=422)
    lawyer = tuple(member(one, legal=one == "e2") for one in seats(2))
    CONSULTATION(*OPEN).when(panel(members=lawyer, features=features)).then(PanelFormed)
    of_purchaser = tuple(member(one, legal=one == "rep") for one in seats(2))
    CONSULTATION(*OPEN).when(panel(members=of_purchaser, features=features)).refused_under("CC-15", status=422)
    CONSULTATION(*OPEN).when(panel(2, features=(Slug("large-social-impact"),))).then(PanelFormed)


@pytest.mark.parametrize("feature", ["thin-competition-research", "experts-hard-to-find"])
def test_the_purchaser_chooses_experts_itself_where_they_are_few_and_with_consent(feature: str) -> None:
    chosen = tuple(member(one, own_choice=one != "rep") for one in seats(2))
    CONSULTATION(*OPEN).when(panel(members=chosen, drawn=None, features=(Slug(feature),), consent=CONSENT)).then(PanelFormed)
    (ground,) = CONSULTATION(*OPEN).when(panel(members=chosen, drawn=None, features=(Slug(feature),))).refused_under("CC-15", status=422)
    assert ground.finding.at == "consent"
    other = panel(members=chosen, drawn=None, features=(Slug("large-social-impact"),), consent=CONSENT)
    CONSULTATION(*OPEN).when(other).refused_under("CC-15", status=422)


def test_the_draw_may_be_earlier_than_in_a_tender() -> None:
    """EXP-14 excepts consultations."""
    CONSULTATION(*OPEN).when(panel(2, drawn=replace(DRAWN, on=date(2026, 3, 2)))).then(PanelFormed)
    CONSULTATION(*OPEN).when(panel(2, drawn=None)).refused_under("REG-39", status=422)


def test_the_purchaser_does_not_sit_as_an_expert() -> None:
    own = tuple(member(one, unit=Slug(OFFICE) if one == "e1" else None) for one in seats(2))
    CONSULTATION(*OPEN).when(panel(members=own)).refused_under("EXP-16b", status=422)


def test_the_purchaser_forms_it_and_nobody_else() -> None:
    for who in (BO, CHEN, DONG, expert()):
        CONSULTATION(*OPEN).when(panel(2), by=who).refused_under("CC-14", status=403)
