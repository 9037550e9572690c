"""Whose language does the site speak? The address says it; without one, the reader's browser, then the installation's own."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("en-GB,en;q=0.9", "en"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"), ("zh", "zh-hans"), ("fr", "zh-hans"), ("", "zh-hans")],
)
def test_the_bare_address_leads_to_the_readers_language(client: Client, wanted: str, language: str) -> None:
    answer = client.get("/", headers={"accept-language": wanted})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{language}/")
    assert answer.headers["Vary"] == "Accept-Language, Cookie"


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh-hans", "zh-Hans")])
def test_the_page_names_both_languages_and_its_own(client: Client, language: str, tag: str) -> None:
    text = client.get(f"/{language}/", headers={"accept-language": "fr"}).content.decode()
    assert f'<html lang="{tag}">' in text
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/">' in text
    assert '<link rel="alternate" hreflang="zh-Hans" href="http://testserver/zh-hans/">' in text


def test_large_text_is_a_cookie(client: Client) -> None:
    client.cookies["view"] = "large"
    assert '<html lang="en" data-size="large">' in client.get("/en/").content.decode()


def test_an_unknown_address_is_not_found_in_any_language(client: Client) -> None:
    assert [client.get(path).status_code for path in ("/nowhere/", "/en/nowhere/", "/zh-hans/nowhere/")] == [404, 404, 404]
