"""A contract that pays by unit says what a unit costs, also where the bid has one price for all."""

from operis.documents.contracting.forms import forms


def test_where_the_bid_has_no_unit_price_it_follows_from_price_and_quantity() -> None:
    clause = next(one for one in forms()["purchase"].clauses if one["id"] == "p-unit-price")
    assert "其中没有单价的，为合同金额除以约定的数量" in clause["zh"]
    assert "where that has none, it is the contract price over the quantity agreed" in clause["en"]
