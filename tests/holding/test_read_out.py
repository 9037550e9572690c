"""What everyone and the bidder read of a bid that its key holders gave back shares for, and that could not be opened."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from operis import clock
from tests.api.programs import installed
from tests.holding.county import Held, bo, brought, content, ready, sending
from tests.holding.seated import text_of
from tests.ledger.tender import TENDER
from tests.statute import BO
from tests.web.signed import signed_in

pytestmark = [pytest.mark.django_db]
MEANS = {"en": "what was sealed is not written as a bid has to be, and cannot be read",
         "zh-hans": "封存的内容不符合投标（响应）文件的格式，无法读取"}  # fmt: skip


@pytest.fixture(autouse=True)
def _installed(_folder: None, settings: Any) -> None:
    installed(settings.OPERIS_DATA)


def opened(*firms: str, ill_made: str = "") -> Held:
    held = ready(*firms)
    if ill_made:
        docket = held.bidder(ill_made)
        held.county.done(docket, sending(brought(docket, ill_made, 0, content(1_00), b"no bid at all"), 0), bo(ill_made))
    held.due()
    for holder in ("trading-centre", "notary"):
        held.gives_back(holder)
    assert held.due() == [("open-bids", True)]
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    return held


@pytest.mark.parametrize(("language", "counted"), [("en", "2 bids opened"), ("zh-hans", "开启2份投标（响应）")])
def test_a_bid_that_is_ill_made_is_not_counted_as_opened_and_says_why(language: str, counted: str) -> None:
    held = opened("sunrise", "brook", ill_made="hill")
    everyone = text_of(Client().get(f"/{language}/processes/{TENDER}/"))
    assert (counted in everyone, MEANS[language] in everyone) == (True, True)
    own = signed_in(replace(BO, body="hill"), email="bo@hill.example", language=language)
    assert MEANS[language] in text_of(own.get(f"/{language}/desk/{held.bids['hill']}/"))


@pytest.mark.parametrize(("firm", "stands"), [("hill", "Could not be opened"), ("brook", "Opened")])
def test_the_list_of_own_bids_calls_opened_what_was_opened_alone(firm: str, stands: str) -> None:
    held = opened("sunrise", "brook", ill_made="hill")
    own = signed_in(replace(BO, body=firm), email=f"bo@{firm}.example")
    rows = re.findall(r"<tr>.*?</tr>", text_of(own.get("/en/desk/")), re.DOTALL)
    assert [f">{stands}<" in row for row in rows if held.bids[firm] in row] == [True]
    assert stands in text_of(own.get(f"/en/desk/{held.bids[firm]}/"))


def test_bids_that_are_all_opened_are_all_counted() -> None:
    opened("sunrise", "brook", "hill")
    told = text_of(Client().get(f"/en/processes/{TENDER}/"))
    assert ("3 bids opened" in told, MEANS["en"] in told) == (True, False)


@pytest.mark.parametrize(("language", "says"), [("en", "sealed to the key holders"), ("zh-hans", "向密钥保管单位加密封存")])
def test_a_bid_that_was_sealed_to_key_holders_says_so(language: str, says: str) -> None:
    held = opened("sunrise", "brook", "hill")
    own = signed_in(replace(BO, body="hill"), email="bo@hill.example", language=language)
    assert says in text_of(own.get(f"/{language}/desk/{held.bids['hill']}/"))
