"""Can a county put its name and its colours on, and only such as everybody can read?"""

import re

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import Settings

from operis.web.checks import colours_can_be_read
from operis.web.colours import BESIDE, LINKS, TOP, contrast, faults, schemes, sheet
from tests.web.shown import STYLES

pytestmark = pytest.mark.django_db
NAVY, RED = "#1a2f5a", "#8a1c1c"


def test_the_tokens_that_a_colour_stands_beside_are_there() -> None:
    asked = {(scheme, token) for one in BESIDE.values() for scheme, tokens in one.items() for token in tokens}
    assert [one for one in asked if one[1] not in schemes()[one[0]]] == []


def test_a_colour_is_taken_from_the_least_contrast_on(settings: Settings) -> None:
    """#767676 is the lightest grey of which white stands out by 4.5; the second words of the top ask for more."""
    settings.OPERIS_COLOUR_LINKS = "#6e6e6e"
    assert (contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff"), round(contrast("#000", "#fff"))) == (True, 21)
    least = min(contrast("#6e6e6e", schemes()["light"][token]) for token in BESIDE[LINKS]["light"])
    assert (least < 4.5, [one.id for one in colours_can_be_read()]) == (True, ["operis.E004"])
    assert list(faults()) == [
        f"{LINKS} has a contrast of {int(least * 100) / 100} to #f1eee6 in the light scheme; it must be 4.5 or more. Take a darker colour."
    ]
    settings.OPERIS_COLOUR_LINKS = "#6a6a6a"
    assert list(faults()) == []
    settings.OPERIS_COLOUR_TOP = "#5a6a69"
    assert [one.partition(" has ")[0] for one in faults()] == [TOP]


def test_without_a_choice_no_page_asks_for_them(client: Client) -> None:
    assert (sheet(), "colours.css" in client.get("/en/help/").content.decode(), client.get("/colours.css").status_code) == ("", False, 404)


def test_a_county_has_its_name_and_its_colours_on_every_page(client: Client, settings: Settings) -> None:
    settings.OPERIS_SITE_NAME, settings.OPERIS_COLOUR_TOP, settings.OPERIS_COLOUR_LINKS = "云泽县政府购买服务", NAVY, RED
    html = client.get("/zh-hans/help/").content.decode()
    assert ("云泽县政府购买服务" in html, '<link rel="stylesheet" href="/colours.css">' in html) == (True, True)
    answer = client.get("/colours.css")
    assert (answer["Content-Type"], answer.content.decode()) == ("text/css; charset=utf-8", sheet())


@pytest.mark.parametrize(("scheme", "media", "link"), [
    ("light", "screen", RED), ("dark", "screen", schemes()["dark"]["link"]), ("light", "print", RED), ("dark", "print", RED),
])  # fmt: skip
def test_they_hold_on_light_ground_and_on_paper_and_the_top_everywhere(
    client: Client, settings: Settings, chromium: Browser, scheme: str, media: str, link: str
) -> None:
    settings.OPERIS_COLOUR_TOP, settings.OPERIS_COLOUR_LINKS = NAVY, RED
    html = re.sub(r'<link rel="stylesheet"[^>]*>', "", client.get("/en/help/").content.decode())
    html = html.replace("</head>", f"<style>{STYLES.read_text()}\n{sheet()}</style></head>")
    tab = chromium.new_context(color_scheme=scheme).new_page()  # type: ignore[arg-type]
    tab.emulate_media(media=media)  # type: ignore[arg-type]
    tab.set_content(html)
    colour = "getComputedStyle(document.querySelector('{}')).{}"
    assert tab.evaluate(colour.format("main a", "color")) == _rgb(link)
    assert tab.evaluate(colour.format("header.site", "backgroundColor")) == _rgb(NAVY)
    tab.context.close()


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"
