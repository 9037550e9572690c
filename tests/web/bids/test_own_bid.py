"""What is a supplier told of its own bid: on the notice, at the desk, before it sends one too late, and where it looks up its receipt?"""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from operis import clock
from operis.core.mandates import THE_CLOCK, Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments, SealBid, WithdrawBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.file.commands import ReviewFile
from operis.dockets.procurement.commands import AnswerRepresentation, CloseBids
from operis.dockets.representation.commands import MakeRepresentation
from operis.documents.shown import moment
from operis.ledger import read
from operis.ledger.receipt import seal_code
from operis.registers import models
from operis.web.desk.due import came_in
from tests.api.programs import installed
from tests.cases.halfway import REFUSES, TALKS, until
from tests.ledger.county import FAYE, County, body_file
from tests.procedures.documents import MARCH_2, words
from tests.statute import BO, at
from tests.web.bidding import sent
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
TAKE = "/en/desk/new/bid/obtain-documents/"
CLOSES = at(MARCH_2 + timedelta(days=20), "09:30")
OPENED = "DC-2020-S-0001"


def bidder(language: str = "en") -> Client:
    return signed_in(BO, email="bo@sunrise.example", language=language)


def offer() -> SealBid:
    return SealBid(lot="1", content=BidContent(price=Fen(800_000_00)))


@pytest.fixture
def bid(county: County) -> str:
    docket = county.done(None, ObtainDocuments(procurement=NUMBER), BO).docket
    county.done(docket, offer(), BO)
    return docket


def later(minutes: int) -> None:
    clock.set_demo_clock(CLOSES + timedelta(minutes=minutes))


@pytest.mark.parametrize("address", [TAKE, f"{TAKE}?procurement={NUMBER}"])
def test_nobody_is_refused_the_documents_before_a_number_is_read(county: County, address: str) -> None:
    page = bidder().get(address)
    assert (page.status_code, "Not yet possible" in text(page), "all the same" in text(page)) == (200, False, False)


def test_what_stands_in_the_way_at_one_notice_is_told_before_anything_is_typed(county: County) -> None:
    assert "No notice stands under DC-2026-S-0009." in text(bidder().get(f"{TAKE}?procurement=DC-2026-S-0009"))


def test_whose_bid_is_sealed_is_told_since_when_and_led_to_it(bid: str) -> None:
    page = bidder().get(f"/en/notices/{NUMBER}/")
    told = text(page)
    assert ("Your bid for lot 1 is sealed since 2 March 2026" in told, "This stands in the way" in told) == (True, False)
    assert f'href="/en/desk/{bid}/bid/">Replace or withdraw your bid' in page.content.decode()
    assert "is sealed since" not in text(Client().get(f"/en/notices/{NUMBER}/"))


def test_the_docket_of_the_procurement_leads_a_supplier_to_the_documents_and_then_to_its_bid(county: County) -> None:
    path = f"/en/desk/{NUMBER}/"
    assert f'href="{TAKE}?procurement={NUMBER}">Take the documents' in bidder().get(path).content.decode()
    docket = county.done(None, ObtainDocuments(procurement=NUMBER), BO).docket
    assert f'href="/en/desk/{docket}/bid/">Prepare your bid' in bidder().get(path).content.decode()
    later(1)
    assert f'href="/en/desk/{docket}/">Your bid' in bidder().get(path).content.decode()


def test_the_docket_of_a_question_says_its_answer_and_leads_to_it(county: County) -> None:
    docket = county.done(None, MakeRepresentation(procurement=NUMBER, question=words("Is there a kitchen?")), BO).docket
    page, way = f"/en/desk/{docket}/", f'/en/notices/{NUMBER}/#question-1">Question and answer, as everybody reads them'
    assert way not in bidder().get(page).content.decode()
    county.done(NUMBER, AnswerRepresentation(question="1", answer=words("There is one.")))
    answered = bidder().get(page)
    assert ("Answer There is one." in text(answered), way in answered.content.decode()) == (True, True)


