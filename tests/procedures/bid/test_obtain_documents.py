"""Who takes the documents opens a bid: O87-18, OURS-ONE."""

from dataclasses import replace
from datetime import date

import pytest

from operis.core.mandates import Mandate, Role
from operis.dockets.bid.acts import DocumentsObtained
from operis.dockets.bid.commands import ObtainDocuments
from operis.dockets.procurement.facts import procurement, supplier
from operis.dockets.standing import Standing, taking_part
from operis.procedures.bid import BID
from tests.procedures.bids import MARCH_3
from tests.statute import ALICE, BO, at, case

given = case(BID).happening(at(MARCH_3))
ASKED = ObtainDocuments(procurement="DC-2026-S-0001")


def test_a_supplier_on_file_takes_the_documents_of_a_notice() -> None:
    (act,) = given().when(ASKED, by=BO).then(DocumentsObtained)
    assert act == DocumentsObtained(happened=at(MARCH_3), procurement="DC-2026-S-0001", supplier="sunrise")


def test_without_a_notice_there_is_nothing_to_take() -> None:
    given.told(procurement)().when(ASKED, by=BO).refused_under("OURS-OPEN", status=409)


def test_who_is_not_on_file_enters_its_file_first() -> None:
    given.told(supplier)().when(ASKED, by=BO).refused_under("OURS-OPEN", status=409)
    given.told(supplier, refused=True)().when(ASKED, by=BO).refused_under("OURS-OPEN", status=409)


@pytest.mark.parametrize(("day", "offered"), [(1, False), (2, True), (9, True), (10, False)])
def test_documents_are_taken_on_the_days_on_which_they_are_offered(day: int, offered: bool) -> None:
    outcome = given.happening(at(date(2026, 3, day)))().when(ASKED, by=BO)
    outcome.then(DocumentsObtained) if offered else outcome.refused_under("OURS-OPEN")


@pytest.mark.parametrize(("day", "offered"), [(22, True), (23, False)])
def test_where_no_last_day_is_named_they_are_offered_until_bids_close(day: int, offered: bool) -> None:
    outcome = given.told(procurement, offered_until=None).happening(at(date(2026, 3, day), "09:00"))().when(ASKED, by=BO)
    outcome.then(DocumentsObtained) if offered else outcome.refused_under("OURS-OPEN")


def test_a_supplier_has_one_docket_in_a_procurement() -> None:
    given.told(taking_part, Standing("DC-B-1"))().when(ASKED, by=BO).refused_under("OURS-ONE", status=409)


@pytest.mark.parametrize("who", [ALICE, replace(BO, role=Role.AGENCY), replace(BO, role=Role.FINANCE)])
def test_only_a_supplier_takes_part(who: Mandate) -> None:
    given().when(ASKED, by=who).refused_under("O87-18", status=403)


def test_the_docket_of_a_bid_stays_with_its_procurement() -> None:
    taken = DocumentsObtained(happened=at(MARCH_3), procurement="DC-2026-S-0001", supplier="sunrise")
    for number in ("DC-2026-S-0001", "DC-2026-S-0002"):
        grounds = given(taken).when(ObtainDocuments(procurement=number), by=BO).refused_under("OURS-ONE", status=409)
        assert grounds[0].check == "not_obtained_yet"
