"""Does *Find work* find what fits, say what is set, and say a clear word where nothing fits or nothing can be read?"""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from operis import clock
from operis.registers import models
from tests.web.listed import BODY, NOON, award, coming, party, peopled, procurement, put, shown
from tests.web.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def noon(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    clock.set_demo_clock(NOON)
    peopled()


def titles(html: str) -> list[str]:
    return re.findall(r'<h2(?: lang="[^"]+")?><a href="[^"]+">([^<]+)</a></h2>', html)


def test_what_is_open_is_shown_with_the_soonest_on_top(client: Client) -> None:
    put(procurement(2), procurement(1), procurement(3, closes=NOON - timedelta(minutes=1)), procurement(4, state="evaluating"), coming(5))
    html = shown(client)
    assert titles(html) == ["Day care 1", "Day care 2"]
    told = text_of(html)
    assert "2 results" in told
    assert (
        "Day care 2 Five days a week Civil Affairs Office Henan Budget CNY 200,000.00 DC-2026-S-0002 "
        "Closes soon Open to every kind of supplier Closes in 2 days: 12 March 2026, 12:00 (Beijing time)"
    ) in told
    assert f'<a href="/en/bodies/{BODY}/">Civil Affairs Office</a>' in html
    assert 'href="/en/notices/DC-2026-S-0002/"' in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=planned", ["Day care 5"]),
        ("?kind=result", ["Day care 6"]),
        ("?kind=all&sort=closes", ["Day care 1", "Day care 8", "Day care 7", "Day care 6", "Day care 4", "Day care 5"]),
        ("?status=closed", ["Day care 4"]),
        ("?status=ended", ["Day care 7"]),
        ("?status=all&sort=smallest", ["Day care 1", "Day care 4", "Day care 6", "Day care 7", "Day care 8", "Day care 5"]),
        ("?status=open", ["Day care 1", "Day care 8"]),
        ("?area=41", ["Day care 1"]),
        ("?area=4101", []),
        ("?area=33", ["Day care 8"]),
        ("?min=200000", ["Day care 8"]),
        ("?min=200,000元&max=８０００００", ["Day care 8"]),
        ("?max=100000.00", ["Day care 1"]),
        ("?kind=all&max=1&sort=newest", ["Day care 5"]),
        ("?closes=7", ["Day care 1"]),
        ("?for=small", ["Day care 8"]),
        ("?for=social", ["Day care 1"]),
        ("?q=养老", ["Day care 1", "Day care 8"]),
        ("?q=day+care+8", ["Day care 8"]),
        ("?q=DC-2026-S-0008", ["Day care 8"]),
        ("?q=0001", ["Day care 1"]),
        ("?q=Sunrise&kind=all", ["Day care 6"]),
        ("?q=朝阳社会服务&kind=result", ["Day care 6"]),
        ("?q=民政局", ["Day care 1"]),
    ],
)
def test_each_filter_finds_what_fits(client: Client, query: str, found: list[str]) -> None:
    put(party("water", "body", "水务局", "Water Office", place="3301"))
    put(procurement(1), procurement(4, closes=NOON - timedelta(days=1)), coming(5, budget_fen=None), award(6),
        procurement(6, state="result", resulted=date(2026, 3, 5), closes=NOON - timedelta(days=6)),
        procurement(7, state="failed", closes=NOON - timedelta(days=7)), procurement(8, kept="whole", body="water"))  # fmt: skip
    listed = titles(shown(client, query))
    assert (sorted(listed) if query.startswith("?q=养老") else listed) == found


def test_a_value_filter_counts_what_states_no_value_and_says_so(client: Client) -> None:
    put(coming(1), coming(2, budget_fen=None), coming(3, budget_fen=None), coming(9))
    told = text_of(shown(client, "?kind=planned&max=500000"))
    assert ("3 results" in told, "2 of them state no value." in told) == (True, True)
    assert "Henan no value stated DC-2026-S-0003 Intention published Notice expected in May 2026" in told
    unfiltered = text_of(shown(client, "?kind=planned")).replace("what states no value is shown", "")
    assert "no value" not in unfiltered.split("DC-2026-S-0009")[1][:40]


def test_each_filter_that_is_set_is_a_link_that_takes_it_away(client: Client) -> None:
    put(procurement(1), procurement(2, kept="part"))
    html = shown(client, "?q=care&area=41&min=1&closes=30&for=small&sort=newest")
    links = dict(re.findall(r'<li><a class="tap" href="([^"]+)">([^<]+) <span aria-hidden', html))
    assert links == {
        "/en/notices/?area=41&min=1&closes=30&for=small&sort=newest": "Words: care",
        "/en/notices/?q=care&kind=all&area=41&min=1&closes=30&for=small&sort=newest": "Open for bids",
        "/en/notices/?q=care&min=1&closes=30&for=small&sort=newest": "Henan",
        "/en/notices/?q=care&area=41&closes=30&for=small&sort=newest": "From CNY 1.00",
        "/en/notices/?q=care&area=41&min=1&for=small&sort=newest": "Closes in the next 30 days",
        "/en/notices/?q=care&area=41&min=1&closes=30&sort=newest": "Kept for small and medium enterprises",
    }
    assert all(client.get(link).status_code == 200 for link in links)


