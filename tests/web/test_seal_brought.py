"""Answers that were written off line come into the page that seals with their files, and what is wrong is told by its place."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.sealing.answered import FILES, answers
from tests.web.bid_form import bid_form
from tests.web.sealed_site import Site, opened, saved, visited

pytestmark = pytest.mark.slow
AGAINST = {"says": {"zh": "采购包1专门面向中小企业。", "en": "Lot 1 is reserved."}, "do": {"zh": None, "en": "Look for another."},
           "rule": {"zh": "专门面向", "en": "SME-07"}, "row": "SME-07"}  # fmt: skip


def chosen(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def brought(tab: Page, given: Any, *names: str) -> None:
    tab.locator("#answers summary").click()
    content = given if isinstance(given, bytes) else json.dumps(given).encode()
    tab.set_input_files("#answers-file", [chosen("answers.json", content), *(chosen(one, FILES[one]) for one in names)])


def test_answers_and_files_stand_where_they_belong(chromium: Browser) -> None:
    with visited(chromium, Site()) as context:
        tab = opened(context)
        brought(tab, answers(), "licence.pdf", "日程.docx")
        expect(tab.locator("#told")).to_contain_text("The answers are read in: look them over.")
        expect(tab.locator("#told")).to_contain_text("/files/materials: the file day.pdf was not chosen")
        assert [tab.is_checked(f"#tick-{key}") for key in ("condition-0", "condition-1", "as-asked")] == [True] * 3
        assert tab.input_value("#text-criterion-plan") == " 两组。\n七周 "
        assert (tab.input_value("#name-0"), tab.input_value("#quantity-0"), tab.input_value("#unit_price-1")) == ("社工", "2.50", "0.10")
        assert tab.input_value("#member-0") == "bright-hands"
        assert tab.locator("#q-condition-0 ul.files li .name").all_inner_texts() == ["licence.pdf"]
        assert tab.locator("#q-materials ul.files li .name").all_inner_texts() == ["日程.docx"]
        saved(tab)
        tab.reload()
        assert tab.input_value("#text-criterion-plan") == " 两组。\n七周 "


@pytest.mark.parametrize(("given", "says"), [
    (answers(docket="DC-2026-B-0009"), "/docket: it is for “DC-2026-B-0009”, and this page is for “DC-2026-B-0007”."),
    (answers(texts={"criterion-else": "x"}), "/texts/criterion-else: the form has no question “criterion-else”."),
    (answers(ticked="as-asked"), "/ticked: this cannot be read"), (answers(items=[{"name": "x"}]), "/items/0: this cannot be read"),
    (answers(reason="x"), "/reason: this cannot be read"), (b"{", "None of these is a file of answers"),
    ({"v": "operis/bid-form/v1"}, "None of these is a file of answers"),
])  # fmt: skip
def test_what_cannot_be_read_is_told_by_its_place_and_nothing_is_taken(chromium: Browser, given: Any, says: str) -> None:
    with visited(chromium, Site()) as context:
        tab = opened(context)
        brought(tab, given)
        expect(tab.locator("#answers-told")).to_contain_text(says)
        assert (tab.input_value("#text-criterion-plan"), tab.is_checked("#tick-as-asked")) == ("", False)


def test_a_lot_that_is_not_open_to_its_reader_takes_no_answers(chromium: Browser) -> None:
    with visited(chromium, Site(form=bid_form(against=[AGAINST]))) as context:
        tab = context.new_page()
        tab.goto("https://seal.example/seal/#DC-2026-B-0007/1/en")
        expect(tab.locator("#against li")).to_contain_text("Lot 1 is reserved. Look for another.")
        expect(tab.locator("main")).to_contain_text("no answers are taken for this lot")
        assert tab.locator("main").locator("input, textarea, select").count() == 0


def test_what_came_from_another_purchase_names_it(chromium: Browser) -> None:
    begun = {"texts": {"criterion-plan": "Two groups."}, "ticked": [], "files": {},
             "came": {"criterion-plan": {"zh": "暑期托管", "en": "Summer care of last year"}}}  # fmt: skip
    with visited(chromium, Site(form=bid_form(begun=begun))) as context:
        tab = opened(context)
        told = tab.locator("#q-criterion-plan")
        expect(told).to_contain_text("what names that one has to be written anew: Summer care of last year")
        told.get_by_role("button", name="I have looked it over").click()
        expect(told).not_to_contain_text("Summer care of last year")


@pytest.mark.parametrize(("unit", "price"), [("", "1000.00"), ("50", "3000.00")])
def test_a_price_list_begins_with_the_lines_of_the_notice(chromium: Browser, unit: str, price: str) -> None:
    with visited(chromium, Site(form=bid_form(scale=[{"name": {"zh": "60人", "en": "60 people"}, "quantity": "60"}]))) as context:
        tab = opened(context)
        assert (tab.input_value("#name-0"), tab.input_value("#quantity-0")) == ("60 people", "60")
        expect(tab.locator("#beside li", has_text="Price")).to_contain_text("Not started")
        tab.fill("#unit_price-0", unit) if unit else tab.fill("#price", "1000")
        saved(tab)
        expect(tab.locator("main")).to_contain_text(f"CNY {price[:1]},000.00")
        assert tab.locator("a[href='#unit_price-0']").count() == 0
        tab.fill("#name-0", "Meals")
        tab.fill("#unit_price-0", "")
        saved(tab)
        tab.get_by_role("button", name="Seal and send the bid").click()
        expect(tab.locator("#result")).to_contain_text("The unit price “” of line 1 cannot be read.")
