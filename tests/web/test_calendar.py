"""Does the calendar tell working days and periods as the law counts them, and what it does not know?"""

import pytest
from django.test import Client

CALENDAR = "/en/calendar/"


def page(client: Client, query: str, language: str = "en") -> str:
    answer = client.get(f"/{language}/calendar/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_year_has_its_days_off_and_make_up_days(client: Client) -> None:
    text = page(client, "?year=2026")
    assert "248 working days." in text
    assert '<time datetime="2026-02-15">15 February 2026</time></th><td data-label="To"><time datetime="2026-02-23">' in text
    assert "4 January 2026, Sunday" in text
    assert "2026年1月4日（星期日）" in page(client, "?year=2026", "zh-hans")


def test_on_a_narrow_screen_each_cell_tells_its_column(client: Client) -> None:
    text = page(client, "?event=bidding-documents-issued&on=2026-03-02")
    assert (text.count("<table"), text.count('<table class="stack'), text.count("<td>")) == (3, 3, 0)


def test_every_year_that_is_known_is_offered(client: Client) -> None:
    text = page(client, "")
    assert [year for year in range(2014, 2027) if f'href="?year={year}#year"' not in text] == []


def test_a_period_is_counted_and_explained(client: Client) -> None:
    text = page(client, "?event=bidding-documents-issued&on=2026-03-02")
    assert '<time datetime="2026-03-22">22 March 2026</time>' in text
    assert "The first day is not counted." in text
    assert "22 March 2026 is a day off; that does not change a time to wait." in text
    assert '/en/rules/GPL-35/"' in text


def test_the_method_narrows_it(client: Client) -> None:
    text = page(client, "?event=bidding-documents-issued&on=2026-03-02&method=open-tender")
    assert "/en/rules/GPL-35/" in text
    assert "/en/rules/CC-" not in text


def test_a_year_whose_days_off_are_not_known_is_provisional(client: Client) -> None:
    text = page(client, "?event=bidding-documents-issued&on=2026-12-28&method=open-tender")
    assert "May still move" in text
    assert "The days off of 2027 are not known here yet" in text


@pytest.mark.parametrize(
    "on", ["２０２６-０３-０２", "2026年3月2日", "２０２６年３月２日", "2026/3/2", "2026.3.2", "2026-03-02 09:30", "2026年3月2日 9:30"]
)
def test_a_day_is_read_as_people_write_it(client: Client, on: str) -> None:
    assert "22 March 2026" in page(client, f"?event=bidding-documents-issued&on={on}")


@pytest.mark.parametrize("on", ["9999-12-31", "9999年12月31日", "3000-01-01", "1899-12-31"])
@pytest.mark.parametrize("event", ["notice-published", "contract-signed"])
def test_a_day_too_far_away_is_told_and_breaks_nothing(client: Client, event: str, on: str) -> None:
    answer = client.get(f"{CALENDAR}?event={event}&on={on}")
    assert (answer.status_code, "No period is counted from so far away a day." in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("on", ["1900-01-01", "2999-12-31"])
def test_the_first_and_the_last_year_are_counted_from(client: Client, on: str) -> None:
    assert page(client, f"?event=bidding-documents-issued&on={on}").count('id="periods-h"') == 1


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?event=nothing&on=2026-03-02", "Choose what happened."),
        ("?event=bidding-documents-issued", "Enter the day."),
        ("?event=bidding-documents-issued&on=2026-02-30", "Write the day as year-month-day"),
        ("?event=bidding-documents-issued&on=soon", "Write the day as year-month-day"),
        ("?event=bidding-documents-issued&on=2026-03-02 24:00", "Write the day as year-month-day"),
        ("?year=1999", "1999 is not among the years"),
    ],
)
def test_wrong_input_is_told_by_place(client: Client, query: str, says: str) -> None:
    answer = client.get(CALENDAR + query)
    assert (answer.status_code, says in answer.content.decode()) == (422, True)
