"""Does help tell in plain words how things are done, in both languages, and lead to pages that are there?"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser

from operis.attachments.receiving import FREE_MIN_BYTES
from operis.core.wording import Wording
from operis.documents.helping import FOLDER, page_of
from operis.documents.lawbook import book
from operis.web.lawbook import today
from operis.web.public import helping
from operis.web.public.helping import LINK, PAGES, listed
from tests.web.reading import text
from tests.web.shown import EVERYTHING, show, shown, violations

pytestmark = pytest.mark.django_db
WORDS_MAX, SIGNS_MAX = 25, 45
"""In a sentence of English; in one of Chinese, where a link may stand in brackets."""
ENDS = {"en": re.compile(r"(?<=[.?!:;])\s+"), "zh": re.compile(r"[。？！：；]")}
NUMBERS = re.compile(
    r"\d+ (?:calendar |working )?(?:days?|months?|years?|percent)|[0-9一二三四五六七八九十]+(?:个工作日|日内|天|％|%)|CNY|万元"
)


def texts(slug: str) -> Iterator[Wording]:
    page = page_of(slug)
    yield from (page.title, page.lead, *(one.says for one in page.steps), *page.notes, *page.missing)


@pytest.mark.parametrize("slug", listed())
def test_every_text_is_there_in_both_languages_and_short(slug: str) -> None:
    for one in texts(slug):
        assert sorted(dict(one)) == ["en", "zh"], one
        plain = {spoken: LINK.sub(r"\1", words) for spoken, words in one}
        assert [part for part in ENDS["en"].split(plain["en"]) if len(part.split()) > WORDS_MAX] == []
        assert [part for part in ENDS["zh"].split(plain["zh"]) if len(part) > SIGNS_MAX] == []
        assert not re.search(r"[,;!?]|[一-鿿] [A-Za-z一-鿿]|[A-Za-z] [一-鿿]", plain["zh"]), plain["zh"]


@pytest.mark.parametrize("slug", listed())
def test_no_number_of_the_law_stands_in_a_text_and_every_rule_holds(slug: str) -> None:
    assert [words for one in texts(slug) for _spoken, words in one if NUMBERS.search(words) and slug != "import-table"] == []
    assert [one for one in page_of(slug).rules if not book().rows[one].at(today()).holds(today())] == []


@pytest.mark.parametrize("slug", listed())
def test_every_link_leads_somewhere_and_both_languages_have_the_same(slug: str) -> None:
    for one in texts(slug):
        found = {spoken: sorted((kind, name) for _words, kind, name in LINK.findall(words)) for spoken, words in one}
        assert found["en"] == found["zh"]
        for kind, name in found["en"]:
            assert (name in listed()) if kind else reverse(name)


def test_every_file_is_listed_once() -> None:
    assert sorted(listed()) == sorted(file.stem for file in Path(FOLDER).glob("*.yaml"))


@pytest.mark.parametrize("spoken", ["en", "zh-hans"])
def test_the_first_page_leads_to_each_page_and_that_one_to_its_neighbours(client: Client, spoken: str) -> None:
    first = client.get(f"/{spoken}/help/").content.decode()
    for pages in PAGES.values():
        for slug in pages:
            assert f'href="/{spoken}/help/{slug}/"' in first
            answer = client.get(f"/{spoken}/help/{slug}/")
            assert answer.status_code == 200
            leads = set(re.findall(rf'<li><a href="/{spoken}/help/([\w-]+)/">', answer.content.decode()))
            assert leads == {one for one in pages if one != slug}


def test_a_page_tells_steps_rules_with_their_source_and_what_is_missing(client: Client) -> None:
    answer = client.get("/en/help/read-result/")
    told = text(answer)
    assert "Look at the last day for a query. It is worked out for you." in told
    assert "in writing within seven working days" in told
    assert '<a class="cite" href="/en/rules/GPL-52/">' in answer.content.decode()
    assert "Not built yet A query or a complaint is not sent from here yet." in told


def test_what_a_page_shows_is_escaped_around_its_links() -> None:
    with override("zh-hans"):
        made = helping.linked(Wording(zh='<b>请看[规则 & "表"](rules)</b>'))
    assert unescape(made) == '<b>请看<a href="/zh-hans/rules/">规则 & "表"</a></b>'
    assert ("<b>" in made, "&amp;" in made) == (False, True)


def test_a_page_that_is_not_there_is_404(client: Client) -> None:
    assert [client.get(f"/en/help/{slug}/").status_code for slug in ("nothing", "..", "roles.yaml")] == [404, 404, 404]


@pytest.mark.parametrize("spoken", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
def test_on_every_screen_nothing_is_cut_and_axe_finds_nothing(client: Client, chromium: Browser, spoken: str, width: int) -> None:
    pages = [client.get(f"/{spoken}/help/{slug}").content.decode() for slug in ("", *(f"{one}/" for one in listed()))]
    with shown(chromium) as tab:
        tab.set_viewport_size({"width": width, "height": 800})
        for place, page in enumerate(pages):
            show(tab, page)
            assert violations(tab, EVERYTHING) == [], place
            assert tab.evaluate("document.documentElement.scrollWidth") == width, place


def test_help_says_how_much_of_the_disk_is_to_be_free() -> None:
    says = [one for one in page_of("keep-running").notes if "/readyz" in dict(one)["en"]]
    assert [f"{FREE_MIN_BYTES / 1_000_000:.0f} MB" in words for one in says for _spoken, words in one] == [True, True]
