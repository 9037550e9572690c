"""Whoever seals a bid on its own device finds documents and forms where it takes them, and nothing that only its device has."""

import pytest
from django.test import Client

from operis.dockets.bid.commands import WithdrawBid
from tests.ledger.county import County
from tests.procedures.documents import SCAN, correction
from tests.statute import ALICE
from tests.web.bidding import bidder
from tests.web.held import brought, form_of, sent, written
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
PROGRAM = ".venv/bin/operis"


@pytest.fixture
def client(bid: str) -> Client:
    return bidder()


@pytest.mark.parametrize(
    ("language", "says"), [("en", "The documents of this purchase, and the forms for your bid"), ("zh-hans", "采购文件和投标（响应）格式")]
)
def test_the_docket_of_the_bid_leads_to_documents_and_forms(bid: str, language: str, says: str) -> None:
    html = bidder(language).get(f"/{language}/desk/{bid}/").content.decode()
    assert f'<a href="/{language}/desk/{bid}/bid/">{says}</a>' in html


def test_where_it_is_sealed_documents_and_forms_lie_to_be_taken(client: Client, founded: County, notice: str, bid: str) -> None:
    founded.done(notice, correction(documents=(SCAN,)))
    told = text(client.get(f"/en/supply/seal/{bid}/1/"))
    assert ("Documents plan.pdf" in told, "Forms of the documents" in told) == (True, True)


def test_who_withdraws_a_sealed_bid_is_sent_to_no_draft_that_is_not_here(client: Client, bid: str) -> None:
    made = written(form_of(client, bid))
    brought(client, bid, made.bytes_)
    assert sent(client, bid, made.json).status_code == 201
    told = text(client.get(f"/en/desk/{bid}/{WithdrawBid.slug}/"))
    assert ("your bid sealed on" in told, "What it says, as your draft has it" in told) == (True, False)


def test_an_officer_finds_no_such_way(county: County, bid: str) -> None:
    assert signed_in(ALICE).get(f"/en/desk/{bid}/").status_code == 404