def test_after_closing_nobody_is_asked_whether_he_can_bid(county: County, client: Client) -> None:
    assert "Can you bid?" in text(client.get(f"/en/notices/{NUMBER}/"))
    later(0)
    told = text(client.get(f"/en/notices/{NUMBER}/"))
    assert ("Can you bid?" in told, "Closing time 22 March 2026, 09:30 (Beijing time)" in told) == (False, True)


@pytest.mark.parametrize(("minutes", "late"), [(-1, False), (0, True)])
def test_a_late_bid_is_told_before_it_is_sent(bid: str, minutes: int, late: bool) -> None:
    later(minutes)
    checked = bidder().get(f"/en/desk/{bid}/bid/1/check/")
    says = "Bids closed 22 March 2026, 09:30 (Beijing time). What is sent now comes too late"
    assert [says in text(checked), 'href="/en/rules/O87-33/"' in checked.content.decode()] == [late, True]


def test_the_step_of_a_bid_leads_to_its_pages(bid: str) -> None:
    assert bidder().get(f"/en/desk/{bid}/seal-bid/").headers["Location"] == f"/en/desk/{bid}/bid/"


def test_what_came_too_late_is_answered_with_the_closing_time_and_the_rule(bid: str) -> None:
    later(1)
    answer = sent(bidder(), bid)
    told = text(answer)
    assert (answer.status_code, "This came too late" in told, "Bids closed 22 March 2026, 09:30" in told) == (409, True, True)
    assert 'href="/en/rules/O87-33/"' in answer.content.decode()
    lists = re.findall(r"What comes next</h2>\s*<ul>(.*?)</ul>", answer.content.decode(), re.DOTALL)
    assert [re.findall(r'href="([^"]+)"', one) for one in lists] == [
        [f"/en/processes/{NUMBER}/", f"/en/desk/{bid}/", "/en/notices/"]]  # fmt: skip
    assert f'href="/en/desk/{bid}/seal-bid/"' not in answer.content.decode()


def test_the_page_that_the_letter_about_a_late_bid_leads_to_says_what_remains_possible(bid: str) -> None:
    ways = f'What remains possible:</p>\n<ul>\n<li><a class="tap" href="/en/processes/{NUMBER}/">'
    for minutes, there in ((-1, False), (1, True)):
        later(minutes)
        page = bidder().get(f"/en/desk/{bid}/").content.decode()
        assert (ways in page, 'href="/en/notices/">Find other work' in page) == (there, there)


SECRET = "What is in it is not public until the bids are opened."


def look_up(docket: str, place: int, client: Client) -> str:
    entry = read.entries(docket)[place]
    return text(client.get(f"/en/verify/?number={docket}+{entry.no + 1}&code={seal_code(entry.leaf)}"))


def test_the_seal_of_a_receipt_matches_while_the_bid_is_sealed_and_says_nothing_of_it(county: County, bid: str, client: Client) -> None:
    for _stage in ("open", "closed"):
        told = look_up(bid, 1, client)
        assert ("Matches the record" in told, "A bid; not public yet" in told, SECRET in told) == (True, True, True)
        assert [word for word in ("Page of the process", "Sunrise", "sunrise", "800,000") if word in told] == []
        county.clock = CLOSES
        if not models.Notice.objects.get(docket=NUMBER).closed:
            county.done(NUMBER, CloseBids(), THE_CLOCK)


def test_its_own_record_is_there_from_the_closing_on_and_the_receipt_says_so(county: County, bid: str) -> None:
    client, receipt, record = bidder(), f"/en/desk/{bid}/receipts/2/", f"/en/desk/{bid}/record.jsonl"
    clock.sequence_once()
    assert "Before the closing nothing in the public log tells of it" in text(client.get(receipt))
    assert client.get(record).status_code == 404
    county.clock = CLOSES
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    clock.sequence_once()
    assert record in client.get(receipt).content.decode()
    first, *lines = "".join(map(bytes.decode, client.get(record))).splitlines()
    assert (bid in first, sum('"entry":' in line for line in lines)) == (True, 2)


