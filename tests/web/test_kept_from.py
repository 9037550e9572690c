"""For whom a lot is not is told before any work: on the notice, with the documents, where the bid is written and on the sealing page."""

from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from operis import clock
from operis.attachments.bidding import draft_of
from operis.dockets.bid.commands import ObtainDocuments
from operis.ledger import read
from tests.ledger.county import County, supplier
from tests.procedures.documents import intention, notice, plan
from tests.statute import BO
from tests.web.bidding import bidder
from tests.web.browsed import answered
from tests.web.held import form_of, held, taken
from tests.web.reading import text
from tests.web.shown import SITE

pytestmark = pytest.mark.django_db
CHARITY = ("social-service-organisation", None)
SAYS = "Lot 1 is reserved for small and medium enterprises; you are on file as social service organisation."
SAYS_ZH = "采购包1专门面向中小企业；贵单位登记为社会服务机构（民办非企业单位）。"
REMEDY = "Look for a notice that is not reserved. If the file says wrongly what you are, have it corrected before bids close."
RULE = 'href="/en/rules/SME-07/"'


def kept(county: County, nature: str, size: str | None) -> str:
    """A notice that is kept for small firms as a whole, whose bids this site keeps."""
    supplier(county, nature, size)
    need = county.need()
    docket = county.done(None, intention(need=need)).docket
    county.done(docket, plan(need=need))
    county.done(docket, notice())
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    return docket


def told(client: Client, path: str) -> tuple[bool, bool, bool]:
    """Whether the reason, the remedy and the rule stand there."""
    answer = client.get(path)
    assert answer.status_code == 200
    return SAYS in text(answer), REMEDY in text(answer), RULE in answer.content.decode()


@pytest.mark.parametrize(("nature", "size", "wrong"), [(*CHARITY, True), ("enterprise", "small", False)])
def test_it_is_told_on_the_notice_with_the_documents_and_where_the_bid_is_written(
    founded: County, nature: str, size: str | None, wrong: bool
) -> None:
    docket = kept(founded, nature, size)
    client, all_of_it = bidder(), (wrong,) * 3
    assert told(client, f"/en/notices/{docket}/")[:2] == all_of_it[:2]
    assert told(client, f"/en/desk/new/bid/obtain-documents/?procurement={docket}") == all_of_it
    bid = taken(founded, docket)
    assert [one.finding.do for one in read.entries(bid)[0].notes] == ([REMEDY] if wrong else [])
    assert told(client, f"/en/desk/{bid}/bid/1/") == all_of_it


def test_the_documents_may_be_taken_all_the_same(founded: County) -> None:
    docket = kept(founded, *CHARITY)
    assert founded.done(None, ObtainDocuments(procurement=docket), BO).entries[0].act.kind == "documents-obtained"


@pytest.mark.parametrize(("kind", "says"), [("", True), ("enterprise.small", False)])
def test_for_whom_it_is_kept_stands_there_before_anybody_says_what_it_is(founded: County, client: Client, kind: str, says: bool) -> None:
    docket = kept(founded, *CHARITY)
    can = client.get(f"/en/notices/{docket}/?kind={kind}").content.decode().split('id="can-you-bid"')[1].split("</section>")[0]
    assert ("The whole purchase is for small and medium enterprises." in can, RULE in can) == (says, True)


@pytest.mark.parametrize(("nature", "size", "wrong"), [(*CHARITY, True), ("enterprise", "small", False)])
def test_the_form_of_a_sealed_bid_says_it_in_both_languages(founded: County, nature: str, size: str | None, wrong: bool) -> None:
    docket = held(founded, nature, size)
    bid = taken(founded, docket)
    clock.set_demo_clock(founded.clock + timedelta(minutes=1))
    assert told(bidder(), f"/en/supply/seal/{bid}/1/") == (wrong,) * 3
    against = form_of(bidder(), bid)["against"]
    assert [(one["says"]["en"], one["do"]["en"], one["row"]) for one in against] == ([(SAYS, REMEDY, "SME-07")] if wrong else [])
    assert [one["says"]["zh"] for one in against] == ([SAYS_ZH] if wrong else [])


@pytest.mark.slow
def test_the_sealing_page_says_it_before_any_work(founded: County, chromium: Browser) -> None:
    docket = held(founded, *CHARITY)
    bid = taken(founded, docket)
    clock.set_demo_clock(founded.clock + timedelta(minutes=1))
    with answered(chromium, bidder(), scripts=True) as tab:
        tab.goto(f"{SITE}/seal/#{bid}/1/en")
        expect(tab.locator("#against li")).to_contain_text(f"{SAYS} {REMEDY}")
        expect(tab.locator("#against a")).to_have_attribute("href", "/en/rules/SME-07/")


@pytest.mark.parametrize(("nature", "size", "asks"), [
    (*CHARITY, False), ("enterprise", "small", True), ("enterprise", "medium", True), ("enterprise", "large", False)])  # fmt: skip
def test_who_is_favoured_by_its_size_is_asked_to_declare_it(founded: County, nature: str, size: str | None, asks: bool) -> None:
    bid = taken(founded, kept(founded, nature, size))
    page = bidder().get(f"/en/desk/{bid}/bid/1/who/").content.decode()
    assert ('name="tick-declaration"' in page) is asks
    assert ("Small-enterprise declaration" in text(bidder().get(f"/en/desk/{bid}/bid/1/"))) is asks


@pytest.mark.parametrize(("nature", "size", "takes"), [(*CHARITY, False), ("enterprise", "small", True)])
def test_a_lot_that_is_not_open_to_somebody_takes_no_answers(founded: County, nature: str, size: str | None, takes: bool) -> None:
    bid = taken(founded, kept(founded, nature, size))
    client, section = bidder(), f"/en/desk/{bid}/bid/1/wanted/"
    overview = text(client.get(f"/en/desk/{bid}/bid/1/"))
    assert ("no answers are taken for this lot" in overview, "0 of 4 sections" in overview) == (not takes, takes)
    shown = client.get(section)
    assert (shown.status_code, shown.headers.get("Location")) == ((200, None) if takes else (302, f"/en/desk/{bid}/bid/1/"))
    client.post(section, {"tick-as-asked": "yes", "desk-was": shown.context["was"] if takes else "", "bid-do": "next"})
    assert (draft_of(bid, "1", 1) is not None) is takes
    told = {"name": "a.pdf", "size": "9", "part": "materials", "sha256": "0" * 64}
    assert client.post(f"/en/desk/{bid}/bid/1/upload/", told).status_code == (200 if takes else 422)
