"""Does the page say to a document what the command line says, and keep what was typed? Without JavaScript, and nothing is recorded."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from operis.documents.checking import CHECKED, example, findings
from operis.documents.lawbook import book
from operis.law.book import Law
from operis.ledger import read
from operis.strict_yaml import Mapping as Table
from operis.strict_yaml import parse
from operis.web.forms import typed_from
from operis.web.public.checking import UNDER
from tests.web.browsed import answered
from tests.web.shown import EVERYTHING, LOW_TARGETS, SITE, TARGET_HEIGHT_MIN

each_kind = pytest.mark.parametrize("kind", CHECKED)
SHORT = {"bids_close": "2026-03-10 09:30"}


def filled(kind: str, **changed: str) -> dict[str, str]:
    """What a browser would send after “Fill in the example”."""
    node = parse(example(kind))
    assert isinstance(node, Table)
    under = UNDER.search(example(kind))
    assert under is not None
    place, level, day = under.groups()
    law = {"law-place": place, "law-level": level, "law-day": day, "law-method": "open-tender"}
    return {**typed_from(CHECKED[kind].asked, node, "en"), **law, **changed}


def text(client: Client, path: str, sent: dict[str, str], status: int = 200, language: str = "en") -> str:
    answer = client.post(f"/{language}/check/{path}/", sent)
    assert answer.status_code == status
    return unescape(answer.content.decode())


@each_kind
def test_the_example_of_each_kind_passes(client: Client, kind: str) -> None:
    said = text(client, kind, filled(kind))
    assert ("No mistake was found." in said, 'class="why"' in said) == (True, False)


WORDS = re.compile(r"[^\W\d_]")


@each_kind
def test_the_example_says_the_same_in_the_language_of_the_page(client: Client, kind: str) -> None:
    """Field by field: what has Chinese words in it has English ones there, and figures, days and choices are the same."""
    forms = {spoken: client.get(f"/{spoken}/check/{kind}/?example=yes").content.decode() for spoken in ("en", "zh-hans")}
    values = {spoken: dict(typed_of(html)) for spoken, html in forms.items()}
    en, zh = ({re.sub("-(en|zh)$", "", name): value for name, value in values[one].items()} for one in ("en", "zh-hans"))
    assert en.keys() == zh.keys()
    differing = [name for name in en if en[name] != zh[name]]
    assert differing
    assert [name for name in differing if not re.search("[\u4e00-\u9fff]", zh[name]) or not WORDS.search(en[name])] == []


def typed_of(html: str) -> Iterator[tuple[str, str]]:
    """What stands in the boxes of the document."""
    form = html[html.index('id="document"') :]
    for box in re.findall(r"<input [^>]*>", form):
        name, value = (re.search(rf' {one}="([^"]*)"', box) for one in ("name", "value"))
        if name and value and value[1] and 'type="text"' in box:
            yield name[1], unescape(value[1])
    for name, value in re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        if value.strip():
            yield name, unescape(value).strip()


def test_the_elements_of_a_plan_are_chosen_in_words(client: Client) -> None:
    html = client.get("/en/check/plan/?example=yes").content.decode()
    assert '<option value="standards" selected>' in html
    assert "One word in small letters with hyphens" not in html
    given = re.findall(r'<input type="hidden" name="criteria-\d-id" value="([^"]*)">', html)
    assert len(set(given)) == 3  # each of one's own criteria has a name, and nobody is asked for it


def test_a_notice_that_closes_too_early_is_told_the_row_the_facts_and_what_to_do(client: Client) -> None:
    said = text(client, "notice", filled("notice", **SHORT))
    assert "Not yet possible: Publish the notice" in said
    assert 'href="/en/rules/GPL-35/"' in said
    assert "Set the closing time on 22 March 2026 or later." in said
    law = Law(book(), "cn", "41", "county", act_day=date(2026, 3, 2))
    by_file = findings(book(), example("notice").replace("2026-03-22T09:30", "2026-03-10T09:30"), "", law)
    assert [ground.row for ground in by_file if ground.blocks] == ["GPL-35"]
    assert "22 March" not in text(client, "notice", filled("notice")).partition("<main")[2]  # the clock of a demonstration is no fact


def test_what_is_wrong_stands_in_the_summary_and_beside_its_field_and_what_was_typed_stays(client: Client) -> None:
    said = text(client, "notice", filled("notice", budget="about a million", bids_close="soon"), status=422)
    for name, says in {"budget": "instead of “about a million”.", "bids_close": "instead of “soon”."}.items():
        assert f'<a href="#f-{name}">' in said
        assert said.count(says) == 2
    assert 'value="about a million"' in said
    assert "Error: Check a document: Publish the notice" in said


def test_the_law_that_is_asked_for_has_to_be_one(client: Client) -> None:
    wrong = {"law-method": "sale", "law-day": "yesterday", "law-place": "99"}
    said = text(client, "notice", filled("notice", **wrong), status=422)
    assert [said.count(f'<a href="#f-{name}">') for name in wrong] == [1, 1, 1]
    assert text(client, "notice", filled("notice", **{"law-method": ""}), status=422).count("Choose the method.") == 2


def test_amounts_and_days_are_taken_as_people_type_them(client: Client) -> None:
    assert "No mistake was found." in text(client, "notice", filled("notice", budget="８６０，０００元", documents_issued="2026年3月2日"))


def test_a_day_left_empty_is_today_and_a_place_left_empty_is_the_whole_country(client: Client) -> None:
    text(client, "notice", filled("notice", **{"law-day": "", "law-place": "", "law-level": ""}))


@pytest.mark.django_db
def test_nothing_is_recorded_and_no_cookie_is_set(client: Client) -> None:
    answer = client.post("/en/check/plan/", filled("plan"))
    assert (answer.status_code, list(read.dockets()), dict(answer.cookies)) == (200, [], {})


def test_a_kind_that_is_none_is_not_there(client: Client) -> None:
    assert [client.get("/en/check/invoice/").status_code, client.post("/en/check/invoice/").status_code] == [404, 404]


def test_the_form_goes_on_in_the_other_language_as_it_was_filled_in(client: Client) -> None:
    said = text(client, "notice", {**filled("notice", **SHORT), "keep": "yes"}, language="zh-hans")
    assert ('value="2026-03-10 09:30"' in said, "发布采购公告" in said, 'class="why"' in said) == (True, True, False)


@pytest.fixture
def tab(chromium: Browser, client: Client) -> Iterator[Tab]:
    with answered(chromium, client) as tab:
        yield tab


def press(tab: Tab, button: str) -> None:
    with tab.expect_navigation():
        tab.get_by_role("button", name=button, exact=True).click()


def test_rows_come_and_go_by_buttons_and_the_rest_stays(tab: Tab) -> None:
    tab.goto(f"{SITE}/en/check/plan/")
    tab.fill("#f-budget", "860,000")
    press(tab, "Add to: Lots")
    tab.fill("#f-lots-0-lot", "first")
    press(tab, "Add to: Lots")
    tab.fill("#f-lots-1-lot", "second")
    press(tab, "Remove Lots, no. 1")
    assert [tab.input_value(f"#f-{name}") for name in ("budget", "lots-0-lot")] == ["860,000", "second"]
    assert tab.locator("#f-lots-1-lot").count() == 0


def test_the_enter_key_checks_and_neither_adds_nor_removes(tab: Tab) -> None:
    tab.goto(f"{SITE}/en/check/plan/?example=yes")
    rows = tab.input_value("[name=requirements-rows]")
    with tab.expect_navigation():
        tab.press("#f-budget", "Enter")
    assert tab.locator("#main").get_by_text("No mistake was found.").count() == 1
    assert tab.input_value("[name=requirements-rows]") == rows


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("changed", [SHORT, {"bids_close": "soon", "budget": "much"}], ids=["found", "wrong"])
def test_axe_finds_nothing_on_an_answer(chromium: Browser, client: Client, language: str, width: int, changed: dict[str, str]) -> None:
    with answered(chromium, client, scripts=True) as tab:
        tab.set_viewport_size({"width": width, "height": 800})
        tab.goto(f"{SITE}/{language}/check/notice/?example=yes")
        for name, value in changed.items():
            tab.fill(f"#f-{name}", value)
        with tab.expect_navigation():
            tab.locator("p.acts button.btn").click()
        found = Axe().run(tab, options=EVERYTHING)
        assert found.response["violations"] == [], found.generate_report()
        assert tab.evaluate("document.documentElement.scrollWidth") == width
        assert tab.evaluate(LOW_TARGETS, TARGET_HEIGHT_MIN) == []
