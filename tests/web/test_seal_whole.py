"""From the desk to the receipt: a bid is written on the sealing page, this site takes it without reading it, and two holders open it."""

from base64 import b64decode
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from operis import clock
from operis.attachments.bidding import append, begin, finish, keep_draft
from operis.attachments.receiving import folder
from operis.attachments.sealed_bids import sealed_pieces
from operis.core.money import Fen
from operis.dockets.bid.terms import BidContent
from operis.dockets.procurement.terms import Document
from operis.ledger import read
from operis.ledger.states import state_of
from operis.sealing.bid import Sealed, key_from, share_of, unseal, well_made
from operis.sealing.page import digest
from operis.sealing.plain import read_plain
from operis.web.bidding.draft import Draft
from tests.sealing.made import KEYS, SECRETS
from tests.web.bidding import CLOSES, bidder
from tests.web.browsed import answered
from tests.web.reading import text
from tests.web.shown import AXE, EVERYTHING, LOW_TARGETS, NARROW, RUN, SITE, TARGET_HEIGHT_MIN

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCAN = b"%PDF-1.7 day care" * 9_000


@pytest.fixture
def client(bid: str) -> Client:
    return bidder()


def pressed(tab: Page, price: str) -> None:
    tab.fill("#price", price)
    tab.get_by_role("button", name="Seal and send the bid").click()


def opened_by_two(bid: str) -> tuple[BidContent, list[bytes]]:
    act: Any = state_of(bid).in_force["1"]
    sealed = Sealed(act.header_sha256, act.sealed_sha256, act.size, act.commitment, tuple(b64decode(one.sealed) for one in act.envelopes))
    k = key_from(sealed, {place: share_of(sealed, place, SECRETS[place]) for place in (2, 3)})
    assert well_made(sealed, k, KEYS)
    found = read_plain(unseal(sealed_pieces(bid, act.sealed_sha256) or [], sealed, k))
    return found.content, [b"".join(pieces) for _file, pieces in found.files()]


def test_a_bid_goes_from_the_desk_to_its_receipt_and_is_replaced(chromium: Browser, client: Client, bid: str) -> None:
    with answered(chromium, client, scripts=True) as tab:
        tab.goto(f"{SITE}/en/supply/seal/{bid}/1/")
        tab.get_by_role("link", name="Write and seal the bid here in the browser").click()
        expect(tab.locator("h1")).to_have_text("Your bid: Day care")
        tab.set_input_files("#files-materials", {"name": "day.pdf", "mimeType": "application/pdf", "buffer": SCAN})
        expect(tab.locator("#q-materials ul.files li")).to_have_count(1)
        tab.check("#tick-declaration")
        pressed(tab, "800000")
        expect(tab.locator("#h-received")).to_be_focused()
        assert bid in tab.locator("pre.code").inner_text()
        content, files = opened_by_two(bid)
        assert (content.price, files, content.small) == (Fen(800_000_00), [SCAN], True)
        pressed(tab, "790000")
        expect(tab.locator("#h-received")).to_be_focused()
    assert opened_by_two(bid)[0].price == 790_000_00
    assert [one.said["act"]["kind"] for one in read.entries(bid)][-2:] == ["bid-sealed", "bid-sealed"]
    assert not [one for one in folder().rglob("*") if one.is_file() and SCAN[:64] in one.read_bytes()]


def test_the_site_answers_in_the_language_in_which_the_page_speaks(chromium: Browser, client: Client, bid: str) -> None:
    with answered(chromium, client, scripts=True) as tab:
        tab.goto(f"{SITE}/en/supply/seal/{bid}/1/")
        tab.get_by_role("link", name="Write and seal the bid here in the browser").click()
        tab.get_by_role("button", name="中文").click()
        tab.fill("#price", "800000")
        tab.get_by_role("button", name="密封并发送").click()
        expect(tab.locator(".received")).to_contain_text("提交投标（响应）文件：")
        expect(tab.locator(".received")).to_contain_text("（北京时间）")


def test_what_was_said_before_comes_from_the_site_with_its_files(chromium: Browser, client: Client, bid: str) -> None:
    paper = Document(name="before.pdf", size=len(SCAN), sha256=sha256(SCAN).hexdigest())
    file = begin(bid, "1", "materials", paper.name, paper.size, paper.sha256, clock.now())
    append(file, 0, SCAN)
    assert finish(file)
    keep_draft(bid, "1", 1, Draft(texts={"criterion-plan": "As before"}, files={"materials": (paper,)}).said, clock.now())
    with answered(chromium, client, scripts=True) as tab:
        tab.goto(f"{SITE}/seal/#{bid}/1/en")
        expect(tab.locator("#q-materials ul.files")).to_contain_text("before.pdf")
        expect(tab.locator("#text-criterion-plan")).to_have_value("As before")
        pressed(tab, "800000")
        expect(tab.locator("#errors")).to_be_focused()
        tab.check("#known")
        pressed(tab, "800000")
        expect(tab.locator("#h-received")).to_be_focused()
    content, files = opened_by_two(bid)
    assert (content.documents, files, [one.text.en for one in content.offers]) == ((paper,), [SCAN], ["As before", "See the files."])


def test_one_that_comes_too_late_is_told_so_with_its_receipt(chromium: Browser, client: Client, bid: str) -> None:
    with answered(chromium, client, scripts=True) as tab:
        tab.goto(f"{SITE}/seal/#{bid}/1/en")
        expect(tab.locator("#price")).to_be_visible()
        clock.set_demo_clock(CLOSES)
        pressed(tab, "800000")
        expect(tab.locator("#h-received")).to_have_text("This came too late")
    assert state_of(bid).in_force == {}


def test_the_ledger_has_the_page_s_fingerprint_and_the_notice_shows_it(client: Client, notice: str) -> None:
    said = next(one.said for one in read.entries(notice) if one.said["act"]["kind"] == "notice-published")
    assert said["facts"]["sealing_page"] == {"sha256": {"text": digest()}}
    shown = text(client.get(f"/en/notices/{notice}/"))
    assert (digest() in shown, state_of(notice).keys_digest in shown, "renewed since" in shown) == (True, True, False)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_notice_that_says_it_is_cut_nowhere_and_axe_finds_nothing(
    chromium: Browser, client: Client, notice: str, language: str
) -> None:
    with answered(chromium, client, scripts=True) as tab:
        tab.add_init_script(AXE)
        tab.set_viewport_size({"width": NARROW, "height": 800})
        tab.goto(f"{SITE}/{language}/notices/{notice}/")
        expect(tab.locator("#how-bids-are-sealed")).to_be_visible()
        assert tab.evaluate("document.documentElement.scrollWidth") <= NARROW
        assert tab.evaluate(RUN, EVERYTHING) == []
        assert tab.evaluate(LOW_TARGETS, TARGET_HEIGHT_MIN) == []
