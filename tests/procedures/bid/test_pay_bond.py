"""Bid security is not cash, and what the notice asks: REG-33a, CC-12."""

from dataclasses import replace
from datetime import date

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.acts import BondReceived
from operis.dockets.bid.commands import PayBond
from operis.dockets.procurement.facts import procurement
from tests.procedures.bids import CLOSES, IN_TIME, OBTAINED
from tests.statute import BO

PAID = PayBond(amount=Fen(8_000_00), form=Slug("transfer"), paid_on=date(2026, 3, 10))
METHODS = [("open-tender", "REG-33a"), ("competitive-consultation", "CC-12")]


@pytest.mark.parametrize(("method", "row"), METHODS)
def test_it_is_given_in_any_form_but_cash(method: str, row: str) -> None:
    given = IN_TIME.told(procurement, method=method)
    for form in ("transfer", "cheque", "guarantee"):
        given(OBTAINED).when(replace(PAID, form=Slug(form)), by=BO).then(BondReceived)
    given(OBTAINED).when(replace(PAID, form=Slug("cash")), by=BO).refused_under(row, status=422)


@pytest.mark.parametrize(("method", "row"), METHODS)
def test_it_is_the_amount_that_is_asked_to_the_fen(method: str, row: str) -> None:
    given = IN_TIME.told(procurement, method=method)
    for amount in (7_999_99, 8_000_01):
        given(OBTAINED).when(replace(PAID, amount=Fen(amount)), by=BO).refused_under(row, status=422)
    given.told(procurement, method=method, bond=None)(OBTAINED).when(PAID, by=BO).refused_under(row, status=422)


def test_it_is_given_before_closing_by_whoever_took_the_documents() -> None:
    IN_TIME.happening(CLOSES)(OBTAINED).when(PAID, by=BO).refused_under("OURS-OPEN", status=409)
    IN_TIME().when(PAID, by=BO).refused_under("OURS-OPEN", status=409)
    IN_TIME(OBTAINED).when(PAID, by=replace(BO, body="brook")).refused_under("REG-33a", status=403)
