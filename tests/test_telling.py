"""Who is written to of an envelope: its supplier, as soon as it is written down, and again where it falls out at the closing."""

from datetime import date, timedelta
from typing import Any

import pytest

from operis import clock, letters, telling
from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office
from operis.core.mandates import Role
from operis.dockets.bid.commands import WithdrawBid
from operis.mail.models import Letter
from operis.mail.queue import words_of
from tests.api.programs import installed
from tests.holding.county import bo, ready
from tests.holding.papers import envelope, handed_in
from tests.ledger.tender import TENDER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _installed(settings: Any) -> None:
    installed(settings.OPERIS_DATA)
    for body in ("hill", "brook"):
        user = User.objects.create_user(f"a@{body}.example", f"a@{body}.example")
        Grant.objects.create(user=user, office=install_office(f"{body}-sells", body, Role.SUPPLIER), first=date(2026, 1, 1))


def told() -> list[tuple[str, str]]:
    """To whom a letter was written, and its English subject."""
    return [(one.to, words_of(one)[0].partition(" / ")[2]) for one in Letter.objects.order_by("pk")]


def test_its_supplier_is_told_at_once_and_once() -> None:
    held = ready("sunrise", "brook", "hill")
    docket = handed_in(held, "hill")
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    assert [telling.write_told(), telling.write_told()] == [4, 0]
    came = f"{TENDER}: your sealed bid came in"
    assert told() == [("a@brook.example", came), ("a@hill.example", came),
                      ("a@hill.example", f"{TENDER}: a bid on paper was written down in your name")]  # fmt: skip
    assert f"http://127.0.0.1:8000/en/desk/{docket}/" in words_of(Letter.objects.order_by("-pk")[0])[1]


def test_a_bid_that_came_is_told_with_its_receipt_and_nothing_that_it_says() -> None:
    held = ready("sunrise", "brook", "hill")
    held.bid("brook", price=777_777_00)
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    telling.write_told()
    texts = {one.to: words_of(one)[1] for one in Letter.objects.all()}
    assert {to: "It takes the place of the one that you sent before." in text for to, text in texts.items()} == {
        "a@brook.example": True, "a@hill.example": False}  # fmt: skip
    assert f"Its receipt stands under number {held.bids['brook']} 3." in texts["a@brook.example"]
    assert not any(one in text for one in ("777", "hill-sells", "sunrise") for text in texts.values())


def test_a_bid_that_was_withdrawn_is_told_and_one_that_follows_takes_nothing_s_place() -> None:
    held = ready("sunrise", "brook", "hill")
    telling.write_told()
    held.county.done(held.bids["hill"], WithdrawBid(lot="1"), bo("hill"))
    telling.write_told()
    assert told()[2:] == [("a@hill.example", f"{TENDER}: a bid of yours was withdrawn")]
    assert "No bid of yours is in now." in words_of(Letter.objects.order_by("-pk")[0])[1]
    held.bid("hill")
    telling.write_told()
    assert told()[3:] == [("a@hill.example", f"{TENDER}: your sealed bid came in")]
    assert "takes the place" not in words_of(Letter.objects.order_by("-pk")[0])[1]


def test_it_is_told_again_where_the_envelope_falls_out() -> None:
    held = ready("sunrise", "brook", "hill")
    handed_in(held, "hill")
    envelope(held, "brook")
    letters.write_new()
    held.due()
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    while clock.sequence_once():
        pass
    while letters.write_new():
        pass
    assert told() == [("a@hill.example", f"{TENDER}: your bid on paper does not count")]
    says = words_of(Letter.objects.get())[1]
    assert ("(OURS-PAPER)" in says, "Another bid of yours for the same is in force." in says) == (True, True)


@pytest.mark.parametrize("before", [True, False])
def test_who_came_too_late_is_told_once_and_whether_anything_of_it_stands(before: bool) -> None:
    held = ready("sunrise", "brook", *(("hill",) if before else ()))
    held.bidder("hill")
    telling.write_told()
    earlier = len(told())
    held.due()
    held.bid("hill")
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    telling.write_told()
    telling.write_told()
    mine = [one for one in told()[earlier:] if one[0] == "a@hill.example"]
    assert mine == [("a@hill.example", f"{TENDER}: a bid of yours came too late")]
    [says] = [words_of(one)[1] for one in Letter.objects.all() if one.to == "a@hill.example" and "too late" in words_of(one)[0]]
    assert "after bids had closed at 22 March 2026, 09:30 (Beijing time)" in says, says
    assert ("was refused. Nothing of it was kept." in says, "What you had sent in time stands as it was." in says) == (True, before)


@pytest.mark.parametrize(("days", "count"), [(6, 1), (8, 0)])
def test_a_late_bid_of_long_ago_is_told_no_more(days: int, count: int) -> None:
    held = ready("sunrise", "brook", "hill")
    telling.write_told()
    earlier = len(told())
    held.due()
    held.bid("hill")
    clock.set_demo_clock(held.county.clock + timedelta(days=days))
    telling.write_told()
    assert len(told()[earlier:]) == count
