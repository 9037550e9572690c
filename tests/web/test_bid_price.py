"""Is the price of a bid read from its list, summed, and set beside what is typed and what is paid at most?"""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from operis import clock
from operis.core.money import Fen
from operis.core.wording import Wording
from operis.dockets.bid.commands import ObtainDocuments
from operis.documents.handed_in import scale_lines
from tests.api.programs import installed
from tests.ledger.county import County, supplier
from tests.statute import BO
from tests.web.bidding import NUMBER, bidder, content_in, section, sent
from tests.web.reading import text

pytestmark = pytest.mark.django_db
LINES = "分项名称,数量,单价（元）\n日间托管,2100,120.00\n午餐,2100,18\n保险,60,220.005\n"


@pytest.fixture
def bid(noticed: County, tmp_path: Path, settings: Settings) -> str:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    supplier(noticed)
    clock.set_demo_clock(noticed.clock + timedelta(minutes=1))
    return noticed.done(None, ObtainDocuments(procurement=NUMBER), BO).docket


def table(text: str, name: str = "prices.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_a_table_is_read_and_its_sum_is_the_price(bid: str) -> None:
    client = bidder()
    page = section(client, bid, "price", **{"bid-table": table(LINES.replace("220.005", "220"))}, keep="bid-table")
    assert ("Price list: 3 lines" in text(page), "Sum CNY 303,000.00" in text(page)) == (True, True)
    sent(client, bid)
    said = content_in(bid)
    assert (said.price, [one.amount for one in said.items]) == (Fen(303_000_00), [Fen(252_000_00), Fen(37_800_00), Fen(13_200_00)])


def test_a_price_that_the_list_does_not_come_to_is_told_at_once(bid: str) -> None:
    client = bidder()
    section(client, bid, "price", **{"bid-table": table(LINES.replace("220.005", "220"))}, price="303000.01")
    for page in (client.get(f"/en/desk/{bid}/bid/1/price/"), client.get(f"/en/desk/{bid}/bid/1/check/")):
        assert "The price list comes to CNY 303,000.00, and the price is CNY 303,000.01." in text(page)


def test_rows_can_be_typed_too_and_their_amounts_are_reckoned(bid: str) -> None:
    client = bidder()
    rows = {"items-rows": "1", "items-0-name-en": "Care", "items-0-quantity": "2.5", "items-0-unit_price": "100.01"}
    section(client, bid, "price", **rows)
    sent(client, bid)
    assert (content_in(bid).price, content_in(bid).items[0].amount) == (Fen(250_03), Fen(250_03))


@pytest.mark.parametrize(("content", "says"), [
    (LINES, "Row 4:"),
    ("分项名称,数量\n日间托管,1\n", "Needed are the columns: Item, Quantity, Unit price."),
    ("分项名称,数量,单价（元）\n", "A price list has at least one line"),
    ("分项名称,数量,单价（元）,金额（元）\n日间托管,2,10,21\n", "Row 2: CNY 21.00 stands there, and quantity times unit price is"),
    ("", "Price list"),
    ("%PDF-1.7", "This is a PDF file, not a table."),
])  # fmt: skip
def test_a_table_that_cannot_be_taken_says_where_and_changes_nothing(bid: str, content: str, says: str) -> None:
    client = bidder()
    section(client, bid, "price", price="1000")
    page = section(client, bid, "price", price="1000", **{"bid-table": table(content)})
    assert says in text(page)
    assert 'value="1000"' in client.get(f"/en/desk/{bid}/bid/1/price/").content.decode()


def test_a_list_is_taken_out_again(bid: str) -> None:
    client = bidder()
    section(client, bid, "price", **{"bid-table": table(LINES.replace("220.005", "220"))})
    assert "Price list: 3 lines" not in text(section(client, bid, "price", unlist="yes"))


def test_of_a_long_list_the_first_lines_are_shown_and_all_are_in_the_sum(bid: str) -> None:
    lines = "分项名称,数量,单价（元）\n" + "".join(f"第{no}项,1,10\n" for no in range(300))
    page = section(bidder(), bid, "price", **{"bid-table": table(lines)}, keep="bid-table")
    told = text(page)
    assert ("Price list: 300 lines" in told, "280 lines more" in told, "Sum of all lines: CNY 3,000.00" in told) == (True, True, True)


@pytest.mark.parametrize("lines", ["项目,数量,单价\n日间托管,2,10\n合计,,20\n", "Item,Qty,Unit price\nDay care,2,10\nTotal,,20\n"])
def test_usual_headings_are_read_and_the_row_of_the_sum_is_none(bid: str, lines: str) -> None:
    page = section(bidder(), bid, "price", **{"bid-table": table(lines)}, keep="bid-table")
    assert ("Price list: 1 line" in text(page), "Sum CNY 20.00" in text(page)) == (True, True)


def test_amounts_whose_formulas_were_never_counted_are_reckoned_and_the_check_lists_the_lines(bid: str) -> None:
    lines = "分项名称,数量,单价（元）,金额（元）\n日间托管,2,10,=B2*C2\n午餐,3,4,=B3*C3\n,,,=B4*C4\n"
    client = bidder()
    page = section(client, bid, "price", **{"bid-table": table(lines)}, keep="bid-table")
    assert ("Price list: 2 lines" in text(page), "Sum CNY 32.00" in text(page)) == (True, True)
    assert "日间托管 2 CNY 10.00 CNY 20.00" in text(client.get(f"/en/desk/{bid}/bid/1/check/"))
    refused = section(client, bid, "price", **{"bid-table": table(lines.replace("2,10,", "2,=5+5,"))})
    assert "There is a formula without a saved value" in text(refused)


def test_a_missing_figure_is_named_by_its_words(bid: str) -> None:
    page = section(bidder(), bid, "price", **{"bid-table": table("分项名称,数量,单价（元）\n日间托管,,10\n")})
    assert "Row 2: “Quantity” is missing." in text(page)


def test_a_table_with_the_headings_can_be_taken(bid: str) -> None:
    answer: Any = bidder().get(f"/en/desk/{bid}/bid/1/price-list.csv")
    assert b"".join(answer).decode("utf-8-sig").strip() == "Item,Quantity,Unit price"


@pytest.mark.parametrize("wrong", [{"price": "860000.01"}, {"price": "5", "bid-table": table(LINES.replace("220.005", "220"))}])
def test_what_makes_a_bid_invalid_or_contradicts_itself_is_sent_only_by_who_says_so(bid: str, wrong: dict[str, Any]) -> None:
    """No law lets a site turn such a bid away: it is sealed once its bidder has said that it knows."""
    client = bidder()
    section(client, bid, "price", **wrong)
    assert "In progress" in text(client.get(f"/en/desk/{bid}/bid/1/"))
    refused = sent(client, bid)
    says = "Put it right, or say that you send it all the same."
    assert (refused.status_code, says in text(refused)) == (422, True)
    assert sent(client, bid, known="yes").status_code == 200


def test_who_answers_and_says_that_it_differs_has_to_say_so_too(bid: str) -> None:
    client = bidder()
    section(client, bid, "wanted", **{"tick-as-asked": "yes", "text-as-asked": "Five weeks only"})
    section(client, bid, "price", price="800000")
    assert [sent(client, bid).status_code, sent(client, bid, known="yes").status_code] == [422, 200]


def inputs(client: Any, bid: str) -> dict[str, str]:
    """What stands in the fields of the price list as the page shows them."""
    page = client.get(f"/en/desk/{bid}/bid/1/price/").content.decode()
    typed = re.findall(r'name="(items-[a-z0-9_-]+)"[^>]*? value="([^"]*)"', page)
    written = re.findall(r'<textarea[^>]* name="(items-[a-z0-9_-]+)"[^>]*>\n?([^<]*)</textarea>', page)
    return {name: unescape(value) for name, value in (*typed, *written)}


def test_a_price_list_begins_with_the_lines_of_the_notice(bid: str) -> None:
    client = bidder()
    begun = inputs(client, bid)
    there = {name: text for name, text in begun.items() if text}
    assert there == {"items-rows": "1", "items-0-name-en": "60 people", "items-0-quantity": "60"}
    section(client, bid, "price", **{**begun, "items-0-unit_price": "1000"})
    sent(client, bid)
    assert [(one.name.en, one.quantity, one.amount) for one in content_in(bid).items] == [("60 people", Decimal(60), Fen(60_000_00))]


def test_who_leaves_the_proposed_lines_untouched_offers_a_price_alone(bid: str) -> None:
    client = bidder()
    section(client, bid, "price", **inputs(client, bid), price="1000")
    sent(client, bid)
    assert (content_in(bid).price, content_in(bid).items) == (Fen(1000_00), ())
    assert inputs(client, bid).get("items-0-quantity", "") == ""


def test_a_proposed_line_that_was_changed_and_not_priced_is_told(bid: str) -> None:
    client = bidder()
    page = section(client, bid, "price", **{**inputs(client, bid), "items-0-name-en": "Meals"}, price="1000")
    assert (page.status_code, "“Unit price” is missing." in text(page)) == (422, True)


@pytest.mark.parametrize(("scale", "lines"), [
    (Wording(zh="7,440次走访", en="7,440 visits"), [("7,440次走访", "7440")]),
    (Wording(zh="走访7,440次；培训12.5天", en="7,440 visits; 12.5 days of training"), [("走访7,440次", "7440"), ("培训12.5天", "12.5")]),
    (Wording(zh="900人，不少于720人取证"), []), (Wording(zh="走访7,440次；按需"), []), (Wording(zh="60人", en="61 people"), []), (None, []),
])  # fmt: skip
def test_each_part_of_what_is_bought_is_a_line_where_it_has_one_number(scale: Wording | None, lines: list[tuple[str, str]]) -> None:
    assert [(one.zh, quantity) for one, quantity in scale_lines(scale)] == lines
