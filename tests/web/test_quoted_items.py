"""A final quote begins with the unit prices of the bid, each to be changed; its own total it begins without."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock
from operis.core.money import Fen
from operis.registers import models
from operis.registers.bidders import winning_bids_of
from tests.api.programs import installed
from tests.cases.halfway import TALKS, until
from tests.web.bidding import content_in, section, sent
from tests.web.panels import sits
from tests.web.reading import text_of, values_of

pytestmark = pytest.mark.django_db
OWN = "The firm that won"
PRICE = 'content: {price: "244800.00", small: yes}'
COOKS = '{name: Cooks, quantity: "12", unit_price: "20000.00", amount: "240000.00"}'
GAS = '{name: Gas, quantity: "1", unit_price: "4800.00", amount: "4800.00"}'
LAST = {"items-0-name-en": "Cooks", "items-1-name-en": "Gas", "items-0-unit_price": "19000"}
HINT = {"en": "Give your last unit prices too", "zh-hans": "请一并填写最后的分项单价"}


def asked(tmp_path: Path, settings: Settings, *, items: bool = True) -> str:
    """The bid of the first supplier, which is asked for its final quote."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    path = tmp_path / "case.yaml"
    listed = PRICE.replace("small", f"items: [{COOKS}, {GAS}], small") if items else PRICE
    path.write_text(TALKS.read_text(encoding="utf-8").replace(PRICE, listed, 1), encoding="utf-8")
    until("open-round", path=path)
    clock.set_demo_clock(datetime(2020, 10, 21, 8, 40, tzinfo=UTC))
    return models.Asked.objects.order_by("supplier").values_list("supplier", flat=True)[0]


def bid_of(supplier: str) -> str:
    return models.Seal.objects.get(supplier=supplier).docket


@pytest.mark.parametrize("language", HINT)
def test_the_lines_of_the_bid_are_proposed_with_their_unit_prices_and_no_total(tmp_path: Path, settings: Settings, language: str) -> None:
    supplier = asked(tmp_path, settings)
    shown = sits(OWN, language).get(f"/{language}/desk/{bid_of(supplier)}/bid/1/price/").content.decode()
    found = values_of(shown)
    assert [found.get(f"items-{no}-unit_price") for no in range(3)] == ["20000.00", "4800.00", None]
    assert [re.findall(rf'name="items-{no}-name-en"[^>]*>\s*(\w+)<', shown) for no in range(2)] == [["Cooks"], ["Gas"]]
    assert (found["items-0-quantity"], found.get("price", ""), HINT[language] in text_of(shown)) == ("12", "", True)


def test_where_the_bid_had_no_unit_prices_none_are_made_up(tmp_path: Path, settings: Settings) -> None:
    supplier = asked(tmp_path, settings, items=False)
    found = values_of(sits(OWN).get(f"/en/desk/{bid_of(supplier)}/bid/1/price/").content.decode())
    assert {one for one in found.values() if "20000" in one} == set()


def test_what_is_changed_is_sealed_and_is_what_result_and_contract_read(tmp_path: Path, settings: Settings) -> None:
    supplier = asked(tmp_path, settings)
    client, bid = sits(OWN), bid_of(supplier)
    proposed = values_of(client.get(f"/en/desk/{bid}/bid/1/price/").content.decode())
    own = {name: value for name, value in proposed.items() if name.partition("-")[0] == "items"}
    section(client, bid, "price", **{**own, **LAST})
    answer = sent(client, bid)
    assert (answer.status_code, "Bid sealed" in text_of(answer.content.decode())) == (200, True)
    content = content_in(bid)
    assert (content.price, [one.unit_price for one in content.items]) == (Fen(232_800_00), [Fen(19_000_00), Fen(4_800_00)])
    (winning,) = winning_bids_of((supplier,), models.Seal.objects.get(supplier=supplier).procurement).found
    assert [(one.quantity, one.unit_price) for one in winning.items] == [(Decimal(12), Fen(19_000_00)), (Decimal(1), Fen(4_800_00))]
