"""A single source on the pages: who is not asked is told so, the documents name the supplier, and who objected hears how it was argued."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.mail.models import Followed, Letter
from operis.mail.queue import words_of
from tests.api.programs import installed
from tests.cases.files import CASES
from tests.cases.halfway import until
from tests.statute import at
from tests.web.desk import fields
from tests.web.reading import text
from tests.web.signed import signed_in
from tests.written_to import account, placed

pytestmark = pytest.mark.django_db
DOCKET = "DC-2026-S-0001"
BUYER = Mandate(role=Role.BUYER, office="buyer", body="buyer", persons=("buyer",))
CITY = Mandate(role=Role.FINANCE_UPPER, office="city", body="city-finance", persons=("city",))
BROOK = Mandate(role=Role.SUPPLIER, office="S2", body="s2", persons=("s2",))
SUNRISE = Mandate(role=Role.SUPPLIER, office="S1", body="s1", persons=("s1",))
OPINION, OBJECTION = "Only this centre has carers who sign the dialect", "We could do this work as well and for less"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def at_step(asked: str, day: date) -> None:
    until(asked, path=CASES / "constructed" / "one-centre-that-signs.yaml")
    clock.set_demo_clock(at(day, "12:00"))


def at_desk(who: Mandate) -> Client:
    return signed_in(who, email=f"{who.office}@office.example")


def test_who_is_not_asked_is_told_so_and_who_is_asked_is_not() -> None:
    at_step("publish-notice", date(2026, 3, 5))
    refused = "Suppliers are invited to this purchase, and this one is not among them."
    for who, told in ((BROOK, True), (SUNRISE, False)):
        assert (refused in text(at_desk(who).get(f"/en/notices/{DOCKET}/"))) is told


def test_a_supplier_objects_in_its_own_words_and_an_office_with_the_letter_it_has() -> None:
    at_step("publicise-single-source", date(2026, 2, 10))
    letter = [f"letter-{one}" for one in ("link", "medium", "number", "on", "scan", "scan-files")]
    for who, asked in ((BROOK, []), (BUYER, [*letter, "objector"])):
        html = at_desk(who).get(f"/en/desk/{DOCKET}/object-to-single-source/").content.decode()
        assert [one for one in fields(html) if one not in ("late_reason", "reason")] == asked


def test_who_argues_reads_what_was_publicised_and_objected() -> None:
    at_step("object-to-single-source", date(2026, 3, 2))
    assert {OPINION, OBJECTION} <= _said(at_desk(BUYER).get(f"/en/desk/{DOCKET}/argue-objections/"))


def test_who_decides_reads_what_was_publicised_and_objected() -> None:
    at_step("apply-for-method", date(2026, 3, 3))
    assert {OPINION, OBJECTION} <= _said(at_desk(CITY).get(f"/en/desk/{DOCKET}/decide-method/"))


def test_the_documents_name_the_one_supplier_and_what_experts_said() -> None:
    at_step("decide-method", date(2026, 3, 5))
    page = text(at_desk(BUYER).get(f"/en/desk/{DOCKET}/purchasing-documents/"))
    assert "supplier.name" not in page
    assert "adviser" not in page


def test_who_objected_hears_how_it_was_argued() -> None:
    at_step("argue-objections", date(2026, 3, 3))
    account("s2", "brook@supplier.example")
    Followed.objects.update_or_create(pk=1, defaults={"size": 0})
    placed()
    subjects = [words_of(one)[0] for one in Letter.objects.filter(to="brook@supplier.example")]
    assert [one for one in subjects if f"{DOCKET}: your objection was argued" in one] != []


def _said(page: Any) -> set[str]:
    words = text(page)
    return {one for one in (OPINION, OBJECTION) if one in words}
