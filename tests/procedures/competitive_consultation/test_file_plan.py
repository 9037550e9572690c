"""The plan of a consultation: CC-03, CC-24a; what an open tender's plan must have otherwise holds here too."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.terms import Condition, Reservation
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from tests.procedures.documents import banded, criteria, plan, words
from tests.statute import case

given = case(COMPETITIVE_CONSULTATION)


def consulted(**changed: Any) -> FilePlan:
    return plan(**{"method": Slug("competitive-consultation"), **changed})


def test_a_purchase_of_services_fits_by_itself() -> None:
    given().when(consulted()).warned_under()
    for case_of_the_method in ("purchase-of-services", "complex-or-special", "thin-competition-research-or-technology-transfer"):
        given().when(consulted(method_ground=Slug(case_of_the_method))).then(ImplementationPlanFiled)


def test_a_case_that_the_method_does_not_have_is_refused() -> None:
    (ground,) = given().when(consulted(method_ground=Slug("quicker"))).refused_under("CC-03", status=422)
    assert ground.finding.facts["named"] == "quicker"


def test_where_the_row_lists_no_purchase_of_services_a_case_has_to_be_named() -> None:
    row = given().case(consulted()).law.row("CC-03")
    older = {**row.terms, "cases_any_of": tuple((day, ("complex-or-special",)) for day, _ in row.terms["cases_any_of"])}
    (ground,) = given.reading("CC-03", terms=older)().when(consulted()).refused_under("CC-03", status=422)
    assert ground.finding.facts == {"named": "none", "cases": ("complex-or-special",)}


def test_the_price_counts_for_ten_to_thirty_percent() -> None:
    for price in ("10", "30"):
        given().when(consulted(criteria=criteria(price))).then(ImplementationPlanFiled)
    for price in ("9.99", "30.01"):
        (ground,) = given().when(consulted(criteria=criteria(price))).refused_under("CC-24a", status=422)
        assert (ground.finding.facts["least"], ground.finding.facts["most"]) == (10, 30)


def test_points_are_a_hundred_and_are_earned_by_factors() -> None:
    price, judged = criteria()
    less = replace(judged, weight=Decimal(79), bands=banded(Decimal(79)))
    given().when(consulted(criteria=(price, less))).refused_under("CC-24b", status=422)
    given().when(consulted(criteria=(price, replace(judged, rule=None)))).refused_under("CC-23", status=422)


def test_the_size_of_a_firm_is_no_condition_under_the_measures_for_small_enterprises() -> None:
    capital = (Condition(about=Slug("registered-capital"), text=words("Five million")),)
    given().when(consulted(conditions=capital)).refused_under("SME-05", status=422)


def test_tailored_conditions_are_refused_under_both_rows() -> None:
    """As in the demonstration: registered capital, an office in the county, an award of the city."""
    abouts = ("registered-capital", "ownership-form-or-location-limits", "regional-or-sector-records-or-awards")
    conditions = tuple(Condition(about=Slug(about), text=words(about)) for about in abouts)
    grounds = given().when(consulted(conditions=conditions)).refused_under("REG-20", "SME-05", status=422)
    assert [(ground.row, ground.finding.at) for ground in grounds] == [
        ("REG-20", "conditions/1/about"),
        ("REG-20", "conditions/2/about"),
        ("SME-05", "conditions/0/about"),
    ]


def test_reservation_holds_as_for_a_tender() -> None:
    given().when(consulted(reservation=Reservation(way=Slug("none")))).refused_under("SME-07", "SME-09b", status=422)
    given().when(consulted(ceiling=Fen(860_000_01))).refused_under("GPL-06", status=422)