POLLED = (
    "/log/checkpoint", "/log/tile/0/000", "/api/v1/dockets", f"/api/v1/dockets/{NUMBER}", f"/api/v1/dockets/{NUMBER}/acts", "/en/",
    "/en/notices/", f"/en/notices/{NUMBER}/", f"/en/processes/{NUMBER}/", "/en/verify/", "/en/suppliers/", "/en/rules/", "/healthz",
    "/readyz", "/sitemap.xml",
)  # fmt: skip


def test_who_polls_log_and_api_and_pages_sees_nothing_of_twenty_bids_before_their_closing(county: County, client: Client) -> None:
    def polled() -> dict[str, tuple[int, bytes]]:
        answers = {address: client.get(address) for address in POLLED}
        return {address: (answer.status_code, answer.content) for address, answer in answers.items()}

    bidders = [f"firm-{place}" for place in range(20)]
    for key in bidders:
        file = replace(body_file(key), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"))
        county.done(county.done(None, file, replace(BO, body=key)).docket, ReviewFile(result=Slug("accepted")), FAYE)
    clock.sequence_once()
    before = polled()
    for key in bidders:
        by = replace(BO, body=key)
        county.done(county.done(None, ObtainDocuments(procurement=NUMBER), by).docket, offer(), by)
    clock.sequence_once()
    assert [address for address, answer in polled().items() if answer != before[address]] == []


def test_nobody_learns_of_a_bid_without_its_code(bid: str, client: Client) -> None:
    told = text(client.get(f"/en/verify/?number={bid}+2&code=0000-0000-0000-0000"))
    assert ("Not known here" in told, "A bid" in told) == (True, False)


@pytest.fixture
def opened(tmp_path: Path, settings: Settings) -> models.Docket:
    """A bid of a consultation in which bids were opened, and final quotes are asked for."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    until("open-round", path=TALKS)
    return models.Docket.objects.filter(kind="bid", need=OPENED).order_by("number")[0]


@pytest.mark.parametrize(
    ("path", "step", "public"),
    [(REFUSES, "open-bids", True), (TALKS, "open-bids", False), (TALKS, "open-round", False), (TALKS, "publish-result", True)],
)
def test_once_everybody_reads_a_bid_its_seal_is_a_match_with_what_when_and_where(
    path: Path, step: str, public: bool, tmp_path: Path, settings: Settings, client: Client
) -> None:
    """In a tender from the opening on, in a consultation from the result on: until then it matches, and nothing more is told."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    until(step, path=path)
    bid = models.Docket.objects.filter(kind="bid").order_by("need", "number")[0]
    sealed = next(place for place, one in enumerate(read.entries(bid.number)) if one.act.kind == "bid-sealed")
    told = look_up(bid.number, sealed, client)
    matches = "Matches the public record" if public else "Matches the record"
    assert (matches in told, "What Bid sealed" in told, bid.need in told) == (True, public, public)
    assert ("A bid; not public yet" in told, SECRET in told) == (not public, not public)
    assert "An act on a bid; it is not public" in look_up(bid.number, 0, client)


def test_a_bid_has_the_closing_time_of_its_notice_and_that_of_the_quotes_by_its_own_name(opened: models.Docket) -> None:
    client = signed_in(Mandate(role=Role.SUPPLIER, office="bids", body=opened.body, persons=("bo",)))
    told = text(client.get(f"/en/desk/{opened.number}/"))
    notice = models.Docket.objects.get(number=OPENED)
    assert notice.closes is not None
    assert ("2020, 15:00 (Beijing time)" in told, "Closing of final quotes 21 October 2020, 17:30" in told) == (True, True)


def test_a_final_quote_that_is_asked_for_stands_on_the_desk_until_it_closes(opened: models.Docket) -> None:
    mandate = Mandate(role=Role.SUPPLIER, office="bids", body=opened.body, persons=("bo",))
    closes = models.Asked.objects.get(docket=OPENED, supplier=opened.body).until
    with override("en"):
        (due,) = came_in(mandate, closes - timedelta(minutes=1))[0]
        assert (due.words, due.url) == (f"Give your final quote, or replace it, until {moment(closes)}", f"/en/desk/{opened.number}/bid/")
    assert came_in(mandate, closes)[0] == []
    assert came_in(replace(mandate, body="nobody"), closes - timedelta(minutes=1))[0] == []


def test_the_pages_of_a_bid_in_a_consultation_cite_the_law_of_consultations(opened: models.Docket) -> None:
    client = signed_in(Mandate(role=Role.SUPPLIER, office="bids", body=opened.body, persons=("bo",)))
    for way in ("bid/1/", "bid/1/check/", "withdraw-bid/", "give-explanation/"):
        html = client.get(f"/en/desk/{opened.number}/{way}").content.decode()
        assert ('href="/en/rules/O87' in html, way) == (False, way)
    assert 'href="/en/rules/CC-13/"' in client.get(f"/en/desk/{opened.number}/bid/1/check/").content.decode()


@pytest.mark.parametrize(("days", "over"), [(7, False), (8, True)])
def test_that_the_documents_are_no_longer_offered_stands_in_the_list_and_on_the_notice(
    county: County, client: Client, days: int, over: bool
) -> None:
    clock.set_demo_clock(at(MARCH_2 + timedelta(days=days), "12:00"))
    listed, noticed = text(client.get("/en/notices/")), text(client.get(f"/en/notices/{NUMBER}/"))
    says = ("Documents no longer offered Only who has them may bid", "no longer offered: only who has them may bid")
    assert [says[0] in listed, says[1] in noticed] == [over, over]
    assert "Documents until 9 March 2026" in noticed


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "Entered as {bid} 2, code {code} Arrived 2 March 2026, 09:00:{second} (Beijing time) "
               "Had to arrive before 22 March 2026, 09:30:00 (Beijing time) In the public log with the closing of DC-2026-S-0001 "),
        ("zh-hans", "登记编号 {bid} 2，封签码{code} 收到时间 2026年3月2日 09:00:{second}（北京时间） "
                    "应当早于 2026年3月22日 09:30:00（北京时间） 载入公开日志 随DC-2026-S-0001截止时一并载入 "),
    ],
)  # fmt: skip
def test_a_receipt_is_read_in_ones_language_in_the_time_of_the_place_and_by_the_numbers_of_the_pages(
    bid: str, language: str, says: str
) -> None:
    entry = read.entries(bid)[1]
    told = text(bidder(language).get(f"/{language}/desk/{bid}/receipts/2/"))
    assert says.format(bid=bid, code=seal_code(entry.leaf), second=f"{entry.entered:%S}") in told


