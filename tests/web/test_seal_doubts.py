"""On the sealing page, as where the site keeps bids: what is sent only by who says so, who joins, and what stands sealed beside a draft."""

import pytest
from playwright.sync_api import Browser, expect

from operis.attachments.signs import FIRST_BYTES, NOTHING, signs
from operis.core.fields import plain
from operis.core.money import Fen
from tests.web.bid_form import bid_form
from tests.web.seal_written import opened_by_two, written
from tests.web.sealed_site import Site, opened, saved, visited

pytestmark = pytest.mark.slow
SIGNS = {"signs": [plain(one) for one in signs()], "first_bytes": FIRST_BYTES, "nothing": {"zh": NOTHING.zh, "en": NOTHING.en}}


def test_members_are_named_where_the_bid_is_checked_by_the_name_under_which_they_were_chosen(chromium: Browser) -> None:
    with visited(chromium, Site()) as context:
        tab = written(opened(context))
        expect(tab.locator("#h-check ~ div dl.rows")).to_contain_text("Bidding together\nBright Hands", use_inner_text=True)
        tab.locator("#member-0").select_option("")
        expect(tab.locator("#h-check ~ div dl.rows")).not_to_contain_text("Bright Hands")

@pytest.mark.parametrize(("price", "text", "asked"), [("380000.00", "", 0), ("380000.01", "", 1), ("380000", "Two cooks.", 1)])
def test_what_makes_a_bid_invalid_is_sent_only_by_who_says_so(chromium: Browser, price: str, text: str, asked: int) -> None:
    """The tick falls with the next change: it was given for something else."""
    site = Site()
    with visited(chromium, site) as context:
        tab = written(opened(context))
        tab.fill("#price", price)
        tab.fill("#text-as-asked", text)
        expect(tab.locator("#known")).to_have_count(asked)
        if asked:
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator("#errors")).to_contain_text("Put it right, or say that you send it all the same.")
            assert site.descriptors == []
            tab.check("#known")
            tab.fill("#text-criterion-plan", "Another plan.")
            expect(tab.locator("#known")).not_to_be_checked()
            tab.check("#known")
        tab.get_by_role("button", name="Seal and send the bid").click()
        expect(tab.locator("#h-received")).to_be_focused()
    assert opened_by_two(site)[0].price == Fen(round(float(price) * 100))


@pytest.mark.parametrize(("name", "content", "told"), [
    ("day.pdf", b"MZ" + bytes(200), "a program for Windows"), ("day.pdf", b"\x7fELF" + bytes(90), "a program for Linux"),
    ("day.pdf", b"only a text", "something else"), ("day", b"#!/bin/sh", "a script"), ("day.exe", b"MZ" + bytes(200), ""),
    ("day.txt", b"only a text", ""), ("day.pdf", bytes(1023) + b"%PDF-1.7", ""), ("day.pdf", bytes(1024) + b"%PDF-1.7", "something else"),
])  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_is_told(chromium: Browser, name: str, content: bytes, told: str) -> None:
    """By the same table as where the site keeps bids."""
    site = Site(bid_form(**SIGNS))
    with visited(chromium, site) as context:
        tab = written(opened(context))
        tab.set_input_files("#files-criterion-plan", {"name": name, "mimeType": "application/pdf", "buffer": content})
        expect(tab.locator("#q-criterion-plan ul.files").first).to_contain_text(f"it is {told}." if told else name)
        expect(tab.locator("#known")).to_have_count(1 if told else 0)
        if told:
            tab.check("#known")
        tab.get_by_role("button", name="Seal and send the bid").click()
        expect(tab.locator("#h-received")).to_be_focused()
    assert opened_by_two(site)[1][0] == content


