"""What was bought outside the methods of this site, on the pages: offered on the need, read and found by everyone, no tender."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.registers import models
from tests.api.programs import installed
from tests.cases.files import CASES
from tests.cases.halfway import until
from tests.statute import at
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
NEED = "DC-2026-N-0001"
BUYER = Mandate(role=Role.BUYER, office="buyer", body="buyer", persons=("buyer",))
TITLE = "Enter an emergency purchase, or another outside this law"
REASON = "developed and first bought by the measures of 2024"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    clock.set_demo_clock(at(date(2026, 3, 3), "12:00"))


def at_desk() -> Client:
    return signed_in(BUYER, email="buyer@office.example")


def test_the_need_offers_it_with_the_grounds_of_the_law_and_asks_for_its_paper() -> None:
    until("determine", path=CASES / "constructed" / "first-of-its-kind.yaml")
    assert f'href="/en/desk/{NEED}/enter-outside-purchase/"' in at_desk().get(f"/en/desk/{NEED}/").content.decode()
    page = at_desk().get(f"/en/desk/{NEED}/enter-outside-purchase/")
    form = text(page)
    for words in ("An emergency purchase after a serious natural disaster or other force majeure", "It touches state security or secrets",
                  "Cooperative innovation procurement"):  # fmt: skip
        assert words in form
    assert 'name="outside-medium"' in page.content.decode()


def test_everyone_reads_it_and_finds_it_and_it_counts_as_no_tender() -> None:
    before = models.Docket.objects.filter(kind="procurement").count()
    until("enter-outside-purchase", path=CASES / "constructed" / "first-of-its-kind.yaml")
    told = text(Client().get(f"/en/processes/{NEED}/"))
    for words in ("Cooperative innovation procurement", "380,000.00", "Brook Laboratory", REASON, "in force from 1 June 2024"):
        assert words in told
    assert NEED in text(Client().get("/en/search/", {"q": "developed and first bought"}))
    assert [one.method for one in models.Docket.objects.filter(kind="procurement")] == [""] * (before + 1)
    assert models.YearSpend.objects.count() == 0
    assert models.Notice.objects.count() == 0


@pytest.mark.parametrize(("last", "owed"), [("determine", ["file-plan"]), ("enter-outside-purchase", [])])
def test_what_is_bought_whole_is_owed_no_plan(last: str, owed: list[str]) -> None:
    until(last, path=CASES / "constructed" / "first-of-its-kind.yaml")
    assert [*models.Owed.objects.filter(docket=NEED).values_list("command", flat=True)] == owed