def test_of_several_sealed_bids_the_timeline_says_which_counts(county: County, bid: str) -> None:
    county.done(bid, offer(), BO)
    told = text(bidder().get(f"/en/desk/{bid}/"))
    assert (told.count("This one counts."), told.count("Another one took its place.")) == (1, 1)
    assert told.index("Another one took its place.") < told.index("This one counts.")
    county.done(bid, WithdrawBid(lot="1"), BO)
    told = text(bidder().get(f"/en/desk/{bid}/"))
    assert (told.count("This one counts."), told.count("Withdrawn: it counts for nothing.")) == (0, 1)


def test_who_has_one_bid_is_asked_neither_for_its_lot_nor_why_it_comes_late(county: County, bid: str) -> None:
    path = f"/en/desk/{bid}/withdraw-bid/"
    form = bidder().get(path).content.decode()
    assert ('name="lot"' in form, "late_reason" in form) == (False, False)
    checked = text(bidder().post(path, {"desk-do": "check", "desk-key": "k" * 43}))
    assert ("Lot: 1" in checked or "Lot: Lot 1" in checked) is True


def test_a_withdrawal_says_what_goes_and_until_when_it_could_and_is_offered_no_more_once_done(county: County, bid: str) -> None:
    path = f"/en/desk/{bid}/withdraw-bid/"
    assert "your bid sealed on 2 March 2026, 09:00 (Beijing time), entry 2 of this docket" in text(bidder().get(path))
    county.done(bid, WithdrawBid(lot="1"), BO)
    assert "Had to arrive before 22 March 2026, 09:30:00 (Beijing time)" in text(bidder().get(f"/en/desk/{bid}/receipts/3/"))
    page = bidder().get(f"/en/desk/{bid}/").content.decode()
    assert (path in page, f"/en/desk/{bid}/send-sealed-bid/" in page) == (False, False)
    assert "Write it now all the same" not in text(bidder().get(path))


