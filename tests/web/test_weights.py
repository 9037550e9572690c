"""Is every page light enough for a slow line? HTML 30 KB, style sheet 20 KB, all of a first visit 120 KB in 8 requests, compressed."""

import gzip
import re

import pytest

from tests.web.shown import STATIC
from tests.web.taken import Taken

pytestmark = pytest.mark.django_db
HTML_MAX, CSS_MAX, SCRIPT_MAX, IMAGES_MAX, TOTAL_MAX, REQUESTS_MAX = 30_000, 20_000, 15_000, 40_000, 120_000, 8
ASKED = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|script\b|img\b)[^>]*(?:href|src)="([^"]+)"')
HEAVIEST = 12


def weight(content: bytes) -> int:
    return len(gzip.compress(content))


def weights(page: Taken) -> dict[str, int]:
    files = [STATIC / one.rpartition("/")[2] for one in dict.fromkeys(ASKED.findall(page.html))]
    of = {kind: sum(weight(one.read_bytes()) for one in files if one.suffix in kinds) for kind, kinds in KINDS.items()}
    html = weight(page.html.encode())
    return {"html": html, **of, "total": html + sum(of.values()), "requests": 1 + len(files)}


KINDS = {"css": (".css",), "script": (".js",), "images": (".svg", ".png", ".jpg")}
MOST = {"html": HTML_MAX, "css": CSS_MAX, "script": SCRIPT_MAX, "images": IMAGES_MAX, "total": TOTAL_MAX, "requests": REQUESTS_MAX}


def test_every_page_is_within_its_budget(taken: tuple[Taken, ...]) -> None:
    """`pytest -rP` shows the heaviest pages."""
    found = {one.name: weights(one) for one in taken}
    print(f"{len(found)} pages, compressed with gzip; the {HEAVIEST} heaviest, in bytes; at most {MOST}")
    for name, own in sorted(found.items(), key=lambda one: -one[1]["total"])[:HEAVIEST]:
        print(f"{own['html']:7,} html {own['css']:7,} css {own['total']:8,} in all {own['requests']:2} requests  {name}")
    assert {name: own for name, own in found.items() if any(own[kind] > most for kind, most in MOST.items())} == {}


def test_what_a_page_asks_for_is_weighed_with_it() -> None:
    page = '<link rel="stylesheet" href="/static/web/operis.css"><img alt="" src="/static/web/icon.svg"><a href="/en/">x</a>'
    own = weights(Taken("page", "en", "/", 200, page))
    assert (own["requests"], own["css"] > 4_000, own["images"] > 100, own["script"]) == (3, True, True, 0)
