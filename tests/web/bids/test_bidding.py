"""How does a supplier write a bid in the browser: part by part, with its files, until it is sealed, replaced or too late?"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from operis import clock
from operis.attachments.bidding import BidDraft, BidFile
from operis.attachments.receiving import folder
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.commands import WithdrawBid
from operis.dockets.bid.terms import content_digest
from operis.dockets.file.terms import Certificate
from operis.ledger import read
from operis.ledger.receipt import seal_code
from operis.registers import models
from tests.ledger.county import County, body_file
from tests.procedures.documents import plan, words
from tests.statute import ALICE, BO
from tests.web.bidding import (
    CLOSES,
    KEY,
    NUMBER,
    RIVAL,
    SCAN,
    another_bid,
    bidder,
    bytes_of,
    content_in,
    section,
    sent,
    whole,
    written,
)  # fmt: skip
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db


def test_who_takes_the_documents_comes_to_its_bid(county: County) -> None:
    page = bidder().post("/en/desk/new/bid/obtain-documents/", {"procurement": NUMBER, "desk-do": "confirm", "desk-key": KEY}, follow=True)
    assert ("Your bid: Day care" in text(page), "0 of 4" in text(page), "The most that is paid CNY 860,000.00" in text(page)) == (
        True, True, True
    )  # fmt: skip


def test_who_has_the_documents_and_asks_for_them_once_more_goes_on_to_the_bid(bid: str) -> None:
    """The button of a notice is pressed by who is signed out, and leads there by way of signing in."""
    again = bidder().get(f"/en/desk/new/bid/obtain-documents/?procurement={NUMBER}")
    assert (again.status_code, again.headers["Location"]) == (302, f"/en/desk/{bid}/bid/")


def test_a_bid_is_written_part_by_part_and_sealed_with_its_files(bid: str) -> None:
    client = bidder()
    whole(client, bid)
    page = client.get(f"/en/desk/{bid}/bid/1/check/")
    assert ("still missing" in text(page), "CNY 800,000.00" in text(page), "licence.pdf" in text(page)) == (False, True, True)
    receipt = sent(client, bid)
    assert (receipt.status_code, "Entered: Seal and send the bid" in text(receipt)) == (200, True)
    said = content_in(bid)
    assert (said.price, said.statements, said.offers[0].about, said.offers[0].text.en) == (
        Fen(800_000_00), ("sme-declaration", "as-asked"), "plan", "Two groups, seven weeks."
    )  # fmt: skip
    assert [one.name for one in (*said.documents, *said.offers[0].documents)] == ["licence.pdf", "day.pdf"]


def test_the_last_section_leads_to_the_check_and_each_to_the_next(bid: str) -> None:
    client = bidder()
    ways = [section(client, bid, key).headers["Location"] for key in ("who", "wanted", "criterion-plan")]
    assert ways == [f"/en/desk/{bid}/bid/1/{key}/" for key in ("wanted", "criterion-plan", "price")]
    assert section(client, bid, "price", price="800000").headers["Location"] == f"/en/desk/{bid}/bid/1/check/"


def test_pressed_twice_it_is_sealed_once(bid: str) -> None:
    client = bidder()
    whole(client, bid)
    first, second = (sent(client, bid) for _ in range(2))
    assert ("You had sent this before" in text(first), "You had sent this before" in text(second)) == (False, True)


def test_what_is_missing_comes_first_and_a_bid_without_a_price_cannot_be_sealed(bid: str) -> None:
    page = bidder().get(f"/en/desk/{bid}/bid/1/check/")
    assert ("5 things are still missing" in text(page), "Without a price there is nothing to seal." in text(page)) == (True, True)
    assert "Seal and send the bid" not in page.content.decode()
    assert sent(bidder(), bid).status_code == 200
    assert not BidDraft.objects.exists()


@pytest.mark.parametrize(("yuan", "says"), [
    ("860000.00", "The price of CNY 860,000.00 is CNY 0.00 below CNY 860,000.00, the most that is paid."),
    ("860000.01", "The price of CNY 860,000.01 is CNY 0.01 above CNY 860,000.00, the most that is paid: such a bid is invalid."),
])  # fmt: skip
def test_a_price_is_set_beside_the_most_that_is_paid(bid: str, yuan: str, says: str) -> None:
    client = bidder()
    section(client, bid, "price", price=yuan)
    assert says in text(client.get(f"/en/desk/{bid}/bid/1/price/"))
    assert says in text(client.get(f"/en/desk/{bid}/bid/1/check/"))


def test_a_price_that_cannot_be_read_is_told_and_stays(bid: str) -> None:
    page = section(bidder(), bid, "price", price="a lot")
    assert (page.status_code, "There is a problem" in text(page), 'value="a lot"' in page.content.decode()) == (422, True, True)


def test_the_next_bid_for_the_same_starts_from_the_one_that_stands(bid: str) -> None:
    client = bidder()
    whole(client, bid)
    sent(client, bid)
    BidDraft.objects.all().delete()
    page = client.get(f"/en/desk/{bid}/bid/1/")
    assert ("A bid stands sealed since 2 March 2026" in text(page), "From an earlier bid: look it over" in text(page)) == (True, True)
    check = text(client.get(f"/en/desk/{bid}/bid/1/check/"))
    assert ("Two groups, seven weeks." in check, "CNY 800,000.00" in check) == (True, True)


def test_what_the_bid_that_stands_declared_is_declared_anew(bid: str) -> None:
    client = bidder()
    whole(client, bid)
    sent(client, bid)
    BidDraft.objects.all().delete()
    assert "checked" not in client.get(f"/en/desk/{bid}/bid/1/wanted/").content.decode()
    assert "checked" not in client.get(f"/en/desk/{bid}/bid/1/who/").content.decode()
    assert "2 things are still missing" in text(client.get(f"/en/desk/{bid}/bid/1/check/"))


def test_a_later_bid_begins_with_what_was_said_before_but_for_the_price(bid: str, county: County) -> None:
    client = bidder()
    whole(client, bid)
    sent(client, bid)
    other = another_bid(county)
    page = client.get(f"/en/desk/{other}/bid/1/check/")
    assert ("Two groups, seven weeks." in text(page), "day.pdf" in text(page), "Without a price" in text(page)) == (True, True, True)
    section(client, other, "price", price="700000")
    sent(client, other, "j" * 43, known="yes")
    file = content_in(other).offers[0].documents[0]
    assert bytes_of(client, other, file.sha256) == SCAN + b" of a day"


def test_after_closing_it_comes_too_late_and_says_so_before_it_is_sent(bid: str) -> None:
    client = bidder()
    whole(client, bid)
    clock.set_demo_clock(CLOSES + timedelta(minutes=1))
    page = client.get(f"/en/desk/{bid}/bid/1/check/")
    assert "What is sent now comes too late" in text(page)
    assert "Bids have closed" in text(client.get(f"/en/desk/{bid}/bid/1/"))
    answer = sent(client, bid)
    assert (answer.status_code, "This came too late" in text(answer)) == (409, True)


def test_nobody_else_sees_that_there_is_a_bid(bid: str) -> None:
    whole(bidder(), bid)
    sha256 = BidFile.objects.first().sha256  # type: ignore[union-attr]
    ways = ("", "1/", "1/who/", "1/check/", f"files/{sha256}/")
    for stranger in (Client(), signed_in(), signed_in(RIVAL, email="rival@example.org")):
        told = {stranger.get(f"/en/desk/{bid}/bid/{way}").status_code for way in ways}
        assert told in ({404}, {302})


def test_what_is_no_bid_has_no_page_of_one(bid: str) -> None:
    for client in (signed_in(ALICE), bidder()):
        assert [client.get(f"/en/desk/{number}/bid/").status_code for number in (NUMBER, "DC-2026-N-0001", "DC-2026-S-0099")] == [404] * 3


def test_what_is_written_says_nothing_to_who_holds_the_disk(bid: str) -> None:
    whole(bidder(), bid)
    marks = (b"Two groups", b"800000", SCAN[:16], b"licence")
    for path in folder().rglob("*"):
        found = [mark for mark in marks if path.is_file() and mark in path.read_bytes()]
        assert found == []
    kept = [bytes(one.content) for one in BidDraft.objects.all()] + [bytes(one.named) for one in BidFile.objects.all()]
    assert not any(mark in one for one in kept for mark in marks)


def test_two_who_write_at_once_are_told_of_each_other(bid: str) -> None:
    client = bidder()
    was = written(client, bid, "criterion-plan")
    section(client, bid, "criterion-plan", **{"text-criterion-plan": "Mine."})
    page = section(client, bid, "criterion-plan", **{"text-criterion-plan": "Yours.", "desk-was": was})
    says = "Somebody else of your organisation saved this section meanwhile."
    assert (page.status_code, says in text(page), "Yours." in text(page)) == (409, True, True)
    assert "Mine." in text(client.get(f"/en/desk/{bid}/bid/1/criterion-plan/"))


@pytest.mark.parametrize(("name", "data", "says"), [
    ("empty.pdf", b"", "“empty.pdf” is empty."),
    ("\x00", b"x", "A file came without a name."),
])  # fmt: skip
def test_a_file_that_fails_is_named_and_leaves_the_others(bid: str, name: str, data: bytes, says: str) -> None:
    client = bidder()
    files: Any = [SimpleUploadedFile(name, data), SimpleUploadedFile("day.pdf", SCAN)]
    page = section(client, bid, "criterion-plan", **{"files-criterion-plan": files})
    assert (page.status_code, says in text(page), "day.pdf" in text(page)) == (422, True, True)


def test_files_are_kept_whatever_they_are_and_handed_out_to_keep(bid: str) -> None:
    client = bidder()
    bomb = b"<svg onload='alert(1)'/>"
    section(client, bid, "criterion-plan", **{"files-criterion-plan": SimpleUploadedFile("a.svg", bomb)})
    answer = client.get(f"/en/desk/{bid}/bid/files/{BidFile.objects.get().sha256}/")
    told = [answer.headers[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")]
    assert (b"".join(answer), told) == (bomb, ["application/octet-stream", 'attachment; filename="a.svg"', "nosniff"])


def test_a_file_is_taken_out_again(bid: str) -> None:
    client = bidder()
    section(client, bid, "criterion-plan", **{"files-criterion-plan": SimpleUploadedFile("day.pdf", SCAN)})
    sha256 = BidFile.objects.get().sha256
    page = section(client, bid, "criterion-plan", unfile=f"criterion-plan:{sha256}")
    assert "day.pdf" not in text(page)


def test_the_receipt_is_looked_up_under_its_code(bid: str) -> None:
    client = bidder()
    whole(client, bid)
    page = sent(client, bid)
    assert seal_code(list(read.entries(bid))[-1].leaf) in page.content.decode().replace("<wbr>", "")


def test_nothing_is_sealed_that_was_not_shown(bid: str) -> None:
    client = bidder()
    whole(client, bid)
    shown = client.get(f"/en/desk/{bid}/bid/1/check/").content.decode().partition('name="bid-shown" value="')[2][:64]
    section(client, bid, "price", price="1")
    page = client.post(f"/en/desk/{bid}/bid/1/check/", {"desk-key": KEY, "bid-shown": shown})
    assert (page.status_code, "Your bid has been changed since this page was shown." in text(page)) == (409, True)
    assert len(read.entries(bid)) == 1


def test_the_fingerprint_of_what_is_sealed_cannot_be_found_by_trying_prices(bid: str) -> None:
    client = bidder()
    whole(client, bid)
    sent(client, bid)
    sealed: Any = read.entries(bid)[-1].act
    said = content_in(bid)
    assert content_digest(replace(said, salt=None)) != sealed.sealed_sha256
    assert (len(said.salt or "") >= 64, sealed.size % 1024) == (True, 0)
    sent(client, bid, "j" * 43)
    again: Any = read.entries(bid)[-1].act
    assert again.sealed_sha256 != sealed.sealed_sha256


def test_for_nothing_nothing_is_offered(bid: str) -> None:
    client = bidder()
    page = section(client, bid, "price", price="0")
    assert (page.status_code, "A price is more than nothing." in text(page)) == (422, True)
    assert "Without a price there is nothing to seal." in text(client.get(f"/en/desk/{bid}/bid/1/check/"))


def test_a_draft_that_differs_from_what_is_sealed_says_so(bid: str) -> None:
    client, says = bidder(), "The draft differs from what is sealed"
    whole(client, bid)
    sent(client, bid)
    assert says not in text(client.get(f"/en/desk/{bid}/bid/1/"))
    section(client, bid, "price", price="700000")
    assert says in text(client.get(f"/en/desk/{bid}/bid/1/"))


def test_after_the_closing_nothing_asks_to_seal_and_a_late_bid_says_that_the_earlier_one_stands(bid: str) -> None:
    client = bidder()
    whole(client, bid)
    sent(client, bid)
    section(client, bid, "price", price="700000")
    clock.set_demo_clock(CLOSES + timedelta(minutes=1))
    page = client.get(f"/en/desk/{bid}/bid/1/")
    wanted = ("it counts only once it is sealed", "/bid/1/check/", "stays as it was")
    assert [one in page.content.decode() for one in wanted] == [False, False, True]
    says = "Your bid sealed on 2 March 2026"
    checked = text(client.get(f"/en/desk/{bid}/bid/1/check/"))
    assert (says in checked, "This one takes its place" in checked) == (True, False)
    assert says in text(sent(client, bid, "j" * 43))


def test_who_withdrew_or_never_sealed_reads_that_nothing_is_in(bid: str, county: County) -> None:
    client, withdrew = bidder(), "You withdrew your bid on 2 March 2026"
    whole(client, bid)
    assert "none is in" not in text(client.get(f"/en/desk/{bid}/bid/1/"))
    sent(client, bid)
    county.clock += timedelta(minutes=5)
    county.done(bid, WithdrawBid(lot="1"), BO)
    assert withdrew in text(client.get(f"/en/desk/{bid}/bid/1/"))
    assert "State Withdrawn: no bid is in" in text(client.get(f"/en/desk/{bid}/"))
    other = another_bid(county)
    section(client, other, "price", price="700000")
    clock.set_demo_clock(CLOSES + timedelta(days=60))
    assert "nothing was sealed before bids closed" in text(client.get(f"/en/desk/{other}/bid/1/"))


def test_all_as_asked_and_a_difference_at_once_is_told_and_kept(bid: str) -> None:
    client, says = bidder(), "Keep the one that holds."
    page = section(client, bid, "wanted", **{"tick-as-asked": "yes", "text-as-asked": "Only mornings"})
    assert (page.status_code, says in text(page), "Only mornings" in text(page)) == (422, True, True)
    assert says in text(client.get(f"/en/desk/{bid}/bid/1/check/"))
    assert section(client, bid, "wanted", **{"text-as-asked": "Only mornings"}).status_code == 302
    assert says not in text(client.get(f"/en/desk/{bid}/bid/1/check/"))


def test_the_overview_lists_as_much_as_the_check(bid: str) -> None:
    overview, check = (text(bidder().get(f"/en/desk/{bid}/bid/1/{way}")) for way in ("", "check/"))
    lacking = overview.partition("What is still missing")[2]
    assert [one in lacking for one in ("What to send", "Price")] == [True, True]
    assert "5 things are still missing" in check


def test_what_was_taken_over_and_not_looked_at_is_told_before_sealing(bid: str, county: County) -> None:
    client, says = bidder(), "From an earlier bid, and not looked over yet"
    whole(client, bid)
    sent(client, bid)
    other = another_bid(county)
    page = client.get(f"/en/desk/{other}/bid/1/check/")
    assert (says in text(page), "We offer all of it as it is asked" in text(page)) == (True, False)
    for key in ("wanted", "criterion-plan"):
        section(client, other, key, **({"text-criterion-plan": "Mine."} if key == "criterion-plan" else {}))
    assert says not in text(client.get(f"/en/desk/{other}/bid/1/check/"))


@pytest.mark.parametrize("withdrawn", [False, True])
@pytest.mark.parametrize("changed", [{"name": words("Food safety plan")}, {"rule": words("Judged by cooks")}, {"kind": Slug("counted")}])
def test_what_was_said_to_another_question_of_the_same_name_is_not_proposed(
    bid: str, county: County, changed: dict[str, Any], withdrawn: bool
) -> None:
    client = bidder()
    whole(client, bid)
    sent(client, bid)
    if withdrawn:
        county.clock += timedelta(minutes=5)
        county.done(bid, WithdrawBid(lot="1"), BO)
    asked = tuple(replace(one, **changed) if one.id == "plan" else one for one in plan().criteria)
    other = another_bid(county, criteria=asked)
    assert "Two groups, seven weeks." not in text(client.get(f"/en/desk/{other}/bid/1/criterion-plan/"))


def test_a_bid_that_was_withdrawn_still_helps_the_next(bid: str, county: County) -> None:
    client = bidder()
    whole(client, bid)
    sent(client, bid)
    county.clock += timedelta(minutes=5)
    county.done(bid, WithdrawBid(lot="1"), BO)
    other = another_bid(county)
    assert "Two groups, seven weeks." in text(client.get(f"/en/desk/{other}/bid/1/criterion-plan/"))


def test_whoever_signs_in_comes_back_to_the_notice_it_came_from(county: County) -> None:
    answer = Client().get(f"/en/desk/new/bid/obtain-documents/?procurement={NUMBER}")
    assert f"procurement%3D{NUMBER}" in answer.headers["Location"]


@pytest.mark.parametrize(("until", "ended"), [(CLOSES.date(), False), (CLOSES.date() - timedelta(days=1), True)])
def test_papers_on_file_are_shown_and_one_that_ends_before_the_closing_says_so(
    county: County, bid: str, until: date, ended: bool
) -> None:
    paper = Certificate(name=words("Registration certificate"), number="52419999", until=until)
    file = models.Party.objects.get(key="sunrise").docket
    entered = replace(body_file("sunrise"), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"), certificates=(paper,))
    county.done(file, entered, BO)
    told = text(bidder().get(f"/en/desk/{bid}/bid/1/who/"))
    assert ("Registration certificate 52419999 until" in told, "Ends before bids close" in told) == (True, ended)


@pytest.mark.parametrize(("minutes", "over"), [(-1, False), (0, True)])
def test_once_bids_have_closed_each_page_of_the_bid_says_so_and_what_remains_possible(bid: str, minutes: int, over: bool) -> None:
    client = bidder()
    whole(client, bid)
    clock.set_demo_clock(CLOSES + timedelta(minutes=minutes))
    for page in ("", "price/", "check/"):
        html = client.get(f"/en/desk/{bid}/bid/1/{page}").content.decode()
        said = ("What remains possible:" in html, f'href="/en/processes/{NUMBER}/">How the purchase goes on' in html)
        assert said == (over, over), page
    checked = client.get(f"/en/desk/{bid}/bid/1/check/").content.decode()
    assert ("<summary>Send it all the same, only to have on record that it came</summary>" in checked) is over


def test_every_line_of_a_long_price_list_is_there_to_be_checked_with_its_sum(bid: str) -> None:
    client = bidder()
    lines = "分项名称,数量,单价（元）\n" + "".join(f"第{no}项,1,10\n" for no in range(30))
    section(client, bid, "price", **{"bid-table": SimpleUploadedFile("list.csv", lines.encode())}, keep="bid-table")
    checked = client.get(f"/en/desk/{bid}/bid/1/check/").content.decode()
    shown, _, folded = checked.partition("<summary>10 lines more</summary>")
    assert [sum(f"第{no}项" in part for no in range(30)) for part in (shown, folded)] == [20, 10]
    assert "Sum of all lines: CNY 300.00" in checked