def test_what_is_confirmed_of_a_withdrawal_names_bidder_and_purchase_and_no_lot_where_there_are_none(county: County, bid: str) -> None:
    checked = text(bidder().post(f"/en/desk/{bid}/withdraw-bid/", {"desk-do": "check", "desk-key": "k" * 43}))
    assert f"Bidder Sunrise Procurement Day care {NUMBER} Sealed on 2 March 2026, 09:00 (Beijing time)" in checked


def test_after_the_closing_nothing_is_written_for_a_withdrawal(county: County, bid: str) -> None:
    path = f"/en/desk/{bid}/withdraw-bid/"
    assert "Write it now all the same" not in text(bidder().get(path))
    county.clock = CLOSES
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    later(1)
    told = text(bidder().get(path))
    assert ("Bids closed on" in told, "Write it now all the same" in told) == (True, False)


def test_a_receipt_is_found_again_at_what_it_is_for_and_says_whose_it_is_and_what_it_replaces(county: County, bid: str) -> None:
    county.done(bid, offer(), BO)
    client = bidder()
    page, draft = client.get(f"/en/desk/{bid}/").content.decode(), client.get(f"/en/desk/{bid}/bid/1/").content.decode()
    assert [f'href="/en/desk/{bid}/receipts/{no}/"' in page for no in (1, 2, 3)] == [True] * 3
    assert [f'href="/en/desk/{bid}/receipts/{no}/"' in draft for no in (2, 3)] == [False, True]
    told = [text(client.get(f"/en/desk/{bid}/receipts/{no}/")) for no in (2, 3)]
    assert ["Supplier Sunrise" in one for one in told] == [True] * 2
    assert [f"Takes the place of {bid} 2, received 2 March 2026, 09:00" in one for one in told] == [False, True]
    county.done(bid, WithdrawBid(lot="1"), BO)
    assert f"Takes back {bid} 3, received" in text(client.get(f"/en/desk/{bid}/receipts/4/"))


def test_the_receipt_of_a_bid_that_came_too_late_says_so_beside_its_text(county: County, bid: str) -> None:
    county.clock = CLOSES
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    county.done(bid, offer(), BO)
    late, before = (text(bidder().get(f"/en/desk/{bid}/receipts/{no}/")) for no in (3, 2))
    for one, is_late in ((late, True), (before, False)):
        assert ("refused: it came after bids had closed, and nothing of it was kept" in one, "too late. Nothing of it was kept." in one,
                "proves that what you sent had arrived at this time" in one) == (is_late, is_late, not is_late)  # fmt: skip


@pytest.mark.parametrize(("minutes", "offered"), [(-1, True), (0, False)])
def test_from_the_closing_on_nothing_is_offered_that_would_come_too_late(bid: str, minutes: int, offered: bool) -> None:
    clock.set_demo_clock(CLOSES + timedelta(minutes=minutes))
    page = bidder().get(f"/en/desk/{bid}/").content.decode()
    assert [f'href="/en/desk/{bid}/{step}/"' in page for step in ("seal-bid", "withdraw-bid")] == [offered, offered]
