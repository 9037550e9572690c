"""What the catalogue of a place lists goes through its centralised purchasing agency, at any amount."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.findings import WARNING
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.budget.facts import budget_line
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.terms import Reservation
from operis.procedures.below_threshold import BELOW_THRESHOLD
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.documents import plan
from tests.statute import Given, at, book, case

FIRST = date(2026, 3, 1)
COUNTY = "THR-HA-2020-C"
AGENT = {"agency_mandate": "2026-31", "agency_matters": (Slug("notices"),)}
CENTRE = {"agency": "purchasing-centre", **AGENT}
WHOLE = Reservation(way=Slug("whole"))


def listing(procedure: Any, *items: str, agencies: tuple[str, ...] = ("purchasing-centre",), **more: Any) -> Given:
    """A county whose standards list items, and name the agency, from the first of March on."""
    terms = {**book().rows[COUNTY].terms, "centralised_items": ((FIRST, items),)}
    if agencies:
        terms["centralised_agencies"] = ((FIRST, agencies),)
    given = case(procedure).told(budget_line, amount=Fen(90_000_000_00), category=None)
    return given.reading(COUNTY, terms=terms | {name: ((FIRST, value),) for name, value in more.items()})


def asked(method: str, fen: int, **changed: Any) -> Any:
    return plan(method=Slug(method), budget=Fen(fen), reservation=WHOLE, **changed)


@pytest.mark.parametrize("item", ["C05040100", "C05040000", "C05000000"])
def test_an_item_of_the_catalogue_goes_through_the_centralised_agency(item: str) -> None:
    given = listing(OPEN_TENDER, item)
    (ground,) = given().when(asked("open-tender", 100_00)).refused_under("GPL-18", status=422)
    assert (ground.finding.facts["item"], ground.finding.facts["source"]) == (item, COUNTY)
    assert ground.finding.facts["agencies"] == ("purchasing-centre",)
    given().when(asked("open-tender", 2_000_000_00, agency="fair-agency", **AGENT)).refused_under("GPL-18")
    given().when(asked("open-tender", 100_00, **CENTRE)).then(ImplementationPlanFiled)
    listing(COMPETITIVE_CONSULTATION, item)().when(asked("competitive-consultation", 350_000_00, **CENTRE)).then(ImplementationPlanFiled)


def test_what_it_does_not_list_a_body_buys_as_before() -> None:
    listing(OPEN_TENDER, "C21040000", "C05040200", "C05040101")().when(asked("open-tender", 500_000_00)).then(ImplementationPlanFiled)


def test_below_the_quota_the_catalogue_counts_too() -> None:
    given = listing(BELOW_THRESHOLD, "C05040100")
    given().when(asked("below-threshold", 100_00)).refused_under("GPL-07", "GPL-18")
    given().when(asked("below-threshold", 100_00, **CENTRE)).refused_under("GPL-07")
    listing(BELOW_THRESHOLD, "C21040000")().when(asked("below-threshold", 100_00)).then(ImplementationPlanFiled)


def test_an_item_may_count_from_an_amount_on() -> None:
    given = listing(OPEN_TENDER, "C05040100", centralised_from_fen=500_000_00)
    given().when(asked("open-tender", 499_999_99)).then(ImplementationPlanFiled)
    given().when(asked("open-tender", 500_000_00)).refused_under("GPL-18")
    given().when(asked("open-tender", 500_000_00, **CENTRE)).then(ImplementationPlanFiled)


def test_it_holds_from_its_first_day() -> None:
    given = listing(OPEN_TENDER, "C05040100")
    given.happening(at(FIRST))().when(asked("open-tender", 100_00)).refused_under("GPL-18")
    given.happening(at(date(2026, 2, 28)))().when(asked("open-tender", 100_00)).then(ImplementationPlanFiled)


def test_who_was_allowed_to_buy_it_itself_does() -> None:
    allowed = asked("open-tender", 500_000_00, catalogue_approval="Province, 2026-02-20, No. 8")
    listing(OPEN_TENDER, "C05040100")().when(allowed).then(ImplementationPlanFiled)


def test_where_nobody_entered_the_agency_or_the_catalogue_is_only_remembered_it_is_told() -> None:
    (note,) = listing(OPEN_TENDER, "C05040100", agencies=())().when(asked("open-tender", 500_000_00)).warned_under("GPL-18")
    assert note.severity == WARNING
    weak = replace(book().rows[COUNTY].confidence, rule="recalled-medium")
    given = listing(OPEN_TENDER, "C05040100")
    given = given.reading(COUNTY, terms=given.rows[COUNTY].terms, confidence=weak)
    given().when(asked("open-tender", 500_000_00)).warned_under("GPL-18")


def test_the_catalogue_of_the_centre_is_that_of_the_centre_alone() -> None:
    given = case(OPEN_TENDER).told(budget_line, amount=Fen(90_000_000_00), category=None)
    property_ = asked("open-tender", 500_000_00, category="C21040000")
    (note,) = given.standing_in("", "central")().when(property_).warned_under("GPL-18")
    assert note.finding.facts["source"] == "THR-CN-2020-CAT-P"
    given.standing_in("", "central")().when(replace(property_, budget=Fen(499_999_99))).warned_under()
    given().when(property_).warned_under()
