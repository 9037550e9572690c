"""Who sees a bid on paper before the opening? The officers who keep it and its supplier; the next step is one press from their desks."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from operis.accounts.models import User
from operis.core.mandates import Mandate
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.envelope.commands import ReceiveEnvelope
from operis.dockets.procurement.commands import EnterPaperBid
from tests.api.programs import installed
from tests.holding.county import Held, bo
from tests.holding.papers import COLLEAGUE, PAPER, envelope, handed_in, second_officer
from tests.ledger.tender import TENDER
from tests.statute import ALICE, DONG
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
CONFIRM, AGAIN = "Confirm the receipt of a bid on paper", "Read a bid on paper a second time"


@pytest.fixture(autouse=True)
def _installed(settings: Any) -> None:
    installed(settings.OPERIS_DATA)


def seen_by(who: Mandate) -> Client:
    return signed_in(who, email=f"{who.persons[0]}.{who.body}@office.example")


def account(who: Mandate) -> Mandate:
    """The same, as the record knows who signs in."""
    seen_by(who)
    return replace(who, persons=(str(User.objects.get(email=f"{who.persons[0]}.{who.body}@office.example").pk),))


def open_for_bids() -> Held:
    held = Held().called().named().noticed()
    held.bidder("sunrise")
    second_officer()
    return held


def test_the_next_step_stands_on_the_desks_of_the_office_and_nowhere_else() -> None:
    held = open_for_bids()
    docket = held.county.done(
        None, ReceiveEnvelope(procurement=TENDER, supplier="sunrise", seal=Slug("sealed"), packages=1), account(ALICE)).docket  # fmt: skip
    seen = {who.persons[0]: CONFIRM in seen_by(who).get("/en/desk/").content.decode() for who in (ALICE, COLLEAGUE, DONG)}
    assert seen == {"alice": False, "erin": True, "dong": False}  # who received it does not confirm it
    paths = {who: seen_by(who).get(f"/en/desk/{docket}/").status_code for who in (COLLEAGUE, bo("sunrise"), bo("brook"), DONG)}
    assert [*paths.values()] == [200, 200, 404, 404]
    assert docket not in seen_by(DONG).get(f"/en/processes/{TENDER}/").content.decode()


def test_who_entered_every_bid_on_paper_has_none_to_read_again() -> None:
    held = open_for_bids()
    held.bidder("brook")
    one, other = envelope(held, "sunrise"), envelope(held, "brook")
    held.bid("hill")
    held.due()

    def waits() -> dict[str, bool]:
        return {who.persons[0]: AGAIN in seen_by(who).get("/en/desk/").content.decode() for who in (ALICE, COLLEAGUE)}

    held.county.done(TENDER, EnterPaperBid(bid=one, price=Fen(30_000_000), documents=(PAPER,)), account(ALICE))
    assert waits() == {"alice": False, "erin": True}
    held.county.done(TENDER, EnterPaperBid(bid=other, price=Fen(31_000_000), documents=(PAPER,)), account(COLLEAGUE))
    assert waits() == {"alice": True, "erin": True}


def test_the_page_of_the_procurement_lists_them_and_leads_to_the_counter() -> None:
    held = open_for_bids()
    docket = envelope(held, "sunrise")
    page = seen_by(ALICE).get(f"/en/desk/{TENDER}/").content.decode()
    assert (f'href="/en/desk/{docket}/"' in page, "Received and kept shut" in page) == (True, True)
    counter = f"/en/desk/new/envelope/receive-envelope/?procurement={TENDER}"
    assert f'href="{counter}"' in page
    for address in (counter, counter.partition("?")[0]):
        assert seen_by(ALICE).get(address).status_code == 200
    assert docket not in seen_by(bo("brook")).get(f"/en/desk/{TENDER}/").content.decode()


def test_its_supplier_has_the_receipt_too() -> None:
    held = open_for_bids()
    docket = envelope(held, "sunrise")
    answer = seen_by(bo("sunrise")).get(f"/en/desk/{docket}/receipts/1/")
    assert (answer.status_code, "Received, and signed by" in answer.content.decode()) == (200, True)
    assert seen_by(bo("brook")).get(f"/en/desk/{docket}/receipts/1/").status_code == 404


def test_one_that_nobody_confirmed_says_so_after_the_closing() -> None:
    held = open_for_bids()
    docket = handed_in(held, "sunrise")
    held.due()
    page = seen_by(ALICE).get(f"/en/desk/{TENDER}/").content.decode()
    assert ("Not confirmed before the closing: does not count" in page, "Received, not confirmed yet" in page) == (True, False)
    for who in (ALICE, COLLEAGUE, bo("sunrise")):
        assert seen_by(who).get(f"/en/desk/{docket}/").status_code == 200


def test_where_nobody_could_confirm_the_form_says_so_at_once() -> None:
    held = Held().called().named().noticed()
    held.bidder("sunrise")
    counter = f"/en/desk/new/envelope/receive-envelope/?procurement={TENDER}"
    assert "Nobody but you could confirm that an envelope came in" in seen_by(ALICE).get(counter).content.decode()
    second_officer()
    assert "Nobody but you could confirm that an envelope came in" not in seen_by(ALICE).get(counter).content.decode()
