"""Who won, why this one, and how did every other bid fare? The page of a result, the notice of a finished purchase, and the paper."""

import csv
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.core.money import Fen
from operis.dockets.procurement.comparing import RANKED, THROWN_OUT, Fared
from tests.api.programs import installed
from tests.cases.files import CASES
from tests.cases.halfway import PROCUREMENT, TALKS, until
from tests.web.reading import page, text_of

pytestmark = pytest.mark.django_db
CONSTRUCTED = ("tie-drawn", "deemed-award", "below-quota-contract", "lots-with-different-ends")
TIE, DEEMED, BELOW, LOTS = (CASES / "constructed" / f"{name}.yaml" for name in CONSTRUCTED)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def result(client: Client, language: str = "en", number: str = PROCUREMENT) -> str:
    return page(client, f"/{language}/processes/{number}/result/")


def bidders(html: str) -> list[list[str]]:
    """The rows of the table of all bidders."""
    table = next(one for one in re.findall(r"<table.*?</table>", html, re.S) if "All bidders</caption>" in one)
    rows = re.findall(r"<tr.*?</tr>", table, re.S)
    return [[" ".join(text_of(cell).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)] for row in rows]


def test_before_the_result_there_is_no_page_of_it_and_nothing_on_the_notice(client: Client) -> None:
    until("decide-award")
    assert [client.get(f"/en/processes/{PROCUREMENT}/result{end}").status_code for end in ("/", ".csv")] == [404, 404]
    assert "why this one" not in page(client, f"/en/notices/{PROCUREMENT}/")


def test_a_sentence_is_made_from_differences_and_one_table_has_all_bidders(client: Client) -> None:
    until("publish-result")
    html = result(client)
    assert bidders(html) == [
        ["Supplier", "Rank", "Price", "Points", "How it fared", "Reason"],
        ["Sunrise", "1", "CNY 780,000.00", "90.00", "Won", "ahead in plan, price"],
        ["Brook", "2", "CNY 800,000.00", "85.50", "No. 2", "4.50 points behind, in plan, price"],
        ["Hill", "3", "CNY 840,000.00", "78.57", "No. 3", "11.43 points behind, in plan, price"],
    ]
    told = text_of(html)
    for said in (
        "Sunrise asks CNY 20,000.00 less than Brook and is 4.50 points ahead. It has more points for plan, price.",
        "CNY 80,000.00 below the ceiling (9.3%)", "Bids 3 none thrown out", "Contract to be signed by 24 April 2026",
    ):  # fmt: skip
        assert said in told, said
    assert re.findall(r'<desc id="pl-d-1">(.*?)</desc>', html) == [
        "Sunrise CNY 780,000.00 Won; Brook CNY 800,000.00; Hill CNY 840,000.00; ceiling CNY 860,000.00"
    ]
    assert "Sunrise的报价比Brook低20,000.00元" in text_of(result(client, "zh-hans"))


def test_a_contract_that_waits_says_so_and_how_late_it_is(client: Client) -> None:
    until("publish-result", "draw-up-contract")
    for on, late in ((datetime(2026, 4, 24, 9, tzinfo=UTC), 0), (datetime(2026, 4, 29, 9, tzinfo=UTC), 2)):
        clock.set_demo_clock(on)
        told = text_of(result(client))
        assert (told.count("3 working days late"), "drawn up, not signed yet" in told) == (late, True)


def test_the_table_is_taken_away_as_it_stands_on_the_page(client: Client) -> None:
    until("publish-result")
    answer = client.get(f"/en/processes/{PROCUREMENT}/result.csv")
    rows = list(csv.DictReader(b"".join(answer).decode("utf-8-sig").splitlines()))
    assert [(one["supplier_name"], one["rank"], one["price_yuan"]) for one in rows] == [
        ("Sunrise", "1", "780000.00"), ("Brook", "2", "800000.00"), ("Hill", "3", "840000.00"),
    ]  # fmt: skip
    assert [one["compared_price_yuan"] for one in rows] == ["780000.00", "800000.00", "840000.00"]  # nothing was deducted
    assert f'href="/en/processes/{PROCUREMENT}/result.csv"' in result(client)


def test_of_several_lots_each_has_its_own_table(client: Client) -> None:
    until("publish-result", path=LOTS)
    number = re.findall(r"DC-[0-9]{4}-S-[0-9]{4}", page(client, "/en/processes/"))[0]
    taken = re.findall(rf'href="(/en/processes/{number}/result.csv[^"]*)"', result(client, number=number))
    assert taken
    for one in taken:
        rows = list(csv.DictReader(b"".join(client.get(one)).decode("utf-8-sig").splitlines()))
        assert {row["lot"] for row in rows} == {one.rpartition("=")[2]}
    assert client.get(f"/en/processes/{number}/result.csv?lot=9").status_code == 404


def test_a_price_counts_as_it_is_unless_something_is_deducted_or_the_bid_is_not_compared() -> None:
    bid = Fared(supplier="sunrise", how=RANKED, price=Fen(100), rank=2)
    assert bid.counted == 100
    assert replace(bid, evaluated=Fen(90)).counted == 90
    assert replace(bid, how=THROWN_OUT, rank=None).counted is None


def test_a_finished_notice_shows_the_result_and_leads_to_it(client: Client) -> None:
    until("publish-result")
    html = page(client, f"/en/notices/{PROCUREMENT}/")
    assert "Sunrise asks CNY 20,000.00 less than Brook and is 4.50 points ahead." in text_of(html)
    assert (f'href="/en/processes/{PROCUREMENT}/result/"' in html, "Can you bid?" in html) == (True, False)


def test_the_paper_of_the_result_has_the_table_as_it_stood_that_day(client: Client) -> None:
    until("set-aside-award")
    assert "This award was set aside" in text_of(result(client))
    paper = text_of(page(client, f"/en/processes/{PROCUREMENT}/papers/result/"))
    assert "Brook 2 CNY 800,000.00 CNY 800,000.00 85.50 No. 2 4.50 points behind, in plan, price" in paper


def test_an_award_that_nobody_decided_in_time_and_one_by_lot_say_so(client: Client) -> None:
    until("publish-result", path=DEEMED)
    assert "Nobody decided in time: by law the first ranked is held to be the winner" in text_of(result(client))


def test_of_equals_the_lot_is_told(client: Client) -> None:
    until("publish-result", path=TIE)
    told = text_of(result(client))
    assert ("came out equal; the lot fell to" in told, "equal to the winner, to whom the lot fell" in told) == (True, True)


def test_where_no_panel_ranked_the_purchaser_is_told_to_have_chosen(client: Client) -> None:
    until("publish-result", path=BELOW)
    assert "No panel ranked the bids: the purchaser chose" in text_of(result(client))


def test_final_quotes_are_those_that_are_compared(client: Client) -> None:
    until("publish-result", path=TALKS)
    rows = bidders(result(client, number="DC-2020-S-0001"))
    assert [row[-2] for row in rows[1:]] == ["Won", "No. 2"]