def test_a_scan_that_answers_twice_is_chosen_once(chromium: Browser) -> None:
    site = Site()
    with visited(chromium, site) as context:
        tab = written(opened(context))
        tab.locator("#q-condition-0 details").first.locator("summary").click()
        tab.locator("#q-condition-0").get_by_role("button", name="Add “licence.pdf”").click()
        expect(tab.locator("#files-condition-0")).to_be_focused()
        saved(tab)
        tab.get_by_role("button", name="Seal and send the bid").click()
        expect(tab.locator("#h-received")).to_be_focused()
    content, files = opened_by_two(site)
    assert [[one.name for one in each] for each in (content.documents, content.offers[0].documents)] == [["licence.pdf"], ["licence.pdf"]]
    assert len(files) == 1


def test_what_stands_sealed_is_read_beside_a_newer_draft_by_the_browser_that_sealed_it(chromium: Browser) -> None:
    site = Site()
    with visited(chromium, site) as context:
        tab = written(opened(context))
        expect(tab.locator("#stands")).to_have_count(0)
        tab.get_by_role("button", name="Seal and send the bid").click()
        expect(tab.locator("#stands")).to_contain_text("The draft below says the same.")
        site.form = bid_form(no=1, stands={"no": 0, "since": site.now})
        tab.fill("#price", "350000")
        saved(tab)
        expect(tab.locator("#stands")).to_contain_text("The draft below says something else")
        tab.reload()
        expect(tab.locator("#stands")).to_contain_text("The draft below says something else")
        expect(tab.locator("main")).to_contain_text("What you send takes the place of the bid sealed on")
        tab.locator("#stands summary").click()
        expect(tab.locator("#stands dl")).to_contain_text("CNY 356,000.00")
        expect(tab.locator("#stands dl")).to_contain_text("licence.pdf")
    with visited(chromium, site) as elsewhere:
        expect(opened(elsewhere).locator("#stands")).to_contain_text("what it says is where it was sealed alone")


def test_what_was_withdrawn_is_told_and_its_receipt_is_shown_no_more(chromium: Browser) -> None:
    site = Site()
    with visited(chromium, site) as context:
        tab = written(opened(context))
        tab.get_by_role("button", name="Seal and send the bid").click()
        expect(tab.locator("#h-received")).to_contain_text("The sealed bid has arrived")
        site.form = bid_form(no=1, stands={"no": 0, "since": site.now})
        tab.reload()
        expect(tab.locator("#h-received")).to_contain_text("The sealed bid has arrived")
        expect(tab.locator("#taken-back")).to_have_count(0)
        site.form = bid_form(no=1)
        tab.reload()
        expect(tab.locator("#taken-back")).to_contain_text("You withdrew what was sealed: no bid of yours stands.")
        expect(tab.locator("#h-received")).to_have_count(0)


def test_by_keyboard_alone_nobody_is_thrown_back_where_something_is_drawn_anew(chromium: Browser) -> None:
    with visited(chromium, Site()) as context:
        tab = written(opened(context))
        tab.focus("#member-0")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        expect(tab.locator("#member-1")).to_be_focused()
        tab.focus("#line-add")
        tab.keyboard.press("Enter")
        expect(tab.locator("#name-0")).to_be_focused()
        tab.locator(".row.line button").press("Enter")
        expect(tab.locator("#line-add")).to_be_focused()
        tab.fill("#price", "380001")
        expect(tab.locator("#known")).to_be_visible()
        tab.fill("#price", "380002")
        tab.focus("#known")
        saved(tab)
        expect(tab.locator("#known")).to_be_focused()


def test_each_line_of_a_long_price_list_can_be_read(chromium: Browser) -> None:
    table = "Item,Quantity,Unit price\n" + "".join(f"Meals of school {no},1,12.50\n" for no in range(200))
    with visited(chromium, Site()) as context:
        tab = opened(context)
        tab.set_input_files("#table", {"name": "list.csv", "mimeType": "text/csv", "buffer": table.encode()})
        expect(tab.locator("tbody tr")).to_have_count(200)
        tab.locator("summary", has_text="More lines, all of them in the sum: 180.").press("Enter")
        expect(tab.get_by_text("Meals of school 199")).to_be_visible()
