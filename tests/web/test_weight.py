"""Is a page light enough for a slow line? HTML 30 KB, style sheet 20 KB, all of a first visit 120 KB, compressed."""

import gzip
from pathlib import Path

import pytest
from django.test import Client

from tests.web.pages import PAGES, Page

STATIC = Path(__file__).parent.parent.parent / "operis" / "web" / "static" / "web"
HTML_MAX, CSS_MAX, TOTAL_MAX = 30_000, 20_000, 120_000


def weight(content: bytes) -> int:
    return len(gzip.compress(content))


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES, ids=str)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_page_is_light(client: Client, page: Page, language: str) -> None:
    page.given()
    html = weight(client.get(f"/{language}/{page.path}").content)
    rest = {file.name: weight(file.read_bytes()) for file in STATIC.iterdir()}
    assert (html <= HTML_MAX, rest["operis.css"] <= CSS_MAX, html + sum(rest.values()) <= TOTAL_MAX) == (True, True, True), (html, rest)
