"""What do the lists of plans, contracts, bodies and suppliers tell, and the page of each body and supplier?"""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from operis import clock
from operis.registers import models
from operis.web.reading.dockets import Shown
from tests.web.listed import BODY, NOON, SUPPLIER, award, coming, contract, owed, party, peopled, procurement, put, shown
from tests.web.reading import rows_of as rows
from tests.web.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def noon(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    clock.set_demo_clock(NOON)
    peopled()


def test_plans_are_what_has_no_notice_yet(client: Client) -> None:
    put(coming(1), coming(2, state="filed", expected="", planned=date(2026, 3, 1), budget_fen=None), procurement(3))
    assert rows(shown(client, path="/en/plans/")) == [
        "DC-2026-S-0002 Day care 2 Plan filed Civil Affairs Office no value stated 1 March 2026 -",
        "DC-2026-S-0001 Day care 1 Intention published Civil Affairs Office CNY 100,000.00 20 February 2026 May 2026",
    ]
    assert len(rows(shown(client, "?kind=planned", path="/en/plans/"))) == 1
    assert len(rows(shown(client, "?q=care+2", path="/zh-hans/plans/"))) == 1


@pytest.mark.parametrize("path", ["/en/notices/", "/en/plans/", "/en/contracts/", "/en/bodies/", "/en/suppliers/", f"/en/bodies/{BODY}/"])
def test_a_title_or_a_name_beyond_measure_is_cut_in_lists_and_whole_where_it_is_read(client: Client, path: str) -> None:
    long = "x" * 100_000
    put(party("water", "body", long, long), party("brook", "supplier", long, long))
    opened, planned = procurement(1, title_en=long), coming(2, title_en=long)
    put(opened, planned, contract(1, body=BODY), award(1))
    html = shown(client, path=path)
    assert ("x" * 300 + "…" in html, "x" * 301 in html, len(html) < 100_000) == (True, False, True)
    with translation.override("en"):
        assert Shown(opened, ()).heading == long


def test_contracts_are_listed_once_they_are_published(client: Client) -> None:
    put(procurement(1), procurement(2), contract(1), contract(2, published=None, price_fen=12_345_00))
    html = shown(client, path="/en/contracts/")
    assert rows(html) == ["DC-2026-C-0001 Day care 1 Civil Affairs Office Sunrise Social Service CNY 780,000.00 7 March 2026"]
    for path in ("/en/contracts/", "/en/contracts.csv", "/en/contracts.json", f"/en/suppliers/{SUPPLIER}/", f"/en/bodies/{BODY}/"):
        assert b"12,345" not in b"".join(client.get(path))
        assert b"12345" not in b"".join(client.get(path))


@pytest.mark.parametrize("words", ["care", "养老", "sunrise", "朝阳", "民政局", "DC-2026-C-0001", "C-0001", "S-0001"])
def test_a_contract_is_found_by_what_is_bought_by_either_side_and_by_its_numbers(client: Client, words: str) -> None:
    put(procurement(1), contract(1))
    assert len(rows(shown(client, f"?q={words}", path="/en/contracts/"))) == 1
    assert rows(shown(client, "?q=nothing", path="/en/contracts/")) == []


def test_bodies_and_suppliers_are_those_whose_file_was_accepted(client: Client) -> None:
    put(party("water", "body", "水务局", accepted=False), party("brook", "supplier", "溪谷", accepted=False), party("e1", "expert", "专家"))
    put(procurement(1), procurement(2, closes=NOON - timedelta(days=1)), award(1), award(2))
    assert rows(shown(client, path="/en/bodies/")) == ["Civil Affairs Office Henan state organ 1"]
    assert rows(shown(client, path="/en/suppliers/")) == ["Sunrise Social Service enterprise 2"]
    assert (rows(shown(client, "?q=sunrise", path="/en/bodies/")), len(rows(shown(client, "?q=朝阳社会", path="/en/suppliers/")))) == (
        [],
        1,
    )


def listed(html: str) -> list[str]:
    """Rows of the lists below the figures."""
    return rows(html.partition('<table class="stack listed')[2])


def test_a_body_shows_what_it_buys_and_its_contracts(client: Client) -> None:
    put(procurement(1), procurement(2, body="water"), coming(3), contract(1), contract(2, body="water"))
    html = shown(client, path=f"/en/bodies/{BODY}/")
    assert listed(html) == [
        "Day care 3 DC-2026-S-0003 Intention published CNY 300,000.00 20 February 2026",
        "Day care 1 DC-2026-S-0001 Open for bids CNY 100,000.00 20 February 2026",
        "DC-2026-C-0001 Day care 1 Civil Affairs Office Sunrise Social Service CNY 780,000.00 7 March 2026",
    ]
    told = text_of(html)
    assert ("Notices and plans (2)" in told, "Contracts (1)" in told, "Short name in addresses civil-affairs" in told) == (True, True, True)
    assert "All of its" not in told


def test_a_supplier_shows_its_awards_and_its_contracts(client: Client) -> None:
    put(procurement(1), procurement(2), award(1), award(2, supplier="brook"), contract(1), contract(2, supplier="brook"))
    html = shown(client, path=f"/en/suppliers/{SUPPLIER}/")
    assert listed(html) == [
        "Day care 1 DC-2026-S-0001 Civil Affairs Office CNY 780,000.00 5 March 2026",
        "DC-2026-C-0001 Day care 1 Civil Affairs Office Sunrise Social Service CNY 780,000.00 7 March 2026",
    ]
    assert "Awards (1)" in text_of(html)


def test_who_has_more_than_a_page_is_led_to_all_of_it(client: Client) -> None:
    put(*(procurement(place, state="result", resulted=date(2026, 3, 5)) for place in range(1, 31)))
    put(*(award(place) for place in range(1, 31)), *(contract(place) for place in range(1, 31)))
    for path, more in (
        (f"/en/suppliers/{SUPPLIER}/", "All results with its name"),
        (f"/en/bodies/{BODY}/", "All of its notices and plans"),
    ):
        html = shown(client, path=path)
        assert len(listed(html)) == 50
        for words in (more, "All of its contracts"):
            found = re.search(rf'<a class="tap" href="([^"]+)">{words}</a>', html)
            assert found
            assert "30 results" in text_of(shown(client, path=found[1])), words


def test_an_empty_page_says_so(client: Client) -> None:
    for path in (f"/en/suppliers/{SUPPLIER}/", f"/en/bodies/{BODY}/"):
        assert text_of(shown(client, path=path)).count("Nothing of this kind is on the record yet.") == 2
    assert "This list is empty." in text_of(shown(client, path="/en/plans/"))
    assert 'Nothing was found. <a href="/en/plans/">Take all filters away</a>' in shown(client, "?q=moon", path="/en/plans/")


@pytest.mark.parametrize("path", ["bodies/sunrise/", "suppliers/civil-affairs/", "suppliers/nobody/", "bodies/%00/"])
def test_who_is_no_body_or_no_supplier_has_no_page(client: Client, path: str) -> None:
    assert client.get(f"/en/{path}").status_code == 404


QUERIES = {"plans/": 4, "overdue/": 6, "contracts/": 5, "bodies/": 4, "suppliers/": 4, "processes/": 3,
           f"bodies/{BODY}/": 35, f"suppliers/{SUPPLIER}/": 34, "overdue/?q=care": 7,
           "plans/?q=care": 5, "contracts/?q=care": 7, "suppliers/?q=care": 4}  # fmt: skip


@pytest.mark.parametrize("count", [1, 3, 200])
@pytest.mark.parametrize("path", QUERIES)
def test_a_list_asks_as_often_for_200_rows_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, path: str, count: int
) -> None:
    for place in range(1, count + 1):
        put(coming(place), award(place), contract(place), owed(place))
        put(party(f"care-{place}", "supplier", f"养老{place}", f"Care {place}"), party(f"office-{place}", "body", f"局{place}"))
    with django_assert_num_queries(QUERIES[path]):
        shown(client, path=f"/en/{path}")


def test_a_finer_item_of_the_directory_is_seen_with_its_service(client: Client) -> None:
    put(*(models.DirectoryItem(docket="DC-2026-D-0001", code=code, tier=tier, class_word="public", name_en=name, parent=parent)
          for code, tier, name, parent in (("A04", 2, "Care", ""), ("A0402", 3, "Meals", "A04"))))  # fmt: skip
    assert '<a href="/en/services/A04/#A0402">Meals</a>' in client.get("/en/services/").content.decode()
    assert client.get("/en/services/A0402/").headers["Location"] == "/en/services/A04/#A0402"
    assert '<span id="A0402">Meals</span>' in client.get("/en/services/A04/").content.decode()
