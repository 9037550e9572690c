"""What was bought outside the methods of this site, on the pages: offered on the need, read and found by everyone, no tender."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.dockets.file.facts import folded, plain_name
from operis.registers import models
from operis.registers.sold import sellers_of
from operis.web.desk.choices import MOST
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


def on_file(key: str, name: str, code: str = "", **said: object) -> None:
    models.Party.objects.create(key=key, docket=f"DC-2026-F-{key}", party="supplier", name_en=name, plain_en=plain_name(name), code=code,
                                **{"nature": "enterprise", "accepted": True, **said})  # fmt: skip


def test_who_sold_it_is_chosen_by_name_and_found_by_words_where_there_are_many() -> None:
    until("determine", path=CASES / "constructed" / "first-of-its-kind.yaml")
    page = f"/en/desk/{NEED}/enter-outside-purchase/"
    assert 'name="on_file"' not in at_desk().get(page).content.decode()
    on_file("brook", "Brook Care")
    on_file("waits", "Waiting Firm", accepted=False)
    html = at_desk().get(page).content.decode()
    chosen = html.split('<select name="on_file"')[1].split("</select>")[0]
    assert ('<option value="brook">Brook Care</option>' in chosen, "Waiting Firm" in chosen) == (True, False)
    for number in range(MOST):
        on_file(f"firm-{number}", f"Firm {number}")
    many = at_desk().get(page).content.decode()
    assert ('name="on_file-find"' in html, 'name="on_file-find"' in many) == (False, True)


def test_a_name_or_a_code_that_is_typed_finds_the_file_and_what_bars_it() -> None:
    on_file("brook", "Brook Care", "91410122MA4BRK000N")
    on_file("hill", "Hill Care", "91419999000014445W", accepted=False)
    models.Bar.objects.create(docket="DC-2026-F-brook", party="brook", scope="supplying", decision="2026-9", first=date(2026, 1, 1))
    by_code = sellers_of(("", folded("91410122 ma4brk000n"), plain_name("Somebody Else")), NEED)
    assert [(one.key, one.by, one.offered) for one in by_code.found] == [("brook", "code", True)]
    assert [one.decision for one in by_code.bars.of("brook", date(2026, 3, 3))] == ["2026-9"]
    by_name = sellers_of(("", "", plain_name("HILL  care")), NEED)
    assert [(one.key, one.by, one.offered) for one in by_name.found] == [("hill", "name", False)]
    assert [(one.key, one.by) for one in sellers_of(("brook", "", ""), NEED).found] == [("brook", "chosen")]
    assert sellers_of(("", "", ""), NEED).found == ()