def test_where_nothing_fits_it_says_what_to_drop_and_how_many_that_gives(client: Client) -> None:
    put(procurement(1), procurement(2), coming(3, title_en="Night care"))
    told = text_of(shown(client, "?q=night&max=10000000"))
    assert "0 results" in told
    assert "Nothing fits. What you can do: without “Words: night”: 2 results without “Open for bids”: 1 result Take all filters" in told
    assert "without “Up to" not in told


def test_an_empty_site_says_so(client: Client) -> None:
    assert "No notice has been published yet." in text_of(shown(client, "?kind=all"))
    assert "0 results" in text_of(shown(client, "?kind=all"))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?min=abc", "Enter the amount in numbers, like 860000, instead of “abc”."),
        ("?max=1.234", "Enter the amount in numbers, like 860000, instead of “1.234”."),
        ("?min=9&max=1", "The lowest value is above the highest. Change one of them."),
        ("?closes=soon", "Enter the days as a whole number, like 30, instead of “soon”."),
        ("?closes=0", "Enter the days as a whole number, like 30, instead of “0”."),
        ("?closes=99999999999999999999", "Enter the days as a whole number, like 30, instead of “99999999999999999999”."),
        ("?kind=everything", "“everything” is none of the choices here. Choose one of the list."),
        ("?status=lost", "“lost” is none of the choices here. Choose one of the list."),
        ("?for=me", "“me” is none of the choices here. Choose one of the list."),
        ("?sort=colour", "“colour” is none of the choices here. Choose one of the list."),
        ("?area=4", "“4” is none of the choices here. Choose one of the list."),
        ("?area=%25", "“%” is none of the choices here. Choose one of the list."),
        ("?q=---", "There is no word or number in “---”."),
        ("?q=" + "a" * 101, "Search with 100 characters at most."),
        ("?page=999", "There is no page 999. The last one is page 1."),
        ("?page=0", "There is no page 0. The last one is page 1."),
        ("?page=two", "Write the page as a number, like 2, instead of “two”."),
        ("?page=99999999999999999999", "Write the page as a number, like 2, instead of “99999999999999999999”."),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_listed(client: Client, query: str, says: str) -> None:
    put(procurement(1))
    html = shown(client, query, status=422)
    assert says in text_of(html)
    assert html.index('class="errsum"') < html.index("<h1>")
    assert "<title>Error: Find work" in html
    assert titles(html) == []
    for path in ("/en/notices.json", "/en/notices.csv", "/feeds/notices.atom", "/calendar/closings.ics"):
        if "page" not in query or path == "/en/notices.json":
            answer = client.get(f"{path}{query}")
            assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json"), path


def test_what_was_typed_stays_in_its_field(client: Client) -> None:
    html = shown(client, "?q=养老&min=abc&area=41", status=422)
    assert ('name="q" value="养老"' in html, 'name="min" value="abc" aria-invalid="true"' in html) == (True, True)
    assert '<option value="41" selected>' in html


def test_pages_have_25_and_lead_to_each_other_with_the_filters(client: Client) -> None:
    put(*(procurement(place) for place in range(1, 61)))
    first, last = shown(client, "?q=care"), shown(client, "?q=care&page=3")
    assert (len(titles(first)), len(titles(last))) == (25, 10)
    assert ('href="/en/notices/?q=care&page=2" rel="next"' in first, 'rel="prev"' in first) == (True, False)
    assert ('href="/en/notices/?q=care&page=2" rel="prev"' in last, 'rel="next"' in last) == (True, False)


QUERIES = {"": 6, "?q=care": 8, "?max=900000000&kind=all": 7, "?q=nothing": 9}


@pytest.mark.parametrize("count", [1, 3, 200])
@pytest.mark.parametrize("query", QUERIES)
def test_a_page_asks_as_often_for_200_rows_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, query: str, count: int
) -> None:
    put(*(procurement(place) for place in range(1, count + 1)))
    with django_assert_num_queries(QUERIES[query]):
        shown(client, query)


def test_the_answer_is_in_both_languages_and_marks_the_other(client: Client) -> None:
    put(procurement(1), procurement(2, title_en="", about_en=""))
    chinese, english = shown(client, path="/zh-hans/notices/"), shown(client)
    assert titles(chinese) == ["社区养老服务1", "社区养老服务2"]
    assert '<h2 lang="zh-Hans"><a href="/en/notices/DC-2026-S-0002/">社区养老服务2</a></h2>' in english
    assert "共2项" in text_of(chinese)
    assert "还有2天" in text_of(chinese) or "2天后" in text_of(chinese)


def test_a_procurement_is_listed_once(client: Client) -> None:
    put(procurement(1), award(1, lot="1"), award(1, lot="2"))
    assert titles(shown(client, "?q=sunrise")) == ["Day care 1"]
    assert models.Award.objects.count() == 2
