"""Whose language does the site speak? The address says it; without one, the reader's browser, then the installation's own."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.web.pages import PAGES, Page

OURS = re.compile(r"[\u4e00-\u9fff》”）][,:;?!]|[,:;?!] ?[\u4e00-\u9fff]|[：，；] +[^ ]|[\u4e00-\u9fff] ?\.( |$)", re.MULTILINE)
"""Punctuation of the other language beside a Chinese sign, or a space after one of our own."""


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("en-GB,en;q=0.9", "en"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"), ("zh", "zh-hans"), ("fr", "zh-hans"), ("", "zh-hans")],
)
def test_the_bare_address_leads_to_the_readers_language(client: Client, wanted: str, language: str) -> None:
    answer = client.get("/", headers={"accept-language": wanted})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{language}/")
    assert answer.headers["Vary"] == "Accept-Language, Cookie"


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh-hans", "zh-Hans")])
def test_the_page_names_both_languages_and_its_own(client: Client, language: str, tag: str) -> None:
    text = client.get(f"/{language}/", headers={"accept-language": "fr"}).content.decode()
    assert f'<html lang="{tag}">' in text
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/">' in text
    assert '<link rel="alternate" hreflang="zh-Hans" href="http://testserver/zh-hans/">' in text


@pytest.mark.django_db
def test_large_text_is_a_cookie(client: Client) -> None:
    client.cookies["view"] = "large"
    assert '<html lang="en" data-size="large">' in client.get("/en/").content.decode()


def test_an_unknown_address_is_not_found_in_any_language(client: Client) -> None:
    assert [client.get(path).status_code for path in ("/nowhere/", "/en/nowhere/", "/zh-hans/nowhere/")] == [404, 404, 404]


AS_STORED = re.compile(r"rules/[^?]+|processes/.+|notices/.+")
"""The page of a rule shows its row also as it is stored, and that of a process what people wrote, in whatever language."""


@pytest.mark.django_db
@pytest.mark.parametrize("page", [page for page in PAGES if page.status != 200 or not AS_STORED.fullmatch(page.path)], ids=str)
def test_a_chinese_page_has_chinese_punctuation(client: Client, page: Page) -> None:
    page.given()
    text = re.sub(r"<(pre|title)\b.*?</\1>", "", client.get(f"/zh-hans/{page.path}").content.decode(), flags=re.DOTALL)
    said = unescape(re.sub(r"<[^>]+>", "", text))
    assert [said[found.start() - 20 : found.end() + 20] for found in OURS.finditer(said)] == []
