"""The same answers come to the same content in the browser as in Python, byte for byte."""

import random
from collections.abc import Iterator
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from operis.core.money import Fen, fen
from operis.dockets.bid.terms import PriceItem
from operis.dockets.procurement.terms import Document
from operis.rules.sums import amount
from operis.sealing.answers import Answers, content_of, worded
from operis.sealing.plain import head_of
from tests.web.bid_form import bid_form, both, question
from tests.web.sealing import answered, tab_with

pytestmark = pytest.mark.slow

TIMES = 200
WORDS = ["", " ", "Warm meals", "每日一餐", " 早 \n晚 ", "\ufeffx", "A & B <“b”> \\ \u2028 \x7f", "日间\t托管"]
BODY = """const [form, all] = given; return all.map(one => hex(of.headOf(of.contentOf(form, one))));"""


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    with tab_with(chromium, "content.js") as one:
        yield one


def answers(chance: random.Random) -> dict[str, Any]:
    """Some of the questions answered in some way, one of them of another form."""
    keys = [*(one["key"] for section in bid_form()["sections"] for one in section["questions"]), "declaration", "another"]

    def file() -> dict[str, Any]:
        return {"name": chance.choice(["a.pdf", "执照.jpg"]), "sha256": f"{chance.randrange(4):064x}", "size": chance.randrange(9)}

    items = [{"name": chance.choice(["Lunch", "日间托管"]), "quantity": chance.choice(["1", "0.333", "2100"]), "unit_price": "18.05"}
             for _line in range(chance.randrange(3))]  # fmt: skip
    return {
        "price": chance.choice(["860000.00", "0.01"]) if chance.random() < 0.7 or not items else None, "items": items,
        "ticked": [one for one in keys if chance.random() < 0.5], "texts": {one: chance.choice(WORDS) for one in keys},
        "members": [one for one in ("bright-hands", "hill") if chance.random() < 0.3],
        "files": {one: [file() for _file in range(chance.randrange(3))] for one in keys},
    }  # fmt: skip


def in_python(form: dict[str, Any], one: dict[str, Any]) -> str:
    items = tuple(
        PriceItem(name=worded(line["name"]), quantity=Decimal(line["quantity"]), unit_price=fen(line["unit_price"]),
                  amount=amount(Decimal(line["quantity"]), Fen(fen(line["unit_price"]))))
        for line in one["items"]
    )  # fmt: skip
    files = {key: tuple(Document(**row) for row in rows) for key, rows in one["files"].items()}
    said = Answers(texts=one["texts"], ticked=frozenset(one["ticked"]), files=files, members=tuple(one["members"]), items=items,
                   price=fen(one["price"]) if one["price"] else None)  # fmt: skip
    asked = [SimpleNamespace(**question) for section in form["sections"] for question in section["questions"]]
    return head_of(content_of(asked, said, small=form["small"])).hex()


@pytest.mark.parametrize("about", ["sme-declaration", "certificate-of-prison-or-rehabilitation-administration"])
def test_two_hundred_bids_say_the_same_whoever_put_them_together(tab: Page, about: str) -> None:
    chance, form = random.Random(15), bid_form()
    form["sections"][0]["questions"].append(question("declaration", "condition", about, both("声明函", "Declaration")))
    made = [answers(chance) for _count in range(TIMES)]
    found = answered(tab, BODY, form, made)
    assert [one for one, there in zip(made, found, strict=True) if there != in_python(form, one)] == []
